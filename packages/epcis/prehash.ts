// The pre-hash string of an event: one text for all spellings of the same event (CBV 2.0 and draft 2.1 §8.9).
import type { CanonicalId, Result } from '@nguon/gs1';
import { canonicalId } from '@nguon/gs1';
import { findCbvHashForm } from './cbv.ts';
import type { CbvKind } from './cbv.ts';
import { canonicalDecimal } from './decimal.ts';
import type { EventTree } from './event.ts';
import { FIELD_NUMBERS as F } from './event-fields.ts';
import { HASH_RULES, moveVocabulary } from './hash-editions.ts';
import type { HashEdition, HashRules } from './hash-editions.ts';
import { JsonObject, findMember, isArray, numberText } from './json-value.ts';
import type { JsonNumber, JsonValue } from './json-value.ts';
import type { Namespaces } from './namespaces.ts';
import {
  COMMENTS,
  METADATA,
  NONE,
  PLACE,
  QUANTITY,
  REPORT,
  REPORT_KINDS,
  SENSOR,
  SURROGATE,
  TEXT,
  TEXT_MEMBER,
  TIMES,
  compareCodePoints,
  compareUnits,
} from './prehash-order.ts';
import type { Names } from './prehash-order.ts';
import { isWholeUri } from './read-extension.ts';
import { readTime, writeTime } from './time.ts';
import { cutUri, isUri } from './uri.ts';

/**
 * The pre-hash string of a read event. recordTime, eventID and errorDeclaration do not enter it, so an error declaration
 * has the hash of the event that it declares wrong. In edition 2.0 the last groups stand as the vectors of the released
 * reference tool have them, in the others as the printed table has them (hash-editions.ts).
 */
export function prehashEvent(event: { readonly tree: EventTree }, edition: HashEdition = '2.0'): string {
  const rules = HASH_RULES[edition];
  const text = new Prehash(event.tree, compareUnits, rules).write();
  // UTF-16 order is code point order as long as no character stands beyond U+FFFF.
  return SURROGATE.test(text) ? new Prehash(event.tree, compareCodePoints, rules).write() : text;
}

/**
 * The hash identifier of a pre-hash string of that edition; `sha256hex` gives SHA-256 of its UTF-8 bytes as 64 lower-case
 * digits.
 */
export function hashEventId(prehash: string, sha256hex: (text: string) => string, edition: HashEdition = '2.0'): string {
  return `ni:///sha-256;${sha256hex(prehash)}?ver=${HASH_RULES[edition].version}`;
}

class Prehash {
  private readonly tree: EventTree;
  private readonly namespaces: Namespaces;
  private readonly identifiers: Map<string, Result<CanonicalId>>;
  private readonly rules: HashRules;

  private readonly compare: (a: string, b: string) => number;

  constructor(tree: EventTree, compare: (a: string, b: string) => number, rules: HashRules) {
    this.tree = tree;
    this.compare = compare;
    this.rules = rules;
    this.namespaces = tree.namespaces;
    this.identifiers = tree.identifiers;
  }

  write(): string {
    const { fields, type } = this.tree;
    const { byTable } = this.rules;
    const parentId = this.plain('parentID', fields[F.parentID]);
    return (
      `eventType=${type}` +
      this.time('eventTime', fields[F.eventTime]) +
      this.plain('eventTimeZoneOffset', fields[F.eventTimeZoneOffset]) +
      (byTable ? '' : this.repeated('certificationInfo', fields[F.certificationInfo]) + parentId) +
      this.list('epcList', 'epc', fields[F.epcList]) +
      (byTable ? parentId : '') +
      this.list('inputEPCList', 'epc', fields[F.inputEPCList]) +
      this.list('childEPCs', 'epc', fields[F.childEPCs]) +
      this.quantities('quantityList', fields[F.quantityList]) +
      this.quantities('childQuantityList', fields[F.childQuantityList]) +
      this.quantities('inputQuantityList', fields[F.inputQuantityList]) +
      this.list('outputEPCList', 'epc', fields[F.outputEPCList]) +
      this.quantities('outputQuantityList', fields[F.outputQuantityList]) +
      this.plain('action', fields[F.action]) +
      this.plain('transformationID', fields[F.transformationID]) +
      this.word('bizStep', 'bizStep', fields[F.bizStep]) +
      this.word('disposition', 'disposition', fields[F.disposition]) +
      this.persistentDisposition(fields[F.persistentDisposition]) +
      this.element('readPoint', fields[F.readPoint], PLACE) +
      this.element('bizLocation', fields[F.bizLocation], PLACE) +
      (byTable ? this.lastGroupsByTable() : this.lastGroups()) +
      this.extensions()
    );
  }

  private lastGroups(): string {
    const { fields } = this.tree;
    return (
      this.sensors(fields[F.sensorElementList]) +
      this.pairs('bizTransactionList', 'bizTransaction', 'bizTransactionType', fields[F.bizTransactionList]) +
      this.pairs('destinationList', 'destination', 'sourceDestinationType', fields[F.destinationList]) +
      this.ilmd(fields[F.ilmd]) +
      this.pairs('sourceList', 'source', 'sourceDestinationType', fields[F.sourceList])
    );
  }

