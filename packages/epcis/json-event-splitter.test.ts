// Documents cut into events: whatever the pieces, the events and the frame are those that JSON.parse finds; nothing broken passes as whole.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JsonEventSplitter } from './json-event-splitter.ts';

const limits = { eventMaxChars: 1_000, frameMaxChars: 2_000 };

function split(text: string, piece: number) {
  const splitter = new JsonEventSplitter(limits);
  const events: string[] = [];
  for (let at = 0; at < text.length; at += piece) events.push(...splitter.write(text.slice(at, at + piece)));
  return { events, ...splitter.end() };
}

const listed = [{ a: '],[{"\\\\' }, { b: [1, [2, { c: '"' }]], eventList: [{}] }, { epcisBody: { eventList: [1] } }];
const documents: readonly (readonly [object, unknown[], string | undefined])[] = [
  [{ epcisBody: { eventList: listed }, '@context': ['x', { eventList: ['y'] }] }, listed, '$.epcisBody.eventList'],
  [{ epcisBody: { queryResults: { resultsBody: { eventList: listed } } } }, listed, '$.epcisBody.queryResults.resultsBody.eventList'],
  [{ epcisBody: { eventList: [] } }, [], '$.epcisBody.eventList'],
  [{ eventList: listed, epcisBody: [{ eventList: listed }] }, [], undefined],
  [{ type: 'ObjectEvent' }, [], undefined],
];

test('events and frame are those of the whole text, in pieces of any length', () => {
  let looked = 0;
  for (const [document, events, listPath] of documents)
    for (const indent of [0, 2])
      for (const piece of [1, 2, 7, 64, 10_000]) {
        const found = split(JSON.stringify(document, undefined, indent), piece);
        assert.deepEqual(
          found.events.map((text) => JSON.parse(text) as unknown),
          events,
        );
        assert.equal(found.listPath, listPath);
        assert.equal(found.tooLong, undefined);
        const frame = JSON.stringify(JSON.parse(found.text));
        const emptied = JSON.stringify(document).replace(JSON.stringify(listed), listPath === undefined ? JSON.stringify(listed) : '[]');
        assert.equal(frame, emptied);
        looked++;
      }
  assert.equal(looked, 50);
});

test('a broken document leaves a broken frame or a broken event', () => {
  const whole = '{"epcisBody":{"eventList":[{"a":1},{"b":[2]}]}}';
  let broken = 0;
  for (let at = 0; at < whole.length; at++)
    for (const change of ['', ',', ']', '}', '[', '{', '"', ':', '1']) {
      const text = whole.slice(0, at) + change + whole.slice(at + 1);
      const isWhole = parses(text);
      const { events, text: frame } = split(text, 5);
      const passes = parses(frame) && (events.length === 0 || parses(`[${events.join(',')}]`));
      assert.equal(passes, isWhole, text);
      if (!isWhole) broken++;
    }
  assert.ok(broken > 200, String(broken));
});

test('an event or a frame longer than its limit ends the reading', () => {
  const long = 'x'.repeat(3_000);
  assert.equal(split(JSON.stringify({ epcisBody: { eventList: [{ a: long }] } }), 100).tooLong, 'event');
  const { tooLong, text } = split(JSON.stringify({ '@context': long, epcisBody: { eventList: [] } }), 100);
  assert.equal(tooLong, 'frame');
  assert.ok(text.length <= limits.frameMaxChars + 100, `${text.length} characters kept`);
});

test('what is nested however deep takes a time that grows with its length only', () => {
  const deep = '['.repeat(300_000);
  const started = performance.now();
  const splitter = new JsonEventSplitter({ eventMaxChars: 1_000, frameMaxChars: 1_000_000 });
  splitter.write(`{"a":${deep}`);
  assert.equal(splitter.end().text.length, deep.length + 5);
  assert.ok(performance.now() - started < 3_000, `${performance.now() - started} ms`);
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
