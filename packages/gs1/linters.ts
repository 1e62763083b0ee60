// The checks of values named in the GS1 syntax dictionary, by name; each answers what is wrong, or undefined.

import { CODE_LIST_LINTERS } from './code-list-linters.ts';
import { DATE_LINTERS } from './date-linters.ts';
import type { ReadingFaultCode } from './fault-texts.ts';
import { TEXT_LINTERS } from './text-linters.ts';

/** What is wrong: `at` and `length` mark the characters of the checked value. */
export interface LintFault {
  readonly code: ReadingFaultCode;
  readonly at: number;
  readonly length: number;
}

export type Linter = (value: string) => LintFault | undefined;

const LINTERS: Readonly<Record<string, Linter>> = { ...TEXT_LINTERS, ...DATE_LINTERS, ...CODE_LIST_LINTERS };

/** The check of that dictionary name; undefined for other names and for the two coupon formats, which @nguon/gs1/coupon checks. */
export function findLinter(name: string): Linter | undefined {
  return Object.hasOwn(LINTERS, name) ? LINTERS[name] : undefined;
}
