// Tells which identifiers an organisation may give links: its own, and those of closed organisations that it took over.
import { companyDigits } from '@nguon/gs1';
import type { Element } from '@nguon/gs1';
import type { Db } from '../db.ts';
import { listOwners, listSuccessors } from './owner-store.ts';
import type { OwnedKey } from './owner-store.ts';

/** Mergers of mergers that are followed. */
const successions_max = 20;

/** The organisation itself and every closed one whose successor it is, at any remove. */
export async function listManaged(db: Db, orgId: number): Promise<number[]> {
  const successors = await listSuccessors(db);
  const lastOf = (id: number): number => {
    let last = id;
    for (let step = 0; step < successions_max; step++) last = successors.get(last) ?? last;
    return last;
  };
  return [orgId, ...[...successors.keys()].filter((id) => id !== orgId && lastOf(id) === orgId)];
}

/** The registered owner of each thing that has one, a closed organisation too. */
export async function findOwners(
  db: Db,
  things: readonly { readonly thing: string; readonly elements: readonly Element[] }[],
  at: Date,
): Promise<Map<string, number>> {
  return listOwners(db, things.map(readOwnedKey), at);
}

function readOwnedKey({ thing, elements }: { readonly thing: string; readonly elements: readonly Element[] }): OwnedKey {
  const [key, below] = elements as [Element, Element | undefined];
  const isParty = key.ai === '414' || key.ai === '415' || key.ai === '417';
  // An ITIP begins with the GTIN of the trade item that its pieces make up.
  const gtin = key.ai === '01' ? key.value : key.ai === '8006' ? key.value.slice(0, 14) : undefined;
  return {
    thing,
    product: gtin === undefined ? null : `01/${gtin}`,
    part: key.ai === '414' && below?.ai === '254' ? thing : null,
    place: isParty ? `414/${key.value}` : null,
    gln: isParty ? key.value : null,
    digits: companyDigits(key),
  };
}
