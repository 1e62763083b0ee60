// Reads JSON text into the tree of json-value.ts, in one pass, with every fault named and nothing thrown (RFC 8259).
import { FaultList } from './fault.ts';
import type { Fault, FaultWords, PathStep } from './fault.ts';
import type { FaultCode } from './fault-texts.ts';
import { JsonNumber, JsonObject } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import { KeyTable } from './key-table.ts';

export interface JsonLimits {
  /** Deepest nesting of objects and lists. */
  readonly depthMax: number;
  /** Most objects and lists together; bounds the memory of the tree. */
  readonly containersMax?: number;
  /** Most faults listed. */
  readonly faultsMax?: number;
}

export interface JsonReading {
  /** Undefined after a syntax fault or an exceeded limit. */
  readonly value: JsonValue | undefined;
  readonly faults: readonly Fault[];
  readonly faultsTotal: number;
}

const CONTAINERS_MAX = 400_000;
/** Most numbers kept as text (`1e1`, `1.50`), each an object of its own: three characters of text take seventy bytes. */
const TEXT_NUMBERS_MAX = 500_000;
const FAULTS_MAX = 100;
/** Longest number text; the standard asks for decimals, PostgreSQL's numeric takes far more. */
const NUMBER_MAX_CHARS = 100;
/** Up to this many keys, repeated ones are searched by comparing; above, with a set. */
const FEW_KEYS = 24;

/**
 * Reads a whole JSON text. Faults: syntax with line and column, nesting deeper than `depthMax`, repeated keys, NUL and
 * lone surrogates (which PostgreSQL's text cannot hold). After a repeated key reading goes on with the first value.
 * Numbers that JavaScript would write differently stay as text ({@link JsonNumber}), at most 500,000 of them.
 */
export function readJson(text: string, limits: JsonLimits): JsonReading {
  const reader = new JsonReader(text, limits);
  let value: JsonValue | undefined;
  try {
    value = reader.readWhole();
  } catch (stop) {
    if (stop !== STOP) throw stop;
  }
  return { value, faults: reader.list.faults, faultsTotal: reader.list.total };
}

/** Thrown inside this file only, to leave the recursion after a fault that ends the reading. */
const STOP = Symbol('reading stopped');

class JsonReader {
  readonly list: FaultList;
  private position = 0;
  private depth = 0;
  private containers = 0;
  private textNumbers = 0;
  private readonly path: PathStep[] = [];
  private readonly text: string;
  private readonly depthMax: number;
  private readonly containersMax: number;
  private readonly keyTable = new KeyTable();

  constructor(text: string, limits: JsonLimits) {
    this.text = text;
    this.depthMax = limits.depthMax;
    this.containersMax = limits.containersMax ?? CONTAINERS_MAX;
    this.list = new FaultList(limits.faultsMax ?? FAULTS_MAX);
  }

  readWhole(): JsonValue {
    if (this.text.charCodeAt(0) === 0xfeff) this.position = 1; // RFC 8259 §8.1: a reader may ignore the mark
    const first = this.skipSpace();
    if (first !== first) this.stop('json_empty');
    const value = this.readValue(first);
    const after = this.skipSpace();
    if (after === after) this.stopAt('json_trailing', {});
    return value;
  }

