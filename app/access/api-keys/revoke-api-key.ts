// Revokes an API key for good. The caller forgets it in the process's memory after the commit.
import type { Db } from '../../db.ts';
import { AppError } from '../../errors.ts';
import { markApiKeyRevoked } from './store.ts';
import { insertAuditEntry } from '../audit-store.ts';

/** Returns the key's hash for `forgetApiKey`. */
export async function revokeApiKey(
  db: Db,
  key: { readonly orgId: number; readonly id: string },
  by: { readonly at: Date; readonly actor: string },
): Promise<{ readonly keyHash: Buffer; readonly prefix: string }> {
  const revoked = await markApiKeyRevoked(db, key.orgId, key.id, by.at);
  if (revoked === undefined)
    throw new AppError('not_found', 'key_unknown', {
      vi: 'Không có khóa nào như vậy đang hoạt động. Có thể khóa đã bị thu hồi trước đó.',
      en: 'There is no such live key. It may have been revoked before.',
    });
  await insertAuditEntry(db, {
    at: by.at,
    actor: by.actor,
    org_id: key.orgId,
    act: 'revoke_api_key',
    subject: `key:${key.id}`,
    details: { prefix: revoked.prefix },
  });
  return { keyHash: revoked.key_hash, prefix: revoked.prefix };
}
