// Reads the value of one query parameter into its condition: words, URIs, identifiers, times, numbers (EPCIS 2.0 §8.2.7.1).
import { canonicalId, matchPattern } from '@nguon/gs1';
import type { Match } from '@nguon/gs1';
import { claimsCbv, findCbvWord } from './cbv.ts';
import type { CbvKind } from './cbv.ts';
import { canonicalDecimal } from './decimal.ts';
import { EVENT_TYPES } from './event-fields.ts';
import type { FieldTest, OrderedValue, QueryCondition, SensorText, UriField, WordColumn } from './event-query.ts';
import type { Fault, FaultWords } from './fault.ts';
import type { FaultCode } from './fault-texts.ts';
import { comparableText, expandCurie, orderedValue, textKey } from './field-value.ts';
import { listMembers, readFlag, textOf } from './query-value.ts';
import type { QueryScalar, QueryValue } from './query-value.ts';
import { attributeName } from './read-query-name.ts';
import type { FindNamespace, NamedParameter } from './read-query-name.ts';
import { readTime } from './time.ts';
import { isUri } from './uri.ts';

export interface ConditionReading {
  readonly find: FindNamespace;
  readonly valuesMax: number;
  refuse(code: FaultCode, words: FaultWords): void;
}

type Parameter = Exclude<NamedParameter, { kind: 'control' }>;

/** Undefined where the parameter is omitted (an empty value) or faulty, which `refuse` then was told. */
export function readQueryCondition(
  parameter: string,
  row: Parameter,
  value: QueryValue,
  reading: ConditionReading,
): QueryCondition | undefined {
  if (row.kind === 'present' || (row.kind === 'field' && row.comparison === 'EXISTS')) {
    const flag = readFlag(value);
    if (flag === undefined)
      reading.refuse('parameter_value', { got: listMembers(value, false).map(textOf).join('|'), want: 'true, false' });
    if (flag !== true) return undefined;
    if (row.kind === 'present') return { parameter, kind: 'present', part: row.part };
    return { parameter, kind: 'field', scope: row.scope, isInner: row.isInner, name: row.name, test: { kind: 'exists' } };
  }
  const isList = takesList(row);
  const members = listMembers(value, isList);
  if (members.length === 0) return undefined;
  if (members.length > reading.valuesMax) reading.refuse('parameter_too_many', { max: reading.valuesMax });
  else if (!isList && members.length > 1) reading.refuse('parameter_value', { got: members.map(textOf).join('|'), want: ONE_VALUE });
  else return new ValueReader(reading).read(parameter, row, members);
  return undefined;
}

function takesList(row: Parameter): boolean {
  if (row.kind === 'time' || row.kind === 'declarationTime') return false;
  if (row.kind === 'sensorText') return row.attribute !== 'booleanValue';
  return !('comparison' in row) || row.comparison === 'EQ';
}

class ValueReader {
  private readonly reading: ConditionReading;

  constructor(reading: ConditionReading) {
    this.reading = reading;
  }

  read(parameter: string, row: Parameter, members: readonly QueryScalar[]): QueryCondition | undefined {
    switch (row.kind) {
      case 'words':
        return { parameter, ...row, values: this.texts(members, (text) => this.columnWord(row.column, text)) };
      case 'uris':
        return { parameter, ...row, values: this.texts(members, (text) => this.fieldWord(row.field, text)) };
      case 'places':
      case 'within':
        return { parameter, ...row, things: this.texts(members, (text) => this.place(text)) };
      case 'match':
        return { parameter, kind: 'match', thingRoles: row.thingRoles, matches: this.matches(members, row) };
      case 'pairs':
        return { parameter, ...row, values: this.texts(members, (text) => this.uri(text)) };
      case 'quantity':
      case 'sensorNumber':
        return { parameter, ...row, values: this.numbers(members) };
      case 'sensorText':
        return { parameter, ...row, values: this.texts(members, (text) => this.sensorText(row.attribute, text)) };
      case 'sensorTime':
        return { parameter, ...row, instants_ms: this.times(members) };
      case 'time':
      case 'declarationTime': {
        const [instant_ms] = this.times(members);
        return instant_ms === undefined ? undefined : { parameter, ...row, instant_ms };
      }
      case 'hasAttribute':
        return { parameter, ...row, names: this.texts(members, (text) => attributeName(text, this.reading.find)) };
      case 'attribute':
        return { parameter, ...row, values: this.texts(members, (text) => text) };
      case 'field': {
        const test = this.fieldTest(row.comparison, members);
        const { scope, isInner, name } = row;
        return test === undefined ? undefined : { parameter, kind: 'field', scope, isInner, name, test };
      }
      case 'present':
        return undefined;
    }
  }

  /** Texts that `read` takes; a number or flag where a text belongs is a fault. */
  private texts<T>(members: readonly QueryScalar[], read: (text: string) => T | undefined): T[] {
    return members.flatMap((member) => {
      const isText = typeof member === 'string' || typeof member === 'boolean';
      const value = isText ? read(String(member)) : this.wrong(textOf(member), TEXT);
      return value === undefined ? [] : [value];
    });
  }

  private columnWord(column: WordColumn, text: string): string | undefined {
    if (column === 'action')
      return text === 'ADD' || text === 'OBSERVE' || text === 'DELETE' ? text : this.wrong(text, 'ADD, OBSERVE, DELETE');
    if (column === 'eventType') return this.eventType(text);
    return column === 'eventId' ? this.whole(text) : this.cbv(column, text);
  }

