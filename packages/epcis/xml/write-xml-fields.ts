// Writes the standard fields of an event as XML, identifiers and CBV values in the form that was asked for.
import type { PrefixLength } from '@nguon/gs1';
import { CBV_LISTS, findCbvWebUri, findCbvWord } from '../cbv.ts';
import type { CbvKind } from '../cbv.ts';
import { canonicalDecimal } from '../decimal.ts';
import { JsonObject, findMember, isArray } from '../json-value.ts';
import type { JsonValue } from '../json-value.ts';
import { METADATA, REPORT, REPORT_KINDS } from '../prehash-order.ts';
import { SENSOR_IDS, formatIdentifier } from '../write-event.ts';
import type { EpcFormat } from '../write-event.ts';
import type { XmlNames } from './write-names.ts';
import { scalarText, writeOwnAttributes, writeXmlMember, writeXmlMembers } from './write-xml-extension.ts';
import { escapeXmlText, writeXmlAttribute, writeXmlElement } from './xml-text.ts';

export const CBV_XML_FORMATS = ['No_Preference', 'Always_Web_URI', 'Always_URN', 'Never_Translates'] as const;
/** Values of the header GS1-CBV-XML-Format. `No_Preference` gives web URIs in XML 2.0 and URNs in 1.2. */
export type CbvXmlFormat = (typeof CBV_XML_FORMATS)[number];

export type XmlVersion = '2.0' | '1.2';

export interface XmlEventOptions {
  readonly version: XmlVersion;
  /** `No_Preference` gives Digital Links in XML 2.0 and EPC URNs in 1.2, which knows no others. */
  readonly epcFormat: EpcFormat;
  readonly cbvFormat: CbvXmlFormat;
  /** Needed for EPC URNs; a Digital Link whose prefix length is not known stays a Digital Link. */
  readonly prefixLength: PrefixLength;
}

type Form =
  'text' | 'time' | 'id' | 'uri' | 'ids' | 'quantities' | 'place' | 'dispositions' | 'sensors' | 'ilmd' | 'declaration' | Pair | Word;
interface Pair {
  readonly member: string;
  readonly kind: CbvKind;
}
interface Word {
  readonly word: CbvKind;
}

const FORMS: Readonly<Record<string, Form>> = {
  eventTime: 'time',
  recordTime: 'time',
  eventTimeZoneOffset: 'text',
  eventID: 'uri',
  errorDeclaration: 'declaration',
  parentID: 'id',
  epcList: 'ids',
  childEPCs: 'ids',
  inputEPCList: 'ids',
  outputEPCList: 'ids',
  quantityList: 'quantities',
  childQuantityList: 'quantities',
  inputQuantityList: 'quantities',
  outputQuantityList: 'quantities',
  action: 'text',
  transformationID: 'id',
  bizStep: { word: 'bizStep' },
  disposition: { word: 'disposition' },
  persistentDisposition: 'dispositions',
  readPoint: 'place',
  bizLocation: 'place',
  bizTransactionList: { member: 'bizTransaction', kind: 'bizTransactionType' },
  sourceList: { member: 'source', kind: 'sourceDestinationType' },
  destinationList: { member: 'destination', kind: 'sourceDestinationType' },
  sensorElementList: 'sensors',
  ilmd: 'ilmd',
};

export class FieldWriter {
  private readonly names: XmlNames;
  private readonly options: XmlEventOptions;
  private readonly epcFormat: XmlEventOptions['epcFormat'];

  constructor(names: XmlNames, options: XmlEventOptions) {
    this.names = names;
    this.options = options;
    this.epcFormat = options.version === '1.2' && options.epcFormat === 'No_Preference' ? 'Always_EPC_URN' : options.epcFormat;
  }

  write(name: string, value: JsonValue): string {
    const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
    if (form === undefined) return '';
    if (typeof form === 'object') {
      if ('word' in form) return writeXmlElement(name, this.word(form.word, value));
      return this.list(name, value, (item) => this.pair(item, form));
    }
    switch (form) {
      case 'text':
        return writeXmlElement(name, scalarText(value));
      case 'time':
        return writeXmlElement(name, writeTimeText(value));
      case 'id':
        return writeXmlElement(name, this.identifier(value));
      case 'uri':
        return writeXmlElement(name, this.uri(value));
      case 'ids':
        return isArray(value) ? `<${name}>${value.map((epc) => writeXmlElement('epc', this.identifier(epc))).join('')}</${name}>` : '';
      case 'quantities':
        return this.list(name, value, (item) => this.quantity(item));
      case 'place':
        return this.place(name, value);
      case 'dispositions':
        return this.dispositions(name, value);
      case 'sensors':
        return this.list(name, value, (item) => this.sensor(item));
      case 'ilmd':
        return value instanceof JsonObject ? `<ilmd>${writeXmlMembers(value, this.names)}</ilmd>` : '';
      case 'declaration':
        return this.declaration(value);
    }
  }

  /** An empty list counts as omitted (EPCIS 2.0 §9.5), and the schema asks for at least one member. */
  private list(name: string, value: JsonValue, write: (item: JsonObject) => string): string {
    if (!isArray(value)) return '';
    let text = '';
    for (const item of value) if (item instanceof JsonObject) text += write(item);
    return text === '' ? '' : `<${name}>${text}</${name}>`;
  }

  identifier(value: JsonValue): string {
    const text = scalarText(value);
    if (this.epcFormat === 'Never_Translates') return this.kept(text);
    return formatIdentifier(this.names.expand(text), { epcFormat: this.epcFormat, prefixLength: this.options.prefixLength });
  }

