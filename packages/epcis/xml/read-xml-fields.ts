// Reads the standard fields of an event from their elements: lists, pairs, places, sensor data (XSD 2.0, EPCIS 2.0 §9.5).
import { NGUON_NAMESPACE } from '../disclose.ts';
import { JsonObject } from '../json-value.ts';
import type { JsonValue } from '../json-value.ts';
import { readJson } from '../read-json.ts';
import {
  BOOLEANS,
  addMember,
  indexOfMember,
  memberKey,
  readAttributes,
  readMembers,
  readNumber,
  readXmlValue,
} from './read-xml-extension.ts';
import type { ElementReader, FieldReader } from './element-reader.ts';
import { JSON_ATTRIBUTE } from './write-xml-extension.ts';
import { XSI_NAMESPACE, isInstruction, isStandard, isWrapper } from './xml-element.ts';
import type { XmlElement } from './xml-element.ts';
import { fromXmlName } from './xml-names.ts';

const text: FieldReader = (element, to) => to.text(element);
const time: FieldReader = (element, to) => to.time(element);
const epcs: FieldReader = (element, to) => to.list(element, 'epc', (epc) => to.text(epc));

const quantities: FieldReader = (element, to) =>
  to.list(element, 'quantityElement', (item) => {
    to.refuseAttributes(item);
    to.refuseText(item);
    const object = new JsonObject();
    for (const child of item.children) {
      const value = to.text(child);
      if (indexOfMember(object, child.name) >= 0) to.tell('xml_repeated', child, { got: child.name });
      else if (child.name !== 'quantity') addMember(object, child.name, value);
      // An empty amount, which the schema allows as xsi:nil, is one that is not known.
      else if (value !== '' || !isNil(child)) addMember(object, 'quantity', readNumber(value));
    }
    return object;
  });

function isNil(element: XmlElement): boolean {
  const nil = element.attribute('nil', XSI_NAMESPACE)?.trim();
  return nil === 'true' || nil === '1';
}

/** `<source type="…">…</source>` and its like. */
function pairs(member: string): FieldReader {
  return (element, to) =>
    to.list(element, member, (item) => {
      to.refuseAttributes(item, 'type');
      for (const child of item.children) to.tell('field_closed', child, { got: child.name });
      const type = item.attribute('type');
      const value = item.text.trim();
      return type === undefined ? new JsonObject([member], [value]) : new JsonObject(['type', member], [type.trim(), value]);
    });
}

const place: FieldReader = (element, to) => to.open(element, undefined, { id: text });

const dispositions: FieldReader = (element, to) => {
  to.refuseAttributes(element);
  to.refuseText(element);
  const object = new JsonObject();
  for (const child of element.children) {
    const value = to.text(child);
    if (indexOfMember(object, child.name) < 0)
      addMember(object, child.name, child.name === 'set' || child.name === 'unset' ? [value] : value);
    else addMember(object, child.name, value);
  }
  return object;
};

const NUMBERS: ReadonlySet<string> = new Set(['value', 'minValue', 'maxValue', 'meanValue', 'sDev', 'percRank', 'percValue']);

const sensors: FieldReader = (element, to) =>
  to.list(element, 'sensorElement', (item) => {
    to.refuseText(item);
    const object = new JsonObject();
    const reports: JsonValue[] = [];
    for (const child of item.children) {
      to.names.declare(child.scope);
      if (!isStandard(child.uri)) addMember(object, memberKey(child, to.names), readXmlValue(child, to.names));
      else if (child.name === 'sensorReport') {
        if (reports.length === 0) addMember(object, child.name, reports);
        reports.push(readSensor(child, to));
      } else if (child.name === 'sensorMetadata') {
        if (indexOfMember(object, child.name) >= 0) to.tell('xml_repeated', child, { got: child.name });
        else addMember(object, 'sensorMetadata', readSensor(child, to));
      } else if (isWrapper(child)) readMembers(child, to.names, object);
      else addMember(object, child.name, readXmlValue(child, to.names));
    }
    readAttributes(item, to.names, object);
    return object;
  });

/** Sensor data stand in attributes; extensions too, and, leniently, in children. */
function readSensor(element: XmlElement, to: ElementReader): JsonObject {
  to.refuseText(element);
  const object = new JsonObject();
  const asJson = element.attribute(JSON_ATTRIBUTE, NGUON_NAMESPACE)?.split(/\s+/);
  for (const attribute of element.attributes) {
    if (isInstruction(attribute) || (attribute.uri === NGUON_NAMESPACE && attribute.name === JSON_ATTRIBUTE)) continue;
    const text = attribute.value.trim();
    if (attribute.uri === '') addMember(object, fromXmlName(attribute.name), readSensorValue(attribute.name, text));
    else {
      const json =
        asJson?.includes(`${attribute.prefix}:${attribute.name}`) === true ? readJson(attribute.value, JSON_LIMITS).value : undefined;
      addMember(object, memberKey(attribute, to.names), json ?? text);
    }
  }
  readMembers(element, to.names, object);
  return object;
}

const JSON_LIMITS = { depthMax: 32, containersMax: 10_000 };

function readSensorValue(name: string, text: string): JsonValue {
  if (NUMBERS.has(name)) return readNumber(text);
  return name === 'booleanValue' ? (BOOLEANS.get(text) ?? text) : text;
}

const ilmd: FieldReader = (element, to) => to.open(element);

const declaration: FieldReader = (element, to) =>
  to.open(element, undefined, {
    declarationTime: time,
    reason: text,
    correctiveEventIDs: (ids, mapper) => mapper.list(ids, 'correctiveEventID', (id) => mapper.text(id)),
  });

/** How each standard field is read. */
export const FIELD_READERS: Readonly<Record<string, FieldReader>> = {
  eventTime: time,
  recordTime: time,
  eventTimeZoneOffset: text,
  eventID: text,
  parentID: text,
  action: text,
  transformationID: text,
  bizStep: text,
  disposition: text,
  epcList: epcs,
  childEPCs: epcs,
  inputEPCList: epcs,
  outputEPCList: epcs,
  quantityList: quantities,
  childQuantityList: quantities,
  inputQuantityList: quantities,
  outputQuantityList: quantities,
  bizTransactionList: pairs('bizTransaction'),
  sourceList: pairs('source'),
  destinationList: pairs('destination'),
  readPoint: place,
  bizLocation: place,
  persistentDisposition: dispositions,
  sensorElementList: sensors,
  ilmd,
  errorDeclaration: declaration,
};
