// The set epcis-json: part 1 on the package alone, part 2 over HTTP: capture, read back in every format, refuse what is wrong.
import path from 'node:path';
import { EPC_FORMATS } from '@nguon/epcis';
import type { ConformanceResult } from './conformance-result.ts';
import { checkAnswer } from './check-answer.ts';
import { causesOfRefusal, listEvents, listWithVerdict, listWithoutVerdict } from './epcis-documents.ts';
import type { CorpusDocument } from './epcis-documents.ts';
import { checkPure } from './epcis-json-pure.ts';
import { openProduct } from './running-product.ts';
import type { Answer, RunningProduct } from './running-product.ts';
import { IdLedger } from './id-ledger.ts';
import type { RunOptions } from './run-options.ts';

const JSON_TYPE = { 'content-type': 'application/ld+json' };

export async function checkEpcisJson(options: RunOptions, result: ConformanceResult): Promise<void> {
  checkPure(options.corpus, result);
  if (options.pure) return;
  const product = await openProduct(options.running);
  try {
    await checkOverHttp(product, options.corpus, result);
  } finally {
    await product.stop();
  }
}

async function checkOverHttp(product: RunningProduct, corpus: string, result: ConformanceResult): Promise<void> {
  const ids = new IdLedger();
  for (const document of listWithVerdict(corpus)) {
    if (document.valid === true) await checkCapture(product, document, ids, result);
    else await checkRefusal(product, document, result);
  }
  for (const document of listWithoutVerdict(corpus)) await observe(product, document, ids, result);
  if (ids.renamed > 0) {
    result.notes.push(
      `${ids.renamed} events carry an eventID that another document uses for another event; captured under an eventID of their own`,
    );
  }
  result.expectAtLeast('valid document is captured', 68);
  result.expectAtLeast('event read back equal in meaning', 4 * 100);
  result.expectAtLeast('invalid document is refused', 24);
  if (result.observations.length < 50) result.count('documents without a verdict', `only ${result.observations.length} found`);
}

/** Where a document goes: bare events to /events, all others to /capture. */
function post(product: RunningProduct, text: string): Promise<Answer> {
  const isDocument = !/^\s*\{/.test(text.replace(/^\ufeff/, '')) || text.includes('"epcisBody"') || !text.includes('"eventTime"');
  return product.request('POST', isDocument ? '/epcis/capture' : '/epcis/events', JSON_TYPE, text);
}

async function checkCapture(product: RunningProduct, document: CorpusDocument, ids: IdLedger, result: ConformanceResult): Promise<void> {
  const text = ids.makeDistinct(document.file, document.text);
  const answer = await post(product, text);
  const wrong = await findCaptureFault(product, answer);
  result.count('valid document is captured', wrong === undefined ? undefined : `${document.file}: ${wrong}`);
  if (wrong !== undefined) return;
  for (const [index, given] of listEvents(text).entries()) {
    const eventId = ids.idOf(given.event, text, index);
    for (const format of EPC_FORMATS) {
      const back = await product.request('GET', `/epcis/events/${encodeURIComponent(eventId)}`, { 'gs1-epc-format': format });
      const fault = checkAnswer(given, eventId, back, format);
      result.count(
        'event read back equal in meaning',
        fault === undefined ? undefined : `${document.file} event ${index} as ${format}: ${fault}`,
      );
    }
  }
}

/** A job that holds only duplicates of the very same events counts as captured: documents of the corpus share events. */
async function findCaptureFault(product: RunningProduct, answer: Answer): Promise<string | undefined> {
  if (answer.status === 201) return undefined;
  const location = answer.header('location');
  if (answer.status === 409 && location !== null) return undefined;
  if (answer.status !== 202 || location === null) return `${answer.status} ${answer.text.slice(0, 600)}`;
  const job = await product.request('GET', new URL(location).pathname);
  const { success, errors } = JSON.parse(job.text) as { success?: boolean; errors?: { code?: string }[] };
  const others = (errors ?? []).filter(({ code }) => code !== 'event_already_stored');
  return success === true && others.length === 0 ? undefined : `job: ${job.text.slice(0, 600)}`;
}

async function checkRefusal(product: RunningProduct, document: CorpusDocument, result: ConformanceResult): Promise<void> {
  const answer = await post(product, document.text);
  const cause = causesOfRefusal[path.basename(document.file)] ?? 'field_unknown';
  const codes = listFaults(answer).map(({ code }) => code);
  const right = answer.status === 400 && codes.includes(cause);
  result.count(
    'invalid document is refused',
    right ? undefined : `${document.file}: ${answer.status}, ${cause} is not among ${codes.join()}`,
  );
}

function listFaults(answer: Answer): { code: string; path: string }[] {
  try {
    return (JSON.parse(answer.text) as { faults?: { code: string; path: string }[] }).faults ?? [];
  } catch {
    return [];
  }
}

/** Reasons named for one refused document. */
const reasons_max = 3;

async function observe(product: RunningProduct, document: CorpusDocument, ids: IdLedger, result: ConformanceResult): Promise<void> {
  const answer = await post(product, ids.makeDistinct(document.file, document.text));
  const captured = (await findCaptureFault(product, answer)) === undefined;
  const reasons = new Map<string, string>();
  for (const fault of listFaults(answer)) if (!reasons.has(fault.code)) reasons.set(fault.code, `${fault.code} at ${fault.path}`);
  if (!captured && reasons.size === 0) reasons.set('', `${answer.status} ${answer.text.slice(0, 200)}`);
  if (!captured && (answer.status < 400 || answer.status >= 500))
    result.count('document without a verdict is answered clearly', `${document.file}: ${answer.status} ${answer.text.slice(0, 300)}`);
  else result.count('document without a verdict is answered clearly');
  result.observations.push({
    file: document.file,
    outcome: captured ? 'captured' : 'refused',
    reasons: captured ? [] : [...reasons.values()].slice(0, reasons_max),
  });
}
