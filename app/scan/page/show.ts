// Shows instants, days and figures in the page's language, in the time of Việt Nam.
import { formatDateTimeVi, formatDateVi, vietnamDay } from '@nguon/vn';
import { formatNumber } from '../../ui/format-number.ts';
import type { Lang } from '../../ui/words/lang.ts';

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-11-22` → `22/11/2026`, `22 Nov 2026`, `2026年11月22日`. */
export function showDay(day: string, lang: Lang): string {
  if (lang === 'vi') return formatDateVi(day);
  const [year, month, date] = day.split('-').map(Number);
  return lang === 'en' ? `${date} ${englishMonths[(month ?? 1) - 1]} ${year}` : `${year}年${month}月${date}日`;
}

export function showInstantDay(time_ms: number, lang: Lang): string {
  return showDay(dayOf(time_ms), lang);
}

/** With the hour and minute, `22/11/2026 09:05`. */
export function showInstant(time_ms: number, lang: Lang): string {
  const text = formatDateTimeVi(new Date(time_ms));
  return lang === 'vi' ? text : `${showInstantDay(time_ms, lang)}${text.slice(10)}`;
}

/** The day of Việt Nam at an instant, `2026-11-22`. */
export function dayOf(time_ms: number): string {
  return vietnamDay(new Date(time_ms));
}

/** Vietnamese writes 1.234,5; English and Chinese 1,234.5. At most three decimals. */
export function showNumber(value: number, lang: Lang): string {
  const rounded = Math.round(value * 1_000) / 1_000;
  return formatNumber(lang, rounded);
}
