// Writes an act into the audit trail, in the transaction of the act itself: who, when, for whom, what was done to what.
import type { Db } from '../db.ts';
import { insertAuditEntry } from './audit-store.ts';

/** Who acts and when: passed to every verb that changes something. */
export interface By {
  readonly at: Date;
  /** 'user:12', 'key:…', 'cli', 'demo'. */
  readonly actor: string;
}

export interface Act {
  /** Verb and noun, e.g. `approve_organisation`; its words are in app/ui/words/console.ts. */
  readonly act: string;
  /** What was acted upon, e.g. `organisation:12`. */
  readonly subject: string;
  /** The organisation whose trail shows it; none for acts of the whole system. */
  readonly orgId?: number;
  readonly details?: Readonly<Record<string, unknown>>;
}

export async function recordAct(db: Db, by: By, { act, subject, orgId, details }: Act): Promise<void> {
  await insertAuditEntry(db, { at: by.at, actor: by.actor, org_id: orgId ?? null, act, subject, details: details ?? {} });
}
