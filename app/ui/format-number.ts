// Numbers as each language of the screens writes them: 1.234,5 in Vietnamese, 1,234.5 in English and Chinese.
import { formatNumberVi } from '@nguon/vn';
import type { Lang } from './words/lang.ts';

/** From a number or decimal text without losing digits; text that is no decimal comes back unchanged. */
export function formatNumber(lang: Lang, value: string | number | bigint): string {
  const vi = formatNumberVi(value);
  return lang === 'vi' || vi === value ? vi : vi.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'));
}
