// The owner says how strictly what the organisation, or one of its keys, sends is held to the profiles.
import { recordAct } from '../access/record-act.ts';
import type { By } from '../access/record-act.ts';
import type { Db } from '../db.ts';
import { putIntakeMode } from './intake-store.ts';
import type { IntakeMode } from './intake-store.ts';

export interface ChangeIntake {
  readonly orgId: number;
  /** One of the organisation's API keys; undefined: the organisation as a whole. */
  readonly keyId?: string;
  /** Undefined: nothing of its own, what stands above it holds. */
  readonly mode: IntakeMode | undefined;
}

export async function changeIntake(db: Db, { orgId, keyId, mode }: ChangeIntake, by: By): Promise<void> {
  await putIntakeMode(db, { orgId, keyId: keyId ?? null, mode: mode ?? null, at: by.at, actor: by.actor });
  const subject = keyId === undefined ? `organisation:${orgId}` : `key:${keyId}`;
  await recordAct(db, by, { orgId, act: 'change_intake', subject, details: { mode: mode ?? null } });
}
