// The set epcis-soap: the EPCglobal interop query test as it was written, its raw requests in SOAP envelopes, its answers compared.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { readXmlTree } from '@nguon/epcis/xml';
import type { ConformanceResult } from './conformance-result.ts';
import { OfficialSchemas } from './official-schemas.ts';
import { openProduct } from './running-product.ts';
import type { RunningProduct } from './running-product.ts';
import type { RunOptions } from './run-options.ts';
import { callSoap, listElementIds, listEventMarks, listStrings } from './soap-answer.ts';
import type { SoapAnswer } from './soap-answer.ts';
import { checkQueryMessages, sendWhatIsRefused } from './soap-messages.ts';
import { checkWsdl } from './soap-wsdl.ts';

interface InteropCase {
  readonly id: string;
  readonly request: string;
  readonly responses: readonly string[];
  readonly op: string;
  readonly queryName?: string;
  readonly expect?: { readonly events?: number; readonly exception?: string; readonly vocabularyElements?: number };
}

/** Cases whose answer cannot be scored; they are sent, and the answer must be one of the schema. */
const unscorable: Readonly<Record<string, string>> = {
  'SE13-1': 'needs the record times of the original run',
  'SE49-1': 'QueryTooComplexException was forced by the original test rig',
  'SE51-1': 'ImplementationException was forced by the original test rig',
  'SE71-1': 'refuses a decimal quantity, which EPCIS 1.0 did not know and 2.0 does',
  'SE75-1': 'its trigger is one of the original test rig, and no answer to it is given',
};
/** Sent without a key: the SecurityException it expects. */
const keyless = 'SE5';
const cases_min = 46;
const scored_min = 41;

export async function checkEpcisSoap(options: RunOptions, result: ConformanceResult): Promise<void> {
  checkWsdl(options.corpus, result);
  checkQueryMessages(options.corpus, result);
  if (options.pure) {
    result.notes.push('the cases themselves need a running product');
    return;
  }
  const folder = path.join(options.corpus, 'epcis/query-conformance');
  const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
  const given = JSON.parse(read('cases.json')) as InteropCase[];
  if (options.running !== undefined) result.notes.push('cases that subscribe need NGUON_WEBHOOK_HOSTS=127.0.0.1 at the running product');
  // The requests name a receiver on the sender's own machine.
  const product = await openProduct(options.running, { NGUON_WEBHOOK_HOSTS: '127.0.0.1' });
  const run = new SoapRun(product, new OfficialSchemas(options.corpus), result, read);
  try {
    await run.captureDataset(readdirSync(path.join(folder, 'dataset')).sort());
    for (const one of given) await run.check(one);
    for (const one of given) if (one.op === 'Poll') await run.checkIn20(one);
    await run.endSubscriptions();
    await sendWhatIsRefused(product, options.corpus, result);
  } finally {
    await product.stop();
  }
  result.expectAtLeast('document of the data set is captured', 9);
  result.expectAtLeast('SOAP answers as the interop test expects', scored_min);
  result.expectAtLeast('answer is valid under the official schema', cases_min);
  result.expectAtLeast('the same poll in EPCIS 2.0 finds the same', 25);
}

class SoapRun {
  private readonly product: RunningProduct;
  private readonly schemas: OfficialSchemas;
  private readonly result: ConformanceResult;
  private readonly read: (file: string) => string;

  constructor(product: RunningProduct, schemas: OfficialSchemas, result: ConformanceResult, read: (file: string) => string) {
    this.product = product;
    this.schemas = schemas;
    this.result = result;
    this.read = read;
  }

  /** Master data first, then documents 1 to 8 in order, as they are. */
  async captureDataset(files: readonly string[]): Promise<void> {
    const isMasterData = (file: string): boolean => file.startsWith('EPCIS10-MD');
    for (const file of [...files.filter(isMasterData), ...files.filter((name) => !isMasterData(name))]) {
      const text = this.read(`dataset/${file}`);
      const { status, text: answer } = await this.product.request('POST', '/epcis/capture', { 'content-type': 'application/xml' }, text);
      this.result.count('document of the data set is captured', status === 202 ? undefined : `${file}: ${status} ${answer.slice(0, 500)}`);
    }
  }

