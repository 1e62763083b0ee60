// SQL of the console's reading: GS1 company prefixes of an organisation.
import type { Db } from '../db.ts';

export interface PrefixRow {
  readonly prefix: string;
  readonly valid_from: Date;
  readonly ended_at: Date | null;
}

/** Those in force first. */
export async function listPrefixes(db: Db, orgId: number, limit: number): Promise<PrefixRow[]> {
  const { rows } = await db.query<PrefixRow>({
    text: `select prefix, valid_from, ended_at from company_prefixes where org_id = $1 order by ended_at is not null, prefix, id limit $2`,
    values: [orgId, limit],
  });
  return rows;
}
