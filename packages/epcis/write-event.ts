// Writes a stored event in the form a reader asked for, rebuilt from its fields (EPCIS 2.0 §8.2.7, REST headers §12).
import { canonicalId, toEpcUrn } from '@nguon/gs1';
import type { PrefixLength } from '@nguon/gs1';
import { findCbvWord } from './cbv.ts';
import type { CbvKind } from './cbv.ts';
import { NGUON_NAMESPACE, WITHHELD_FIELD, discloseBody } from './disclose.ts';
import type { FieldGroup } from './disclose.ts';
import { JsonObject, findMember, isArray } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import { EPCIS_CONTEXT_URL } from './known-contexts.ts';
import { readStoredBody, readStoredContext } from './read-stored-body.ts';
import { spliceEvent } from './splice-event.ts';
import { quote, writeJson } from './write-json.ts';

export const EPC_FORMATS = ['No_Preference', 'Always_GS1_Digital_Link', 'Always_EPC_URN', 'Never_Translates'] as const;
/** Values of the header GS1-EPC-Format; the second is the default when it is absent. */
export type EpcFormat = (typeof EPC_FORMATS)[number];

export interface WriteOptions {
  readonly epcFormat: EpcFormat;
  /** Needed for EPC URNs; a Digital Link whose prefix length is not known stays a Digital Link. */
  readonly prefixLength: PrefixLength;
  /** Replaces the client's; undefined leaves the event without one. */
  readonly eventId: string | undefined;
  /** The repository's record time, ISO 8601 with offset; undefined leaves the event without one. */
  readonly recordTime: string | undefined;
  /** `inline` (default): the JSON carries its @context; `hoisted`: the context comes back beside it. */
  readonly context?: 'inline' | 'hoisted';
  readonly withheld?: readonly FieldGroup[];
}

/** Terms that an event needs beyond the EPCIS context: prefix or term → JSON text of its definition. */
export type EventContext = ReadonlyMap<string, string>;

export interface WrittenEvent {
  readonly json: string;
  /** What `json` needs declared; with `inline` it declares it itself. */
  readonly context: EventContext;
}

/**
 * Writes an event from the body of {@link EpcisEvent}: identifiers in the form asked for, CBV values as bare words, extensions
 * and number texts as captured, our eventID and recordTime. Asserts that the body is one this package made.
 */
export function writeEvent(body: string, options: WriteOptions): WrittenEvent {
  const { eventId, epcFormat, recordTime, withheld } = options;
  if (withheld !== undefined || eventId === undefined || epcFormat === 'Always_EPC_URN') return rewriteEvent(body, options);
  // A context met for the first time is known once a body with it was read: one event is always written in one way.
  let known = findKnownContext(body);
  const first = known === undefined ? rewriteEvent(body, options) : undefined;
  known ??= findKnownContext(body);
  const json = known && spliceEvent(body, known.end, { eventId, recordTime });
  if (known === undefined || json === undefined) return first ?? rewriteEvent(body, options);
  const { terms } = known;
  return { json: options.context === 'hoisted' ? json : `{"@context":${writeContext(terms)},${json.slice(1)}`, context: terms };
}

/** The same by reading the body and writing it anew, whatever it holds. */
export function rewriteEvent(body: string, options: WriteOptions): WrittenEvent {
  const value = readStoredBody(body);
  const event = options.withheld === undefined ? value : discloseBody(value, options.withheld);
  const members = new EventWriter(options).writeMembers(event);
  const context = termsOf(body, value, options.withheld === undefined ? undefined : members);
  if (options.context === 'hoisted') return { json: `{${members}}`, context };
  return { json: `{"@context":${writeContext(context)},${members}}`, context };
}

/** The @context value for a set of terms, as JSON text. */
export function writeContext(context: EventContext): string {
  if (context.size === 0) return `["${EPCIS_CONTEXT_URL}"]`;
  const terms = [...context].map(([term, definition]) => `${quote(term)}:${definition}`);
  return `["${EPCIS_CONTEXT_URL}",{${terms.join()}}]`;
}

/** Contexts of stored bodies come in few kinds: the terms of each are read once, under the text that bodies begin with. */
const knownContexts = new Map<string, EventContext>();
const KNOWN_CONTEXTS_MAX = 500;
const KNOWN_CONTEXTS_MAX_CHARS = 2_000;
const CONTEXT_START = `{"@context":["${EPCIS_CONTEXT_URL}"`;

