// All SQL of GS1 company prefixes: whose they are, since when and until when.
import type { Db } from '../db.ts';

export interface CompanyPrefixRow {
  readonly id: number;
  readonly org_id: number;
  readonly prefix: string;
  readonly valid_from: Date;
  readonly created_by: string;
  readonly ended_at: Date | null;
  readonly ended_by: string | null;
}

const columns = 'id, org_id, prefix, valid_from, created_by, ended_at, ended_by';

/** Undefined where the prefix is declared already. */
export async function insertCompanyPrefix(
  db: Db,
  row: Pick<CompanyPrefixRow, 'org_id' | 'prefix' | 'valid_from' | 'created_by'>,
): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>({
    text: `insert into company_prefixes (org_id, prefix, valid_from, created_by) values ($1, $2, $3, $4)
      on conflict (prefix) where ended_at is null do nothing returning id`,
    values: [row.org_id, row.prefix, row.valid_from, row.created_by],
  });
  return rows[0]?.id;
}

/** The organisation whose it was; undefined where no such prefix is in force. */
export async function markCompanyPrefixEnded(db: Db, prefix: string, at: Date, actor: string): Promise<number | undefined> {
  const { rows } = await db.query<{ org_id: number }>({
    text: `update company_prefixes set ended_at = greatest($2, valid_from), ended_by = $3 where prefix = $1 and ended_at is null returning org_id`,
    values: [prefix, at, actor],
  });
  return rows[0]?.org_id;
}

/** Those in force first, by their digits. */
export async function listCompanyPrefixes(db: Db, orgId: number | undefined, limit: number): Promise<CompanyPrefixRow[]> {
  const { rows } = await db.query<CompanyPrefixRow>({
    text: `select ${columns} from company_prefixes where $1::integer is null or org_id = $1
      order by ended_at is not null, prefix, id limit $2`,
    values: [orgId ?? null, limit],
  });
  return rows;
}

/** Every prefix in force, for the table of their lengths. */
export async function listPrefixesInForce(db: Db): Promise<string[]> {
  const { rows } = await db.query<{ prefix: string }>({ text: 'select prefix from company_prefixes where ended_at is null' });
  return rows.map(({ prefix }) => prefix);
}
