// Reads the period and the page of a request about a place.
import { addDays, isDay, vietnamDay, vietnamDayRange } from '@nguon/vn';
import type { Fault } from '../../errors.ts';
import { traceWords } from '../../ui/words/trace.ts';
import type { PlaceEvents } from './store.ts';

/** Days before today that a period begins when none is asked for. */
const period_default_days = 90;

export interface PlaceRequest extends PlaceEvents {
  /** Vietnamese days, both included. */
  readonly fromDay: string;
  readonly untilDay: string;
}

const seq_max = 2n ** 63n - 1n;
const cursorForm = /^(\d{1,15})-(\d{1,19})$/;

export function readPlaceRequest(query: Readonly<Record<string, unknown>>, place: string, now: Date): PlaceRequest | Fault {
  const today = vietnamDay(now);
  const dayOf = (name: string, otherwise: string): string =>
    typeof query[name] === 'string' && query[name] !== '' ? query[name] : otherwise;
  const untilDay = dayOf('until', today);
  const fromDay = dayOf('from', isDay(untilDay) ? addDays(untilDay, -period_default_days) : today);
  const from = isDay(fromDay) ? vietnamDayRange(fromDay) : undefined;
  const until = isDay(untilDay) ? vietnamDayRange(untilDay) : undefined;
  if (from === undefined || until === undefined || from.from > until.from)
    return { code: 'bad_period', path: 'from', vi: traceWords.vi.badDay, en: traceWords.en.badDay };
  const cursor = typeof query['before'] === 'string' ? cursorForm.exec(query['before']) : undefined;
  if (cursor === null || (cursor !== undefined && BigInt(cursor[2]!) > seq_max))
    return { code: 'bad_page', path: 'before', vi: traceWords.vi.badPage, en: traceWords.en.badPage };
  return {
    place,
    fromDay,
    untilDay,
    from: from.from,
    until: until.to,
    before: cursor === undefined ? undefined : { time_ms: Number(cursor[1]), seq: cursor[2]! },
  };
}
