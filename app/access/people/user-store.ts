// All SQL of people, their memberships and their recovery codes.
import { run, runOne, sqlBuilder } from '../../db.ts';
import type { Db } from '../../db.ts';

export interface UserRow {
  readonly id: number;
  readonly login: string;
  readonly display_name: string;
  readonly password_hash: string | null;
  readonly password_is_temporary: boolean;
  readonly totp_secret: string | null;
  readonly is_administrator: boolean;
  readonly is_demo: boolean;
  readonly disabled_at: Date | null;
}

const userColumns = [
  'id',
  'login',
  'display_name',
  'password_hash',
  'password_is_temporary',
  'totp_secret',
  'is_administrator',
  'is_demo',
  'disabled_at',
] as const;

/** Undefined when the login is taken. */
export async function insertUser(
  db: Db,
  row: Omit<UserRow, 'id' | 'totp_secret' | 'disabled_at'> & { readonly created_at: Date },
): Promise<number | undefined> {
  const inserted = await runOne(
    db,
    sqlBuilder
      .insertInto('users')
      .values(row)
      .onConflict((conflict) => conflict.column('login').doNothing())
      .returning('id'),
  );
  return inserted?.id;
}

export async function findUserByLogin(db: Db, login: string): Promise<UserRow | undefined> {
  return runOne(db, sqlBuilder.selectFrom('users').select(userColumns).where('login', '=', login));
}

export async function getUser(db: Db, id: number): Promise<UserRow> {
  const found = await runOne(db, sqlBuilder.selectFrom('users').select(userColumns).where('id', '=', id));
  if (found === undefined) throw new Error(`no user ${id}`);
  return found;
}

export async function markUserPassword(db: Db, id: number, passwordHash: string, isTemporary: boolean): Promise<void> {
  await run(
    db,
    sqlBuilder.updateTable('users').set({ password_hash: passwordHash, password_is_temporary: isTemporary }).where('id', '=', id),
  );
}

/** null ends the second factor. The step counter goes with the secret it belonged to. */
export async function markUserTotp(db: Db, id: number, sealedSecret: string | null, lastStep: number | null): Promise<void> {
  const last = lastStep === null ? null : String(lastStep);
  await run(db, sqlBuilder.updateTable('users').set({ totp_secret: sealedSecret, totp_last_step: last }).where('id', '=', id));
}

/** False when this step, or a later one, was used before (RFC 6238 §5.2): one statement, so that two requests cannot share a code. */
export async function markTotpStep(db: Db, id: number, step: number): Promise<boolean> {
  const changed = await runOne(
    db,
    sqlBuilder
      .updateTable('users')
      .set({ totp_last_step: String(step) })
      .where('id', '=', id)
      .where((eb) => eb.or([eb('totp_last_step', 'is', null), eb('totp_last_step', '<', String(step))]))
      .returning('id'),
  );
  return changed !== undefined;
}

export async function replaceRecoveryCodes(db: Db, userId: number, hashes: readonly Buffer[], at: Date): Promise<void> {
  await run(db, sqlBuilder.deleteFrom('recovery_codes').where('user_id', '=', userId));
  if (hashes.length > 0)
    await run(
      db,
      sqlBuilder
        .insertInto('recovery_codes')
        .values(hashes.map((code_hash) => ({ user_id: userId, code_hash, created_at: at, used_at: null }))),
    );
}

export async function markRecoveryCodeUsed(db: Db, userId: number, hash: Buffer, at: Date): Promise<boolean> {
  const changed = await runOne(
    db,
    sqlBuilder
      .updateTable('recovery_codes')
      .set({ used_at: at })
      .where('user_id', '=', userId)
      .where('code_hash', '=', hash)
      .where('used_at', 'is', null)
      .returning('user_id'),
  );
  return changed !== undefined;
}

export async function countUnusedRecoveryCodes(db: Db, userId: number): Promise<number> {
  const row = await runOne(
    db,
    sqlBuilder
      .selectFrom('recovery_codes')
      .select((eb) => eb.fn.countAll<string>().as('total'))
      .where('user_id', '=', userId)
      .where('used_at', 'is', null),
  );
  return Number(row?.total ?? 0);
}

/** Whether the demo's people are in this database. */
export async function hasDemoPeople(db: Db): Promise<boolean> {
  return (await runOne(db, sqlBuilder.selectFrom('users').select('id').where('is_demo', '=', true).limit(1))) !== undefined;
}
