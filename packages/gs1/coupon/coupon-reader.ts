// Walks through the digits of a coupon field by field and stops at the first that is wrong.

import type { PrefixSource } from '../company-prefix.ts';
import { DATE_LINTERS } from '../date-linters.ts';
import { couponFault, fieldFault } from './coupon-fault.ts';
import type { CouponFault, CouponFaultKind, CouponField } from './coupon-fault.ts';

/** One field after the other: how it is written. */
export type Step =
  /** A single digit out of a list. */
  | { readonly kind: 'choice'; readonly field: CouponField; readonly allowed: string }
  /** A fixed number of digits. */
  | { readonly kind: 'digits'; readonly field: CouponField; readonly count: number }
  /** A digit that tells the length (as it is, plus `plus`) and that many digits; `same` in its place: none follow. */
  | {
      readonly kind: 'sized';
      readonly field: CouponField;
      readonly sizes: string;
      readonly plus: number;
      readonly same?: string;
      readonly isPrefix?: true;
    }
  /** YYMMDD. */
  | { readonly kind: 'date'; readonly field: CouponField };

export class CouponReader {
  /** Next character to read. */
  at = 0;
  fault: CouponFault | undefined;
  readonly text: string;
  private readonly source: PrefixSource | undefined;

  constructor(text: string, source: PrefixSource | undefined) {
    this.text = text;
    this.source = source;
    const other = text.search(/\D/);
    if (other >= 0) this.fault = couponFault('non_digit_character', other, 1, 'chỉ gồm chữ số', 'it holds digits only');
  }

  /** Reads the steps until one is wrong. */
  read(steps: readonly Step[]): void {
    for (const step of steps) {
      if (this.fault !== undefined) return;
      this.readStep(step);
    }
  }

  /** Whether the next character is this one; takes it. */
  takes(digit: string): boolean {
    if (this.fault !== undefined || this.text.charAt(this.at) !== digit) return false;
    this.at += 1;
    return true;
  }

  private readStep(step: Step): void {
    switch (step.kind) {
      case 'choice':
        return this.readChoice(step.field, step.allowed);
      case 'digits':
        return this.readDigits(step.field, step.count);
      case 'sized':
        return this.readSized(step);
      case 'date':
        return this.readDate(step.field);
    }
  }

  private readChoice(field: CouponField, allowed: string): void {
    if (this.at === this.text.length) return this.failWhole('missing', field, `coupon_missing_${field}`);
    if (!allowed.includes(this.text.charAt(this.at))) return this.fail('invalid', field, `coupon_invalid_${field}`, 1);
    this.at += 1;
  }

  private readDigits(field: CouponField, count: number): void {
    if (this.text.length - this.at < count) return this.failShort(field, `coupon_truncated_${field}`);
    this.at += count;
  }

  private readSized({ field, sizes, plus, same, isPrefix }: Step & { kind: 'sized' }): void {
    if (this.at === this.text.length) return this.failWhole('missing_length', field, `coupon_missing_${field}_vli`);
    const size = this.text.charAt(this.at);
    if (size !== same && !sizes.includes(size)) return this.fail('length', field, `coupon_invalid_${field}_length`, 1);
    this.at += 1;
    if (size === same) return;
    const from = this.at;
    this.readDigits(field, Number(size) + plus);
    if (isPrefix === true && this.fault === undefined) this.askForPrefix(field, from);
  }

  private askForPrefix(field: CouponField, from: number): void {
    const verdict = this.source?.(this.text.slice(from, this.at)) ?? 'known';
    if (verdict === 'known') return;
    const code = verdict === 'unknown' ? 'invalid_gcp_prefix' : 'gcp_datasource_offline';
    this.fault = fieldFault(verdict, field, code, from, this.at - from);
  }

  private readDate(field: CouponField): void {
    const date = this.text.slice(this.at, this.at + 6);
    if (date.length < 6) return this.failShort(field, `coupon_too_short_for_${field}`);
    if (DATE_LINTERS['yymmdd']!(date) !== undefined) return this.fail('invalid', field, `coupon_invalid_${field}`, 6);
    this.at += 6;
  }

  private fail(kind: CouponFaultKind, field: CouponField, code: string, length: number): void {
    this.fault = fieldFault(kind, field, code, this.at, length);
  }

  private failWhole(kind: CouponFaultKind, field: CouponField, code: string): void {
    this.fault = fieldFault(kind, field, code, 0, this.text.length);
  }

  /** The rest is too short; where nothing is left, the whole coupon is shown. */
  private failShort(field: CouponField, code: string): void {
    if (this.at === this.text.length) this.failWhole('truncated', field, code);
    else this.fail('truncated', field, code, this.text.length - this.at);
  }
}
