// The set epcis-formats: XML and JSON documents captured over HTTP, each event read back as JSON, XML 2.0 and XML 1.2, schema-valid and equal.
import { hash } from 'node:crypto';
import path from 'node:path';
import { prehashEvent } from '@nguon/epcis';
import type { EventReading } from '@nguon/epcis';
import type { ConformanceResult } from './conformance-result.ts';
import {
  answer_forms,
  causesOfXmlRefusal,
  isXml,
  listHashes,
  listJsonDocuments,
  listMustReject,
  listXmlDocuments,
  readAny,
} from './epcis-formats-documents.ts';
import type { FormatDocument } from './epcis-formats-documents.ts';
import { checkMasterData } from './epcis-master-data.ts';
import { checkFormats } from './epcis-formats-pure.ts';
import { OfficialSchemas } from './official-schemas.ts';
import type { SchemaName } from './official-schemas.ts';
import { openProduct } from './running-product.ts';
import type { Answer, RunningProduct } from './running-product.ts';
import type { RunOptions } from './run-options.ts';

export async function checkEpcisFormats(options: RunOptions, result: ConformanceResult): Promise<void> {
  checkFormats(options.corpus, result);
  if (options.pure) return;
  const product = await openProduct(options.running);
  try {
    await checkOverHttp(product, options.corpus, result);
  } finally {
    await product.stop();
  }
}

async function checkOverHttp(product: RunningProduct, corpus: string, result: ConformanceResult): Promise<void> {
  const schemas = new OfficialSchemas(corpus);
  const ids = new DistinctIds();
  for (const document of [...listXmlDocuments(corpus), ...listJsonDocuments(corpus)]) {
    if (document.valid === false || readAny(document.text).faultsTotal > 0) continue;
    await checkDocument(product, document, ids, schemas, result);
  }
  const capture = async ({ file, text }: Pick<FormatDocument, 'file' | 'text'>): Promise<string | undefined> =>
    findCaptureFault(product, await post(product, ids.make(file, text)));
  await checkMasterData(product, corpus, capture, schemas, result);
  for (const document of listMustReject(corpus)) await checkRefusal(product, document, result);
  result.notes.push(`${ids.renamed} events carry an eventID that another document uses for another event; captured under one of their own`);
  result.expectAtLeast('document is captured over HTTP', 115);
  result.expectAtLeast('event read back equal in every form', 3 * 250);
  result.expectAtLeast('answer is valid under the official schema', 3 * 200);
  result.expectAtLeast('must-reject XML document is refused over HTTP', 7);
}

/** Several files use one eventID for different events, which one repository refuses: the later ones get ids of their own. */
class DistinctIds {
  private readonly meanings = new Map<string, string>();
  renamed = 0;

