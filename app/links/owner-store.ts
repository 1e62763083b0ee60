// SQL that tells whose an identifier is: who registered its product, place or GLN, or whose company prefix it begins with.
import type { Db } from '../db.ts';

/** What of an identifier may be in a register; null = nothing of that kind. */
export interface OwnedKey {
  readonly thing: string;
  /** `01/{gtin14}`. */
  readonly product: string | null;
  /** `414/{gln}/254/…`. */
  readonly part: string | null;
  /** `414/{gln}`. */
  readonly place: string | null;
  readonly gln: string | null;
  /** Digits that begin with the company prefix. */
  readonly digits: string;
}

/** What is registered comes before a prefix; of the prefixes in force the longest. Things that are nobody's are left out. */
export async function listOwners(db: Db, keys: readonly OwnedKey[], at: Date): Promise<Map<string, number>> {
  const { rows } = await db.query<{ thing: string; org_id: number }>({
    text: `select k.thing, coalesce(pr.org_id, pp.org_id, pl.org_id, o.id, cp.org_id) as org_id
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as k (thing, product, part, place, gln, digits)
        left join products pr on pr.thing = k.product
        left join places pp on pp.thing = k.part
        left join places pl on pl.thing = k.place
        left join organisations o on o.gln = k.gln
        left join lateral (
          select c.org_id from company_prefixes c
          where c.ended_at is null and c.valid_from <= $7
            and c.prefix = any (array(select left(k.digits, n) from generate_series(4, least(12, length(k.digits))) n))
          order by length(c.prefix) desc limit 1) cp on true
      where coalesce(pr.org_id, pp.org_id, pl.org_id, o.id, cp.org_id) is not null`,
    values: [
      keys.map(({ thing }) => thing),
      keys.map(({ product }) => product),
      keys.map(({ part }) => part),
      keys.map(({ place }) => place),
      keys.map(({ gln }) => gln),
      keys.map(({ digits }) => digits),
      at,
    ],
  });
  return new Map(rows.map((row) => [row.thing, row.org_id]));
}

/** Closed organisations and who took over what they left: few, and read whole. */
export async function listSuccessors(db: Db): Promise<Map<number, number>> {
  const { rows } = await db.query<{ id: number; successor_id: number }>({
    text: 'select id, successor_id from organisations where successor_id is not null',
  });
  return new Map(rows.map((row) => [row.id, row.successor_id]));
}

/** Company prefixes of the organisation that are in force. */
export async function listOwnPrefixes(db: Db, orgId: number, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ prefix: string }>({
    text: 'select prefix from company_prefixes where org_id = $1 and ended_at is null order by prefix limit $2',
    values: [orgId, limit],
  });
  return rows.map(({ prefix }) => prefix);
}
