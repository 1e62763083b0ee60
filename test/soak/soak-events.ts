// Events for the soak: a stream of small shipments, so that each thing has a handful of events however long it runs.
import { checkDigit } from '@nguon/gs1';

export interface SoakEvent {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const withCheckDigit = (digits: string): string => digits + checkDigit(digits);
const root = 'https://id.gs1.org/';
const gtin = withCheckDigit('0952000002001');
const place = (number: number): string => `${root}414/${withCheckDigit('9520' + String(number % 9).padStart(8, '0'))}`;
export const context = ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { soak: 'https://example.org/soak/' }];
/** Five events make a shipment: four items are made and measured, packed, sent. */
const steps = 5;

export const itemPath = (number: number): string => `01/${gtin}/21/S${number}`;
const item = (shipment: number, index: number): string => root + itemPath(shipment * 4 + index);
const box = (shipment: number): string => `${root}00/${withCheckDigit('09520' + String(shipment).padStart(12, '0'))}`;

/** What the subscriptions of the soak ask for: two of five events. */
export const subscribedQuery = { eventType: ['ObjectEvent'], EQ_bizStep: ['commissioning', 'shipping'] };

export function makeSoakEvent(number: number, at_ms: number): SoakEvent {
  const id = `urn:uuid:50a50000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const shipment = Math.floor(number / steps);
  const common = {
    eventID: id,
    eventTime: new Date(at_ms).toISOString(),
    eventTimeZoneOffset: '+07:00',
    readPoint: { id: place(shipment) },
  };
  return { id, fields: { ...common, ...bodyOf(shipment, number % steps) } };
}

function bodyOf(shipment: number, step: number): Record<string, unknown> {
  const items = [0, 1, 2, 3].map((index) => item(shipment, index));
  switch (step) {
    case 0:
      return {
        type: 'ObjectEvent',
        action: 'ADD',
        bizStep: 'commissioning',
        disposition: 'active',
        epcList: items,
        'soak:batch': shipment,
      };
    case 1:
      return {
        type: 'ObjectEvent',
        action: 'OBSERVE',
        bizStep: 'inspecting',
        epcList: items,
        sensorElementList: [{ sensorReport: [{ type: 'Temperature', value: 4 + (shipment % 7) / 10, uom: 'CEL' }] }],
      };
    case 2:
      return { type: 'AggregationEvent', action: 'ADD', bizStep: 'packing', parentID: box(shipment), childEPCs: items };
    case 3:
      return { type: 'ObjectEvent', action: 'OBSERVE', bizStep: 'shipping', disposition: 'in_transit', epcList: [box(shipment)] };
    default:
      return { type: 'ObjectEvent', action: 'OBSERVE', bizStep: 'receiving', epcList: [box(shipment)] };
  }
}

export function writeJsonDocument(events: readonly SoakEvent[], at_ms: number): string {
  return JSON.stringify({
    '@context': context,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: new Date(at_ms).toISOString(),
    epcisBody: { eventList: events.map(({ fields }) => fields) },
  });
}
