// All SQL of how strictly senders are held to profiles, and of what stored events lack.
import type { Db } from '../db.ts';
import type { WireStatement } from '../run-together.ts';
import type { EventHead } from './event-batch.ts';
import { writeStorableJson } from './job-store.ts';

export type IntakeMode = 'strict' | 'lenient';

/** The key's own mode, else the organisation's, else lenient. */
export async function findIntakeMode(db: Db, orgId: number, keyId: string | undefined): Promise<IntakeMode> {
  const { rows } = await db.query<{ mode: IntakeMode }>({
    text: `select mode from intake_modes where org_id = $1 and (key_id is null or key_id = $2) order by key_id is null limit 1`,
    values: [orgId, keyId ?? null],
  });
  return rows[0]?.mode ?? 'lenient';
}

/** @param mode null: nothing of its own any more. */
export async function putIntakeMode(
  db: Db,
  row: {
    readonly orgId: number;
    readonly keyId: string | null;
    readonly mode: IntakeMode | null;
    readonly at: Date;
    readonly actor: string;
  },
): Promise<void> {
  if (row.mode === null)
    await db.query({
      text: `delete from intake_modes where org_id = $1 and key_id is not distinct from $2`,
      values: [row.orgId, row.keyId],
    });
  else
    await db.query({
      text: `insert into intake_modes (org_id, key_id, mode, changed_at, changed_by) values ($1, $2, $3, $4, $5)
        on conflict (org_id, key_id) do update set mode = excluded.mode, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
      values: [row.orgId, row.keyId, row.mode, row.at, row.actor],
    });
}

/** Marks those of the batch that lack something; `seqs` by ordinal, `left_out`: ordinals that are not stored. None: nothing to run. */
export function incompleteStatements(heads: readonly EventHead[], seqs: readonly bigint[], left_out: ReadonlySet<number>): WireStatement[] {
  const rows = heads.flatMap(({ gaps, orgId, eventKey }, index) =>
    gaps === undefined || left_out.has(index)
      ? []
      : gaps.map(({ profileId, missing }) => ({
          seq: String(seqs[index]),
          profile_id: profileId,
          org_id: orgId,
          event_key: eventKey,
          missing,
        })),
  );
  if (rows.length === 0) return [];
  return [
    {
      name: 'capture_incomplete',
      text: `insert into incomplete_events (seq, profile_id, org_id, event_key, missing)
        select seq, profile_id, org_id, event_key, missing
        from jsonb_to_recordset($1::jsonb) as r (seq bigint, profile_id int, org_id int, event_key uuid, missing jsonb)`,
      values: [writeStorableJson(rows)],
    },
  ];
}
