// The journey of one code: its own events, those of its containers while it was inside, and those of its lot.
import { findContainerWindows, isClassThing, journeyOf } from '@nguon/trace';
import type { ContainmentFact } from '@nguon/trace';
import type { Reader } from '../access/reader.ts';
import type { Db } from '../db.ts';
import { endsCode } from '../scan/code-end.ts';
import { viewEvent } from './event-view.ts';
import type { JourneyView } from './event-view.ts';
import { listContainmentFacts, listJourneyEvents, listLots, listStrangers } from './store.ts';
import type { JourneyWindow } from './store.ts';
import type { FoundJourney } from './trace-model.ts';

/** Events of one thing that a journey shows; windows of containers that it looks at. */
const events_per_thing_max = 200;
const windows_max = 200;
/** Claims that goods are no more whose author is looked into. */
const claims_max = 50;
/** Containers within containers that are looked up, one statement each. */
const nesting_max = 10;

export async function findJourney(db: Db, reader: Reader, thing: string): Promise<FoundJourney> {
  const facts = await findContainmentFacts(db, [thing]);
  // A class or lot is in many containers at once: their events are not the lot's own way.
  const lots = isClassThing(thing) ? [] : await listLots(db, thing);
  const windows: JourneyWindow[] = [thing, ...lots].map((name) => ({ thing: name, from_ms: null, until_ms: null }));
  for (const [container, spans] of findContainerWindows(thing, facts))
    for (const { from, until } of spans)
      if (windows.length < windows_max)
        windows.push({
          thing: container,
          from_ms: Number.isFinite(from.time_ms) ? from.time_ms : null,
          until_ms: Number.isFinite(until.time_ms) ? until.time_ms : null,
        });
  const counts = new Map<string, number>();
  const events: JourneyView[] = [];
  const infos = await listJourneyEvents(db, windows, events_per_thing_max);
  const claims = infos.filter(({ biz_step, disposition }) => endsCode(biz_step, disposition)).slice(0, claims_max);
  const strangers = await listStrangers(db, claims);
  for (const info of infos) {
    counts.set(info.thing, (counts.get(info.thing) ?? 0) + 1);
    const view = viewEvent(info, reader);
    const isUnconfirmed = endsCode(info.biz_step, info.disposition) && strangers.has(`${info.thing} ${info.org_id}`);
    if (view !== undefined) events.push({ ...view, thing: info.thing, isInput: info.is_input, isUnconfirmed });
  }
  const isCut = windows.length === windows_max || [...counts.values()].some((count) => count >= events_per_thing_max);
  return { thing, lots, isCut, ...journeyOf({ thing, lots, facts, events }) };
}

/** Facts of the things, of their containers, of theirs, and so on; one statement for each level of nesting. */
export async function findContainmentFacts(db: Db, things: readonly string[]): Promise<ContainmentFact[]> {
  const facts: ContainmentFact[] = [];
  const seen = new Set(things);
  let next = [...things];
  for (let level = 0; level < nesting_max && next.length > 0; level++) {
    const found = await listContainmentFacts(db, next);
    for (const fact of found) facts.push(fact);
    next = [...new Set(found.map(({ hub }) => hub))].filter((hub) => !seen.has(hub));
    for (const hub of next) seen.add(hub);
  }
  return facts;
}
