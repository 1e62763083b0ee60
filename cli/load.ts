// `load`: fills the database with a large data set, for measuring and for seeing the product full.
import { createSequenceAllocator, makeEventPartitions } from '../app/capture/partitions.ts';
import { formatNumberVi } from '@nguon/vn';
import { bulk_events_max, bulk_events_min, planBulk } from '../demo/bulk/bulk-plan.ts';
import { loadBulk } from '../demo/bulk/load-bulk.ts';
import { UsageError } from './command.ts';
import type { Command } from './command.ts';
import { findOrg } from './find-org.ts';

const seed_max = 999;
const note_every_ms = 2_000;

export const load: Command = {
  name: 'load',
  summary: 'Nạp bộ dữ liệu lớn để đo và xem thử / load a large data set to measure with',
  options: {
    events: { type: 'string', value: '<n>', help: `how many events, ${bulk_events_min} to ${bulk_events_max}`, required: true },
    org: { type: 'string', value: '<slug>', help: 'the organisation that captures them; demo when absent' },
    seed: { type: 'string', value: '<n>', help: `0 to ${seed_max}: another number makes other codes; 1 when absent` },
  },
  async run(call) {
    const events = readInteger('events', call.text('events'), bulk_events_min, bulk_events_max);
    const seed = readInteger('seed', call.text('seed') ?? '1', 0, seed_max);
    const database = await call.openDatabase();
    const organisation = await findOrg(database, call.text('org') ?? 'demo');
    await makeEventPartitions(database.system, call.now());
    const began_ms = performance.now();
    let noted_ms = began_ms;
    const rate = (stored: number): number => Math.round(stored / ((performance.now() - began_ms) / 1_000));
    const stored = await loadBulk(database, {
      orgId: organisation.id,
      plan: planBulk(events, seed, call.now().getTime()),
      allocator: createSequenceAllocator(),
      now: call.now,
      newId: call.newId,
      progress(done) {
        if (performance.now() - noted_ms < note_every_ms) return;
        noted_ms = performance.now();
        const left_s = Math.ceil((events - done) / Math.max(1, rate(done)));
        call.note(`${formatNumberVi(done)} / ${formatNumberVi(events)} sự kiện, ${formatNumberVi(rate(done))}/s, còn khoảng ${left_s} s`);
      },
    });
    const seconds = Math.round((performance.now() - began_ms) / 100) / 10;
    call.print(
      call.json
        ? JSON.stringify({ events: stored, seconds, per_second: rate(stored), org: organisation.slug, seed })
        : `Đã nạp ${formatNumberVi(stored)} sự kiện cho ${organisation.name} trong ${formatNumberVi(seconds)} giây (${formatNumberVi(rate(stored))}/s).`,
    );
    return 0;
  },
};

function readInteger(name: string, text: string | undefined, low: number, high: number): number {
  const value = Number((text ?? '').replaceAll('_', ''));
  if (!Number.isInteger(value) || value < low || value > high || text === '')
    throw new UsageError(`--${name}: an integer from ${low} to ${high}; given: "${text ?? ''}"`);
  return value;
}
