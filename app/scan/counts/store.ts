// Writes batches of scan counts: totals, hours and provinces, visitors of a day.
import type { Db } from '../../db.ts';
import type { ScanCount } from './scan-counter.ts';
import { dayOf } from '../page/show.ts';

/** Things written with one statement. */
export const counts_per_statement_max = 2_000;
/** Hashes of visitors say nothing once their day's key is gone; they go after this many days. */
const visitors_kept_days = 30;

/** Rows sorted by thing, so that two processes cannot wait for each other. */
export async function addScanCounts(db: Db, counts: readonly ScanCount[], withProvinces: boolean): Promise<void> {
  const sorted = [...counts].sort((a, b) => (a.thing < b.thing ? -1 : 1));
  await db.query({
    name: 'scan_add_totals',
    text: `insert into scan_totals as t (thing, first_at, first_province, total)
      select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::bigint[])
      on conflict (thing) do update set total = t.total + excluded.total, first_at = least(t.first_at, excluded.first_at),
        first_province = case when excluded.first_at < t.first_at then excluded.first_province else t.first_province end`,
    values: [
      sorted.map((c) => c.thing),
      sorted.map((c) => new Date(c.first_ms)),
      sorted.map((c) => c.firstProvince || null),
      sorted.map((c) => c.total),
    ],
  });
  const hours = sorted.flatMap((c) =>
    [...c.hours].map(([hour, total]) => ({
      thing: c.thing,
      hour: new Date(Number(hour.split('|', 1)[0])),
      province: hour.slice(hour.indexOf('|') + 1),
      total,
    })),
  );
  await db.query({
    name: 'scan_add_hours',
    text: `insert into scan_hours as h (thing, hour, province, total) select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::int[])
      on conflict (thing, hour, province) do update set total = h.total + excluded.total`,
    values: [hours.map((h) => h.thing), hours.map((h) => h.hour), hours.map((h) => h.province), hours.map((h) => h.total)],
  });
  if (withProvinces) {
    await db.query({
      name: 'scan_add_provinces',
      text: `insert into scan_provinces as p (thing, province, total)
        select thing, province, sum(total) from unnest($1::text[], $2::text[], $3::int[]) as r (thing, province, total) group by 1, 2 order by 1, 2
        on conflict (thing, province) do update set total = p.total + excluded.total`,
      values: [hours.map((h) => h.thing), hours.map((h) => h.province), hours.map((h) => h.total)],
    });
  }
  const visitors = sorted.flatMap((c) =>
    [...c.visitors].map((hash) => ({ thing: c.thing, day: dayOf(c.first_ms), hash: Buffer.from(hash, 'base64url') })),
  );
  await db.query({
    name: 'scan_add_visitors',
    text: `insert into scan_visitors (thing, on_day, visitor_hash) select * from unnest($1::text[], $2::date[], $3::bytea[]) on conflict do nothing`,
    values: [visitors.map((v) => v.thing), visitors.map((v) => v.day), visitors.map((v) => v.hash)],
  });
}

export async function deleteOldVisitors(db: Db, today: string): Promise<void> {
  await db.query({ text: `delete from scan_visitors where on_day < $1::date - ${visitors_kept_days}`, values: [today] });
}
