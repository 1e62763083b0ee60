// Reads the parameters of an event query into typed conditions; whatever is not understood is a fault (EPCIS 2.0 §8.2.7).
import { canonicalId, matchPattern } from '@nguon/gs1';
import type { Match } from '@nguon/gs1';
import { claimsCbv, findCbvWord, findNearest } from './cbv.ts';
import type { Fault, ThingRole } from './event.ts';
import { EVENT_TYPES } from './event-fields.ts';
import { makeFault } from './fault.ts';
import type { FaultWords } from './fault.ts';
import type { FaultCode } from './fault-texts.ts';
import { STANDARD_PREFIXES } from './known-contexts.ts';
import { queryParameters } from './query-parameters.ts';
import type { PlaceColumn, QueryParameter, TimeColumn, WordColumn } from './query-parameters.ts';
import { readTime } from './time.ts';
import { isUri } from './uri.ts';

/** A condition that an event must meet; those of one query are joined by AND, the values of one by OR. */
export type QueryCondition = { readonly parameter: string } & (
  | { readonly kind: 'words'; readonly column: WordColumn; readonly values: readonly string[] }
  | { readonly kind: 'time'; readonly column: TimeColumn; readonly comparison: 'GE' | 'LT'; readonly instant_ms: number }
  /** `things`: index keys of the places (`CanonicalId.thing`). */
  | { readonly kind: 'places'; readonly column: PlaceColumn; readonly things: readonly string[] }
  | { readonly kind: 'match'; readonly thingRoles: readonly ThingRole[]; readonly matches: readonly Match[] }
);

export interface EventQuery {
  readonly conditions: readonly QueryCondition[];
  readonly orderBy: TimeColumn;
  readonly orderDirection: 'ASC' | 'DESC';
  /** As asked for, at least 1; the server may send fewer. */
  readonly perPage: number | undefined;
  readonly nextPageToken: string | undefined;
}

export interface QueryReading {
  /** Undefined when there is any fault. */
  readonly query: EventQuery | undefined;
  readonly faults: readonly Fault[];
}

export interface QueryReadingOptions {
  /** Prefix → namespace from the GS1-Extensions header, for CURIEs in values. */
  readonly extensions?: Readonly<Record<string, string>>;
}

/** Most values of one parameter, most faults listed, most characters of a page token. */
const VALUES_MAX = 1_000;
const FAULTS_MAX = 100;
const TOKEN_MAX_CHARS = 2_000;
const PER_PAGE_MAX = 1_000_000;

/**
 * Reads name and value pairs as they stand in a URL (lists joined by `|`) or in a query body (lists as arrays). An empty
 * value counts as omitted (M23). Faults, each a QueryParameterException with the parameter as its path: unknown or
 * repeated names, values of a wrong kind. Business steps, dispositions, types, times and identifiers come out in stored form.
 */
export function readQueryParameters(
  entries: Iterable<readonly [string, string | readonly string[]]>,
  options: QueryReadingOptions = {},
): QueryReading {
  return new ParameterReader(options.extensions ?? {}).read(entries);
}

class ParameterReader {
  private readonly conditions: QueryCondition[] = [];
  private readonly faults: Fault[] = [];
  private readonly controls = new Map<string, string>();
  private readonly extensions: Readonly<Record<string, string>>;
  private name = '';

  constructor(extensions: Readonly<Record<string, string>>) {
    this.extensions = extensions;
  }

  read(entries: Iterable<readonly [string, string | readonly string[]]>): QueryReading {
    const seen = new Set<string>();
    for (const [name, value] of entries) {
      this.name = name;
      const row = queryParameters.get(name);
      if (row === undefined) this.unknown();
      else if (seen.has(name)) this.fault('parameter_repeated', { got: name });
      else {
        const values = listValues(row, value);
        if (values.length > VALUES_MAX) this.fault('parameter_too_many', { field: name, max: VALUES_MAX });
        else if (values.length > 0) this.readValues(row, values);
      }
      seen.add(name);
    }
    const query = this.finish();
    return { query: this.faults.length === 0 ? query : undefined, faults: this.faults };
  }

  private readValues(row: QueryParameter, values: readonly string[]): void {
    const parameter = this.name;
    if (row.kind === 'words') {
      this.conditions.push({
        parameter,
        kind: 'words',
        column: row.column,
        values: this.each(values, (text) => this.word(row.column, text)),
      });
    } else if (row.kind === 'places') {
      this.conditions.push({ parameter, kind: 'places', column: row.column, things: this.each(values, (text) => this.place(text)) });
    } else if (row.kind === 'match') {
      const matches = this.each(values, (text) => this.match(text, row));
      this.conditions.push({ parameter, kind: 'match', thingRoles: row.thingRoles, matches });
    } else if (values.length > 1) this.wrong(values.join('|'), ONE_VALUE);
    else if (row.kind === 'control') this.controls.set(row.control, values[0] ?? '');
    else this.time(row, values[0] ?? '');
  }

  private each<T>(values: readonly string[], read: (text: string) => T | undefined): T[] {
    return values.map(read).filter((value) => value !== undefined);
  }

