// Reads the parameters of an event query into typed conditions; whatever is not understood is a fault (EPCIS 2.0 §8.2.7).
import { findNearest } from './cbv.ts';
import type { EventQuery, QueryCondition } from './event-query.ts';
import { makeFault } from './fault.ts';
import type { Fault, FaultWords } from './fault.ts';
import type { FaultCode } from './fault-texts.ts';
import { STANDARD_PREFIXES } from './known-contexts.ts';
import { readQueryCondition } from './read-query-condition.ts';
import { isNameFault, readOrderField, readQueryName } from './read-query-name.ts';
import type { NamedParameter } from './read-query-name.ts';
import { queryParameters } from './query-parameters.ts';
import type { QueryControl } from './query-parameters.ts';
import { listMembers, textOf } from './query-value.ts';
import type { QueryValue } from './query-value.ts';

export interface QueryReading {
  /** Undefined when there is any fault. */
  readonly query: EventQuery | undefined;
  readonly faults: readonly Fault[];
}

export interface QueryReadingOptions {
  /** Prefix → namespace from the GS1-Extensions header or the query's @context, for parameter names and CURIEs in values. */
  readonly extensions?: Readonly<Record<string, string>>;
}

/** Most values of one parameter, most parameters, most faults listed, most characters of a page token. */
const VALUES_MAX = 1_000;
const PARAMETERS_MAX = 200;
const FAULTS_MAX = 100;
const TOKEN_MAX_CHARS = 4_000;
const COUNT_MAX = 1_000_000;

/**
 * Reads name and value pairs: from a URL (texts, lists joined by `|`), from a JSON query (lists) or from SOAP (names
 * `namespace#local`, values as lists of texts). An empty value counts as omitted (M23), except for EXISTS_ names. Faults, each a
 * QueryParameterException with the parameter as its path: unknown or repeated names, values of a wrong kind or outside their set,
 * parameters that need or exclude one another. Words, types, times, identifiers and names come out in their comparable form.
 */
export function readQueryParameters(entries: Iterable<readonly [string, QueryValue]>, options: QueryReadingOptions = {}): QueryReading {
  return new ParameterReader(options.extensions ?? {}).read(entries);
}

class ParameterReader {
  private readonly conditions: QueryCondition[] = [];
  private readonly faults: Fault[] = [];
  private readonly controls = new Map<QueryControl, string>();
  private readonly extensions: Readonly<Record<string, string>>;

  constructor(extensions: Readonly<Record<string, string>>) {
    this.extensions = extensions;
  }

  read(entries: Iterable<readonly [string, QueryValue]>): QueryReading {
    const seen = new Set<string>();
    for (const [name, value] of entries) {
      if (seen.has(name)) this.fault('parameter_repeated', name, { got: name });
      else if (seen.size >= PARAMETERS_MAX) {
        this.fault('parameter_too_many', name, { field: 'query', max: PARAMETERS_MAX });
        break;
      } else this.parameter(name, value);
      seen.add(name);
    }
    const query = this.finish();
    return { query: this.faults.length === 0 ? query : undefined, faults: this.faults };
  }

  private readonly find = (prefix: string): string | undefined =>
    STANDARD_PREFIXES.get(prefix) ?? (Object.hasOwn(this.extensions, prefix) ? this.extensions[prefix] : undefined);

  private parameter(name: string, value: QueryValue): void {
    const row = queryParameters.get(name) ?? readQueryName(name, this.find);
    if (row === undefined) this.unknown(name);
    else if (isNameFault(row)) this.fault(row.code, name, { got: row.got, field: name });
    else if (row.kind === 'control') this.control(name, row.control, value);
    else this.condition(name, row, value);
  }

  private condition(name: string, row: Exclude<NamedParameter, { kind: 'control' }>, value: QueryValue): void {
    const refuse = (code: FaultCode, words: FaultWords): void => void this.fault(code, name, { field: name, ...words });
    const condition = readQueryCondition(name, row, value, { find: this.find, valuesMax: VALUES_MAX, refuse });
    if (condition !== undefined) this.conditions.push(condition);
  }

  private control(name: string, control: QueryControl, value: QueryValue): void {
    const members = listMembers(value, false);
    if (members.length > 1) this.wrong(name, members.map(textOf).join('|'), ONE_VALUE);
    for (const member of members) this.controls.set(control, textOf(member));
  }

  private finish(): EventQuery {
    const orderDirection = this.controls.get('orderDirection') ?? 'DESC';
    if (orderDirection !== 'ASC' && orderDirection !== 'DESC') this.wrong('orderDirection', orderDirection, 'ASC, DESC');
    const nextPageToken = this.controls.get('nextPageToken');
    if (nextPageToken !== undefined && nextPageToken.length > TOKEN_MAX_CHARS) this.wrong('nextPageToken', nextPageToken, 'nextPageToken');
    const eventCountLimit = this.count('eventCountLimit', 1);
    const maxEventCount = this.count('maxEventCount', 0);
    if (eventCountLimit !== undefined && maxEventCount !== undefined)
      this.fault('parameter_excludes', 'maxEventCount', { field: 'maxEventCount', want: 'eventCountLimit' });
    if (eventCountLimit !== undefined && !this.controls.has('orderBy'))
      this.fault('parameter_needs', 'eventCountLimit', { field: 'eventCountLimit', want: 'orderBy' });
    return {
      conditions: this.conditions,
      orderBy: this.orderBy(),
      orderDirection: orderDirection === 'ASC' ? 'ASC' : 'DESC',
      eventCountLimit,
      maxEventCount,
      perPage: this.count('perPage', 1),
      nextPageToken,
    };
  }

  private orderBy(): EventQuery['orderBy'] {
    const text = this.controls.get('orderBy') ?? 'eventTime';
    if (text === 'eventTime' || text === 'recordTime') return text;
    const field = readOrderField(text, this.find);
    if (typeof field === 'string') return { field };
    if (field === undefined) this.wrong('orderBy', text, ORDER_BY);
    else this.fault(field.code, 'orderBy', { got: field.got, field: 'orderBy' });
    return 'eventTime';
  }

  private count(name: 'eventCountLimit' | 'maxEventCount' | 'perPage', min: number): number | undefined {
    const text = this.controls.get(name);
    if (text === undefined) return undefined;
    if (!/^\d{1,7}$/.test(text) || Number(text) < min) return this.wrong(name, text, min === 0 ? NOT_NEGATIVE : POSITIVE);
    return Math.min(Number(text), COUNT_MAX);
  }

  private unknown(name: string): void {
    const near = findNearest(name, [...queryParameters.keys()]);
    if (near === undefined) this.fault('parameter_unknown', name, { got: name });
    else this.fault('parameter_unknown_near', name, { got: name, want: near });
  }

  private wrong(name: string, got: string, want: string | readonly [string, string]): undefined {
    return this.fault('parameter_value', name, { got, field: name, want });
  }

  private fault(code: FaultCode, name: string, words: FaultWords): undefined {
    if (this.faults.length < FAULTS_MAX) this.faults.push(makeFault(code, name, words));
    return undefined;
  }
}

const ONE_VALUE = ['một giá trị', 'one value'] as const;
const POSITIVE = ['số nguyên từ 1', 'a whole number from 1'] as const;
const NOT_NEGATIVE = ['số nguyên từ 0', 'a whole number from 0'] as const;
const ORDER_BY = [
  'eventTime, recordTime, hoặc trường mở rộng viết dạng tiền_tố:tên',
  'eventTime, recordTime, or an extension field written prefix:name',
] as const;
