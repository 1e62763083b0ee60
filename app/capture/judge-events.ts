// Holds the events of a document against the profiles in force: what they lack is a fault or a mark, as the sender has chosen.
import { checkProfile, wantsEvent } from '@nguon/epcis';
import type { DocumentReading, EpcisEvent, EventReading } from '@nguon/epcis';
import type { Context } from '../context.ts';
import { findIntakeMode } from './intake-store.ts';
import type { ProfileBook, ProfileGap, ProfileInForce } from '../profile/profile-book.ts';

export interface Sender {
  readonly orgId: number;
  /** `key:…` where a program sent it. */
  readonly actor: string;
}

export interface Judgement {
  /** The reading; under strict intake events that lack something have faults in place of their value. */
  readonly reading: DocumentReading;
  /** What kept events lack, by their place in the document. */
  readonly gaps: ReadonlyMap<number, readonly ProfileGap[]>;
}

/** Lacks of one event and profile that are kept; a profile wants at most a hundred. */
const missing_max = 50;
const nothing: ReadonlyMap<number, readonly ProfileGap[]> = new Map();

export async function judgeEvents(context: Context, sender: Sender, reading: DocumentReading): Promise<Judgement> {
  const gaps = await findGaps(context, reading);
  if (gaps.size === 0) return { reading, gaps };
  const keyId = sender.actor.startsWith('key:') ? sender.actor.slice(4) : undefined;
  if ((await findIntakeMode(context.database.system, sender.orgId, keyId)) === 'lenient') return { reading, gaps };
  let added = 0;
  const events = reading.events.map((read): EventReading => {
    const lacks = gaps.get(read.index);
    if (lacks === undefined) return read;
    const faults = lacks.flatMap(({ missing }) => missing);
    added += faults.length;
    return { ...read, event: undefined, faults: [...read.faults, ...faults] };
  });
  return { reading: { ...reading, events, faultsTotal: reading.faultsTotal + added }, gaps: nothing };
}

/** What the sound events of a document lack, by their place in it; empty where no profile is in force. */
export async function findGaps(context: Context, { events }: DocumentReading): Promise<ReadonlyMap<number, readonly ProfileGap[]>> {
  const { profiles: book } = context.capture;
  const now_ms = context.now().getTime();
  const profiles = await book.listInForce(now_ms);
  if (profiles.length === 0) return nothing;
  if (profiles.some(({ groups }) => groups.size > 0)) await book.learnCategories(listProducts(events), now_ms);
  const gaps = new Map<number, readonly ProfileGap[]>();
  for (const { event, index, path } of events) {
    const lacks = event === undefined ? [] : judge(book, profiles, event, path);
    if (lacks.length > 0) gaps.set(index, lacks);
  }
  return gaps;
}

function judge(book: ProfileBook, profiles: readonly ProfileInForce[], event: EpcisEvent, path: string): ProfileGap[] {
  return profiles.flatMap(({ id, profile, groups }): ProfileGap[] => {
    if (!wantsEvent(profile, event) || !isOfGroups(book, groups, event)) return [];
    const missing = checkProfile(profile, event, path).slice(0, missing_max);
    return missing.length === 0 ? [] : [{ profileId: id, missing }];
  });
}

function isOfGroups(book: ProfileBook, groups: ReadonlySet<string>, { things }: EpcisEvent): boolean {
  return groups.size === 0 || things.some(({ id }) => id.key === '01' && groups.has(book.categoryOf(productOf(id.thing)) ?? ''));
}

function listProducts(events: readonly EventReading[]): Set<string> {
  const products = new Set<string>();
  for (const { event } of events) for (const { id } of event?.things ?? []) if (id.key === '01') products.add(productOf(id.thing));
  return products;
}

/** `01/` and the fourteen digits of the GTIN: the product of a lot or an item. */
const productOf = (thing: string): string => thing.slice(0, 17);