/** The terms that the body declares, and where its members begin; undefined where nobody has read such a context yet. */
function findKnownContext(body: string): { readonly terms: EventContext; readonly end: number } | undefined {
  if (!body.startsWith(CONTEXT_START)) return undefined;
  const at = CONTEXT_START.length;
  if (body.startsWith('],', at)) return { terms: NO_TERMS, end: at + 2 };
  // A list within a definition could end like this too: such a text is nobody's whole context, so it is never found.
  const end = body.indexOf('}],', at) + 3;
  const terms = end < 3 || end > KNOWN_CONTEXTS_MAX_CHARS ? undefined : knownContexts.get(body.slice(0, end));
  return terms === undefined ? undefined : { terms, end };
}

/** A body declares what it uses (see `writeBody` of the reader); of one with parts withheld, what `shown` still mentions. */
function termsOf(body: string, event: JsonObject, shown: string | undefined): EventContext {
  const context = findMember(event, '@context');
  if (shown !== undefined || !isArray(context) || context[0] !== EPCIS_CONTEXT_URL) return listTerms(context, shown);
  const [, declared, more] = context;
  if (declared === undefined) return NO_TERMS;
  if (!(declared instanceof JsonObject) || more !== undefined) return listTerms(context, undefined);
  const text = body.slice(0, declared.end + 2);
  let terms = knownContexts.get(text);
  if (terms === undefined) {
    terms = listTerms(context, undefined);
    if (text.length > KNOWN_CONTEXTS_MAX_CHARS || !text.startsWith(CONTEXT_START) || !text.endsWith('}],')) return terms;
    if (knownContexts.size >= KNOWN_CONTEXTS_MAX) knownContexts.clear();
    // A copy: the slice would keep the whole body in memory.
    knownContexts.set(` ${text}`.slice(1), terms);
  }
  return terms;
}

const NO_TERMS: EventContext = new Map();

/** The terms of the body's @context, where `shown` is given those that it mentions. */
function listTerms(context: JsonValue | undefined, shown: string | undefined): EventContext {
  const terms = new Map<string, string>();
  if (shown?.includes(`"${WITHHELD_FIELD}"`) === true) terms.set('nguon', quote(NGUON_NAMESPACE));
  const namespaces = readStoredContext(context);
  for (const [prefix, namespace] of namespaces.own) {
    if (shown === undefined || shown.includes(`"${prefix}:`)) terms.set(prefix, quote(namespace));
  }
  for (const [term, definition] of namespaces.terms) {
    if (terms.has(term.slice(0, term.indexOf(':')))) terms.set(term, definition);
  }
  return terms;
}

class EventWriter {
  private readonly options: WriteOptions;

  constructor(options: WriteOptions) {
    this.options = options;
  }

  writeMembers(event: JsonObject): string {
    const { eventId, recordTime } = this.options;
    let text = `"type":${writeJson(findMember(event, 'type') ?? '')}`;
    if (eventId !== undefined) text += `,"eventID":${quote(eventId)}`;
    if (recordTime !== undefined) text += `,"recordTime":${quote(recordTime)}`;
    for (let index = 0; index < event.keys.length; index += 1) {
      const key = event.keys[index] ?? '';
      const value = event.values[index] ?? null;
      if (LEFT_OUT.has(key) || (value === '' && !key.includes(':'))) continue;
      text += `,${quote(key)}:${this.field(key, value)}`;
    }
    return text;
  }

  private field(key: string, value: JsonValue): string {
    const form = FORMS[key];
    if (form === undefined || !Object.hasOwn(FORMS, key)) return writeJson(value);
    if (form === 'id') return this.identifier(value);
    if (form === 'ids') return isArray(value) ? this.list(value, (item) => this.identifier(item)) : this.identifier(value);
    if (form === 'words') return this.members(value, (_, item) => this.words(item, 'disposition'));
    if (form === 'sensors') return isArray(value) ? this.list(value, (item) => this.sensor(item)) : writeJson(value);
    if (typeof form === 'string') return word(value, form as CbvKind);
    if (isArray(value)) return this.list(value, (item) => this.element(item, form));
    return this.element(value, form);
  }

  private list(items: readonly JsonValue[], write: (item: JsonValue) => string): string {
    let text = '[';
    for (let index = 0; index < items.length; index += 1) text += (index > 0 ? ',' : '') + write(items[index] ?? null);
    return `${text}]`;
  }

