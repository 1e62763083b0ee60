// What the readers of one document share: the place they are at, where faults go, prefixes, identifiers already read.
import { canonicalId } from '@nguon/gs1';
import type { CanonicalId, Result } from '@nguon/gs1';
import { claimsCbv, findCbvWord, findNearWord } from './cbv.ts';
import type { CbvKind } from './cbv.ts';
import type { EventTree } from './event.ts';
import type { FaultList, FaultWords, PathStep } from './fault.ts';
import type { FaultCode } from './fault-texts.ts';
import { expandCurie } from './field-value.ts';
import { JsonNumber, JsonObject, isArray } from './json-value.ts';
import type { JsonArray, JsonValue } from './json-value.ts';
import type { Namespaces } from './namespaces.ts';
import { readTime } from './time.ts';
import { isUri } from './uri.ts';

/** Most identifiers remembered in one document; beyond, the memory starts anew. */
const IDENTIFIERS_MAX = 20_000;

/** Longest URI or word of a standard field, in characters. */
const TEXT_MAX_CHARS = 2_000;

/** Names of JSON types for messages: Vietnamese, English. */
const TYPE_NAMES = {
  string: ['chuỗi', 'a string'],
  number: ['số', 'a number'],
  boolean: ['true/false', 'a boolean'],
  null: ['null', 'null'],
  object: ['đối tượng', 'an object'],
  array: ['danh sách', 'a list'],
} as const satisfies Record<string, readonly [string, string]>;

export class ReadScope {
  /** Steps to the value being read; readers push and pop, a path text is made only for a fault. */
  readonly path: PathStep[] = [];
  list: FaultList;
  readonly warnings: FaultList;
  namespaces: Namespaces;
  /** Own prefixes that the event being read uses. */
  used: Set<string> | undefined;
  /** The fields of the event read last, also of a faulty one. */
  tree: EventTree | undefined;
  /** The whole text, of which the events are slices; undefined where the document was not JSON. */
  readonly source: string | undefined;
  readonly identifiers: Map<string, Result<CanonicalId>> = new Map();

  constructor(source: string | undefined, list: FaultList, warnings: FaultList, namespaces: Namespaces) {
    this.source = source;
    this.list = list;
    this.warnings = warnings;
    this.namespaces = namespaces;
  }

  /** A fault at the present place or, with `step`, one step below it. */
  fault(code: FaultCode, step: PathStep | undefined, words?: FaultWords): undefined {
    this.list.add(code, step === undefined ? this.path : [...this.path, step], words);
    return undefined;
  }

  warn(code: FaultCode, step: PathStep | undefined, words?: FaultWords): void {
    this.warnings.add(code, step === undefined ? this.path : [...this.path, step], words);
  }

  wrongType(code: FaultCode, step: PathStep | undefined, value: JsonValue): undefined {
    return this.fault(code, step, { got: TYPE_NAMES[typeName(value)] });
  }

  /** A URI or CURIE as a whole URI; an empty text counts as omitted. */
  uri(value: JsonValue | undefined, step: PathStep): string | undefined {
    const text = this.text(value, step);
    if (text === undefined) return undefined;
    if (!isUri(text)) return this.fault('not_a_uri', step, { got: text });
    return this.expand(text);
  }

  /** A string that is neither empty nor too long for an index. */
  text(value: JsonValue | undefined, step: PathStep): string | undefined {
    if (typeof value !== 'string') return value === undefined ? undefined : this.wrongType('value_not_string', step, value);
    if (value.length > TEXT_MAX_CHARS) return this.fault('value_too_long', step, { max: TEXT_MAX_CHARS });
    return value === '' ? undefined : value;
  }

  object(value: JsonValue | undefined, step: PathStep): JsonObject | undefined {
    if (value instanceof JsonObject) return value;
    return value === undefined ? undefined : this.wrongType('value_not_object', step, value);
  }

  array(value: JsonValue | undefined, step: PathStep): JsonArray | undefined {
    if (isArray(value)) return value;
    return value === undefined ? undefined : this.wrongType('value_not_array', step, value);
  }

  /** The number as written; `1e400` and `1e-400`, which no computer keeps, are refused. */
  number(value: JsonValue | undefined, step: PathStep): string | undefined {
    if (typeof value === 'number') return String(value);
    if (value === undefined) return undefined;
    if (!(value instanceof JsonNumber)) return this.wrongType('value_not_number', step, value);
    const number = Number(value.text);
    const isKept = Number.isFinite(number) && (number !== 0 || !/^[^eE]*[1-9]/.test(value.text));
    return isKept ? value.text : this.fault('number_out_of_range', step, { got: value.text });
  }

  /** An instant in milliseconds; undefined when it is missing or wrong. */
  time(value: JsonValue | undefined, step: PathStep): number | undefined {
    const text = this.text(value, step);
    if (text === undefined) return undefined;
    const instant = readTime(text);
    return typeof instant === 'number' ? instant : this.fault(instant, step, { got: text });
  }

  /** A CBV value as its bare word, a value of the user's own as a whole URI. */
  cbv(kind: CbvKind, value: JsonValue | undefined, step: PathStep): string | undefined {
    const text = this.text(value, step);
    if (text === undefined) return undefined;
    const word = findCbvWord(kind, text);
    if (word !== undefined) return word;
    if (isUri(text) && !claimsCbv(kind, text)) return this.expand(text);
    const near = this.list.isFull ? undefined : findNearWord(kind, text);
    return near === undefined
      ? this.fault('cbv_unknown', step, { got: text, field: kind })
      : this.fault('cbv_unknown_near', step, { got: text, want: near, field: kind });
  }

  /** The canonical form of an identifier; faults of GS1 keys say what is wrong with them. */
  identifier(value: JsonValue | undefined, step: PathStep): CanonicalId | undefined {
    const text = this.text(value, step);
    if (text === undefined) return undefined;
    if (!isUri(text)) return this.fault('not_a_uri', step, { got: text });
    const result = this.canonical(text);
    if (result.ok) return result.value;
    for (const { code, vi, en } of result.faults) {
      this.fault('identifier_wrong', step, { got: text, why: [vi, en], code: `identifier_${code}` });
    }
    return undefined;
  }

  /** The canonical form as the GS1 package gives it, remembered for the rest of the document. */
  canonical(text: string): Result<CanonicalId> {
    const known = this.identifiers.get(text);
    if (known !== undefined) return known;
    const whole = this.expand(text);
    const result = canonicalId(whole);
    if (whole !== text) return result; // a CURIE means what its @context says, which may differ from event to event
    if (this.identifiers.size >= IDENTIFIERS_MAX) this.identifiers.clear();
    this.identifiers.set(text, result);
    return result;
  }

  /** A CURIE of a declared prefix as a whole URI; every other text unchanged. */
  expand(text: string): string {
    return expandCurie(text, this.findUsed);
  }

  private readonly findUsed = (prefix: string): string | undefined => {
    this.use(prefix);
    return this.namespaces.find(prefix);
  };

  /** Notes that the event needs this prefix, when it is one of the document's own. */
  use(prefix: string): void {
    if (this.namespaces.own.has(prefix)) (this.used ??= new Set()).add(prefix);
  }
}

function typeName(value: JsonValue): keyof typeof TYPE_NAMES {
  if (value === null) return 'null';
  if (isArray(value)) return 'array';
  if (value instanceof JsonNumber) return 'number';
  if (typeof value === 'object') return 'object';
  return typeof value as 'string' | 'number' | 'boolean';
}
