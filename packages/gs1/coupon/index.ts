// Public face of @nguon/gs1/coupon: checks of North American coupons (AI 8110, 8112), which few readers of codes need.

import type { PrefixSource } from '../company-prefix.ts';
import type { Element } from '../element.ts';
import { couponFault } from './coupon-fault.ts';
import type { CouponFault } from './coupon-fault.ts';
import { CouponReader } from './coupon-reader.ts';
import type { Step } from './coupon-reader.ts';

export type { CouponFault } from './coupon-fault.ts';

/** Tells what is wrong with the digits of a coupon, or undefined. */
export type CouponLinter = (value: string, source?: PrefixSource) => CouponFault | undefined;

const PREFIX_SIZES = '0123456';
const REQUIREMENT_CODES = '012349';

function purchase(nth: '1st' | '2nd' | '3rd'): Step[] {
  return [
    { kind: 'sized', field: `${nth}_purchase_requirement`, sizes: '12345', plus: 0 },
    { kind: 'choice', field: `${nth}_purchase_requirement_code`, allowed: REQUIREMENT_CODES },
    { kind: 'digits', field: `${nth}_purchase_family_code`, count: 3 },
  ];
}

const FIRST: readonly Step[] = [
  { kind: 'sized', field: 'gcp', sizes: PREFIX_SIZES, plus: 6, isPrefix: true },
  { kind: 'digits', field: 'offer_code', count: 6 },
  { kind: 'sized', field: 'save_value', sizes: '12345', plus: 0 },
  ...purchase('1st'),
];

/** Optional fields by the digit that announces them, in this order. */
const OPTIONAL: readonly (readonly [string, readonly Step[]])[] = [
  [
    '1',
    [
      { kind: 'choice', field: 'additional_purchase_rules_code', allowed: '0123' },
      ...purchase('2nd'),
      { kind: 'sized', field: '2nd_purchase_gcp', sizes: PREFIX_SIZES, plus: 6, same: '9', isPrefix: true },
    ],
  ],
  ['2', [...purchase('3rd'), { kind: 'sized', field: '3rd_purchase_gcp', sizes: PREFIX_SIZES, plus: 6, same: '9', isPrefix: true }]],
  ['3', [{ kind: 'date', field: 'expiration_date' }]],
  ['4', [{ kind: 'date', field: 'start_date' }]],
  ['5', [{ kind: 'sized', field: 'serial_number', sizes: '0123456789', plus: 6 }]],
  ['6', [{ kind: 'sized', field: 'retailer_gcp_or_gln', sizes: '1234567', plus: 6 }]],
  [
    '9',
    [
      { kind: 'choice', field: 'save_value_code', allowed: '01256' },
      { kind: 'choice', field: 'save_value_applies_to_item', allowed: '012' },
      { kind: 'choice', field: 'store_coupon_flag', allowed: '0123456789' },
      { kind: 'choice', field: 'dont_multiply_flag', allowed: '01' },
    ],
  ],
];

/** AI 8110 (linter `couponcode`): coupon code identification for use in North America, General Specifications 3.8.24. */
export const lintCouponCode: CouponLinter = (value, source) => {
  const reader = new CouponReader(value, source);
  reader.read(FIRST);
  let expiration = -1;
  for (const [digit, steps] of OPTIONAL) {
    const from = reader.at;
    if (!reader.takes(digit)) continue;
    reader.read(steps);
    if (digit === '3') expiration = from;
    if (digit === '4' && expiration >= 0 && reader.fault === undefined) reader.fault = checkDates(reader, expiration);
  }
  return reader.fault ?? findExcess(reader);
};

/** `3YYMMDD4YYMMDD`: the expiration date must not lie before the start (two-digit years seen from 2000). */
function checkDates(reader: CouponReader, from: number): CouponFault | undefined {
  const expiration = reader.text.slice(from + 1, from + 7);
  const start = reader.text.slice(from + 8, from + 14);
  if (withCentury(expiration) >= withCentury(start)) return undefined;
  const length = reader.at - from;
  const vi = 'ngày hết hạn đứng trước ngày bắt đầu';
  return couponFault('coupon_expiration_before_start', from, length, vi, 'it expires before it starts');
}

function withCentury(date: string): string {
  return (date > '51' ? '19' : '20') + date;
}

function findExcess({ at, text }: CouponReader): CouponFault | undefined {
  if (at === text.length) return undefined;
  return couponFault('coupon_excess_data', at, text.length - at, 'còn chữ số thừa ở cuối', 'digits are left at its end');
}

const OFFER: readonly Step[] = [
  { kind: 'choice', field: 'format_code', allowed: '01' },
  { kind: 'sized', field: 'funder', sizes: PREFIX_SIZES, plus: 6, isPrefix: true },
  { kind: 'digits', field: 'offer_code', count: 6 },
  { kind: 'sized', field: 'serial_number', sizes: '0123456789', plus: 6 },
];

/** AI 8112 (linter `couponposoffer`): positive offer file coupon, General Specifications 3.8.26. */
export const lintCouponOffer: CouponLinter = (value, source) => {
  const reader = new CouponReader(value, source);
  reader.read(OFFER);
  return reader.fault ?? findExcess(reader);
};

/** The coupon linters by the names of the dictionary. */
export const couponLinters: Readonly<Record<'couponcode' | 'couponposoffer', CouponLinter>> = {
  couponcode: lintCouponCode,
  couponposoffer: lintCouponOffer,
};

/** What is wrong with the coupons among elements that have been read; `index` counts the elements. */
export function checkCoupons(elements: readonly Element[], source?: PrefixSource): (CouponFault & { readonly index: number })[] {
  return elements.flatMap(({ ai, value }, index) => {
    const lint = ai === '8110' ? lintCouponCode : ai === '8112' ? lintCouponOffer : undefined;
    const fault = lint?.(value, source);
    return fault === undefined ? [] : [{ ...fault, index }];
  });
}