  private lastGroupsByTable(): string {
    const { fields } = this.tree;
    return (
      this.pairs('bizTransactionList', 'bizTransaction', 'bizTransactionType', fields[F.bizTransactionList]) +
      this.pairs('sourceList', 'source', 'sourceDestinationType', fields[F.sourceList]) +
      this.pairs('destinationList', 'destination', 'sourceDestinationType', fields[F.destinationList]) +
      this.sensors(fields[F.sensorElementList]) +
      this.ilmd(fields[F.ilmd]) +
      (this.rules.extensionsInPlace ? '' : this.extensionsOfFields())
    );
  }

  /** The extensions inside readPoint, bizLocation and sensor elements, each behind the names of the fields it stands in. */
  private extensionsOfFields(): string {
    const { fields } = this.tree;
    const sensors = fields[F.sensorElementList];
    return (
      this.named('readPoint', this.others(fields[F.readPoint], PLACE)) +
      this.named('bizLocation', this.others(fields[F.bizLocation], PLACE)) +
      (isArray(sensors) ? this.each(sensors, (item) => this.extensionsOfSensor(item)) : '')
    );
  }

  private extensionsOfSensor(value: JsonValue): string {
    if (!(value instanceof JsonObject)) return '';
    const reports = findMember(value, 'sensorReport');
    const inner =
      this.named('sensorMetadata', this.others(findMember(value, 'sensorMetadata'), METADATA)) +
      (isArray(reports) ? this.each(reports, (report) => this.named('sensorReport', this.others(report, REPORT))) : '') +
      this.others(value, SENSOR);
    return this.named('sensorElement', inner);
  }

  private named(name: string, text: string): string {
    return text === '' ? '' : name + text;
  }

  /** `name=value`; nothing for an omitted or empty value. */
  private plain(name: string, value: JsonValue | undefined): string {
    if (value === undefined || value === null || isArray(value) || value instanceof JsonObject) return '';
    const text = this.canonical(value);
    return text === '' ? '' : `${name}=${text}`;
  }

  private canonical(value: string | number | boolean | JsonNumber): string {
    if (typeof value === 'boolean') return String(value);
    if (typeof value !== 'string') return canonicalDecimal(numberText(value)) ?? numberText(value);
    const text = value.trim();
    const first = text.charCodeAt(0);
    if (first === 117 || first === 104) return this.identifier(text); // urn:…, http…
    if (first <= 57) return canonicalDecimal(text) ?? text;
    return text;
  }

  private identifier(text: string): string {
    let result = this.identifiers.get(text);
    if (result === undefined) {
      if (!text.startsWith('urn:epc:') && !text.startsWith('http')) return text;
      result = canonicalId(text);
      this.identifiers.set(text, result);
    }
    return result.ok ? result.value.uri : text;
  }

  /** Standard fields may hold CURIEs, which stand for their whole URI. */
  private expand(value: JsonValue | undefined): JsonValue | undefined {
    if (typeof value !== 'string') return value;
    const colon = value.indexOf(':');
    if (colon < 1 || value.startsWith('//', colon + 1)) return value;
    const namespace = this.namespaces.find(value.slice(0, colon));
    return namespace === undefined ? value : this.placed(namespace + value.slice(colon + 1));
  }

  private placed(uri: string): string {
    return this.rules.byTable ? moveVocabulary(uri) : uri;
  }

  private time(name: string, value: JsonValue | undefined): string {
    if (typeof value !== 'string') return '';
    const instant = readTime(value.trim());
    return typeof instant === 'number' ? `${name}=${writeTime(instant)}` : this.plain(name, value);
  }

  private word(name: string, kind: CbvKind, value: JsonValue | undefined): string {
    if (typeof value !== 'string') return '';
    const text = value.trim();
    const form = findCbvHashForm(kind, text);
    return form === undefined ? this.plain(name, this.expand(text)) : `${name}=${this.placed(form)}`;
  }

  private repeated(name: string, value: JsonValue | undefined): string {
    return isArray(value) ? this.each(value, (item) => this.plain(name, this.expand(item))) : this.plain(name, this.expand(value));
  }

  private list(name: string, member: string, value: JsonValue | undefined): string {
    if (!isArray(value) || value.length === 0) return '';
    return name + this.each(value, (item) => this.plain(member, this.expand(item)));
  }

  private quantities(name: string, value: JsonValue | undefined): string {
    if (!isArray(value) || value.length === 0) return '';
    return name + this.each(value, (item) => this.element('quantityElement', item, QUANTITY));
  }

  private pairs(name: string, member: string, kind: CbvKind, value: JsonValue | undefined): string {
    if (!isArray(value) || value.length === 0) return '';
    return name + this.each(value, (item) => this.pair(item, member, kind));
  }