  async check(one: InteropCase): Promise<void> {
    const { id, request } = one;
    const answer = await callSoap(this.product, this.read(`requests/${request}`), id === keyless ? { authorization: '' } : {});
    this.checkSchema(one, answer, '1.2q');
    const why = unscorable[id];
    if (why !== undefined) {
      this.result.observations.push({ file: id, outcome: `answered with ${answer.name}`, reasons: [why] });
      return;
    }
    this.result.count('SOAP answers as the interop test expects', this.findFault(one, answer));
  }

  /** The same request in the namespace of EPCIS 2.0. */
  async checkIn20(one: InteropCase): Promise<void> {
    const text = this.read(`requests/${one.request}`).replace('urn:epcglobal:epcis-query:xsd:1', 'urn:epcglobal:epcis-query:xsd:2');
    const answer = await callSoap(this.product, text, { 'gs1-epc-format': 'Always_EPC_URN' });
    this.checkSchema(one, answer, '2.0q');
    if (unscorable[one.id] === undefined) this.result.count('the same poll in EPCIS 2.0 finds the same', this.findFault(one, answer));
  }

  async endSubscriptions(): Promise<void> {
    const operation = (name: string, content: string): string =>
      `<q:${name} xmlns:q="urn:epcglobal:epcis-query:xsd:1">${content}</q:${name}>`;
    const { root } = await callSoap(this.product, operation('GetSubscriptionIDs', '<queryName>SimpleEventQuery</queryName>'));
    const ids = root === undefined ? [] : listStrings(root);
    for (const id of ids) {
      const { name } = await callSoap(this.product, operation('Unsubscribe', `<subscriptionID>${id}</subscriptionID>`));
      this.result.count('each subscription that was made is listed and ends', name === 'UnsubscribeResult' ? undefined : `${id}: ${name}`);
    }
    this.result.expectAtLeast('each subscription that was made is listed and ends', 3);
  }

  private checkSchema({ id }: InteropCase, { message, text }: SoapAnswer, schema: '1.2q' | '2.0q'): void {
    const wrong = message === '' ? `no message in ${text.slice(0, 300)}` : this.schemas.findFault(schema, message);
    this.result.count('answer is valid under the official schema', wrong === undefined ? undefined : `${id}, ${schema}: ${wrong}`);
  }

  private findFault({ id, op, responses, expect }: InteropCase, answer: SoapAnswer): string | undefined {
    const { status, name, root, text } = answer;
    if (expect?.exception !== undefined)
      return status === 500 && name === expect.exception ? undefined : `${id}: ${expect.exception} expected, but ${status} ${name}`;
    if (status !== 200 || root === undefined) return `${id}: ${status} ${text.slice(0, 500)}`;
    const wanted = op === 'Poll' ? 'QueryResults' : `${op}Result`;
    if (name !== wanted) return `${id}: ${wanted} expected, but ${name}`;
    const original = readXmlTree(this.read(`responses/${responses[0] ?? ''}`), { depthMax: 64 }).root;
    if (original === undefined) return `${id}: the answer of the corpus cannot be read`;
    if (expect?.events !== undefined) return findDifference(id, expect.events, listEventMarks(original), listEventMarks(root));
    if (expect?.vocabularyElements !== undefined)
      return findDifference(id, expect.vocabularyElements, listElementIds(original), listElementIds(root));
    if (op === 'GetQueryNames') {
      const names = listStrings(root);
      const missing = listStrings(original).find((one) => !names.includes(one));
      return missing === undefined ? undefined : `${id}: ${missing} is not among the names`;
    }
    return undefined;
  }
}

/** As many as expected, and the very same ones. */
function findDifference(id: string, count: number, expected: readonly string[], found: readonly string[]): string | undefined {
  if (found.length !== count) return `${id}: ${count} expected, but ${found.length} found`;
  const strange = found.find((one) => !expected.includes(one));
  const missing = expected.find((one) => !found.includes(one));
  if (strange !== undefined) return `${id}: found too, ${strange}${missing === undefined ? '' : `; missing, ${missing}`}`;
  return missing === undefined ? undefined : `${id}: missing, ${missing}`;
}
