// What a check of a value is, and what it finds wrong.

import type { ReadingFaultCode } from './fault-texts.ts';

/** What is wrong: `at` and `length` mark the characters of the checked value. */
export interface LintFault {
  readonly code: ReadingFaultCode;
  readonly at: number;
  readonly length: number;
}

export type Linter = (value: string) => LintFault | undefined;
