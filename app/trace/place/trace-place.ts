// What was at a place in a period, page by page, and which of it is still there as far as this reader may know.
import { compareMoments, findContainerWindows } from '@nguon/trace';
import type { Reader } from '../../access/reader.ts';
import { asReader } from '../../db.ts';
import type { Database, Db } from '../../db.ts';
import { viewEvent } from '../event-view.ts';
import type { EventView } from '../event-view.ts';
import { findContainmentFacts } from '../find-journey.ts';
import { findNames } from '../find-names.ts';
import { listGoodsOfEvents, listSubPlaces, listVisits } from './store.ts';
import type { PlaceEvents } from './store.ts';
import { listEventInfos, listPlaceEvents } from '../store.ts';
import type { Names } from '../trace-model.ts';

/** A code that was at the place. */
export interface Visit {
  readonly thing: string;
  readonly first_ms: number;
  readonly last_ms: number;
  readonly bizStep: string | null;
  readonly isHere: boolean;
}

export interface PlaceTrace {
  readonly asked: PlaceEvents;
  /** Places within it that count as it: sheds, gates, rows of a GLN. */
  readonly subPlaces: readonly string[];
  readonly asOf: Date;
  /** The latest first. */
  readonly visits: readonly Visit[];
  /** Where the next page begins; undefined = no older event. */
  readonly next: { readonly time_ms: number; readonly seq: string } | undefined;
  /** True where events of this page name more codes than are listed. */
  readonly isCut: boolean;
  readonly names: Names;
}

const events_per_page = 50;
const goods_per_page_max = 2_000;
const sub_places_max = 100;
/** A location number without extension. */
const glnForm = /^414\/\d{13}$/;

export async function tracePlace(database: Database, reader: Reader, asked: PlaceEvents, now: Date): Promise<PlaceTrace> {
  return asReader(database, reader, async (db) => {
    const subPlaces = glnForm.test(asked.place) ? await listSubPlaces(db, asked.place, sub_places_max) : [];
    const places = [asked.place, ...subPlaces];
    const infos = await listVisits(db, places, asked, events_per_page + 1);
    const page = infos.slice(0, events_per_page);
    const events = new Map<string, EventView>();
    for (const info of page) {
      const view = viewEvent(info, reader);
      // An event whose place is kept back was not at this place, for this reader.
      if (view?.place !== undefined) events.set(view.seq, view);
    }
    const goods = await listGoodsOfEvents(db, [...events.keys()], goods_per_page_max + 1);
    const visits = joinVisits(goods.slice(0, goods_per_page_max), events);
    const here = await findHere(
      db,
      reader,
      new Set(places),
      visits.map(({ thing }) => thing),
    );
    const last = page.at(-1);
    return {
      asked,
      subPlaces,
      asOf: now,
      isCut: goods.length > goods_per_page_max,
      visits: visits.map((visit) => ({ ...visit, isHere: here.has(visit.thing) })),
      next: infos.length > events_per_page && last !== undefined ? { time_ms: last.time_ms, seq: last.seq } : undefined,
      names: await findNames(db, visits.map(({ thing }) => thing).concat(places), [], events),
    };
  });
}

function joinVisits(
  goods: readonly { readonly seq: string; readonly thing: string }[],
  events: ReadonlyMap<string, EventView>,
): Omit<Visit, 'isHere'>[] {
  const visits = new Map<string, { thing: string; first_ms: number; last_ms: number; bizStep: string | null; seq: string }>();
  for (const { seq, thing } of goods) {
    const event = events.get(seq);
    if (event === undefined) continue;
    const visit = visits.get(thing);
    if (visit === undefined) visits.set(thing, { thing, first_ms: event.time_ms, last_ms: event.time_ms, bizStep: event.bizStep, seq });
    else {
      visit.first_ms = Math.min(visit.first_ms, event.time_ms);
      if (compareMoments(event.time_ms, seq, visit.last_ms, visit.seq) > 0)
        Object.assign(visit, { last_ms: event.time_ms, bizStep: event.bizStep, seq });
    }
  }
  return [...visits.values()]
    .sort((a, b) => b.last_ms - a.last_ms || (a.thing < b.thing ? -1 : 1))
    .map(({ thing, first_ms, last_ms, bizStep }) => ({ thing, first_ms, last_ms, bizStep }));
}

/** Things whose latest sighting, their own or that of a container they are still in, is at one of the places. */
async function findHere(db: Db, reader: Reader, places: ReadonlySet<string>, things: readonly string[]): Promise<Set<string>> {
  const facts = await findContainmentFacts(db, things);
  const containers = new Map<string, string[]>();
  for (const thing of things) {
    const open = [...findContainerWindows(thing, facts)].filter(([, windows]) => windows.some(({ until }) => until.time_ms === Infinity));
    containers.set(
      thing,
      open.map(([container]) => container),
    );
  }
  const all = [...new Set([...things, ...[...containers.values()].flat()])];
  const seqs = new Map<string, string>();
  for (const { seq, things: seen } of await listPlaceEvents(db, all)) for (const thing of seen) seqs.set(thing, seq);
  const views = new Map<string, EventView>();
  for (const info of await listEventInfos(db, [...new Set(seqs.values())])) {
    const view = viewEvent(info, reader);
    if (view !== undefined) views.set(view.seq, view);
  }
  const latest = new Map(all.map((thing) => [thing, views.get(seqs.get(thing) ?? '')]));
  return new Set(
    things.filter((thing) => {
      const seen = [thing, ...(containers.get(thing) ?? [])].flatMap((name) => latest.get(name) ?? []);
      return places.has(seen.sort((a, b) => compareMoments(b.time_ms, b.seq, a.time_ms, a.seq))[0]?.place ?? '');
    }),
  );
}
