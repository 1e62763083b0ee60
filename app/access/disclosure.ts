// The one place that decides who sees which part of an event. Row-level security (0003-row-security.sql) is the second lock.
import { FIELD_GROUPS } from '@nguon/epcis';
import type { FieldGroup } from '@nguon/epcis';
import type { Reader } from './reader.ts';

/** Parts of an event that are shown or kept back together, in the order of their bits, from the lowest. */
export const fieldGroups = FIELD_GROUPS;
export type { FieldGroup };

/** public: everyone; chain: the organisations named in the event, one step back and one forward; private: its owner. */
export const disclosureLevels = ['public', 'chain', 'private'] as const;
export type DisclosureLevel = (typeof disclosureLevels)[number];
export type DisclosureLevels = Readonly<Record<FieldGroup, DisclosureLevel>>;

/** What a new organisation begins with: the chain is public, quantities and papers stay among those who deal with each other. */
export const defaultDisclosure = packDisclosure({
  what: 'public',
  where: 'public',
  who: 'public',
  quantity: 'chain',
  documents: 'chain',
  ilmd: 'public',
});

/** Two bits a group, as `events.disclosure` and `organisations.disclosure` keep it. */
export function packDisclosure(levels: DisclosureLevels): number {
  return fieldGroups.reduce((packed, group, index) => packed | (disclosureLevels.indexOf(levels[group]) << (2 * index)), 0);
}

/** A pair of bits that means nothing (3) reads as private: what is not understood is not shown. */
export function unpackDisclosure(packed: number): DisclosureLevels {
  const levelAt = (index: number): DisclosureLevel => disclosureLevels[(packed >> (2 * index)) & 3] ?? 'private';
  return Object.fromEntries(fieldGroups.map((group, index) => [group, levelAt(index)])) as Record<FieldGroup, DisclosureLevel>;
}

/** What decides about an event besides the reader. */
export interface EventAccess {
  readonly orgId: number;
  readonly partyIds: readonly number[];
  readonly disclosure: number;
  /** Unit of the capturing organisation: an officer's territory is measured by it. Without it an officer reads as the public does. */
  readonly orgUnitId?: number | null | undefined;
}

const everything: ReadonlySet<FieldGroup> = new Set(fieldGroups);
const visibleByLevel = new Map<number, ReadonlySet<FieldGroup> | 'nothing'>();

/**
 * The groups of an event that this reader sees; 'nothing' where the event does not exist for the reader, because a
 * reader who may not know what it was about learns nothing at all.
 */
export function visibleGroups(event: EventAccess, reader: Reader): ReadonlySet<FieldGroup> | 'nothing' {
  const highest = highestLevel(event, reader);
  if (highest === 2) return everything;
  // Two levels × 4,096 settings at most: computed once each, because pages ask for every event they show.
  const key = event.disclosure * 2 + highest;
  let groups = visibleByLevel.get(key);
  if (groups === undefined) {
    const levels = unpackDisclosure(event.disclosure);
    const seen = fieldGroups.filter((group) => disclosureLevels.indexOf(levels[group]) <= highest);
    groups = seen.includes('what') ? new Set(seen) : 'nothing';
    visibleByLevel.set(key, groups);
  }
  return groups;
}

/** 0 sees what is public, 1 what is for the chain too, 2 everything. */
function highestLevel(event: EventAccess, reader: Reader): 0 | 1 | 2 {
  switch (reader.kind) {
    case 'public':
      return 0;
    case 'organisation':
      return event.orgId === reader.orgId ? 2 : event.partyIds.includes(reader.orgId) ? 1 : 0;
    case 'agency':
      return reader.unitIds.some((unitId) => unitId === event.orgUnitId) ? 2 : 0;
    case 'administrator':
      return 2;
  }
}
