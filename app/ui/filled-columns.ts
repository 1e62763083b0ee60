// Leaves the columns of a table out in which nothing stands: what a reader may not see in any row needs no heading.
import type { ComponentChildren } from 'preact';
import type { Column } from './table.tsx';

type Rows = readonly (readonly ComponentChildren[])[];

const isEmpty = (cell: ComponentChildren): boolean => cell === '' || cell === null || cell === undefined || cell === false;

/** The first column, which names the rows, always stays, and so do all where there is no row. */
export function filledColumns(columns: readonly Column[], rows: Rows): { readonly columns: readonly Column[]; readonly rows: Rows } {
  const isFilled = columns.map((_, index) => index === 0 || rows.length === 0 || rows.some((row) => !isEmpty(row[index])));
  return {
    columns: columns.filter((_, index) => isFilled[index]),
    rows: rows.map((row) => row.filter((_, index) => isFilled[index])),
  };
}
