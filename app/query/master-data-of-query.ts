// Master data that a query needs: what lies below a place, which attributes a vocabulary element has, organisation by organisation.
import { attributeName } from '@nguon/epcis';
import type { EventMasterData } from '@nguon/epcis';
import type { Db } from '../db.ts';
import { listChildren, listElements } from './master-data-store.ts';

/** Levels of a hierarchy that are followed, and places taken in at most. */
const depth_max = 20;
const places_max = 10_000;

type Attributes = ReadonlyMap<string, readonly string[]>;

/**
 * For an event count the master data of the organisation that captured it and those of the organisation that asks: nobody
 * else's may move an event into a place or give it attributes.
 */
export class MasterDataOfQuery {
  readonly #asking: number | undefined;
  /** Place → organisation → everything at or below it. */
  readonly #below = new Map<string, Map<number, Set<string>>>();
  /** `organisation element` → its attributes; undefined where nothing is known of it. */
  readonly #attributes = new Map<string, Attributes | undefined>();

  constructor(asking: number | undefined) {
    this.#asking = asking;
  }

  /** Everything at or below each place, by anybody's master data: candidates, which `of` then decides on. */
  get placesWithin(): ReadonlyMap<string, readonly string[]> {
    return new Map([...this.#below].map(([root, byOrg]) => [root, [root, ...[...byOrg.values()].flatMap((places) => [...places])]]));
  }

  async loadHierarchies(db: Db, roots: readonly string[]): Promise<void> {
    for (const root of new Set(roots)) this.#below.set(root, await this.#walk(db, root));
  }

  /** Breadth first; a circle ends where it comes back to a place. */
  async #walk(db: Db, root: string): Promise<Map<number, Set<string>>> {
    const byOrg = new Map<number, Set<string>>();
    let level: readonly { readonly orgId: number | undefined; readonly place: string }[] = [{ orgId: undefined, place: root }];
    for (let depth = 0, taken = 0; depth < depth_max && level.length > 0 && taken < places_max; depth++) {
      const found = await listChildren(db, [...new Set(level.map(({ place }) => place))]);
      const parents = new Set(level.map(({ orgId, place }) => `${orgId ?? ''} ${place}`));
      const next: { orgId: number; place: string }[] = [];
      for (const { org_id, element_key, child_keys } of found) {
        if (depth > 0 && !parents.has(`${org_id} ${element_key}`)) continue;
        const places = byOrg.get(org_id) ?? new Set<string>();
        byOrg.set(org_id, places);
        for (const child of child_keys) {
          if (child === root || places.has(child) || taken++ >= places_max) continue;
          places.add(child);
          next.push({ orgId: org_id, place: child });
        }
      }
      level = next;
    }
    return byOrg;
  }

  async loadAttributes(db: Db, wanted: readonly { readonly orgId: number; readonly id: string }[]): Promise<void> {
    const missing = wanted.flatMap(({ orgId, id }) =>
      this.#owners(orgId)
        .filter((owner) => !this.#attributes.has(`${owner} ${id}`))
        .map((owner) => ({ owner, id })),
    );
    if (missing.length === 0) return;
    for (const { owner, id } of missing) this.#attributes.set(`${owner} ${id}`, undefined);
    const rows = await listElements(db, [...new Set(missing.map(({ owner }) => owner))], [...new Set(missing.map(({ id }) => id))]);
    for (const { org_id, element_key, attributes } of rows) {
      const name = `${org_id} ${element_key}`;
      if (this.#attributes.has(name)) this.#attributes.set(name, mergeAttributes(this.#attributes.get(name), attributes));
    }
  }

  /** The master data that apply to an event of this organisation. */
  of(orgId: number): EventMasterData {
    const owners = this.#owners(orgId);
    return {
      isWithin: (place, ancestor) =>
        place === ancestor || owners.some((owner) => this.#below.get(ancestor)?.get(owner)?.has(place) === true),
      attributesOf: (id) => {
        const known = owners.flatMap((owner) => this.#attributes.get(`${owner} ${id}`) ?? []);
        return known.length > 1 ? known.reduce(joinAttributes) : known[0];
      },
    };
  }

  #owners(orgId: number): number[] {
    return this.#asking === undefined || this.#asking === orgId ? [orgId] : [orgId, this.#asking];
  }
}

const noPrefix = (): undefined => undefined;

/** An element may stand in several vocabularies: its attributes are those of all. */
function mergeAttributes(known: Attributes | undefined, rows: readonly { readonly id: string; readonly value: unknown }[]): Attributes {
  const merged = new Map<string, readonly string[]>(known);
  for (const { id, value } of rows) {
    const name = attributeName(id, noPrefix);
    merged.set(name, [...(merged.get(name) ?? []), String(value)]);
  }
  return merged;
}

function joinAttributes(left: Attributes, right: Attributes): Attributes {
  const joined = new Map(left);
  for (const [name, values] of right) joined.set(name, [...(joined.get(name) ?? []), ...values]);
  return joined;
}
