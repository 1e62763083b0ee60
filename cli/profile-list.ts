// `profile list`: the profiles in force, those that ended, and those that come with the product.
import { listShippedProfiles } from '../app/profile/shipped-profiles.ts';
import { listProfiles } from '../app/profile/store.ts';
import type { Command } from './command.ts';
import { printTable } from './print-table.ts';

const rows_max = 10_000;

export const profileList: Command = {
  name: 'profile list',
  summary: 'Liệt kê hồ sơ dữ liệu theo nhóm sản phẩm / list the profiles of wanted data per product group',
  options: {},
  async run(call) {
    const database = await call.openDatabase();
    const rows = await listProfiles(database.system, rows_max);
    const shown = rows.map(({ name, version, title_vi, groups, in_force_from, ended_at }) => ({
      name,
      version,
      title: title_vi,
      groups,
      in_force_from,
      ended_at,
    }));
    const shipped = listShippedProfiles(call.config.rootDir);
    if (call.json) {
      call.print(JSON.stringify({ profiles: shown, shipped }));
      return 0;
    }
    printTable(
      call,
      ['name', 'version', 'from', 'ended', 'groups'],
      shown.map((row) => [
        row.name,
        row.version,
        row.in_force_from.toISOString(),
        row.ended_at?.toISOString() ?? '-',
        row.groups.join('; ') || '*',
      ]),
    );
    call.note(`Có sẵn để nhập / shipped, to be imported: ${shipped.join(', ')}`);
    return 0;
  },
};
