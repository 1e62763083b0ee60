// Reads the parameters of SimpleMasterDataQuery (EPCIS 2.0 §8.2.7.2) with all faults. Pure.
import { vocabularyKey } from '@nguon/epcis';
import type { Fault } from '../errors.ts';

export interface MasterDataQuery {
  /** Vocabulary types; empty = all. */
  readonly vocabularies: readonly string[];
  /** Keys of elements, one for all spellings of an identifier (`vocabularyKey`); undefined = all. */
  readonly names: readonly string[] | undefined;
  /** Elements of which, and of whose descendants, is told. */
  readonly within: readonly string[] | undefined;
  /** Attributes of which an element must have at least one. */
  readonly hasAttributes: readonly string[];
  /** Attribute → values of which it must have one. */
  readonly attributeValues: readonly { readonly attribute: string; readonly values: readonly string[] }[];
  /** Attributes to tell; undefined = all, empty = none. */
  readonly attributes: readonly string[] | undefined;
  readonly withChildren: boolean;
  readonly elementsMax: number | undefined;
  readonly perPage: number;
  readonly nextPageToken: string | undefined;
}

const per_page_default = 100;
const per_page_max = 1_000;
const values_max = 1_000;
const value_max_characters = 2_000;

type Entry = readonly [name: string, value: string | readonly string[]];

/** @param entries names and values as in a URL (lists joined by `|`) or a query body (lists). */
export function readMasterDataQuery(entries: Iterable<Entry>): {
  readonly query: MasterDataQuery | undefined;
  readonly faults: readonly Fault[];
} {
  const faults: Fault[] = [];
  const given = new Map<string, readonly string[]>();
  for (const [name, value] of entries) {
    const values = (typeof value === 'string' ? value.split('|') : value).map((text) => text.trim()).filter((text) => text !== '');
    if (given.has(name)) faults.push(fault(name, 'Tham số có hai lần.', 'The parameter stands twice.'));
    else if (values.length > values_max || values.some((text) => text.length > value_max_characters))
      faults.push(fault(name, `Quá ${values_max} giá trị, hoặc giá trị quá dài.`, `More than ${values_max} values, or a value too long.`));
    else given.set(name, values);
  }
  const attributeValues: { attribute: string; values: readonly string[] }[] = [];
  for (const [name, values] of given) {
    const attribute = /^EQ_?ATTR_(.+)$/.exec(name)?.[1];
    if (attribute !== undefined) {
      if (values.length > 0) attributeValues.push({ attribute, values });
    } else if (!known.includes(name)) faults.push(fault(name.slice(0, 100), 'Không có tham số này.', 'There is no such parameter.'));
  }
  const list = (name: string): readonly string[] => given.get(name) ?? [];
  const flag = (name: string, otherwise: boolean): boolean => {
    const [text] = list(name);
    if (text === undefined) return otherwise;
    if (text !== 'true' && text !== 'false') faults.push(fault(name, 'Là true hoặc false.', 'true or false is wanted.'));
    return text === 'true';
  };
  const number = (name: string): number | undefined => {
    const [text] = list(name);
    if (text === undefined) return undefined;
    if (!/^[1-9]\d{0,8}$/.test(text)) faults.push(fault(name, 'Cần số nguyên từ 1.', 'A whole number from 1 is wanted.'));
    return Number(text);
  };
  const names = list('EQ_name');
  const within = list('WD_name');
  const attributeNames = list('attributeNames');
  const withAttributes = flag('includeAttributes', true);
  const query: MasterDataQuery = {
    vocabularies: list('vocabularyName').map(vocabularyUrn),
    names: names.length === 0 ? undefined : names.map(vocabularyKey),
    within: within.length === 0 ? undefined : within.map(vocabularyKey),
    hasAttributes: list('HASATTR'),
    attributeValues,
    attributes: !withAttributes ? [] : attributeNames.length === 0 ? undefined : attributeNames,
    withChildren: flag('includeChildren', true),
    elementsMax: number('maxElementCount'),
    perPage: Math.min(number('perPage') ?? per_page_default, per_page_max),
    nextPageToken: list('nextPageToken')[0],
  };
  return faults.length > 0 ? { query: undefined, faults } : { query, faults };
}

/** The full URN, or its last word: `EPCClass`. */
const vocabularyUrn = (name: string): string => (name.includes(':') ? name : `urn:epcglobal:epcis:vtype:${name}`);

const known = [
  'vocabularyName',
  'EQ_name',
  'WD_name',
  'HASATTR',
  'attributeNames',
  'includeAttributes',
  'includeChildren',
  'maxElementCount',
  'perPage',
  'nextPageToken',
];

function fault(path: string, vi: string, en: string): Fault {
  return { code: 'query_parameter', path, vi, en };
}
