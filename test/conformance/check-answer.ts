// Checks one event that came back: equal in meaning, rebuilt in the format asked for, with recordTime and eventID.
import { canonicalId } from '@nguon/gs1';
import { findCbvWord } from '@nguon/epcis';
import type { EpcFormat } from '@nguon/epcis';
import { describeEvent } from './describe-event.ts';
import { listEvents } from './epcis-documents.ts';
import type { Answer } from './running-product.ts';

interface Given {
  readonly event: Record<string, unknown>;
  readonly context: readonly unknown[];
}

/** What is wrong with the answer, undefined when it is right. An answer may hold declarations of the same eventID as well. */
export function checkAnswer(given: Given, eventId: string, answer: Answer, format: EpcFormat): string | undefined {
  if (answer.status !== 200) return `${answer.status} ${answer.text.slice(0, 300)}`;
  const found = listEvents(answer.text);
  // A prefix that the document took from a remote context means what the answer declares.
  const describeGiven = (context: readonly unknown[]): string => describeEvent(given.event, [...context, ...given.context], false);
  const same = found.find(({ event, context }) => describeEvent(event, context, false) === describeGiven(context));
  if (same === undefined) {
    const others = found.map(({ event, context }) => describeEvent(event, context, false));
    return `another event came back:\n      captured ${describeGiven([])}\n      returned ${others.join('\n      returned ')}`;
  }
  if (same.event['eventID'] !== eventId) return `eventID is ${String(same.event['eventID'])}, expected ${eventId}`;
  if (typeof same.event['recordTime'] !== 'string' || same.event['recordTime'] === given.event['recordTime'])
    return 'recordTime is not the repository’s';
  return findWordFault(same.event) ?? findFormatFault(given.event, same.event, format);
}

/** JSON carries standard CBV values as bare words, however they were captured. */
function findWordFault(event: Record<string, unknown>): string | undefined {
  for (const field of ['bizStep', 'disposition'] as const) {
    const value = event[field];
    if (typeof value === 'string' && findCbvWord(field, value) !== undefined && findCbvWord(field, value) !== value)
      return `${field} is ${value}`;
  }
  return undefined;
}

const ID_LISTS = ['epcList', 'childEPCs', 'inputEPCList', 'outputEPCList'];
const CLASS_LISTS = ['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList'];

function listIds(event: Record<string, unknown>): string[] {
  const strings = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  const classes = CLASS_LISTS.flatMap((name) => strings(event[name]).map((item) => (item as Record<string, unknown>)['epcClass']));
  const places = ['readPoint', 'bizLocation'].map((name) => (event[name] as Record<string, unknown> | undefined)?.['id']);
  const papers = strings(event['bizTransactionList']).map((item) => (item as Record<string, unknown>)['bizTransaction']);
  const parties = ['source', 'destination'].flatMap((name) =>
    strings(event[`${name}List`]).map((item) => (item as Record<string, unknown>)[name]),
  );
  const ids = [
    ...[event['parentID'], event['transformationID'], ...[event['certificationInfo']].flat()],
    ...[...ID_LISTS.flatMap((name) => strings(event[name])), ...classes, ...places, ...papers, ...parties, ...listSensorIds(event)],
  ];
  return ids.filter((id) => typeof id === 'string' && id !== '') as string[];
}

const SENSOR_IDS = ['deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod', 'bizRules'];

function listSensorIds(event: Record<string, unknown>): unknown[] {
  const elements = (event['sensorElementList'] ?? []) as { sensorMetadata?: object; sensorReport?: object[] }[];
  const parts = elements.flatMap(({ sensorMetadata, sensorReport }) => [sensorMetadata ?? {}, ...(sensorReport ?? [])]);
  return parts.flatMap((part) => SENSOR_IDS.map((name) => (part as Record<string, unknown>)[name]));
}

function findFormatFault(given: Record<string, unknown>, event: Record<string, unknown>, format: EpcFormat): string | undefined {
  const [before, after] = [listIds(given), listIds(event)];
  if (format === 'Never_Translates') {
    const missing = before.find((id) => !after.includes(id));
    return missing === undefined ? undefined : `${missing} was translated`;
  }
  if (format === 'Always_EPC_URN') {
    // A Digital Link becomes a URN only where the length of the company prefix is known; a URN must stay one.
    const lost = before.find((id) => id.startsWith('urn:epc:') && !after.includes(id));
    return lost === undefined ? undefined : `${lost} is no EPC URN any more`;
  }
  const urn = after.find((id) => {
    const read = id.startsWith('urn:epc:') ? canonicalId(id) : undefined;
    return read?.ok === true && read.value.key !== undefined;
  });
  return urn === undefined ? undefined : `${urn} was not translated`;
}
