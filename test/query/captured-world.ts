// Captures the generated events through the product's own door, with organisations, places, master data, and readers to ask as.
import assert from 'node:assert/strict';
import { packDisclosure } from '../../app/access/disclosure.ts';
import type { DisclosureLevels } from '../../app/access/disclosure.ts';
import type { Reader } from '../../app/access/reader.ts';
import { captureDocument } from '../../app/capture/capture-document.ts';
import { gln, insertTestOrganisation } from '../support/sample-events.ts';
import type { TestProduct } from '../support/test-product.ts';
import { attribute_names, attribute_values } from './ask-fields.ts';
import { generateEvent } from './generate-events.ts';
import type { CapturedEvent, NaiveReader } from './naive-view.ts';
import type { Seeded } from './seeded.ts';
import { documentContext, nameOf, places, spell } from './world.ts';

const open: DisclosureLevels = { what: 'public', where: 'public', who: 'public', quantity: 'public', documents: 'public', ilmd: 'public' };
/** Of organisations 0 to 3: open, by chain, closed but for what is, and all private. */
export const disclosures: readonly DisclosureLevels[] = [
  open,
  { what: 'public', where: 'public', who: 'chain', quantity: 'chain', documents: 'chain', ilmd: 'public' },
  { what: 'public', where: 'private', who: 'public', quantity: 'private', documents: 'public', ilmd: 'private' },
  { what: 'chain', where: 'private', who: 'private', quantity: 'private', documents: 'private', ilmd: 'private' },
];

/** Of one organisation: place → places directly below it, and its attributes. */
interface OwnMasterData {
  readonly children: ReadonlyMap<string, readonly string[]>;
  readonly attributes: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export interface CapturedWorld {
  readonly events: readonly CapturedEvent[];
  readonly readers: readonly (readonly [NaiveReader, Reader])[];
  readonly masterData: readonly OwnMasterData[];
}

const document_events = 100;

export async function captureWorld(product: TestProduct, random: Seeded, events_total: number): Promise<CapturedWorld> {
  const { context } = product;
  const { system } = context.database;
  const { rows: units } = await system.query<{ id: number }>(
    `insert into units (code, kind, name, valid_from) values ('80', 'province', 'A', '2025-07-01'), ('79', 'province', 'B', '2025-07-01') returning id`,
  );
  const [here, there] = units.map(({ id }) => id) as [number, number];
  const orgIds: number[] = [];
  for (const [number, levels] of disclosures.entries()) {
    const orgId = await insertTestOrganisation(system, `org-${number}`, {
      gln: gln(50 + number),
      disclosure: packDisclosure(levels),
      unitId: number < 2 ? here : there,
    });
    orgIds.push(orgId);
    await system.query(`insert into places (org_id, thing, kind, name) values ($1, $2, 'warehouse', 'x')`, [orgId, `414/${gln(number)}`]);
  }
  const masterData = orgIds.map(() => makeMasterData(random));
  const captured: { event: CapturedEvent['event']; owner: number }[] = [];
  for (let from = 0; from < events_total; from += document_events) {
    // Everybody captures something first: master data come with documents.
    const owner = from / document_events < orgIds.length ? from / document_events : random.int(orgIds.length);
    const events = Array.from({ length: Math.min(document_events, events_total - from) }, (_, index) =>
      generateEvent(random, from + index),
    );
    for (const event of events) shareId(random, event, owner, captured, events);
    const job = await captureDocument(context, {
      orgId: orgIds[owner]!,
      actor: 'test',
      source: 'document',
      mediaType: 'application/ld+json',
      errorBehaviour: 'rollback',
      body: writeDocument(random, events, masterData[owner]!),
    });
    assert.equal(job.success, true, JSON.stringify(job.errors).slice(0, 2_000));
    captured.push(...events.map((event) => ({ event, owner })));
  }
  const { rows } = await system.query<{ event_id: string; org_id: number; ms: string }>(
    'select event_id, org_id, (extract(epoch from record_time) * 1000)::bigint as ms from events',
  );
  const recordTimes = new Map(rows.map(({ event_id, org_id, ms }) => [`${event_id} ${org_id}`, Number(ms)]));
  return {
    masterData,
    events: captured.map(({ event, owner }) => ({
      event,
      owner,
      recordTime_ms: recordTimes.get(`${event['eventID'] as string} ${orgIds[owner]!}`) ?? Number.NaN,
    })),
    readers: [
      [{ kind: 'public' }, { kind: 'public' }],
      ...orgIds.map((orgId, organisation): [NaiveReader, Reader] => [
        { kind: 'organisation', organisation },
        { kind: 'organisation', orgId },
      ]),
      [
        { kind: 'agency', territory: [2, 3] },
        { kind: 'agency', orgId: orgIds[0]!, unitIds: [there] },
      ],
      [{ kind: 'administrator' }, { kind: 'administrator' }],
    ],
  };
}

const shared_ids_part = 0.15;

/** Gives some events the id that another organisation has given to one of its own: an id is unique within its organisation only. */
function shareId(
  random: Seeded,
  event: CapturedEvent['event'],
  owner: number,
  captured: readonly { readonly event: CapturedEvent['event']; readonly owner: number }[],
  beside: readonly CapturedEvent['event'][],
): void {
  if (captured.length === 0 || !random.chance(shared_ids_part)) return;
  const id = random.pick(captured).event['eventID'];
  const isOwn = captured.some((earlier) => earlier.owner === owner && earlier.event['eventID'] === id);
  if (!isOwn && beside.every((other) => other['eventID'] !== id)) event['eventID'] = id;
}

/** A forest over the places: each has at most one parent, with a lower number. */
function makeMasterData(random: Seeded): OwnMasterData {
  const children = new Map<string, string[]>();
  const attributes = new Map<string, ReadonlyMap<string, string>>();
  for (const [number, { name }] of places.entries()) {
    if (number > 0 && random.chance(0.6)) {
      const parent = places[random.int(number)]!.name;
      children.set(parent, [...(children.get(parent) ?? []), name]);
    }
    if (random.chance(0.5))
      attributes.set(name, new Map(random.some(attribute_names, 1, 2).map((attribute) => [attribute, random.pick(attribute_values)])));
  }
  return { children, attributes };
}

function writeDocument(random: Seeded, events: readonly object[], { children, attributes }: OwnMasterData): string {
  const byName = new Map(places.map((place) => [place.name, place]));
  const elements = places.map((place) => ({
    id: spell(random, place),
    attributes: [...(attributes.get(place.name) ?? [])].map(([id, attribute]) => ({
      id: random.chance(0.5) ? id.replace('urn:epcglobal:cbv:mda:', 'cbvmda:') : id,
      attribute,
    })),
    children: (children.get(place.name) ?? []).map((child) => spell(random, byName.get(child)!)),
  }));
  return JSON.stringify({
    '@context': documentContext,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-11-20T08:00:00+07:00',
    epcisHeader: {
      epcisMasterData: {
        vocabularyList: [{ type: 'urn:epcglobal:epcis:vtype:BusinessLocation', vocabularyElementList: oneSpelling(elements) }],
      },
    },
    epcisBody: { eventList: events },
  });
}

/** Each document spells a place once; over several documents it has several spellings, of which the last counts. */
const oneSpelling = <T extends { id: string }>(elements: readonly T[]): T[] => [
  ...new Map(elements.map((element) => [nameOf(element.id), element])).values(),
];
