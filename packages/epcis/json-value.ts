// The JSON tree of this package: objects as ordered key and value lists, so that no key can reach a prototype.

/** A number whose text a JavaScript number would not give back (`1.50`, `12345678901234567890`, `1e400`). */
export class JsonNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** `start` and `end` are the span in the text it was read from: `text.slice(start, end)` is the object as received. */
export class JsonObject {
  readonly keys: string[];
  readonly values: JsonValue[];
  start: number;
  end: number;
  constructor(keys: string[] = [], values: JsonValue[] = [], start = 0, end = 0) {
    this.keys = keys;
    this.values = values;
    this.start = start;
    this.end = end;
  }
}

export type JsonArray = readonly JsonValue[];
export type JsonValue = string | number | boolean | null | JsonNumber | JsonObject | JsonArray;

/** The member's value, the first one when a faulty document repeats the key; undefined when there is none. */
export function findMember(object: JsonObject, key: string): JsonValue | undefined {
  const index = object.keys.indexOf(key);
  return index < 0 ? undefined : object.values[index];
}

export function isArray(value: JsonValue | undefined): value is JsonArray {
  return Array.isArray(value);
}

export function isNumber(value: JsonValue | undefined): value is number | JsonNumber {
  return typeof value === 'number' || value instanceof JsonNumber;
}

/** The number as it was written. */
export function numberText(value: number | JsonNumber): string {
  return typeof value === 'number' ? String(value) : value.text;
}
