// SQL of the console's reading: the audit trail, newest first.
import { sql } from 'kysely';
import { run, sqlBuilder } from '../db.ts';
import type { Db } from '../db.ts';
import type { Territory } from './store.ts';

export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly act: string;
  readonly subject: string;
  readonly actor_name: string | null;
  readonly org_name: string | null;
  /** What was registered, as its owner calls it. */
  readonly named: string | null;
}

/** An officer sees what was done for organisations of the territory, and what the officer did; `before` = an entry's id. */
export async function listAuditEntries(
  db: Db,
  of: { readonly territory: Territory; readonly actor: string; readonly before?: string | undefined },
  limit: number,
): Promise<AuditRow[]> {
  const { territory } = of;
  let query = sqlBuilder
    .selectFrom('audit_entries as a')
    .leftJoin('organisations as o', 'o.id', 'a.org_id')
    .leftJoin('users as u', (join) => join.on(sql<boolean>`'user:' || u.id = a.actor`))
    .select([
      'a.id',
      'a.at',
      'a.actor',
      'a.act',
      'a.subject',
      'u.display_name as actor_name',
      'o.name as org_name',
      sql<string | null>`a.details ->> 'name'`.as('named'),
    ])
    .orderBy('a.id', 'desc')
    .limit(limit);
  if (territory !== undefined)
    query = query.where((eb) => eb.or([eb('o.unit_id', 'in', [...territory, -1]), eb('a.actor', '=', of.actor)]));
  if (of.before !== undefined) query = query.where('a.id', '<', of.before);
  return run(db, query);
}