  private pair(item: JsonValue, member: string, kind: CbvKind): string {
    if (!(item instanceof JsonObject)) return '';
    return this.word('type', kind, findMember(item, 'type')) + this.plain(member, this.expand(findMember(item, member)));
  }

  /** The members of a list, each written and all sorted. */
  private each(items: readonly JsonValue[], write: (item: JsonValue) => string): string {
    if (items.length === 1) return write(items[0] ?? null);
    const parts: string[] = [];
    for (let index = 0; index < items.length; index += 1) parts.push(write(items[index] ?? null));
    return this.join(parts);
  }

  /** Siblings sorted by code points of their finished strings. */
  private join(parts: string[]): string {
    return parts.length === 1 ? (parts[0] ?? '') : parts.sort(this.compare).join('');
  }

  private persistentDisposition(value: JsonValue | undefined): string {
    if (!(value instanceof JsonObject)) return '';
    let text = '';
    for (const key of ['set', 'unset']) {
      const words = findMember(value, key);
      if (isArray(words)) text += this.each(words, (word) => this.word(key, 'disposition', word));
    }
    return text === '' ? '' : `persistentDisposition${text}`;
  }

  /** An element with known members in their order, then its extensions. */
  private element(name: string, value: JsonValue | undefined, known: Names): string {
    if (!(value instanceof JsonObject)) return '';
    let text = '';
    let found = 0;
    for (let index = 0; index < known.length; index += 1) {
      const key = known[index] ?? '';
      const member = findMember(value, key);
      if (member === undefined) continue;
      found += 1;
      const kind = known === REPORT ? REPORT_KINDS.get(key) : undefined;
      if (kind !== undefined) text += this.word(key, kind, member);
      else if (TIMES.has(key)) text += this.time(key, member);
      else text += this.plain(key, this.expand(member));
    }
    if (found < value.keys.length && this.rules.extensionsInPlace) text += this.others(value, known);
    return this.named(name, text);
  }

  private others(object: JsonValue | undefined, known: Names): string {
    if (!(object instanceof JsonObject)) return '';
    const parts: string[] = [];
    for (const [index, key] of object.keys.entries()) {
      if (!known.includes(key)) this.extension(key, object.values[index] ?? null, parts);
    }
    return this.join(parts);
  }

  private sensors(value: JsonValue | undefined): string {
    if (!isArray(value) || value.length === 0) return '';
    const elements = this.each(value, (item) => this.sensor(item));
    return this.rules.namesSensorList ? `sensorElementList${elements}` : elements;
  }

  private sensor(value: JsonValue): string {
    if (!(value instanceof JsonObject)) return '';
    const reports = findMember(value, 'sensorReport');
    return (
      'sensorElement' +
      this.element('sensorMetadata', findMember(value, 'sensorMetadata'), METADATA) +
      (isArray(reports) ? this.each(reports, (report) => this.element('sensorReport', report, REPORT)) : '') +
      (this.rules.extensionsInPlace ? this.others(value, SENSOR) : '')
    );
  }

  private ilmd(value: JsonValue | undefined): string {
    if (!(value instanceof JsonObject) || value.keys.length === 0) return '';
    return `ilmd${this.others(value, NONE)}`;
  }

  private extensions(): string {
    const { object, extensions } = this.tree;
    if (extensions.length === 0) return '';
    const parts: string[] = [];
    for (const index of extensions) this.extension(object.keys[index] ?? '', object.values[index] ?? null, parts);
    return this.join(parts);
  }

  /** A list under an extension key repeats the key (CBV 2.0 §8.9, XML and JSON give one tree). */
  private extension(key: string, value: JsonValue, parts: string[]): void {
    if (COMMENTS.has(key)) return;
    if (isArray(value)) {
      for (const item of value) this.extension(key, item, parts);
      return;
    }
    const name = this.expandKey(key);
    if (value instanceof JsonObject) {
      // An element of XML that has attributes beside its text: the attributes are its children.
      const text = findMember(value, TEXT_MEMBER);
      parts.push((text === undefined ? name : this.plain(name, text) || name) + this.others(value, TEXT));
    } else {
      const text = value === null ? '' : this.canonical(value);
      parts.push(text === '' ? name : `${name}=${text}`);
    }
  }

  /** `prefix:local` → `{namespace}local`; a whole URI as the name that it has in XML. */
  private expandKey(key: string): string {
    // Two names of one JSON-LD keyword (draft CBV 2.1 §8.9, step on gs1:masterDataAvailableFor).
    if (this.rules.byTable && (key === '@id' || key === '@type')) return key.slice(1);
    const colon = key.indexOf(':');
    const namespace = colon < 1 ? undefined : this.namespaces.find(key.slice(0, colon));
    if (namespace !== undefined) return `{${this.placed(namespace)}}${key.slice(colon + 1)}`;
    if (colon < 1 || !isWholeUri(key, colon) || !isUri(key)) return key;
    const whole = cutUri(key);
    return `{${this.placed(whole.namespace)}}${whole.local}`;
  }
}