  make(file: string, text: string): string {
    const { events } = readAny(text);
    const idsOf = events.map(({ event }) => event?.eventId);
    let distinct = text;
    for (const [index, { event }] of events.entries()) {
      if (event?.eventId === undefined) continue;
      const { eventId } = event;
      const key = `${eventId} ${event.errorDeclaration === undefined}`;
      const meaning = meaningOf(event);
      const held = this.meanings.get(key);
      if (held === undefined) this.meanings.set(key, meaning);
      if (held === undefined || held === meaning) continue;
      const digits = hash('sha256', `${file} ${index}`, 'hex');
      const own = `urn:uuid:${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
      const later = idsOf.slice(index + 1).filter((id) => id === eventId).length;
      distinct = replaceOne(distinct, eventId, own, later);
      this.renamed += 1;
    }
    return distinct;
  }
}

/** Replaces the id of one event: of those that are left in the text, the one with `later` of them after it. */
function replaceOne(text: string, id: string, own: string, later: number): string {
  const parts = text.split(id);
  const at = parts.length - 1 - later;
  return `${parts.slice(0, at).join(id)}${own}${parts.slice(at).join(id)}`;
}

type ReadEvent = NonNullable<EventReading['event']>;
const meaningOf = (event: ReadEvent): string => JSON.stringify([event.errorDeclaration, prehashEvent(event)]);

async function checkDocument(
  product: RunningProduct,
  document: FormatDocument,
  ids: DistinctIds,
  schemas: OfficialSchemas,
  result: ConformanceResult,
): Promise<void> {
  const text = ids.make(document.file, document.text);
  const wrong = await findCaptureFault(product, await post(product, text));
  result.count('document is captured over HTTP', wrong === undefined ? undefined : `${document.file}: ${wrong}`);
  if (wrong !== undefined) return;
  const hashes = listHashes(text);
  for (const [index, { event }] of readAny(text).events.entries()) {
    if (event === undefined) continue;
    const id = event.eventId ?? hashes[index] ?? '';
    for (const [schema, headers] of answer_forms)
      await checkAnswer(product, { event, id, name: `${document.file} event ${index}` }, schema, headers, schemas, result);
  }
}

interface Captured {
  readonly event: ReadEvent;
  readonly id: string;
  readonly name: string;
}

async function checkAnswer(
  product: RunningProduct,
  { event, id, name }: Captured,
  schema: SchemaName,
  headers: Readonly<Record<string, string>>,
  schemas: OfficialSchemas,
  result: ConformanceResult,
): Promise<void> {
  const answer = await product.request('GET', `/epcis/events/${encodeURIComponent(id)}`, headers);
  const place = `${name} as ${schema}`;
  if (schema === '1.2q' && answer.status === 406) {
    const isTold = /Would be lost: \w+/.test(answer.text) && schemas.findFault('2.0', answer.text) === undefined;
    result.count('what XML 1.2 lacks is told with 406', isTold ? undefined : `${place}: ${answer.text.slice(0, 300)}`);
    return;
  }
  if (answer.status !== 200) {
    result.count('event read back equal in every form', `${place}: ${answer.status} ${answer.text.slice(0, 300)}`);
    return;
  }
  const fault = schemas.findFault(schema, answer.text);
  result.count('answer is valid under the official schema', fault === undefined ? undefined : `${place}: ${fault}`);
  const found = readAny(answer.text).events.flatMap(({ event: back }) => (back === undefined ? [] : [back]));
  const same = found.some((back) => back.eventId === id && meaningOf(back) === meaningOf(event));
  result.count(
    'event read back equal in every form',
    same
      ? undefined
      : `${place}: captured ${meaningOf(event)}\n      returned ${found.map((back) => meaningOf(back)).join('\n      returned ')}`,
  );
}

function post(product: RunningProduct, text: string): Promise<Answer> {
  const isEvent = readAny(text).kind === 'event';
  const type = isXml(text) ? 'application/xml' : 'application/ld+json';
  return product.request('POST', isEvent ? '/epcis/events' : '/epcis/capture', { 'content-type': type, accept: 'application/json' }, text);
}

/** A job that holds only duplicates of the very same events counts as captured: documents of the corpus share events. */
async function findCaptureFault(product: RunningProduct, answer: Answer): Promise<string | undefined> {
  const location = answer.header('location');
  if (answer.status === 201 || (answer.status === 409 && location !== null)) return undefined;
  if (answer.status !== 202 || location === null) return `${answer.status} ${answer.text.slice(0, 600)}`;
  const job = await product.request('GET', new URL(location).pathname);
  const { errors } = JSON.parse(job.text) as { errors?: { code?: string }[] };
  const others = (errors ?? []).filter(({ code }) => code !== 'event_already_stored');
  return others.length === 0 ? undefined : `job: ${job.text.slice(0, 600)}`;
}

async function checkRefusal(product: RunningProduct, { file, text }: FormatDocument, result: ConformanceResult): Promise<void> {
  const answer = await post(product, text);
  const cause = causesOfXmlRefusal[path.basename(file)] ?? 'no cause is listed';
  const right = answer.status === 400 && answer.text.includes(`"${cause}"`);
  result.count(
    'must-reject XML document is refused over HTTP',
    right ? undefined : `${file}: ${answer.status} ${answer.text.slice(0, 300)}`,
  );
}
