// What the first three digits of a GS1 company prefix say: the organisation that gave it out, or a special use.

import { companyDigits } from './company-digits.ts';
import type { Element } from './element.ts';

export interface Gs1Prefix {
  /** The three digits. */
  readonly digits: string;
  readonly vi: string;
  readonly en: string;
}

const OTHER = ['tổ chức GS1 nước khác', 'another GS1 member organisation'] as const;
const INTERNAL = ['chỉ dùng nội bộ, không có giá trị ngoài đơn vị', 'for use within one company or region only'] as const;
const COUPON = ['phiếu ưu đãi', 'coupons'] as const;

/** Ranges other than those of member organisations abroad (General Specifications 1.4.2), and our neighbours. */
const RANGES: readonly (readonly [number, number, string, string])[] = [
  [20, 29, ...INTERNAL],
  [40, 49, ...INTERNAL],
  [200, 299, ...INTERNAL],
  [690, 699, 'GS1 Trung Quốc', 'GS1 China'],
  [884, 884, 'GS1 Campuchia', 'GS1 Cambodia'],
  [885, 885, 'GS1 Thái Lan', 'GS1 Thailand'],
  [893, 893, 'GS1 Việt Nam', 'GS1 Vietnam'],
  [951, 951, 'số tổng quát của GS1 cho thẻ EPC', 'GS1 Global Office, general manager numbers for EPC'],
  [952, 952, 'dùng để trình diễn, không có hàng thật', 'demonstrations and examples, no real goods'],
  [977, 977, 'ấn phẩm định kỳ (ISSN)', 'serial publications (ISSN)'],
  [978, 979, 'sách (ISBN)', 'books (ISBN)'],
  [980, 980, 'phiếu hoàn tiền', 'refund receipts'],
  [981, 984, ...COUPON],
  [990, 999, ...COUPON],
];

/**
 * The GS1 prefix of a primary key: what its first three digits mean. Undefined where the key has no company prefix of
 * three digits and more. A GTIN-8 has prefixes of its own, given out by the same organisations.
 */
export function gs1Prefix(key: Element): Gs1Prefix | undefined {
  const company = companyDigits(key);
  const isGtin8 = (key.ai === '01' || key.ai === '02') && key.value.startsWith('000000');
  const digits = (isGtin8 ? key.value.slice(6) : company).slice(0, 3);
  if (digits.length < 3) return undefined;
  // GTIN-8 that begin with 0 are for internal use (General Specifications 1.4.3).
  const number = isGtin8 && digits.startsWith('0') ? 20 : Number(digits);
  const [, , vi, en] = RANGES.find(([from, to]) => number >= from && number <= to) ?? [0, 0, ...OTHER];
  return { digits, vi, en };
}
