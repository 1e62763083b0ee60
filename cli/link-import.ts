// `link import`: takes a CSV table of links for an organisation, all rows or none.
import { readFile } from 'node:fs/promises';
import { inTransaction } from '../app/db.ts';
import { AppError } from '../app/errors.ts';
import { checkLinkTable, importLinks } from '../app/links/table/import-links.ts';
import type { ImportReport } from '../app/links/table/import-links.ts';
import { readLinkTable } from '../app/links/table/read-link-table.ts';
import { UsageError } from './command.ts';
import type { Command, CommandCall } from './command.ts';
import { findOrg } from './find-org.ts';

const faults_printed_max = 100;

export const linkImport: Command = {
  name: 'link import',
  summary: 'Nhập bảng CSV các liên kết của một tổ chức / import a CSV table of links of an organisation',
  positionals: ['<file>'],
  options: {
    org: { type: 'string', value: '<slug>', help: 'the organisation whose identifiers they are', required: true },
    'dry-run': { type: 'boolean', help: 'only say what would happen' },
  },
  async run(call) {
    const file = call.positionals[0] ?? '';
    const bytes = await readFile(file).catch(() => {
      throw new UsageError(`Không đọc được tệp / cannot read the file: ${file}`);
    });
    const table = await readLinkTable(bytes);
    if ('code' in table) throw new AppError('invalid', table.code, { vi: table.vi, en: table.en, faults: [table] });
    const database = await call.openDatabase();
    const organisation = await findOrg(database, call.text('org') ?? '');
    const { origin } = call.config;
    const actor = { orgId: organisation.id, ownHosts: origin === undefined ? [] : [new URL(origin).host] };
    const by = { at: call.now(), actor: 'cli' };
    const report = await checkLinkTable(database.system, table, actor, by);
    const isWritten = report.faults.length === 0 && !call.flag('dry-run');
    // Under its lock everything is looked at once more.
    if (isWritten) await inTransaction(database.system, (db) => importLinks(db, table, actor, by));
    printReport(call, report, isWritten);
    return report.faults.length === 0 ? 0 : 1;
  },
};

function printReport(call: CommandCall, { faults, ...counts }: ImportReport, isWritten: boolean): void {
  if (call.json) return call.print(JSON.stringify({ ...counts, written: isWritten, faults }));
  const { rows, created, changed, same } = counts;
  call.print(`${rows} dòng / rows: ${created} mới / new, ${changed} sửa / changed, ${same} giữ nguyên / unchanged`);
  if (faults.length > 0) {
    for (const { line, path, vi, en } of faults.slice(0, faults_printed_max)) call.print(`- dòng / line ${line}, ${path}: ${vi}\n  ${en}`);
    call.note(`Chưa ghi gì: ${faults.length} lỗi / nothing was written: ${faults.length} faults`);
  } else if (!isWritten) call.note('Chưa ghi gì (--dry-run) / nothing was written');
}
