// Reading of large documents: what memory would have to hold at once is refused in either form, with its place.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { mediaTypeOf, writePieces } from '../../test/large/large-documents.ts';
import type { LargeShape } from '../../test/large/large-documents.ts';
import { readLargeDocument } from './large-document.ts';
import type { LargeFrame } from './large-document.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'nguon-document-'));
after(() => rmSync(folder, { recursive: true, force: true }));

async function read(form: LargeShape['form'], text: string): Promise<{ readonly frame: LargeFrame; readonly events: number }> {
  const file = path.join(folder, `document.${form}`);
  writeFileSync(file, text);
  let events = 0;
  const frame = await readLargeDocument(
    file,
    { mediaType: mediaTypeOf(form), extensions: {}, now: new Date('2026-11-22T00:00:00Z') },
    async (part) => void (events += part.events.length),
  );
  return { frame, events };
}

const textOf = (form: LargeShape['form'], spoil?: LargeShape['spoil']): string =>
  [...writePieces({ form, events: 300, series: 'long', ...(spoil === undefined ? {} : { spoil }) })].join('');
const firstFault = ({ faults }: LargeFrame) => ({ code: faults[0]?.code, path: faults[0]?.path });

/** So many remarks of 100,000 characters. */
const remarks = (form: LargeShape['form'], count: number): string =>
  Array.from({ length: count }, (_, n) =>
    form === 'xml' ? `<ex:r${n}>${'a'.repeat(100_000)}</ex:r${n}>` : `"ex:r${n}":"${'a'.repeat(100_000)}",`,
  ).join('');

for (const form of ['json', 'xml'] as const) {
  const lengthen = (count: number) => (number: number, text: string) =>
    number !== 280
      ? text
      : form === 'xml'
        ? text.replace('</ObjectEvent>', `${remarks(form, count)}</ObjectEvent>`)
        : text.replace('{', `{${remarks(form, count)}`);

  test(`${form}: an event of two megabytes is taken, one of three is not`, async () => {
    const long = await read(form, textOf(form, lengthen(19)));
    assert.deepEqual([long.frame.faults, long.events], [[], 300]);
    const longer = await read(form, textOf(form, lengthen(30)));
    assert.deepEqual(firstFault(longer.frame), {
      code: 'event_too_long',
      path: form === 'xml' ? '/epcis:EPCISDocument/EPCISBody/EventList/*[281]' : '$.epcisBody.eventList[280]',
    });
  });

  test(`${form}: what stands before the events may be ten megabytes long, not twenty`, async () => {
    const head = (count: number): string =>
      form === 'xml'
        ? textOf(form).replace('<EPCISBody>', `${remarks(form, count)}<EPCISBody>`)
        : textOf(form).replace('"type":"EPCISDocument"', `${remarks(form, count)}"type":"EPCISDocument"`);
    const long = await read(form, head(100));
    assert.deepEqual([long.frame.faults.map(({ code }) => code), long.events], [[], 300]);
    assert.deepEqual(firstFault((await read(form, head(200))).frame), { code: 'frame_too_long', path: '$' });
  });
}
