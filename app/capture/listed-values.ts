// Which places, steps, dispositions and event types a batch tells to whom: rows for the top-level resources, and for words that nobody has used. Pure.
import type { EpcisEvent } from '@nguon/epcis';

/** What `listed_values.resource` holds. Words of CBV stand apart: everybody may know them, used or not. */
export const listedResources = {
  bizSteps: 1,
  dispositions: 2,
  readPoints: 3,
  bizLocations: 4,
  cbvBizSteps: 5,
  cbvDispositions: 6,
  /** Of one's own: everybody knows the five of the standard. */
  eventTypes: 7,
} as const;
/** What `listed_values.audience` holds. */
export const audiences = { everybody: 0, captor: 1, party: 2 } as const;

export interface ListedValue {
  readonly resource: number;
  readonly audience: number;
  readonly orgId: number;
  readonly value: string;
}

/** No value holds it: URIs have no line breaks. */
const between = '\n';

/** The values of an event as one text in the order of `listedResources`, '' where there is none. */
export function listedOf({ type, bizStep = '', disposition = '', readPoint, bizLocation }: EpcisEvent): string {
  const own = [ownWord(bizStep), ownWord(disposition)];
  const cbv = [cbvWord(bizStep), cbvWord(disposition)];
  return [...own, readPoint?.thing ?? '', bizLocation?.thing ?? '', ...cbv, ownWord(type)].join(between);
}

/** What is no word of the standard is a URI. */
const isOwn = (word: string): boolean => word.includes(':');
const ownWord = (word: string): string => (isOwn(word) ? word : '');
const cbvWord = (word: string): string => (isOwn(word) ? '' : word);

export interface ListedEvent {
  /** As `listedOf` gives it. */
  readonly listed: string;
  readonly disclosure: number;
  readonly orgId: number;
  /** The capturing organisation first. */
  readonly partyIds: readonly number[];
}

/** Names everything that decides about an event's rows: equal names, equal rows. */
export const nameOfListed = ({ listed, disclosure, partyIds }: ListedEvent): string =>
  `${disclosure & 15} ${partyIds.join()}${between}${listed}`;

/** Rows of events, each once and in order, so that two captures cannot wait for each other crosswise. */
export function listValues(events: Iterable<ListedEvent>): ListedValue[] {
  const rows = new Map<string, ListedValue>();
  for (const event of events)
    for (const [index, value] of event.listed.split(between).entries()) {
      if (value === '') continue;
      const resource = index + 1;
      const isPlace = resource === listedResources.readPoints || resource === listedResources.bizLocations;
      for (const { audience, orgId } of audiencesOf(event, isPlace))
        rows.set(`${resource} ${audience} ${orgId} ${value}`, { resource, audience, orgId, value });
    }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** Two bits each, "what" in the lowest, "where" above: a place is told to whom both are told. */
function audiencesOf({ disclosure, orgId, partyIds }: ListedEvent, isPlace: boolean): { audience: number; orgId: number }[] {
  const level = isPlace ? Math.max(disclosure & 3, (disclosure >> 2) & 3) : disclosure & 3;
  if (level === 0) return [{ audience: audiences.everybody, orgId: 0 }];
  const parties = level === 1 ? partyIds.filter((id) => id !== orgId) : [];
  return [{ audience: audiences.captor, orgId }, ...parties.map((id) => ({ audience: audiences.party, orgId: id }))];
}

/** A name that was told is told for good: what a process has written once it need not write again. */
const names_max = 50_000;

/** The names whose rows are known to be in the database. */
export class ListedBefore {
  #names = new Set<string>();

  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** After the commit. */
  add(names: readonly string[]): void {
    if (this.#names.size + names.length > names_max) this.#names = new Set();
    for (const name of names.slice(0, names_max)) this.#names.add(name);
  }
}
