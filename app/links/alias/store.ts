// All SQL of aliases: identifiers of other systems and the GS1 keys to which they lead.
import type { Db } from '../../db.ts';

export interface AliasRow {
  readonly id: number;
  readonly system: string;
  readonly identifier: string;
  readonly thing: string;
  readonly org_id: number | null;
  readonly created_at: Date;
  readonly created_by: string;
  readonly withdrawn_at: Date | null;
  readonly withdrawn_by: string | null;
}

const columns = 'id, system, identifier, thing, org_id, created_at, created_by, withdrawn_at, withdrawn_by';

export async function findLiveAlias(db: Db, system: string, identifier: string): Promise<AliasRow | undefined> {
  const { rows } = await db.query<AliasRow>({
    text: `select ${columns} from aliases where system = $1 and identifier = $2 and withdrawn_at is null`,
    values: [system, identifier],
  });
  return rows[0];
}

/** Undefined where the identifier leads somewhere already. */
export async function insertAlias(
  db: Db,
  row: Pick<AliasRow, 'system' | 'identifier' | 'thing' | 'org_id' | 'created_at' | 'created_by'>,
): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>({
    text: `insert into aliases (system, identifier, thing, org_id, created_at, created_by) values ($1, $2, $3, $4, $5, $6)
      on conflict (system, identifier) where withdrawn_at is null do nothing returning id`,
    values: [row.system, row.identifier, row.thing, row.org_id, row.created_at, row.created_by],
  });
  return rows[0]?.id;
}

export async function markAliasWithdrawn(db: Db, id: number, at: Date, actor: string): Promise<boolean> {
  const { rowCount } = await db.query({
    text: 'update aliases set withdrawn_at = $2, withdrawn_by = $3 where id = $1 and withdrawn_at is null',
    values: [id, at, actor],
  });
  return rowCount === 1;
}

/** Live ones by system and identifier. */
export async function listAliases(
  db: Db,
  of: { readonly system?: string | undefined; readonly thing?: string | undefined },
  limit: number,
): Promise<AliasRow[]> {
  const { rows } = await db.query<AliasRow>({
    text: `select ${columns} from aliases where withdrawn_at is null and ($1::text is null or system = $1) and ($2::text is null or thing = $2)
      order by system, identifier limit $3`,
    values: [of.system ?? null, of.thing ?? null, limit],
  });
  return rows;
}
