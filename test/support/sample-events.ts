// Small EPCIS documents for tests, with demonstration keys (GS1 prefix 952).
import { checkDigit } from '@nguon/gs1';
import type { Db } from '../../app/db.ts';

const withCheckDigit = (digits: string): string => digits + checkDigit(digits);

export const gtin = (item: number): string => withCheckDigit('0' + '9520' + String(item).padStart(8, '0'));
export const sscc = (serial: number): string => withCheckDigit('0' + '9520' + String(serial).padStart(12, '0'));
export const gln = (place: number): string => withCheckDigit('9520' + String(place).padStart(8, '0'));

export const lotUri = (item: number, lot: string): string => `https://id.gs1.org/01/${gtin(item)}/10/${lot}`;
export const itemUri = (item: number, serial: string): string => `https://id.gs1.org/01/${gtin(item)}/21/${serial}`;
export const caseUri = (serial: number): string => `https://id.gs1.org/00/${sscc(serial)}`;
export const placeUri = (place: number): string => `https://id.gs1.org/414/${gln(place)}`;
export const partyUri = (party: number): string => `https://id.gs1.org/417/${gln(party)}`;

export type JsonEvent = Record<string, unknown>;

let ids = 0;

/** An event with what the standard requires; `fields` add or override. */
export function makeEvent(type: string, eventTime: string, fields: JsonEvent): JsonEvent {
  return {
    type,
    eventID: `urn:uuid:00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    eventTime,
    eventTimeZoneOffset: '+07:00',
    ...fields,
  };
}

export function makeDocument(events: readonly JsonEvent[]): string {
  return JSON.stringify({
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { cbvmda: 'urn:epcglobal:cbv:mda:' }],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-11-20T08:00:00+07:00',
    epcisBody: { eventList: events },
  });
}

/** An organisation straight into the register: for tests of what lies beneath the register's own verbs. */
export async function insertTestOrganisation(
  db: Db,
  slug: string,
  fields: { gln?: string; disclosure?: number; unitId?: number } = {},
): Promise<number> {
  const { rows } = await db.query<{ id: number }>({
    text: `insert into organisations (slug, legal_kind, name, gln, disclosure, unit_id, search_text, created_at, approved_at)
      values ($1, 'enterprise', $1, $2, $3, $4, $1, now(), now()) returning id`,
    values: [slug, fields.gln ?? null, fields.disclosure ?? 0, fields.unitId ?? null],
  });
  return rows[0]!.id;
}
