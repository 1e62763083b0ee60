// Every query message of the corpus against our SOAP reader: valid requests are read, spoiled ones and answers refused with a fault.
import { readXmlTree } from '@nguon/epcis/xml';
import { readEnvelope } from '../../app/soap/read-envelope.ts';
import { isOperationName, readOperation } from '../../app/soap/read-operation.ts';
import type { ConformanceResult } from './conformance-result.ts';
import { listXmlVerdicts, readAny } from './epcis-formats-documents.ts';
import type { FormatDocument } from './epcis-formats-documents.ts';
import { OfficialSchemas } from './official-schemas.ts';
import type { RunningProduct } from './running-product.ts';
import { callSoap, wrapInEnvelope } from './soap-answer.ts';

const read_check = 'valid query request is read as its operation';
const spoiled_check = 'request without a part that the schema demands is named at fault';
const answer_check = 'answer of a 1.x partner is read, valid or not';
const refusal_check = 'what is no request is refused over SOAP with a fault';

interface QueryMessages {
  readonly requests: readonly FormatDocument[];
  /** Results and exceptions of the interop test, 18 of them invalid. */
  readonly answers: readonly FormatDocument[];
}

function listQueryMessages(corpus: string): QueryMessages {
  const rows = listXmlVerdicts(corpus);
  return {
    requests: rows.filter(({ file }) => /query-conformance\/requests|v1_2\/Queries/.test(file)),
    answers: rows.filter(({ file }) => file.includes('query-conformance/responses')),
  };
}

/** On the readers alone. */
export function checkQueryMessages(corpus: string, result: ConformanceResult): void {
  const schemas = new OfficialSchemas(corpus);
  const { requests, answers } = listQueryMessages(corpus);
  for (const { file, text, valid } of requests) {
    const wrong = findReadingFault(text);
    result.count(read_check, valid === true && wrong === undefined ? undefined : `${file}: ${wrong ?? 'the table calls it invalid'}`);
    for (const spoiled of listSpoiled(text)) countSpoiled(file, spoiled, schemas, result);
  }
  for (const { file, text } of answers) {
    const wrong = findAnswerFault(text);
    result.count(answer_check, wrong === undefined ? undefined : `${file}: ${wrong}`);
  }
  result.expectAtLeast(read_check, 48);
  result.expectAtLeast(spoiled_check, 80);
  result.expectAtLeast(answer_check, 46);
}

/** Over HTTP, where a refusal must be a SOAP fault of the sender, never an error of ours. */
export async function sendWhatIsRefused(product: RunningProduct, corpus: string, result: ConformanceResult): Promise<void> {
  const { requests, answers } = listQueryMessages(corpus);
  const spoiled = requests.flatMap(({ file, text }) => listSpoiled(text).map((one) => ({ file: `${file} without ${one.lacks}`, ...one })));
  for (const { file, text } of [...answers, ...spoiled]) {
    const answer = await callSoap(product, text);
    const isFault = answer.status === 500 && /<faultcode>soapenv:Client<\/faultcode>/.test(answer.text);
    result.count(refusal_check, isFault ? undefined : `${file}: ${answer.status} ${answer.text.slice(0, 300)}`);
  }
  result.expectAtLeast(refusal_check, 46 + 80);
}

function findReadingFault(text: string): string | undefined {
  const reading = readEnvelope(wrapInEnvelope(text));
  if (reading.kind !== 'message') return JSON.stringify(reading);
  const { operation: element } = reading.message;
  if (!isOperationName(element.name)) return `${element.name} is no operation`;
  const { operation, faults } = readOperation(element.name, element);
  return operation?.name === element.name ? undefined : faults.map(({ path }) => path).join() || 'read as another operation';
}

interface Spoiled {
  readonly lacks: string;
  readonly text: string;
}

/** The request without each part in turn that no request of its kind may lack. */
function listSpoiled(text: string): Spoiled[] {
  return ['queryName', 'dest', 'subscriptionID', 'name'].flatMap((lacks) => {
    const spoiled = text.replace(new RegExp(`<${lacks}>[^<]*</${lacks}>`), '');
    return spoiled === text ? [] : [{ lacks, text: spoiled }];
  });
}

function countSpoiled(file: string, { lacks, text }: Spoiled, schemas: OfficialSchemas, result: ConformanceResult): void {
  const wrong = findReadingFault(text);
  const isRight = schemas.findFault('1.2q', text) !== undefined && wrong?.endsWith(`/${lacks}`) === true;
  result.count(spoiled_check, isRight ? undefined : `${file} without ${lacks}: ${wrong ?? 'read'}`);
}

/** Results as a document carries them: every event in them without a fault. Exceptions and results of other kinds: their tree. */
function findAnswerFault(text: string): string | undefined {
  const { root, fault } = readXmlTree(text, { depthMax: 64 });
  if (root === undefined) return fault?.en ?? 'no root';
  if (root.name !== 'QueryResults') return root.uri === 'urn:epcglobal:epcis-query:xsd:1' ? undefined : `in the namespace ${root.uri}`;
  const message = text.replace(/^\s*<\?xml[^>]*\?>/, '');
  const { faults, faultsTotal, events, masterData } = readAny(
    `<q:EPCISQueryDocument xmlns:q="urn:epcglobal:epcis-query:xsd:1" schemaVersion="1.0" creationDate="2006-07-25T00:00:00Z"><EPCISBody>${message}</EPCISBody></q:EPCISQueryDocument>`,
  );
  const things = text.match(/<(?:(?:Object|Aggregation|Transaction|Quantity)Event|VocabularyElement)[\s>]/g)?.length ?? 0;
  const found = events.filter(({ event }) => event !== undefined).length + masterData.length;
  if (faultsTotal === 0 && found === things) return undefined;
  const told = [...faults, ...events.flatMap((event) => event.faults)].slice(0, 3).map(({ code, path }) => `${code} at ${path}`);
  return `${found} of ${things} read; ${told.join('; ')}`;
}
