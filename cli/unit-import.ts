// `unit import`: brings the province's administrative units, with the days they were in force, into the register.
import { tayNinhUnits } from '@nguon/vn';
import { inTransaction } from '../app/db.ts';
import { AppError } from '../app/errors.ts';
import { importUnits } from '../app/party/import-units.ts';
import type { Command } from './command.ts';

export const unitImport: Command = {
  name: 'unit import',
  summary: 'Nạp danh mục đơn vị hành chính của tỉnh / bring in the administrative units of the province',
  options: {},
  async run(call) {
    const { code } = call.config.province;
    if (!tayNinhUnits.some((unit) => unit.level === 'province' && unit.code === code))
      throw new AppError('not_found', 'units_unknown', {
        vi: `Chưa có danh mục đơn vị hành chính của tỉnh mã "${code}" (NGUON_PROVINCE_CODE).`,
        en: `There is no list of administrative units for the province "${code}" (NGUON_PROVINCE_CODE).`,
      });
    const database = await call.openDatabase();
    const units = await inTransaction(database.system, (db) => importUnits(db, tayNinhUnits, { at: call.now(), actor: 'cli' }));
    if (call.json) call.print(JSON.stringify({ units }));
    else call.print(`${units} đơn vị / units`);
    return 0;
  },
};
