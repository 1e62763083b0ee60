// The data set behind the EPCglobal interop query test, EPCIS 1.0 in XML, as EPCIS 2.0 JSON documents: what a partner would have to do.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { SaxesParser } from 'saxes';

interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  text: string;
}

function readXml(text: string): XmlNode {
  const root: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const node: XmlNode = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('text', (piece) => {
    open.at(-1)!.text += piece;
  });
  parser.on('closetag', () => void open.pop());
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
  return root;
}

const descend = (node: XmlNode, name: string): XmlNode[] =>
  node.children.flatMap((child) => (child.name === name ? [child] : descend(child, name)));
const textOf = (node: XmlNode): string => node.text.trim();
const lists = new Set(['epcList', 'childEPCs']);

/** QuantityEvents, which 2.0 has not, become ObjectEvents that observe a quantity, as the corpus says. */
function toJsonEvent(event: XmlNode): Record<string, unknown> {
  const isQuantity = event.name === 'QuantityEvent';
  const json: Record<string, unknown> = { type: isQuantity ? 'ObjectEvent' : event.name };
  if (isQuantity) json['action'] = 'OBSERVE';
  for (const field of event.children) {
    if (lists.has(field.name)) json[field.name] = field.children.map(textOf);
    else if (field.name === 'bizTransactionList')
      json[field.name] = field.children.map((node) => ({ type: node.attributes['type'], bizTransaction: textOf(node) }));
    else if (field.name === 'readPoint' || field.name === 'bizLocation') json[field.name] = { id: descend(field, 'id').map(textOf)[0] };
    else if (field.name === 'epcClass')
      json['quantityList'] = [
        { epcClass: textOf(field), quantity: Number(textOf(event.children.find(({ name }) => name === 'quantity')!)) },
      ];
    else if (field.name !== 'quantity' && textOf(field) !== '') json[field.name] = textOf(field);
  }
  return json;
}

const documentOf = (events: readonly unknown[], header: object = {}): string =>
  JSON.stringify({
    '@context': ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld', { hls: 'http://schema.hls.com/extension#' }],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2006-06-27T09:30:47Z',
    ...header,
    epcisBody: { eventList: events },
  });

function masterDataDocument(text: string): string {
  const vocabularyList = descend(readXml(text), 'Vocabulary').map((vocabulary) => ({
    type: vocabulary.attributes['type'],
    vocabularyElementList: descend(vocabulary, 'VocabularyElement').map((element) => ({
      id: element.attributes['id'],
      attributes: element.children.flatMap((node) =>
        node.name === 'attribute' ? [{ id: node.attributes['id'], attribute: textOf(node) }] : [],
      ),
      children: element.children.filter(({ name }) => name === 'children').flatMap((node) => node.children.map(textOf)),
    })),
  }));
  return documentOf([], { epcisHeader: { epcisMasterData: { vocabularyList } } });
}

/** Master data first, then documents 1 to 8 in order; `events` counts what they hold. */
export function listInteropDocuments(corpus: string): { readonly documents: readonly string[]; readonly events: number } {
  const folder = path.join(corpus, 'epcis/query-conformance/dataset');
  const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
  const files = readdirSync(folder).sort();
  const lists = files
    .filter((file) => /^\d/.test(file))
    .map((file) => descend(readXml(read(file)), 'EventList').flatMap(({ children }) => children.map(toJsonEvent)));
  return {
    documents: [
      ...files.filter((file) => file.startsWith('EPCIS10-MD')).map((file) => masterDataDocument(read(file))),
      ...lists.map((events) => documentOf(events)),
    ],
    events: lists.flat().length,
  };
}
