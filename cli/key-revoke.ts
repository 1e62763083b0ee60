// `key revoke`: ends an API key, named by the part that lists show. A running server obeys within five seconds.
import { listApiKeysByPrefix } from '../app/access/api-keys/store.ts';
import { revokeApiKey } from '../app/access/api-keys/revoke-api-key.ts';
import { inTransaction } from '../app/db.ts';
import { AppError } from '../app/errors.ts';
import type { Command } from './command.ts';

const prefix_min_chars = 8;

export const keyRevoke: Command = {
  name: 'key revoke',
  summary: 'Thu hồi một khóa API / revoke an API key',
  positionals: ['<prefix>'],
  options: {},
  async run(call) {
    const prefix = call.positionals[0] ?? '';
    const database = await call.openDatabase();
    const found =
      prefix.length < prefix_min_chars ? [] : await listApiKeysByPrefix(database.system, prefix.split('_').slice(0, 2).join('_'));
    const [key, second] = found;
    if (key === undefined || second !== undefined)
      throw new AppError('not_found', 'key_unknown', {
        vi: `${second === undefined ? 'Không có khóa nào' : 'Có nhiều khóa'} bắt đầu bằng "${prefix}". Xem: npm run -s nguon -- key list --org <slug>`,
        en: `${second === undefined ? 'No key begins' : 'Several keys begin'} with "${prefix}". See: npm run -s nguon -- key list --org <slug>`,
      });
    const by = { at: call.now(), actor: 'cli' };
    await inTransaction(database.system, (db) => revokeApiKey(db, { orgId: key.org_id, id: key.id }, by));
    call.print(
      call.json
        ? JSON.stringify({ id: key.id, prefix: key.prefix, revoked_at: by.at })
        : `Đã thu hồi / revoked: ${key.prefix} (${key.name})`,
    );
    return 0;
  },
};
