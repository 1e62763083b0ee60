// What an event lacks by the profiles in force, found in whichever thread reads it: without database, before the groups of its products are known.
import { checkProfile, wantsEvent } from '@nguon/epcis';
import type { EpcisEvent } from '@nguon/epcis';
import type { ProfileGap, ProfileInForce } from '../profile/profile-book.ts';

/** A gap if one of the products is of a group of the profile. */
export interface EventLack extends ProfileGap {
  /** `01/` and GTIN; empty where the profile is for every product. */
  readonly products: readonly string[];
}

/** Lacks of one event and profile that are kept; a profile wants at most a hundred. */
const missing_max = 50;

/** @param path of the event in its document */
export function findLacks(profiles: readonly ProfileInForce[], event: EpcisEvent, path: string): EventLack[] {
  return profiles.flatMap(({ id, profile, groups }): EventLack[] => {
    if (!wantsEvent(profile, event)) return [];
    const products = groups.size === 0 ? [] : productsOf(event);
    if (groups.size > 0 && products.length === 0) return [];
    const missing = checkProfile(profile, event, path).slice(0, missing_max);
    return missing.length === 0 ? [] : [{ profileId: id, missing, products }];
  });
}

/** `01/` and the fourteen digits of the GTIN: the product of a lot or an item. */
const productsOf = ({ things }: EpcisEvent): string[] => [
  ...new Set(things.flatMap(({ id }) => (id.key === '01' ? [id.thing.slice(0, 17)] : []))),
];