  private members(value: JsonValue, write: (key: string, item: JsonValue) => string): string {
    if (!(value instanceof JsonObject)) return writeJson(value);
    let text = '';
    for (let index = 0; index < value.keys.length; index += 1) {
      const key = value.keys[index] ?? '';
      const item = value.values[index] ?? null;
      if (item === '' && !key.includes(':')) continue;
      text += `${text === '' ? '' : ','}${quote(key)}:${write(key, item)}`;
    }
    return `{${text}}`;
  }

  /** An object with one identifier member and perhaps one CBV member. */
  private element(value: JsonValue, form: ElementForm): string {
    return this.members(value, (key, item) => {
      if (key === form.id) return this.identifier(item);
      return key === form.wordKey && form.kind !== undefined ? word(item, form.kind) : writeJson(item);
    });
  }

  private words(value: JsonValue, kind: CbvKind): string {
    return isArray(value) ? this.list(value, (item) => word(item, kind)) : writeJson(value);
  }

  private sensor(value: JsonValue): string {
    return this.members(value, (key, item) => {
      if (key === 'sensorMetadata') return this.members(item, (name, member) => this.sensorMember(name, member));
      if (key !== 'sensorReport' || !isArray(item)) return writeJson(item);
      return this.list(item, (report) => this.members(report, (name, member) => this.reportMember(name, member)));
    });
  }

  private reportMember(name: string, value: JsonValue): string {
    const kind = Object.hasOwn(REPORT_KINDS, name) ? REPORT_KINDS[name] : undefined;
    return kind === undefined ? this.sensorMember(name, value) : word(value, kind);
  }

  private sensorMember(name: string, value: JsonValue): string {
    return SENSOR_IDS.has(name) ? this.identifier(value) : writeJson(value);
  }

  private identifier(value: JsonValue): string {
    if (typeof value !== 'string') return writeJson(value);
    return quote(formatIdentifier(value, this.options));
  }
}

/** An identifier in the form asked for; what cannot be brought to it stays as it is. */
export function formatIdentifier(text: string, { epcFormat, prefixLength }: Pick<WriteOptions, 'epcFormat' | 'prefixLength'>): string {
  if (epcFormat === 'Never_Translates') return text;
  const isUrn = text.startsWith('urn:epc:');
  if (epcFormat === 'Always_EPC_URN') {
    const urn = isUrn ? undefined : toEpcUrn(text, prefixLength);
    return urn?.ok === true ? urn.value : text;
  }
  const id = isUrn ? canonicalId(text) : undefined;
  return id?.ok === true ? id.value.uri : text;
}

function word(value: JsonValue, kind: CbvKind): string {
  return typeof value === 'string' ? quote(findCbvWord(kind, value) ?? value) : writeJson(value);
}

interface ElementForm {
  readonly id?: string;
  readonly wordKey?: string;
  readonly kind?: CbvKind;
}

const LEFT_OUT: ReadonlySet<string> = new Set(['@context', 'type', 'eventID', 'recordTime']);
const QUANTITY: ElementForm = { id: 'epcClass' };
/** What a sensor element names that may be a thing (GIAI, GRAI, SGTIN) or a document (GDTI); a uriValue is what was measured. */
export const SENSOR_IDS: ReadonlySet<string> = new Set(['deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod', 'bizRules']);
const REPORT_KINDS: Readonly<Record<string, CbvKind>> = { type: 'measurementType', exception: 'sensorAlert', component: 'component' };

/** How each field is written; fields without a row are written as captured, and so is an eventID: it is the event's name. */
const FORMS: Readonly<Record<string, CbvKind | 'id' | 'ids' | 'words' | 'sensors' | ElementForm>> = {
  certificationInfo: 'ids',
  parentID: 'id',
  epcList: 'ids',
  childEPCs: 'ids',
  inputEPCList: 'ids',
  outputEPCList: 'ids',
  quantityList: QUANTITY,
  childQuantityList: QUANTITY,
  inputQuantityList: QUANTITY,
  outputQuantityList: QUANTITY,
  transformationID: 'id',
  bizStep: 'bizStep',
  disposition: 'disposition',
  persistentDisposition: 'words',
  readPoint: { id: 'id' },
  bizLocation: { id: 'id' },
  bizTransactionList: { id: 'bizTransaction', wordKey: 'type', kind: 'bizTransactionType' },
  sourceList: { id: 'source', wordKey: 'type', kind: 'sourceDestinationType' },
  destinationList: { id: 'destination', wordKey: 'type', kind: 'sourceDestinationType' },
  sensorElementList: 'sensors',
  errorDeclaration: { wordKey: 'reason', kind: 'errorReason' },
};
