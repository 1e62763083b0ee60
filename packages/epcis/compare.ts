// What the order of two values must be for each comparison of the query language.
import type { Comparison } from './event-query.ts';

/** Whether an order (negative, zero, positive: left smaller, equal, larger) is what the comparison asks. */
export function holds(comparison: Comparison, order: number): boolean {
  switch (comparison) {
    case 'EQ':
      return order === 0;
    case 'GT':
      return order > 0;
    case 'GE':
      return order >= 0;
    case 'LT':
      return order < 0;
    case 'LE':
      return order <= 0;
  }
}
