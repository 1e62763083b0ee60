// The events that the capture measures post: about 900 bytes and five things each, from lots to hand-overs. Pure.
import { checkDigit } from '@nguon/gs1';

type Fields = Record<string, unknown>;

const withCheckDigit = (digits: string): string => digits + checkDigit(digits);
const id = 'https://id.gs1.org/';
const company = '9528888';
const gtin = (item: number): string => withCheckDigit(`0${company}${String(item).padStart(5, '0')}`);
const gln = (place: number): string => withCheckDigit(company + String(place).padStart(5, '0'));
const rawGtin = gtin(1);
const unitGtin = gtin(2);
const factories = 20;
const depots = 30;
const first_ms = Date.UTC(2026, 8, 1);
const step_ms = 60_000;
/** Events of one story: made, commissioned, packed, shipped, received. */
export const story_events = 5;

/** Event `number` of the sample; equal numbers give equal events. Five in a row tell one story with things of its own. */
export function sampleEvent(number: number): Fields {
  const story = Math.floor(number / story_events);
  const name = String(story).padStart(8, '0');
  const unit = (index: number): string => `${id}01/${unitGtin}/21/S${name}${index}`;
  const box = `${id}00/${withCheckDigit(`1${company}${String(story).padStart(9, '0')}`)}`;
  const factory = gln(story % factories);
  const depot = gln(100 + (story % depots));
  const time_ms = first_ms + (story % 100_000) * step_ms;
  const head = (type: string, step: string, disposition: string, minutes: number): Fields => ({
    type,
    eventID: `urn:uuid:5a3b1c00-0000-4000-8000-${String(number).padStart(12, '0')}`,
    eventTime: new Date(time_ms + minutes * step_ms).toISOString(),
    eventTimeZoneOffset: '+07:00',
    bizStep: step,
    disposition,
  });
  const at = (place: string): Fields => ({ readPoint: { id: `${id}414/${place}/254/L1` }, bizLocation: { id: `${id}414/${place}` } });
  const handOver = {
    sourceList: [{ type: 'possessing_party', source: `${id}417/${factory}` }],
    destinationList: [{ type: 'possessing_party', destination: `${id}417/${depot}` }],
  };
  switch (number % story_events) {
    case 0:
      return {
        ...head('TransformationEvent', 'creating_class_instance', 'active', 0),
        inputQuantityList: [{ epcClass: `${id}01/${rawGtin}/10/R${name}`, quantity: 12.5, uom: 'KGM' }],
        outputEPCList: [unit(0), unit(1)],
        ...at(factory),
        ...papers(name, 3),
        ilmd: lotData(name),
      };
    case 1:
      return {
        ...head('ObjectEvent', 'commissioning', 'active', 20),
        action: 'ADD',
        epcList: [unit(0), unit(1), unit(2)],
        ...at(factory),
        ...papers(name, 3),
        ilmd: lotData(name),
      };
    case 2:
      return {
        ...head('AggregationEvent', 'packing', 'in_progress', 40),
        action: 'ADD',
        parentID: box,
        childEPCs: [unit(0), unit(1)],
        ...at(factory),
        ...papers(name, 4),
        ...note,
      };
    case 3:
      return {
        ...head('ObjectEvent', 'shipping', 'in_transit', 60),
        action: 'OBSERVE',
        epcList: [box],
        ...at(factory),
        ...handOver,
        ...papers(name, 3),
        ...note,
      };
    default:
      return {
        ...head('ObjectEvent', 'receiving', 'in_progress', 90),
        action: 'OBSERVE',
        epcList: [box],
        ...at(depot),
        ...handOver,
        ...papers(name, 3),
        ...note,
      };
  }
}

const papers = (name: string, count: number): Fields => ({
  bizTransactionList: Array.from({ length: count }, (_, index) => ({
    type: ['inv', 'desadv', 'prodorder', 'po'][index],
    bizTransaction: `urn:nguon:${['inv', 'desadv', 'prodorder', 'po'][index]}:${company}-${name}`,
  })),
});

const note: Fields = { 'bench:note': 'Kiểm tra bao bì, niêm phong và nhiệt độ trước khi bàn giao; không có gì bất thường.' };

const lotData = (name: string): Fields => ({
  'cbvmda:lotNumber': `L${name}`,
  'cbvmda:itemExpirationDate': '2027-03-01',
  'cbvmda:countryOfOrigin': 'VN',
  'bench:line': `Chuyền ${Number(name) % 8}`,
});

const context = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  { cbvmda: 'urn:epcglobal:cbv:mda:', bench: 'https://nguon.example/bench/' },
];

/** Document of `count` events from number `from` on, on one line. */
export function sampleDocument(from: number, count: number): string {
  return JSON.stringify({
    '@context': context,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-11-20T08:00:00+07:00',
    epcisBody: { eventList: Array.from({ length: count }, (_, index) => sampleEvent(from + index)) },
  });
}

/** The same event alone, as `POST /epcis/events` takes it. */
export const sampleBareEvent = (number: number): string => JSON.stringify({ '@context': context, ...sampleEvent(number) });
