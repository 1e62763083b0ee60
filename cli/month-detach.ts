// `month detach`: takes an old month of events out of the repository; its table stays.
import { detachMonth } from '../app/capture/month-tables.ts';
import type { Command } from './command.ts';

export const monthDetach: Command = {
  name: 'month detach',
  summary: 'Tách một tháng sự kiện cũ ra khỏi kho, bảng vẫn giữ nguyên / take an old month of events out; its table stays',
  positionals: ['<yyyy-mm>'],
  options: {},
  async run(call) {
    const month = call.positionals[0] ?? '';
    await detachMonth(await call.openDatabase(), month, call.now());
    if (call.json) call.print(JSON.stringify({ month, attached: false }));
    else call.print(`${month}: đã tách, bảng events_${month.replace('-', '_')} / taken out`);
    return 0;
  },
};