  private eventType(text: string): string | undefined {
    const bare = text.replace(/^(?:epcis:|https:\/\/ref\.gs1\.org\/epcis\/)/, '');
    if ((EVENT_TYPES as readonly string[]).includes(bare)) return bare;
    return isUri(text) ? expandCurie(text, this.reading.find) : this.wrong(text, EVENT_TYPES.join(', '));
  }

  private fieldWord(field: UriField, text: string): string | undefined {
    if (field === 'set' || field === 'unset') return this.cbv('disposition', text);
    if (field === 'transformationID') return this.uri(text);
    return field === 'errorReason' ? this.cbv('errorReason', text) : this.whole(text);
  }

  private cbv(kind: CbvKind, text: string): string | undefined {
    const word = findCbvWord(kind, text);
    if (word !== undefined) return word;
    return isUri(text) && !claimsCbv(kind, text) ? expandCurie(text, this.reading.find) : this.wrong(text, CBV_VALUE);
  }

  /** A URI or CURIE as a whole URI. */
  private whole(text: string): string | undefined {
    return isUri(text) ? expandCurie(text, this.reading.find) : this.wrong(text, 'URI');
  }

  /** The same, GS1 identifiers in canonical form. */
  private uri(text: string): string | undefined {
    return isUri(text) ? comparableText(text, this.reading.find) : this.wrong(text, 'URI');
  }

  private sensorText(attribute: SensorText, text: string): string | undefined {
    if (attribute === 'type') return this.cbv('measurementType', text);
    if (attribute === 'stringValue') return text;
    if (attribute === 'booleanValue') return text === 'true' || text === 'false' ? text : this.wrong(text, 'true, false');
    if (attribute === 'hexBinaryValue') return /^[0-9A-Fa-f]+$/.test(text) ? text.toUpperCase() : this.wrong(text, HEXADECIMAL);
    return this.uri(text);
  }

  private place(text: string): string | undefined {
    const id = canonicalId(expandCurie(text, this.reading.find));
    return id.ok ? id.value.thing : this.wrongIdentifier(text, id.faults[0]);
  }

  private matches(members: readonly QueryScalar[], row: Extract<Parameter, { kind: 'match' }>): Match[] {
    return this.texts(members, (text) => {
      const match = matchPattern(expandCurie(text, this.reading.find), row.role);
      return match.ok ? match.value : this.wrongIdentifier(text, match.faults[0]);
    });
  }

  private numbers(members: readonly QueryScalar[]): string[] {
    return members.flatMap((member) => {
      const text = typeof member === 'boolean' ? undefined : canonicalDecimal(textOf(member));
      if (text === undefined) this.wrong(textOf(member), NUMBER);
      return text === undefined ? [] : [text];
    });
  }

  private times(members: readonly QueryScalar[]): number[] {
    return members.flatMap((member) => {
      // A plus sign that was not escaped in a URL arrives as a blank.
      const instant = typeof member === 'string' ? readTime(member.replace(/ (\d\d:\d\d)$/, '+$1')) : undefined;
      if (typeof instant === 'number') return [instant];
      this.wrong(textOf(member), TIME);
      return [];
    });
  }

  private fieldTest(
    comparison: Extract<Parameter, { kind: 'field' }>['comparison'],
    members: readonly QueryScalar[],
  ): FieldTest | undefined {
    if (comparison === 'EXISTS') return { kind: 'exists' };
    if (comparison === 'EQ') return { kind: 'equals', keys: members.map((member) => fieldKey(member, this.reading.find)) };
    const member = members[0] ?? '';
    const value = this.ordered(member);
    return value === undefined ? this.wrong(textOf(member), NUMBER_OR_TIME) : { kind: 'compares', comparison, value };
  }

  private ordered(member: QueryScalar): OrderedValue | undefined {
    if (typeof member === 'boolean') return undefined;
    const text = textOf(member).replace(/(T\S+) (\d\d:\d\d)$/, '$1+$2');
    const number = canonicalDecimal(text);
    return number === undefined ? orderedValue(text) : { kind: 'number', text: number };
  }

  private wrong(got: string, want: string | readonly [string, string]): undefined {
    this.reading.refuse('parameter_value', { got, want });
    return undefined;
  }

  private wrongIdentifier(got: string, reason: Pick<Fault, 'vi' | 'en'> | undefined): undefined {
    this.reading.refuse('parameter_identifier', { got, why: [reason?.vi ?? '', reason?.en ?? ''] });
    return undefined;
  }
}

function fieldKey(member: QueryScalar, find: FindNamespace): string {
  if (typeof member === 'string') return textKey(member, find);
  if (typeof member === 'boolean') return `s${member}`;
  const text = textOf(member);
  return `n${canonicalDecimal(text) ?? text}`;
}

const ONE_VALUE = ['một giá trị', 'one value'] as const;
const TEXT = ['chữ', 'text'] as const;
const NUMBER = ['số, ví dụ 12.5', 'a number, such as 12.5'] as const;
const HEXADECIMAL = ['chữ số thập lục phân, ví dụ F0A1', 'hexadecimal digits, such as F0A1'] as const;
const CBV_VALUE = ['từ trong danh mục CBV hoặc URI', 'a word of the CBV list or a URI'] as const;
const TIME = [
  'thời điểm ISO 8601 có múi giờ, ví dụ 2026-11-22T08:30:00+07:00',
  'an ISO 8601 time with an offset, such as 2026-11-22T08:30:00+07:00',
] as const;
const NUMBER_OR_TIME = [
  'số, ngày, hoặc thời điểm có múi giờ, ví dụ 12.5 hoặc 2026-11-22T08:30:00+07:00',
  'a number, a day, or a time with an offset, such as 12.5 or 2026-11-22T08:30:00+07:00',
] as const;
