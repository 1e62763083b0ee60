// Sends an operation in a SOAP envelope and reads what came back: an exception, events by their marks, ids of vocabulary elements.
import { readXmlTree } from '@nguon/epcis/xml';
import type { XmlElement } from '@nguon/epcis/xml';
import type { Answer, RunningProduct } from './running-product.ts';

const soap = 'http://schemas.xmlsoap.org/soap/envelope/';

export interface SoapAnswer {
  readonly status: number;
  /** The element in the body, or in the detail of a fault, as a text that stands by itself; '' where there is none. */
  readonly message: string;
  /** Its name: of a result or of an exception. */
  readonly name: string;
  readonly root: XmlElement | undefined;
  readonly text: string;
}

export function wrapInEnvelope(operation: string): string {
  return `<soap:Envelope xmlns:soap="${soap}"><soap:Body>${operation.replace(/^\s*<\?xml[^>]*\?>/, '')}</soap:Body></soap:Envelope>`;
}

/** @param operation XML of the operation, with or without a declaration before it. */
export async function callSoap(
  product: RunningProduct,
  operation: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<SoapAnswer> {
  const answer = await product.request(
    'POST',
    '/epcis/soap',
    { 'content-type': 'text/xml; charset=utf-8', soapaction: '""', ...headers },
    wrapInEnvelope(operation),
  );
  return readAnswer(answer);
}

function readAnswer({ status, text }: Answer): SoapAnswer {
  const message = /<detail>(.*)<\/detail>/s.exec(text)?.[1] ?? /<soapenv:Body>(.*)<\/soapenv:Body>/s.exec(text)?.[1] ?? '';
  const { root } = readXmlTree(message, { depthMax: 64 });
  return { status, message, name: root?.name ?? '', root, text };
}

/** What events of a result are known by: kind, instant, things and place. QuantityEvents are known as what they became. */
export function listEventMarks(root: XmlElement): string[] {
  const lists = collect(root, ({ name }) => name === 'EventList');
  return lists.flatMap((list) => list.children.flatMap((child) => (child.name === 'extension' ? child.children : [child]))).map(markOf);
}

function markOf(event: XmlElement): string {
  const texts = (name: string): string[] =>
    collect(event, (element) => element.name === name)
      .map(({ value }) => value)
      .sort();
  const [time = ''] = texts('eventTime');
  const kind = event.name === 'QuantityEvent' ? 'ObjectEvent' : event.name;
  const quantities = texts('quantity').map(Number);
  return [kind, Date.parse(time), texts('parentID'), texts('epc'), texts('epcClass'), quantities, texts('bizStep')].join(' ');
}

export function listElementIds(root: XmlElement): string[] {
  return collect(root, ({ name }) => name === 'VocabularyElement').map((element) => element.attribute('id') ?? '');
}

export function listStrings(root: XmlElement): string[] {
  return collect(root, ({ name }) => name === 'string').map(({ value }) => value);
}

function collect(element: XmlElement, wanted: (element: XmlElement) => boolean): XmlElement[] {
  return element.children.flatMap((child) => (wanted(child) ? [child] : collect(child, wanted)));
}
