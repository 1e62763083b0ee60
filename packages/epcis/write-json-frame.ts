// Writes the frame of a JSON document around events that come one by one, header and master data included (EPCIS 2.0 §10).
import type { DocumentHead } from './document-head.ts';
import { JsonObject, findMember } from './json-value.ts';
import type { MasterDataAttribute, MasterDataElement } from './read-master-data.ts';
import { readJson } from './read-json.ts';
import { writeContext } from './write-event.ts';
import type { WrittenEvent } from './write-event.ts';
import { quote, writeJson } from './write-json.ts';

export interface JsonFrame {
  readonly start: string;
  readonly end: string;
  /** Terms of the @context above the events: prefix or term → JSON text of its definition. */
  readonly declared: ReadonlyMap<string, string>;
}

export interface JsonFrameOptions {
  readonly kind: 'EPCISDocument' | 'EPCISQueryDocument';
  /** Where the document told none, ISO 8601 with offset. */
  readonly creationDate: string;
  readonly masterData: readonly MasterDataElement[];
}

/** The text before and after the events; the events stand between them, separated by commas. */
export function writeJsonFrame(head: DocumentHead, { kind, creationDate, masterData }: JsonFrameOptions): JsonFrame {
  const declared = new Map<string, string>();
  for (const [prefix, namespace] of head.namespaces.own) declared.set(prefix, quote(namespace));
  for (const [term, definition] of head.namespaces.terms) declared.set(term, definition);
  const members = [`"@context":${writeContext(declared)}`, `"type":${quote(kind)}`, '"schemaVersion":"2.0"'];
  if (head.id !== undefined) members.push(`"id":${quote(head.id)}`);
  members.push(`"creationDate":${quote(head.creationDate ?? creationDate)}`);
  if (kind === 'EPCISDocument') {
    for (const name of ['instanceIdentifier', 'sender', 'receiver'] as const) {
      const value = head[name];
      if (value !== undefined) members.push(`${quote(name)}:${quote(value)}`);
    }
    const header = [...writeMembers(head.header), ...(masterData.length === 0 ? [] : [`"epcisMasterData":${writeMasterData(masterData)}`])];
    if (header.length > 0) members.push(`"epcisHeader":{${header.join()}}`);
  } else members.push(...writeMembers(head.header)); // the schema has no header for query documents, but room for own members
  members.push(...writeMembers(head.extensions));
  const results = kind === 'EPCISDocument' ? '' : writeResults(head);
  return {
    start: `{${members.join()},"epcisBody":{${results}"eventList":[`,
    end: results === '' ? ']}}' : ']}}}}',
    declared,
  };
}

/** An event written with `context: 'hoisted'`; what the frame does not declare it declares itself. */
export function finishJsonEvent({ json, context }: WrittenEvent, declared: ReadonlyMap<string, string>): string {
  for (const [term, definition] of context)
    if (declared.get(term) !== definition) return `{"@context":${writeContext(context)},${json.slice(1)}`;
  return json;
}

function writeResults({ queryName, subscriptionId }: DocumentHead): string {
  const subscription = subscriptionId === undefined ? '' : `,"subscriptionID":${quote(subscriptionId)}`;
  return `"queryResults":{"queryName":${quote(queryName ?? 'SimpleEventQuery')}${subscription},"resultsBody":{`;
}

function writeMembers(object: JsonObject): string[] {
  return object.keys.map((key, index) => `${quote(key)}:${writeJson(object.values[index] ?? null)}`);
}

/**
 * `{"vocabularyList":[…]}`, elements of one type together. An attribute that is an object declares its own prefixes where
 * `contexts` says that no document around it does.
 */
export function writeMasterData(masterData: readonly MasterDataElement[], contexts: 'around' | 'inside' = 'around'): string {
  const byType = new Map<string, string[]>();
  for (const element of masterData) {
    const texts = byType.get(element.type) ?? [];
    texts.push(writeElement(element, contexts));
    byType.set(element.type, texts);
  }
  const vocabularies = [...byType].map(([type, texts]) => `{"type":${quote(type)},"vocabularyElementList":[${texts.join()}]}`);
  return `{"vocabularyList":[${vocabularies.join()}]}`;
}

function writeElement({ id, attributes, children }: MasterDataElement, contexts: 'around' | 'inside'): string {
  let text = `{"id":${quote(id)}`;
  if (attributes.length > 0) {
    text += `,"attributes":[${attributes.map((attribute) => `{"id":${quote(attribute.id)},"attribute":${writeValue(attribute, contexts)}}`).join()}]`;
  }
  if (children.length > 0) text += `,"children":${JSON.stringify(children)}`;
  return `${text}}`;
}

/** An attribute that is an object is kept as its JSON (read-master-data.ts). */
function writeValue({ value, namespaces }: MasterDataAttribute, contexts: 'around' | 'inside'): string {
  const json = value.startsWith('{') ? readJson(value, { depthMax: 64 }).value : undefined;
  if (!(json instanceof JsonObject)) return quote(value);
  if (contexts === 'around' || namespaces === undefined || findMember(json, '@context') !== undefined) return value;
  return `{"@context":${JSON.stringify(namespaces)},${value.slice(1)}`;
}
