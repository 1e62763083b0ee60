// Makes an API key of an organisation: its text is returned once, the database keeps its hash.
import type { Db } from '../../db.ts';
import { AppError } from '../../errors.ts';
import { makeApiKey } from './api-key.ts';
import type { Scope } from './api-key.ts';
import { countLiveApiKeys, insertApiKey } from './store.ts';
import { insertAuditEntry } from '../audit-store.ts';

/** Live keys of one organisation: one for each program and some to change over. */
const api_keys_max = 50;
const api_key_name_max_chars = 80;

export interface CreateApiKey {
  readonly orgId: number;
  readonly name: string;
  readonly scopes: readonly Scope[];
}

/** @param made.random 30 random bytes. `made.actor` goes into the audit trail. */
export async function createApiKey(
  db: Db,
  wanted: CreateApiKey,
  made: { readonly id: string; readonly at: Date; readonly actor: string; readonly random: Uint8Array },
): Promise<{ readonly id: string; readonly key: string; readonly prefix: string }> {
  const name = wanted.name.trim();
  if (name === '' || name.length > api_key_name_max_chars)
    throw new AppError('invalid', 'key_name_missing', {
      vi: `Hãy đặt tên cho khóa (tối đa ${api_key_name_max_chars} ký tự), ví dụ tên phần mềm sẽ dùng khóa.`,
      en: `Give the key a name of at most ${api_key_name_max_chars} characters, such as the program that will use it.`,
    });
  if (wanted.scopes.length === 0)
    throw new AppError('invalid', 'key_scopes_missing', {
      vi: 'Hãy chọn ít nhất một quyền: gửi dữ liệu (capture), tra cứu (query) hoặc quản lý liên kết (links).',
      en: 'Choose at least one scope: capture, query or links.',
    });
  if ((await countLiveApiKeys(db, wanted.orgId)) >= api_keys_max)
    throw new AppError('conflict', 'too_many_keys', {
      vi: `Tổ chức đã có ${api_keys_max} khóa đang dùng. Hãy thu hồi khóa không dùng nữa trước khi tạo thêm.`,
      en: `The organisation has ${api_keys_max} live keys. Revoke one that is no longer used first.`,
    });
  const { key, prefix, hash } = makeApiKey(made.random);
  const scopes = [...new Set(wanted.scopes)].sort();
  await insertApiKey(db, {
    id: made.id,
    org_id: wanted.orgId,
    prefix,
    key_hash: hash,
    name,
    scopes,
    created_at: made.at,
    created_by: made.actor,
  });
  await insertAuditEntry(db, {
    at: made.at,
    actor: made.actor,
    org_id: wanted.orgId,
    act: 'create_api_key',
    subject: `key:${made.id}`,
    details: { prefix, name, scopes },
  });
  return { id: made.id, key, prefix };
}
