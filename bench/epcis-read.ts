// Measure `epcis-read`: JSON and XML read, validated and hashed without a database, against the bare parsers on the same bytes.
import { hash } from 'node:crypto';
import { hashEventId, prehashEvent, readDocument } from '@nguon/epcis';
import type { EventReading } from '@nguon/epcis';
import { DocumentConverter, XmlDocumentReader, readXmlDocument } from '@nguon/epcis/xml';
import { SaxesParser } from 'saxes';
import { pairRuns, plainFigure } from './bench-result.ts';
import type { BenchOptions, BenchResult } from './bench-result.ts';
import { sampleDocument } from './sample-events.ts';

const document_events = 500;
/** Different documents, so that no memory of the reader holds the next one's identifiers. */
const documents = 8;
const limits = { eventsMax: 2_000, depthMax: 64, faultsMax: 200 };
/** Characters of the long document that is read in pieces. */
const long_characters = 100_000_000;

const sha256 = (text: string): string => hash('sha256', text, 'hex');

export async function run(options: BenchOptions): Promise<BenchResult> {
  const json = Array.from({ length: documents }, (_, index) => sampleDocument(index * document_events, document_events));
  const xml = json.map(toXml);
  // First, while the heap is small: later growth would hide in what the comparisons left.
  const memory_mb = await readLong(xml[0] ?? '');
  const result = await compare(
    'epcis-read',
    'saxes alone',
    xml,
    (text) => hashAll(readXmlDocument(text, limits).events),
    parseXml,
    options,
  );
  const asJson = await compare(
    'epcis-read: JSON',
    'JSON.parse',
    json,
    (text) => hashAll(readDocument(text, limits).events),
    JSON.parse,
    options,
  );
  const memory = plainFigure('epcis-read: memory over a document of 100 MB', 'MB', [memory_mb], { characters: long_characters });
  return { ...result, also: [asJson, memory] };
}

/** The sample in XML, as the product writes it: without a blank between elements. */
export function toXml(json: string): string {
  const converter = new DocumentConverter({
    to: 'xml2',
    epcFormat: 'Never_Translates',
    cbvFormat: 'No_Preference',
    prefixLength: () => undefined,
    creationDate: '2026-11-20T08:00:00Z',
    allowLoss: false,
    limits,
  });
  const text = converter.write(json) + converter.end();
  if (converter.faultsTotal > 0) throw new Error(`The bench made a wrong document: ${JSON.stringify(converter.faults[0])}`);
  return text;
}

function hashAll(events: readonly EventReading[]): void {
  for (const { event, faults } of events) {
    if (event === undefined) throw new Error(`The bench made a wrong event: ${JSON.stringify(faults[0])}`);
    hashEventId(prehashEvent(event), sha256);
  }
}

/** saxes as the reader uses it, with callbacks that do nothing. */
function parseXml(text: string): void {
  const parser = new SaxesParser({ xmlns: false, position: true });
  let seen = 0;
  parser.on('opentag', () => void (seen += 1));
  parser.on('closetag', () => void (seen += 1));
  parser.on('text', () => void (seen += 1));
  parser.write(text).close();
  if (seen === 0) throw new Error('Nothing was parsed');
}

async function compare(
  measure: string,
  yardstickName: string,
  texts: readonly string[],
  ours: (text: string) => unknown,
  theirs: (text: string) => unknown,
  options: BenchOptions,
): Promise<BenchResult> {
  const seconds = options.seconds / 2;
  repeat(texts, ours, 0.5);
  repeat(texts, theirs, 0.5);
  const [rates, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < options.runs; round += 1) {
    rates.push(repeat(texts, ours, seconds));
    bare.push(repeat(texts, theirs, seconds));
    options.note(`${measure} run ${round + 1}: ${rates[round]?.toFixed(1)} MB/s, ${yardstickName} ${bare[round]?.toFixed(1)} MB/s`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  return pairRuns({
    measure,
    unit: 'MB/s',
    kind: 'rate',
    ours: rates,
    theirs: bare,
    yardstickName,
    size: { documents: texts.length, document_events, characters },
  });
}

/** MB a second of the texts' UTF-8. */
function repeat(texts: readonly string[], work: (text: string) => unknown, seconds: number): number {
  const bytes = texts.map((text) => Buffer.byteLength(text));
  const start = performance.now();
  let done = 0;
  let now = start;
  for (let at = 0; now - start < seconds * 1_000; at += 1) {
    const index = at % texts.length;
    work(texts[index] ?? '');
    done += bytes[index] ?? 0;
    now = performance.now();
  }
  return done / 1_000 / (now - start);
}

/** Resident memory that reading a long document adds, its events taken and dropped as they come. */
async function readLong(document: string): Promise<number> {
  const [start, end] = [document.indexOf('<EventList>') + 11, document.lastIndexOf('</EventList>')];
  const reader = new XmlDocumentReader({ ...limits, eventsMax: Number.MAX_SAFE_INTEGER });
  const before_mb = process.memoryUsage.rss() / 1e6;
  let most_mb = before_mb;
  let length = reader.write(document.slice(0, start)).length;
  const piece = document.slice(start, end);
  for (; length < long_characters; length += piece.length) {
    hashAll(reader.write(piece));
    most_mb = Math.max(most_mb, process.memoryUsage.rss() / 1e6);
    await new Promise((resolve) => setImmediate(resolve));
  }
  reader.write(document.slice(end));
  if (reader.end().faultsTotal > 0) throw new Error('The long document has faults');
  return most_mb - before_mb;
}
