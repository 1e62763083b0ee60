// The JSON reader: same values as JSON.parse, every fault with its place, bounded for hostile input.
import assert from 'node:assert/strict';
import test from 'node:test';
import { growthOf } from '../../test/support/processor-time.ts';
import fc from 'fast-check';
import { JsonNumber, JsonObject, findMember, isArray } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import { readJson } from './read-json.ts';
import { writeJson } from './write-json.ts';

const limits = { depthMax: 64 };

function plain(value: JsonValue): unknown {
  if (value instanceof JsonNumber) return Number(value.text);
  if (isArray(value)) return value.map(plain);
  if (value instanceof JsonObject) return Object.fromEntries(value.keys.map((key, index) => [key, plain(value.values[index] ?? null)]));
  return value;
}

function only(text: string): { code: string; path: string; en: string } {
  const { faults, faultsTotal } = readJson(text, limits);
  assert.equal(faultsTotal, 1, `${text}: ${JSON.stringify(faults)}`);
  return faults[0]!;
}

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.nat(3), (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), null, indent);
      const wanted = JSON.parse(text) as unknown;
      const { value, faultsTotal } = readJson(text, limits);
      fc.pre(!text.includes('__proto__'));
      assert.equal(faultsTotal, 0);
      assert.deepEqual(plain(value!), wanted);
    }),
  );
});

test('refuses what JSON.parse refuses, and never throws', () => {
  let refused = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...'{}[]":,0123456789.eE+-truefalsn\\u/ \n\t\0x\ud800'), { maxLength: 24 }), (parts) => {
      const text = parts.join('');
      let right = true;
      try {
        JSON.parse(text);
      } catch {
        right = false;
      }
      const { value, faultsTotal } = readJson(text, limits);
      if (!right) refused += 1;
      assert.equal(value === undefined, !right, text);
      assert.ok(right || faultsTotal > 0);
    }),
    { numRuns: 3_000 },
  );
  assert.ok(refused > 500, `only ${refused} texts were wrong`);
});

test('writing gives the same text back, numbers included', () => {
  const text = '{"a":1.50,"b":12345678901234567890,"c":1E5,"d":-0,"e":[0.1,1e-7,true,null],"é":"\\"\\\\\\n"}';
  assert.equal(writeJson(readJson(text, limits).value!), text);
});

test('a syntax fault names line, column and place', () => {
  const fault = only('{\n  "a": [1,\n    2,,]}');
  assert.equal(fault.code, 'json_syntax');
  assert.equal(fault.path, '$.a[2]');
  assert.match(fault.en, /line 3, column 7/);
  assert.equal(only('').code, 'json_empty');
  assert.equal(only('  \n').code, 'json_empty');
  assert.equal(only('{} x').code, 'json_trailing');
  assert.equal(only('"\\x"').code, 'json_syntax');
  assert.equal(only('"a\nb"').code, 'json_syntax');
  assert.equal(only('01').code, 'json_syntax');
  assert.equal(only('{"a":1,}').code, 'json_syntax');
  assert.equal(readJson('\ufeff{}', limits).faultsTotal, 0);
});

test('repeated keys are faults with their path, however many keys there are', () => {
  assert.deepEqual(((fault) => [fault.code, fault.path])(only('{"a":{"b":1,"c":2,"b":3}}')), ['json_duplicate_key', '$.a.b']);
  const many = Array.from({ length: 60 }, (_, index) => `"k${index}":0`).join();
  assert.equal(only(`{${many},"k7":1}`).path, '$.k7');
  assert.equal(only('{"a":1,"\\u0061":2}').code, 'json_duplicate_key');
});

test('keys of the prototype are plain data', () => {
  const { value } = readJson('{"__proto__":{"polluted":true},"constructor":1}', limits);
  assert.ok(value instanceof JsonObject);
  assert.deepEqual(value.keys, ['__proto__', 'constructor']);
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  assert.equal(findMember(value, 'toString'), undefined);
});

test('texts that PostgreSQL cannot hold are refused', () => {
  assert.equal(only('{"a":"x\\u0000y"}').code, 'json_nul_character');
  assert.equal(only('{"a":"\\ud800"}').code, 'json_lone_surrogate');
  assert.equal(only('{"a\\udc00":1}').code, 'json_lone_surrogate');
  assert.equal(readJson('"\\ud83d\\ude00 😀 ắ"', limits).value, '😀 😀 ắ');
});

test('numbers kept as text are bounded, ordinary ones are not', () => {
  assert.equal(readJson(`[${'1.50,'.repeat(499_999)}1e1]`, limits).faultsTotal, 0);
  assert.equal(only(`[${'1.50,'.repeat(500_000)}1e1]`).code, 'json_too_many_numbers');
  assert.equal(readJson(`[${'1.5,'.repeat(600_000)}1]`, limits).faultsTotal, 0);
});

test('hostile input is refused in bounded depth, in time that grows with its length', () => {
  const keysOf = (count: number): string => `{${Array.from({ length: count }, (_, index) => `"k${index}":0`).join()}}`;
  const inputs: readonly (readonly [code: string | undefined, ofSize: (size: number) => string])[] = [
    ['json_too_deep', (size) => '['.repeat(size) + ']'.repeat(size)],
    ['json_too_deep', (size) => '{"a":'.repeat(size)],
    ['json_too_many_values', (size) => `[${'[],'.repeat(10 * size)}[]]`],
    ['number_too_long', (size) => `[${'9'.repeat(size)}]`],
    [undefined, keysOf],
  ];
  for (const [code, ofSize] of inputs) {
    const texts = new Map([50_000, 400_000].map((size) => [size, ofSize(size)]));
    const growth = growthOf(50_000, 400_000, (size) => assert.equal(readJson(texts.get(size)!, limits).faults[0]?.code, code));
    assert.ok(growth < 4, `${code}: eight times the length takes ${growth.toFixed(1)} times as long for each`);
  }
});

test('at most faultsMax faults are listed, all are counted', () => {
  const { faults, faultsTotal } = readJson(`[${'"\\u0000",'.repeat(50)}1]`, { depthMax: 5, faultsMax: 3 });
  assert.equal(faults.length, 3);
  assert.equal(faultsTotal, 50);
});
