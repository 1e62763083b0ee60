// A table with a caption, in a box that scrolls when the screen is narrow.
import type { ComponentChildren } from 'preact';

export interface Column {
  readonly label: string;
  /** Figures stand at the right, in tabular digits. */
  readonly numeric?: boolean;
}

/** The first cell of each row is its header. Wide tables scroll in their own box, which the keyboard reaches. */
export function Table({ caption, columns, rows, hideCaption = false }: {
  caption: string;
  columns: readonly Column[];
  rows: readonly (readonly ComponentChildren[])[];
  hideCaption?: boolean;
}) {
  return (
    <div class="scroll" role="region" aria-label={caption} tabindex={0}>
      <table>
        <caption><span class={hideCaption ? 'vh' : undefined}>{caption}</span></caption>
        <thead><tr>{columns.map((column) => <th scope="col" class={column.numeric === true ? 'n' : undefined}>{column.label}</th>)}</tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell, index) => {
                const look = columns[index]?.numeric === true ? 'n' : undefined;
                return index === 0 ? <th scope="row" class={look}>{cell}</th> : <td class={look}>{cell}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
