// All SQL of API keys.
import { run, runOne, sqlBuilder } from '../../db.ts';
import type { Db } from '../../db.ts';
import type { Scope } from './api-key.ts';

/** A key that works, with what a caller is made of. */
export interface LiveApiKey {
  readonly id: string;
  readonly org_id: number;
  readonly org_name: string;
  readonly org_approved: boolean;
  readonly scopes: readonly Scope[];
}

export interface ApiKeyRow {
  readonly id: string;
  readonly org_id: number;
  readonly prefix: string;
  readonly name: string;
  readonly scopes: string[];
  readonly created_at: Date;
  readonly created_by: string;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
}

const rowColumns = ['id', 'org_id', 'prefix', 'name', 'scopes', 'created_at', 'created_by', 'last_used_at', 'revoked_at'] as const;

/** On the path of every request with a key, at most once in five seconds for one key. */
export async function findLiveApiKey(db: Db, keyHash: Buffer): Promise<LiveApiKey | undefined> {
  const { rows } = await db.query<LiveApiKey>({
    name: 'access-find-live-api-key',
    text: `select k.id, k.org_id, o.name as org_name, o.approved_at is not null as org_approved, k.scopes
      from api_keys k join organisations o on o.id = k.org_id
      where k.key_hash = $1 and k.revoked_at is null and o.closed_at is null`,
    values: [keyHash],
  });
  return rows[0];
}

/** Notes the use of a key, at most once a minute, also with several processes. */
export async function markApiKeyUsed(db: Db, id: string, at: Date): Promise<void> {
  await db.query({
    name: 'access-mark-api-key-used',
    text: `update api_keys set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at <= $2::timestamptz - interval '1 minute')`,
    values: [id, at],
  });
}

export async function insertApiKey(
  db: Db,
  row: Omit<ApiKeyRow, 'last_used_at' | 'revoked_at'> & { readonly key_hash: Buffer },
): Promise<void> {
  await run(db, sqlBuilder.insertInto('api_keys').values(row));
}

/** The revoked key's hash, for the cache; undefined when the organisation has no such live key. */
export async function markApiKeyRevoked(
  db: Db,
  orgId: number,
  id: string,
  at: Date,
): Promise<{ key_hash: Buffer; prefix: string } | undefined> {
  return runOne(
    db,
    sqlBuilder
      .updateTable('api_keys')
      .set({ revoked_at: at })
      .where('id', '=', id)
      .where('org_id', '=', orgId)
      .where('revoked_at', 'is', null)
      .returning(['key_hash', 'prefix']),
  );
}

/** Live keys first, the newest first in each part. */
export async function listApiKeys(db: Db, orgId: number, limit: number): Promise<ApiKeyRow[]> {
  return run(
    db,
    sqlBuilder
      .selectFrom('api_keys')
      .select(rowColumns)
      .where('org_id', '=', orgId)
      .orderBy((eb) => eb('revoked_at', 'is not', null))
      .orderBy('created_at', 'desc')
      .limit(limit),
  );
}

export async function countLiveApiKeys(db: Db, orgId: number): Promise<number> {
  const row = await runOne(
    db,
    sqlBuilder
      .selectFrom('api_keys')
      .select((eb) => eb.fn.countAll<string>().as('total'))
      .where('org_id', '=', orgId)
      .where('revoked_at', 'is', null),
  );
  return Number(row?.total ?? 0);
}

/** Keys whose shown part begins with `prefix`: two at most, so that a caller sees whether it names one key. */
export async function listApiKeysByPrefix(db: Db, prefix: string): Promise<ApiKeyRow[]> {
  return run(
    db,
    sqlBuilder
      .selectFrom('api_keys')
      .select(rowColumns)
      .where((eb) => eb(eb.fn('left', ['prefix', eb.val(prefix.length)]), '=', prefix))
      .limit(2),
  );
}
