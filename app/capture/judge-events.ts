// Holds the events of a document against the profiles in force: what they lack is a fault or a mark, as the sender has chosen.
import type { DocumentReading, EventReading } from '@nguon/epcis';
import type { Context } from '../context.ts';
import type { ProfileGap } from '../profile/profile-book.ts';
import { findLacks } from './event-lacks.ts';
import type { EventLack } from './event-lacks.ts';
import { findIntakeMode } from './intake-store.ts';

export interface Sender {
  readonly orgId: number;
  /** `key:…` where a program sent it. */
  readonly actor: string;
}

/** What events lack, by their place. */
export type Gaps = ReadonlyMap<number, readonly ProfileGap[]>;

export interface Judgement {
  /** The reading; under strict intake events that lack something have faults in place of their value. */
  readonly reading: DocumentReading;
  /** What kept events lack, by their place in the document. */
  readonly gaps: Gaps;
}

export const no_gaps: Gaps = new Map<number, readonly ProfileGap[]>();

export async function judgeEvents(context: Context, sender: Sender, reading: DocumentReading): Promise<Judgement> {
  const gaps = await findGaps(context, reading);
  if (gaps.size === 0 || (await findSendersMode(context, sender)) === 'lenient') return { reading, gaps };
  let added = 0;
  const events = reading.events.map((read): EventReading => {
    const lacks = gaps.get(read.index);
    if (lacks === undefined) return read;
    const faults = lacks.flatMap(({ missing }) => missing);
    added += faults.length;
    return { ...read, event: undefined, faults: [...read.faults, ...faults] };
  });
  return { reading: { ...reading, events, faultsTotal: reading.faultsTotal + added }, gaps: no_gaps };
}

export function findSendersMode({ database }: Context, { orgId, actor }: Sender): ReturnType<typeof findIntakeMode> {
  return findIntakeMode(database.system, orgId, actor.startsWith('key:') ? actor.slice(4) : undefined);
}

/** What the sound events of a document lack, by their place in it; empty where no profile is in force. */
export async function findGaps(context: Context, { events }: DocumentReading): Promise<Gaps> {
  const profiles = await context.capture.profiles.listInForce(context.now().getTime());
  const lacks = events.flatMap(({ event, index, path }) =>
    event === undefined ? [] : findLacks(profiles, event, path).map((lack): [number, EventLack] => [index, lack]),
  );
  return keepOfGroups(context, lacks);
}

/** Of what events lack, by their place, what the groups of their products ask for. */
export async function keepOfGroups(context: Context, lacks: readonly (readonly [number, EventLack])[]): Promise<Gaps> {
  const { profiles: book } = context.capture;
  const now_ms = context.now().getTime();
  const groupsOf = new Map((await book.listInForce(now_ms)).map(({ id, groups }) => [id, groups]));
  await book.learnCategories(new Set(lacks.flatMap(([, { products }]) => products)), now_ms);
  const gaps = new Map<number, ProfileGap[]>();
  for (const [index, { profileId, missing, products }] of lacks) {
    const isOfGroup = products.some((product) => groupsOf.get(profileId)?.has(book.categoryOf(product) ?? ''));
    if (products.length > 0 && !isOfGroup) continue;
    const known = gaps.get(index);
    if (known === undefined) gaps.set(index, [{ profileId, missing }]);
    else known.push({ profileId, missing });
  }
  return gaps;
}
