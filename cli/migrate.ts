// `migrate`: brings the database's tables up to this version; harmless when they are.
import { migrate } from '../app/db.ts';
import type { Command } from './command.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'Cập nhật cấu trúc cơ sở dữ liệu / bring the database up to this version',
  options: {},
  async run(call) {
    const database = await call.openDatabase();
    const applied = await migrate(database.system, call.config.rootDir, call.note);
    if (call.json) call.print(JSON.stringify({ applied }));
    else
      call.print(
        applied.length === 0
          ? 'Đã là phiên bản mới nhất / nothing to do'
          : `Đã chạy ${applied.length} bước / steps applied: ${applied.join(', ')}`,
      );
    return 0;
  },
};