  /** Moves to the next character that is no white space and gives its code; NaN at the end. */
  private skipSpace(): number {
    const text = this.text;
    let code = text.charCodeAt(this.position);
    while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++this.position);
    return code;
  }

  private readValue(code: number): JsonValue {
    if (code === 34) return this.readString();
    if (code === 123) return this.readObject();
    if (code === 91) return this.readArray();
    if (code === 45 || (code >= 48 && code <= 57)) return this.readNumber();
    if (code === 116) return this.readWord('true', true);
    if (code === 102) return this.readWord('false', false);
    if (code === 110) return this.readWord('null', null);
    return this.syntax(['một giá trị', 'a value']);
  }

  private readWord(word: string, value: boolean | null): boolean | null {
    if (!this.text.startsWith(word, this.position)) this.syntax(['một giá trị', 'a value']);
    this.position += word.length;
    return value;
  }

  private enter(): void {
    if (++this.depth > this.depthMax) this.stopAt('json_too_deep', { max: this.depthMax });
    if (++this.containers > this.containersMax) this.stop('json_too_many_values', { max: this.containersMax });
  }

  private readObject(): JsonObject {
    this.enter();
    const keys: string[] = [];
    const values: JsonValue[] = [];
    const start = this.position++;
    let code = this.skipSpace();
    if (code !== 125) {
      for (;;) {
        if (code !== 34) this.syntax(['tên trường trong dấu "', 'a field name in "']);
        const key = this.readKey();
        if (this.skipSpace() !== 58) this.syntax([':', ':']);
        this.position += 1;
        this.path.push(key);
        const value = this.readValue(this.skipSpace());
        if (keys.length <= FEW_KEYS && keys.includes(key)) this.list.add('json_duplicate_key', this.path, { got: key });
        else {
          keys.push(key);
          values.push(value);
        }
        this.path.pop();
        code = this.skipSpace();
        if (code === 125) break;
        if (code !== 44) this.syntax([', hoặc }', ', or }']);
        this.position += 1;
        code = this.skipSpace();
      }
    }
    this.position += 1;
    this.depth -= 1;
    if (keys.length > FEW_KEYS) this.findRepeatedKeys(keys);
    return new JsonObject(keys, values, start, this.position);
  }

  private findRepeatedKeys(keys: readonly string[]): void {
    const seen = new Set<string>();
    for (const key of keys) {
      if (seen.has(key)) this.list.add('json_duplicate_key', [...this.path, key], { got: key });
      seen.add(key);
    }
  }

  private readArray(): JsonValue[] {
    this.enter();
    const items: JsonValue[] = [];
    this.position += 1;
    let code = this.skipSpace();
    if (code !== 93) {
      for (;;) {
        this.path.push(items.length);
        items.push(this.readValue(code));
        this.path.pop();
        code = this.skipSpace();
        if (code === 93) break;
        if (code !== 44) this.syntax([', hoặc ]', ', or ]']);
        this.position += 1;
        code = this.skipSpace();
      }
    }
    this.position += 1;
    this.depth -= 1;
    return items;
  }

  /** Field names repeat from event to event: the table gives the same string again without making a new one. */
  private readKey(): string {
    const text = this.text;
    const start = this.position + 1;
    let end = start;
    let hash = 0;
    let code = text.charCodeAt(end);
    while (code !== 34) {
      if (!(code >= 32 && code < 0xd800 && code !== 92)) return this.readString();
      hash = (hash * 31 + code) | 0;
      code = text.charCodeAt(++end);
    }
    this.position = end + 1;
    return this.keyTable.take(text, start, end, hash);
  }

  private readString(): string {
    const text = this.text;
    const start = this.position + 1;
    let end = start;
    for (;;) {
      const code = text.charCodeAt(end);
      if (code === 34) break;
      if (code >= 32 && code < 0xd800 && code !== 92) {
        end += 1;
        continue;
      }
      if (code === 92) end += 2;
      else if (code >= 0xd800) end += 1;
      else {
        this.position = end;
        this.syntax(['ký tự trong chuỗi hoặc dấu "', 'a string character or "']);
      }
      return this.readHardString(start, end);
    }
    this.position = end + 1;
    return text.slice(start, end);
  }

  /** A string with escapes or characters beyond U+D7FF: finds its end, then lets each escape be checked. */
  private readHardString(start: number, from: number): string {
    const text = this.text;
    let end = from;
    for (;;) {
      const code = text.charCodeAt(end);
      if (code === 34) break;
      if (code === 92) end += 2;
      else if (code >= 32) end += 1;
      else {
        this.position = end;
        this.syntax(['ký tự trong chuỗi hoặc dấu "', 'a string character or "']);
      }
    }
    const raw = text.slice(start, end);
    const value = raw.includes('\\') ? this.unescape(raw, start) : raw;
    this.position = end + 1;
    if (value.includes('\0')) this.list.add('json_nul_character', this.path);
    if (!value.isWellFormed()) this.list.add('json_lone_surrogate', this.path);
    return value;
  }

  private unescape(raw: string, start: number): string {
    return raw.replace(
      /\\(?:(["\\/bfnrt])|u([0-9A-Fa-f]{4})|([^]?))/g,
      (_, plain?: string, hex?: string, wrong?: string, offset?: number) => {
        if (plain !== undefined) return ESCAPES[plain] ?? plain;
        if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
        this.position = start + (offset ?? 0);
        return this.syntax(['\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX', '\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX'], `\\${wrong ?? ''}`);
      },
    );
  }

  private readNumber(): number | JsonNumber {
    const text = this.text;
    const start = this.position;
    let end = start;
    let code = text.charCodeAt(end);
    // Short whole numbers and plain decimals need no further look.
    while ((code >= 48 && code <= 57) || code === 46 || code === 45 || code === 43 || code === 101 || code === 69)
      code = text.charCodeAt(++end);
    const lexeme = text.slice(start, end);
    if (!NUMBER.test(lexeme)) this.syntax(['một số', 'a number'], lexeme.slice(0, 40));
    this.position = end;
    if (lexeme.length > NUMBER_MAX_CHARS) {
      this.list.add('number_too_long', this.path, { max: NUMBER_MAX_CHARS });
      return 0;
    }
    const number = Number(lexeme);
    if (String(number) === lexeme) return number;
    if (++this.textNumbers > TEXT_NUMBERS_MAX) this.stop('json_too_many_numbers', { max: TEXT_NUMBERS_MAX });
    return new JsonNumber(lexeme);
  }

  private syntax(want: readonly [string, string], got?: string): never {
    const character = this.text.codePointAt(this.position);
    const found: string | readonly [string, string] =
      got ?? (character === undefined ? ['hết văn bản', 'the end of the text'] : JSON.stringify(String.fromCodePoint(character)));
    return this.stopAt('json_syntax', { got: found, want });
  }

  private stopAt(code: FaultCode, words: FaultWords): never {
    const before = this.text.slice(0, this.position);
    const lineStart = before.lastIndexOf('\n') + 1;
    let line = 1;
    for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line += 1;
    return this.stop(code, { ...words, line, column: this.position - lineStart + 1 });
  }

  private stop(code: FaultCode, words: FaultWords = {}): never {
    this.list.add(code, this.path, words);
    throw STOP;
  }
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
