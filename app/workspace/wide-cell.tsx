// A table's cell with text that may be long and without blanks (codes, paths): wide enough to read, broken where it must be.
import type { ComponentChildren } from 'preact';

/** The table scrolls in its box on a phone instead of breaking a code into a column of letters. */
export function WideCell({ children, width_em = 14 }: { children: ComponentChildren; width_em?: number }) {
  return <span style={`display:inline-block;min-width:${width_em}em;font-weight:400;overflow-wrap:anywhere`}>{children}</span>;
}
