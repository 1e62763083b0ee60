// The checks of values named in the GS1 syntax dictionary, by name; each answers what is wrong, or undefined.

import { CODE_LIST_LINTERS } from './code-list-linters.ts';
import { DATE_LINTERS } from './date-linters.ts';
import type { Linter } from './linter.ts';
import { TEXT_LINTERS } from './text-linters.ts';

const LINTERS: Readonly<Record<string, Linter>> = { ...TEXT_LINTERS, ...DATE_LINTERS, ...CODE_LIST_LINTERS };

/** The check of that dictionary name; undefined for other names and for the two coupon formats, which @nguon/gs1/coupon checks. */
export function findLinter(name: string): Linter | undefined {
  return Object.hasOwn(LINTERS, name) ? LINTERS[name] : undefined;
}
