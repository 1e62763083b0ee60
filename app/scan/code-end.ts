// What ends the life of a code, and who may say so: the words of CBV 2.0, and what is concluded from the claims on record. Pure.

/** Business steps and dispositions that end a code's life (CBV 2.0 §7.1, §7.2). */
export const endSteps = ['decommissioning', 'destroying', 'killing'] as const;
export const endDispositions = ['inactive', 'destroyed', 'disposed'] as const;

/** True where an event with these words says that its codes are no longer used or its goods are no more. */
export function endsCode(bizStep: string | null, disposition: string | null): boolean {
  return endSteps.some((step) => step === bizStep) || endDispositions.some((word) => word === disposition);
}

/** What the organisation that says it is to the thing (db/migrations/0015-standing.sql). */
export type Standing = 'issuer' | 'holder' | 'stranger';

/** An event that ends a code, or brings one to life where others end it. */
export interface ClaimFact {
  readonly thing: string;
  readonly ends: boolean;
  readonly standing: Standing;
  readonly time_ms: number;
  /** null where the event does not show it to the public. */
  readonly by: string | null;
  /** Of a class or lot, where it is public. */
  readonly quantity: number | null;
  readonly uom: string | null;
}

/** What was made of a lot, as far as anybody said. */
export interface MadeAmount {
  readonly quantity: number;
  readonly uom: string | null;
}

export interface CodeEnd {
  readonly voided: ClaimFact | undefined;
  /** What strangers say, the latest first; nothing follows from it. */
  readonly unconfirmed: readonly ClaimFact[];
}

/**
 * Of a single piece the issuer and whoever holds it may say that it is no more, and it stays so until one of them brings it to
 * life again. A lot is in many hands: only its issuer ends it, and only once all that was made of it is gone; a holder
 * speaks of its own part. `claims` are all of one thing, in order of time.
 */
export function concludeEnd(claims: readonly ClaimFact[], isLot: boolean, made: readonly MadeAmount[]): CodeEnd {
  const entitled = claims.filter(({ standing }) => standing === 'issuer' || (standing === 'holder' && !isLot));
  const since = entitled.findLastIndex(({ ends }) => !ends) + 1;
  const endings = entitled.slice(since);
  const isOver = !isLot || !isPart(endings, made);
  return {
    voided: isOver ? endings[0] : undefined,
    unconfirmed: claims.filter(({ ends, standing }) => ends && standing === 'stranger').toReversed(),
  };
}

/** True where more was made than was destroyed, as far as both are known in one unit. */
function isPart(endings: readonly ClaimFact[], made: readonly MadeAmount[]): boolean {
  const [first] = endings;
  if (first === undefined || made.length === 0) return false;
  if (endings.some(({ quantity, uom }) => quantity === null || uom !== first.uom) || made.some(({ uom }) => uom !== first.uom))
    return false;
  const sum = (amounts: readonly { readonly quantity: number | null }[]): number =>
    amounts.reduce((all, { quantity }) => all + (quantity ?? 0), 0);
  return sum(endings) < sum(made);
}
