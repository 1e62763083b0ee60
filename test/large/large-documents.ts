// Documents of any size for tests of large captures, in pieces: lots with ids that follow from their number, or without ids.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { lotUri, placeUri } from '../support/sample-events.ts';

export interface LargeShape {
  readonly form: 'json' | 'xml';
  readonly events: number;
  /** Tells the ids of one document from those of another. */
  readonly series: string;
  /** Without: events have no eventID, and get the one of their hash. */
  readonly hasIds?: boolean;
  /** Text of the n-th event in place of its own. */
  readonly spoil?: (number: number, text: string) => string;
}

const steps = ['accepting', 'packing', 'storing', 'inspecting'];
const timeOf = (number: number): string => new Date(Date.UTC(2026, 9, 1) + number * 1_000).toISOString();
export const idOf = (series: string, number: number): string => `urn:example:${series}:${number}`;

function jsonEvent({ series, hasIds = true }: LargeShape, number: number): string {
  return JSON.stringify({
    type: 'ObjectEvent',
    ...(hasIds ? { eventID: idOf(series, number) } : {}),
    eventTime: timeOf(number),
    eventTimeZoneOffset: '+07:00',
    action: 'OBSERVE',
    bizStep: steps[number % steps.length],
    disposition: 'in_progress',
    readPoint: { id: placeUri(1 + (number % 50)) },
    quantityList: [{ epcClass: lotUri(1 + (number % 20), `${series}-${Math.floor(number / 4)}`), quantity: 1 + (number % 90), uom: 'KGM' }],
    bizTransactionList: [{ type: 'po', bizTransaction: `urn:example:po:${series}:${Math.floor(number / 100)}` }],
    'ex:remark': `Mãng cầu Bà Đen, chuyến ${number}`,
  });
}

function xmlEvent({ series, hasIds = true }: LargeShape, number: number): string {
  return (
    `<ObjectEvent><eventTime>${timeOf(number)}</eventTime><eventTimeZoneOffset>+07:00</eventTimeZoneOffset>` +
    (hasIds ? `<eventID>${idOf(series, number)}</eventID>` : '') +
    `<epcList/><action>OBSERVE</action><bizStep>https://ref.gs1.org/cbv/BizStep-${steps[number % steps.length]}</bizStep>` +
    `<disposition>https://ref.gs1.org/cbv/Disp-in_progress</disposition><readPoint><id>${placeUri(1 + (number % 50))}</id></readPoint>` +
    `<bizTransactionList><bizTransaction type="https://ref.gs1.org/cbv/BTT-po">urn:example:po:${series}:${Math.floor(number / 100)}</bizTransaction></bizTransactionList>` +
    `<quantityList><quantityElement><epcClass>${lotUri(1 + (number % 20), `${series}-${Math.floor(number / 4)}`)}</epcClass>` +
    `<quantity>${1 + (number % 90)}</quantity><uom>KGM</uom></quantityElement></quantityList>` +
    `<ex:remark>Mãng cầu Bà Đen, chuyến ${number}</ex:remark></ObjectEvent>`
  );
}

const frames = {
  json: [
    '{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"ex":"https://example.com/ns/"}],"type":"EPCISDocument","schemaVersion":"2.0","creationDate":"2026-11-20T08:00:00+07:00","epcisBody":{"eventList":[',
    ']}}',
  ],
  xml: [
    '<?xml version="1.0" encoding="UTF-8"?><epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" xmlns:ex="https://example.com/ns/" schemaVersion="2.0" creationDate="2026-11-20T08:00:00+07:00"><EPCISBody><EventList>',
    '</EventList></EPCISBody></epcis:EPCISDocument>',
  ],
} as const;

export const mediaTypeOf = (form: LargeShape['form']): string => (form === 'xml' ? 'application/xml' : 'application/ld+json');

export function* writePieces(shape: LargeShape): Generator<string> {
  const write = shape.form === 'json' ? jsonEvent : xmlEvent;
  yield frames[shape.form][0];
  for (let number = 0; number < shape.events; number++) {
    const text = write(shape, number);
    yield (number > 0 && shape.form === 'json' ? ',' : '') + (shape.spoil?.(number, text) ?? text);
  }
  yield frames[shape.form][1];
}

export const makeLargeDocument = (shape: LargeShape): string => [...writePieces(shape)].join('');

/** Writes events until the file has so many bytes. Returns how many events it holds. */
export async function writeLargeDocument(file: string, shape: Omit<LargeShape, 'events'>, bytes: number): Promise<number> {
  const stream = createWriteStream(file);
  let written = 0;
  let events = -1;
  for (const piece of writePieces({ ...shape, events: Number.MAX_SAFE_INTEGER })) {
    written += Buffer.byteLength(piece);
    events++;
    if (!stream.write(piece)) await once(stream, 'drain');
    if (written >= bytes) break;
  }
  stream.end(frames[shape.form][1]);
  await once(stream, 'close');
  return events;
}