  private uri(value: JsonValue): string {
    const text = scalarText(value);
    return this.epcFormat === 'Never_Translates' ? this.kept(text) : this.names.expand(text);
  }

  private kept(text: string): string {
    this.names.noteCurie(text);
    return text;
  }

  /** A bare word has no place in XML, where all values are URIs: it stands for its URI in every format. */
  private word(kind: CbvKind, value: JsonValue): string {
    const text = scalarText(value);
    const word = findCbvWord(kind, text);
    const { cbvFormat, version } = this.options;
    if (cbvFormat === 'Never_Translates' && word !== text) return this.kept(text);
    if (word === undefined) return this.names.expand(text);
    const { urn } = CBV_LISTS[kind];
    const asUrn = cbvFormat === 'Always_URN' || (cbvFormat !== 'Always_Web_URI' && version === '1.2');
    return asUrn && urn !== undefined ? `urn:epcglobal:cbv:${urn}:${word}` : (findCbvWebUri(kind, word) ?? word);
  }

  private pair(item: JsonObject, { member, kind }: Pair): string {
    const type = findMember(item, 'type');
    const value = findMember(item, member) ?? '';
    const attribute = type === undefined || type === '' ? '' : writeXmlAttribute('type', this.word(kind, type));
    return `<${member}${attribute}>${escapeXmlText(this.identifier(value))}</${member}>`;
  }

  private quantity(item: JsonObject): string {
    let text = writeXmlElement('epcClass', this.identifier(findMember(item, 'epcClass') ?? ''));
    const quantity = findMember(item, 'quantity');
    if (quantity === undefined) return `<quantityElement>${text}</quantityElement>`;
    const amount = scalarText(quantity);
    // xsd:decimal has no exponents.
    text += writeXmlElement('quantity', /[eE]/.test(amount) ? (canonicalDecimal(amount) ?? amount) : amount);
    const uom = findMember(item, 'uom');
    if (typeof uom === 'string' && uom !== '') text += writeXmlElement('uom', uom);
    return `<quantityElement>${text}</quantityElement>`;
  }

  private place(name: string, value: JsonValue): string {
    if (!(value instanceof JsonObject)) return '';
    const id = writeXmlElement('id', this.identifier(findMember(value, 'id') ?? ''));
    return `<${name}>${id}${writeXmlMembers(value, this.names, (key) => !key.includes(':'))}</${name}>`;
  }

  private dispositions(name: string, value: JsonValue): string {
    if (!(value instanceof JsonObject)) return '';
    let text = '';
    for (const key of ['unset', 'set']) {
      const words = findMember(value, key);
      if (isArray(words)) for (const word of words) text += writeXmlElement(key, this.word('disposition', word));
    }
    return `<${name}>${text}</${name}>`;
  }

  private sensor(item: JsonObject): string {
    let text = '';
    const metadata = findMember(item, 'sensorMetadata');
    if (metadata instanceof JsonObject) text += `<sensorMetadata${this.sensorAttributes(metadata, METADATA)}/>`;
    const reports = findMember(item, 'sensorReport');
    if (isArray(reports)) {
      for (const report of reports) if (report instanceof JsonObject) text += `<sensorReport${this.sensorAttributes(report, REPORT)}/>`;
    }
    text += writeXmlMembers(item, this.names, (key) => key === 'sensorMetadata' || key === 'sensorReport');
    return `<sensorElement>${text}</sensorElement>`;
  }

  private sensorAttributes(object: JsonObject, known: readonly string[]): string {
    let text = '';
    const own: (readonly [string, JsonValue])[] = [];
    for (const [index, key] of object.keys.entries()) {
      const value = object.values[index] ?? null;
      if (!known.includes(key)) own.push([key, value]);
      else if (value !== '') text += writeXmlAttribute(key, this.sensorValue(key, value));
    }
    return text + writeOwnAttributes(own, this.names);
  }

  private sensorValue(key: string, value: JsonValue): string {
    const kind = REPORT_KINDS.get(key);
    if (kind !== undefined) return this.word(kind, value);
    if (SENSOR_TIMES.has(key)) return writeTimeText(value);
    if (SENSOR_IDS.has(key)) return this.identifier(value);
    return SENSOR_URIS.has(key) ? this.uri(value) : scalarText(value);
  }

  private declaration(value: JsonValue): string {
    if (!(value instanceof JsonObject)) return '';
    let text = writeXmlElement('declarationTime', writeTimeText(findMember(value, 'declarationTime') ?? ''));
    const reason = findMember(value, 'reason');
    if (reason !== undefined && reason !== '') text += writeXmlElement('reason', this.word('errorReason', reason));
    const ids = findMember(value, 'correctiveEventIDs');
    if (isArray(ids) && ids.length > 0) {
      text += `<correctiveEventIDs>${ids.map((id) => writeXmlElement('correctiveEventID', this.uri(id))).join('')}</correctiveEventIDs>`;
    }
    for (const [index, key] of value.keys.entries()) {
      if (key.includes(':')) text += writeXmlMember(key, value.values[index] ?? null, this.names);
    }
    return `<errorDeclaration>${text}</errorDeclaration>`;
  }
}

const SENSOR_TIMES: ReadonlySet<string> = new Set(['time', 'startTime', 'endTime']);
const SENSOR_URIS: ReadonlySet<string> = new Set(['microorganism', 'chemicalSubstance', 'coordinateReferenceSystem', 'uriValue']);

/** The schema's DateTimeStamp has a capital T and Z. */
function writeTimeText(value: JsonValue): string {
  return scalarText(value).toUpperCase();
}
