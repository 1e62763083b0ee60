// All SQL of the audit trail. Entries are only added: the database refuses to change or delete them.
import { sql } from 'kysely';
import { run, sqlBuilder } from '../db.ts';
import type { Db } from '../db.ts';

export interface AuditEntry {
  readonly at: Date;
  /** 'user:12', 'key:…' or 'cli'. */
  readonly actor: string;
  readonly org_id: number | null;
  /** Verb and noun of the act, e.g. `approve_organisation`; its words are in app/ui/words. */
  readonly act: string;
  /** What was acted upon, e.g. `organisation:12`. */
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface AuditRow extends AuditEntry {
  readonly id: string;
  readonly actor_name: string | null;
  readonly org_name: string | null;
}

export async function insertAuditEntry(db: Db, entry: AuditEntry): Promise<void> {
  await run(db, sqlBuilder.insertInto('audit_entries').values({ ...entry, details: JSON.stringify(entry.details) }));
}

/** Newest first, older than `before` (an id) when given; of one organisation, of organisations in `unitIds`, or all. */
export async function listAuditEntries(
  db: Db,
  of: { readonly orgId?: number; readonly unitIds?: readonly number[]; readonly before?: string },
  limit: number,
): Promise<AuditRow[]> {
  let query = sqlBuilder
    .selectFrom('audit_entries as a')
    .leftJoin('organisations as o', 'o.id', 'a.org_id')
    .leftJoin('users as u', (join) => join.on(sql<boolean>`'user:' || u.id = a.actor`))
    .select(['a.id', 'a.at', 'a.actor', 'a.org_id', 'a.act', 'a.subject', 'a.details', 'u.display_name as actor_name', 'o.name as org_name'])
    .orderBy('a.id', 'desc')
    .limit(limit);
  if (of.orgId !== undefined) query = query.where('a.org_id', '=', of.orgId);
  if (of.unitIds !== undefined) query = query.where('o.unit_id', 'in', [...of.unitIds, -1]);
  if (of.before !== undefined) query = query.where('a.id', '<', of.before);
  return (await run(db, query)) as AuditRow[];
}
