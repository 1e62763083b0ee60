// All SQL of the audit trail. Entries are only added: the database refuses to change or delete them.
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

export async function insertAuditEntry(db: Db, entry: AuditEntry): Promise<void> {
  await run(db, sqlBuilder.insertInto('audit_entries').values({ ...entry, details: JSON.stringify(entry.details) }));
}
