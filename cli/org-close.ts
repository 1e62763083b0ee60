// `org close`: closes an organisation that has ended or merged; its links stay, and its successor manages them.
import { inTransaction } from '../app/db.ts';
import { closeOrganisation } from '../app/party/close-organisation.ts';
import type { Command } from './command.ts';
import { findOrg } from './find-org.ts';

export const orgClose: Command = {
  name: 'org close',
  summary: 'Đóng một tổ chức đã giải thể hoặc sáp nhập / close an organisation that has ended or merged',
  positionals: ['<slug>'],
  options: { successor: { type: 'string', value: '<slug>', help: 'who manages its products, places and links from now on' } },
  async run(call) {
    const database = await call.openDatabase();
    const organisation = await findOrg(database, call.positionals[0] ?? '');
    const slug = call.text('successor');
    const successor = slug === undefined ? undefined : await findOrg(database, slug);
    const by = { at: call.now(), actor: 'cli' };
    await inTransaction(database.system, (db) => closeOrganisation(db, { orgId: organisation.id, successorId: successor?.id }, by));
    if (call.json) call.print(JSON.stringify({ org: organisation.slug, successor: successor?.slug ?? null }));
    else call.print(`${organisation.slug}: đã đóng / closed${successor === undefined ? '' : ` → ${successor.slug}`}`);
    return 0;
  },
};