  private word(column: WordColumn, text: string): string | undefined {
    if (column === 'action')
      return text === 'ADD' || text === 'OBSERVE' || text === 'DELETE' ? text : this.wrong(text, 'ADD, OBSERVE, DELETE');
    if (column === 'eventType') return this.eventType(text);
    if (column === 'eventId') return isUri(text) ? this.expand(text) : this.wrong(text, 'URI');
    const word = findCbvWord(column, text);
    if (word !== undefined) return word;
    return isUri(text) && !claimsCbv(column, text) ? this.expand(text) : this.wrong(text, CBV_VALUE);
  }

  private eventType(text: string): string | undefined {
    const bare = text.replace(/^(?:epcis:|https:\/\/ref\.gs1\.org\/epcis\/)/, '');
    if ((EVENT_TYPES as readonly string[]).includes(bare)) return bare;
    return isUri(text) ? this.expand(text) : this.wrong(text, EVENT_TYPES.join(', '));
  }

  private place(text: string): string | undefined {
    const id = canonicalId(this.expand(text));
    return id.ok ? id.value.thing : this.wrongIdentifier(text, id.faults[0]);
  }

  private match(text: string, row: Extract<QueryParameter, { kind: 'match' }>): Match | undefined {
    const match = matchPattern(this.expand(text), row.role);
    return match.ok ? match.value : this.wrongIdentifier(text, match.faults[0]);
  }

  private time(row: Extract<QueryParameter, { kind: 'time' }>, text: string): void {
    // A plus sign that was not escaped in a URL arrives as a blank.
    const instant_ms = readTime(text.replace(/ (\d\d:\d\d)$/, '+$1'));
    if (typeof instant_ms !== 'number') this.wrong(text, TIME);
    else this.conditions.push({ parameter: this.name, kind: 'time', column: row.column, comparison: row.comparison, instant_ms });
  }

  private finish(): EventQuery {
    const orderBy = this.control('orderBy', ['eventTime', 'recordTime'] as const);
    const orderDirection = this.control('orderDirection', ['ASC', 'DESC'] as const);
    const perPageText = this.controls.get('perPage');
    this.name = 'perPage';
    const perPage =
      perPageText === undefined ? undefined : /^[1-9]\d{0,6}$/.test(perPageText) ? Number(perPageText) : this.wrong(perPageText, POSITIVE);
    const nextPageToken = this.controls.get('nextPageToken');
    this.name = 'nextPageToken';
    if (nextPageToken !== undefined && nextPageToken.length > TOKEN_MAX_CHARS) this.wrong(nextPageToken, 'nextPageToken');
    return {
      conditions: this.conditions,
      orderBy: orderBy ?? 'eventTime',
      orderDirection: orderDirection ?? 'DESC',
      perPage: perPage === undefined ? undefined : Math.min(perPage, PER_PAGE_MAX),
      nextPageToken,
    };
  }

  private control<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const text = this.controls.get(name);
    this.name = name;
    if (text === undefined) return undefined;
    return allowed.find((value) => value === text) ?? this.wrong(text, allowed.join(', '));
  }

  private expand(text: string): string {
    if (text.startsWith('urn:') || text.startsWith('http')) return text;
    const colon = text.indexOf(':');
    if (colon < 1) return text;
    const prefix = text.slice(0, colon);
    const namespace = STANDARD_PREFIXES.get(prefix) ?? (Object.hasOwn(this.extensions, prefix) ? this.extensions[prefix] : undefined);
    return namespace === undefined ? text : namespace + text.slice(colon + 1);
  }

  private unknown(): void {
    const near = findNearest(this.name, [...queryParameters.keys()]);
    if (near === undefined) this.fault('parameter_unknown', { got: this.name });
    else this.fault('parameter_unknown_near', { got: this.name, want: near });
  }

  private wrong(text: string, want: string | readonly [string, string]): undefined {
    return this.fault('parameter_value', { got: text, field: this.name, want });
  }

  private wrongIdentifier(got: string, reason: Pick<Fault, 'vi' | 'en'> | undefined): undefined {
    return this.fault('parameter_identifier', { got, field: this.name, why: [reason?.vi ?? '', reason?.en ?? ''] });
  }

  private fault(code: FaultCode, words: FaultWords): undefined {
    if (this.faults.length < FAULTS_MAX) this.faults.push(makeFault(code, this.name, words));
    return undefined;
  }
}

const ONE_VALUE = ['một giá trị', 'one value'] as const;
const CBV_VALUE = ['từ trong danh mục CBV hoặc URI', 'a word of the CBV list or a URI'] as const;
const TIME = [
  'thời điểm ISO 8601 có múi giờ, ví dụ 2026-11-22T08:30:00+07:00',
  'an ISO 8601 time with an offset, such as 2026-11-22T08:30:00+07:00',
] as const;
const POSITIVE = ['số nguyên từ 1', 'a whole number from 1'] as const;

/** Members of a list, empty ones left out; parameters with one value are not cut at `|`. */
function listValues(row: QueryParameter, value: string | readonly string[]): string[] {
  const isList = row.kind === 'words' || row.kind === 'places' || row.kind === 'match';
  const values = typeof value === 'string' ? (isList ? value.split('|') : [value]) : value;
  return values.map((text) => text.trim()).filter((text) => text !== '');
}
