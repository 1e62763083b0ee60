// What people call the places, organisations and products that a trace met.
import type { Db } from '../db.ts';
import type { EventView } from './event-view.ts';
import { listOrganisationNames, listPlaceNames, listProductNames } from './name-store.ts';
import type { Names, TracedWalk } from './trace-model.ts';

/** Names are asked for at most this many places, and as many products. */
const names_max = 5_000;

const productForm = /^01\/\d{14}/;
const partyForm = /^41[47]\/(\d{13})/;

export async function findNames(
  db: Db,
  things: readonly string[],
  walks: readonly TracedWalk[],
  events: ReadonlyMap<string, EventView>,
): Promise<Names> {
  const products = new Set<string>();
  const places = new Set<string>();
  const glns = new Set<string>();
  const orgIds = new Set<number>();
  const addThing = (name: string): void => {
    const product = productForm.exec(name)?.[0];
    if (product !== undefined) products.add(product);
  };
  const addParty = (name: string): void => {
    places.add(name);
    const gln = partyForm.exec(name)?.[1];
    if (gln !== undefined) glns.add(gln);
  };
  for (const name of things) {
    addThing(name);
    if (name.startsWith('41')) addParty(name);
  }
  for (const { result } of walks) {
    for (const node of result.nodes) if (products.size < names_max) addThing(node.thing);
    for (const fact of result.handOvers)
      if (fact.hub !== '' && places.size < names_max && events.get(fact.seq)?.showsWho === true) addParty(fact.hub);
  }
  for (const { place, orgId } of events.values()) {
    if (place !== undefined && places.size < names_max) addParty(place);
    if (orgId !== undefined) orgIds.add(orgId);
  }
  const placeRows = await listPlaceNames(db, [...places]);
  for (const { org_id } of placeRows) orgIds.add(org_id);
  const organisations = await listOrganisationNames(db, [...orgIds], [...glns]);
  const productRows = await listProductNames(db, [...products]);
  return {
    places: new Map(placeRows.map((row) => [row.thing, row])),
    organisations: new Map(organisations.map((row) => [row.id, row])),
    parties: new Map(organisations.flatMap((row) => (row.gln === null ? [] : [[row.gln, row] as const]))),
    products: new Map(productRows.map((row) => [row.thing, row])),
  };
}
