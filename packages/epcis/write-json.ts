// Writes the JSON tree as compact text, numbers exactly as they were read.
import { JsonNumber, JsonObject, isArray } from './json-value.ts';
import type { JsonValue } from './json-value.ts';

/** The value as JSON text without white space. Depth is bounded by the reader that made the tree. */
export function writeJson(value: JsonValue): string {
  if (typeof value === 'string') return quote(value);
  if (value instanceof JsonObject) {
    let text = '{';
    for (let index = 0; index < value.keys.length; index += 1) {
      if (index > 0) text += ',';
      text += `${quote(value.keys[index] ?? '')}:${writeJson(value.values[index] ?? null)}`;
    }
    return `${text}}`;
  }
  if (isArray(value)) {
    let text = '[';
    for (let index = 0; index < value.length; index += 1) {
      if (index > 0) text += ',';
      text += writeJson(value[index] ?? null);
    }
    return `${text}]`;
  }
  if (value instanceof JsonNumber) return value.text;
  return String(value);
}

/** A string with its quotes; the plain ones, nearly all, need no escaping. */
export function quote(text: string): string {
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
}

const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;
