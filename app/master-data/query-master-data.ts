// Answers SimpleMasterDataQuery (EPCIS 2.0 §8.2.7.2): elements with the attributes and children asked for, hierarchies walked.
import type { Reader } from '../access/reader.ts';
import type { Context } from '../context.ts';
import { asReader } from '../db.ts';
import type { Db } from '../db.ts';
import { AppError } from '../errors.ts';
import type { MasterDataQuery } from './read-parameters.ts';
import { countElements, listCapturedNames, listChildren, listElements } from './store.ts';
import type { ElementName, VocabularyCount, VocabularyElement } from './store.ts';

const levels_max = 20;
const descendants_max = 10_000;

export interface MasterDataPage {
  readonly elements: readonly VocabularyElement[];
  /** Where the next page begins; undefined on the last. */
  readonly last: string | undefined;
}

/** @param after the `last` of the page before; undefined on the first. */
export async function queryMasterData(context: Context, reader: Reader, query: MasterDataQuery, after?: string): Promise<MasterDataPage> {
  return asReader(context.database, reader, async (db) => {
    const inside = query.within === undefined ? undefined : await findDescendants(db, query.within);
    const limit = query.elementsMax === undefined ? query.perPage : Math.min(query.perPage, query.elementsMax + 1);
    const found = await listElements(db, {
      vocabularies: query.vocabularies,
      keys: both(query.names, inside),
      hasAttributes: query.hasAttributes,
      attributeValues: query.attributeValues,
      after,
      limit: limit + 1,
    });
    if (query.elementsMax !== undefined && found.length > query.elementsMax)
      throw new AppError('too_large', 'query_too_large', {
        vi: `Có nhiều hơn ${query.elementsMax} phần tử. Hãy thu hẹp truy vấn hoặc tăng maxElementCount.`,
        en: `More elements match than maxElementCount allows (${query.elementsMax}). Narrow the query or raise maxElementCount.`,
        epcisException: 'QueryTooLargeException',
      });
    const page = found.slice(0, query.perPage);
    const last = page.at(-1);
    return {
      elements: page.map((element) => cut(element, query)),
      last: found.length > query.perPage && last !== undefined ? `${last.vocabulary}\n${last.id}` : undefined,
    };
  });
}

/** The vocabularies that the reader may see something of, with how much. */
export function listVocabularies(context: Context, reader: Reader): Promise<VocabularyCount[]> {
  return asReader(context.database, reader, countElements);
}

/** Elements that documents brought for these keys and that the reader may see; those of the registers are not among them. */
export function findCapturedElements(context: Context, reader: Reader, keys: readonly string[]): Promise<ElementName[]> {
  return asReader(context.database, reader, (db) => listCapturedNames(db, keys));
}

function both(names: readonly string[] | undefined, inside: readonly string[] | undefined): readonly string[] | undefined {
  if (names === undefined || inside === undefined) return names ?? inside;
  return names.filter((name) => inside.includes(name));
}

/** The elements themselves and all below them, level by level; circles end by themselves. */
async function findDescendants(db: Db, roots: readonly string[]): Promise<string[]> {
  const seen = new Set(roots);
  let next: readonly string[] = roots;
  for (let level = 0; level < levels_max && next.length > 0; level++) {
    next = (await listChildren(db, next)).filter((child) => !seen.has(child));
    for (const child of next) seen.add(child);
    if (seen.size > descendants_max)
      throw new AppError('too_large', 'hierarchy_too_large', {
        vi: `Dưới các phần tử này có hơn ${descendants_max} phần tử. Hãy hỏi một nhánh nhỏ hơn.`,
        en: `There are more than ${descendants_max} elements below these. Ask for a smaller branch.`,
        epcisException: 'QueryTooComplexException',
      });
  }
  return [...seen];
}

function cut({ vocabulary, id, attributes, children }: VocabularyElement, query: MasterDataQuery): VocabularyElement {
  const wanted = query.attributes;
  return {
    vocabulary,
    id,
    attributes: wanted === undefined ? attributes : attributes.filter(({ id: name }) => wanted.includes(name)),
    children: query.withChildren ? children : [],
  };
}
