// `key create`: makes an API key for an organisation; the key stands alone on the last line.
import { randomBytes } from 'node:crypto';
import { key_random_bytes, scopes } from '../app/access/api-keys/api-key.ts';
import type { Scope } from '../app/access/api-keys/api-key.ts';
import { createApiKey } from '../app/access/api-keys/create-api-key.ts';
import { inTransaction } from '../app/db.ts';
import { UsageError } from './command.ts';
import type { Command } from './command.ts';
import { findOrg } from './find-org.ts';

export const keyCreate: Command = {
  name: 'key create',
  summary: 'Tạo khóa API cho một tổ chức / make an API key of an organisation',
  options: {
    org: { type: 'string', value: '<slug>', help: 'the organisation', required: true },
    scope: { type: 'string', value: 'capture,query,links', help: 'what the key may do', required: true },
    name: { type: 'string', value: '<text>', help: 'what the key is for, shown in lists' },
  },
  async run(call) {
    const database = await call.openDatabase();
    const wanted = readScopes(call.texts('scope').join(','));
    const organisation = await findOrg(database, call.text('org') ?? '');
    const made = { id: call.newId(), at: call.now(), actor: 'cli', random: randomBytes(key_random_bytes) };
    const created = await inTransaction(database.system, (db) =>
      createApiKey(db, { orgId: organisation.id, name: call.text('name') ?? 'Tạo bằng dòng lệnh', scopes: wanted }, made),
    );
    if (call.json) {
      call.print(JSON.stringify({ id: created.id, org: organisation.slug, prefix: created.prefix, scopes: wanted, key: created.key }));
      return 0;
    }
    call.note(`Khóa của ${organisation.name} (${wanted.join(', ')}). Chỉ hiện một lần: hãy cất giữ ngay. / Shown once: keep it now.`);
    call.print(created.key);
    return 0;
  },
};

function readScopes(text: string): Scope[] {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const known = scopes.filter((scope) => words.includes(scope));
  if (known.length === 0 || known.length !== new Set(words).size) throw new UsageError(`--scope: ${scopes.join(', ')}; given: "${text}"`);
  return known;
}
