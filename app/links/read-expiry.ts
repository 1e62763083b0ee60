// Reads the day or instant from which on a link no longer leads anywhere. Pure.
import type { Fault } from '../errors.ts';

const path = 'expires_at';
const expiry_max_ms = 100 * 366 * 86_400_000;
/** The end of a Vietnamese day is 17:00 UTC. */
const vietnam_offset = '+07:00';

/** Null where nothing was given. */
export function readExpiry(text: string, now: Date): Date | null | Fault {
  const given = text.trim();
  if (given === '') return null;
  const at = readInstant(given);
  if (at === undefined)
    return {
      code: 'expiry_wrong',
      path,
      vi: 'Hãy viết ngày hết hạn theo dạng ngày/tháng/năm, ví dụ 31/12/2027.',
      en: 'Write the day as 31/12/2027 or 2027-12-31, or an instant of RFC 3339.',
    };
  if (at.getTime() <= now.getTime() || at.getTime() > now.getTime() + expiry_max_ms)
    return {
      code: 'expiry_past',
      path,
      vi: 'Ngày hết hạn phải ở tương lai, không quá 100 năm.',
      en: 'The expiry must lie in the future, within 100 years.',
    };
  return at;
}

function readInstant(text: string): Date | undefined {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const iso = year === undefined ? text : `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  if (/^\d{4}-\d\d-\d\d$/.test(iso)) {
    const begin = new Date(`${iso}T00:00:00Z`);
    // 31/02 is no day.
    if (Number.isNaN(begin.getTime()) || begin.toISOString().slice(0, 10) !== iso) return undefined;
    return new Date(`${iso}T23:59:59.999${vietnam_offset}`);
  }
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/.test(iso)) return undefined;
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
