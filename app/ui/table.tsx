// A table with a caption; on a phone each row is a small card, its figures beside the names of their columns.
import type { ComponentChildren } from 'preact';

export interface Column {
  readonly label: string;
  /** Figures stand at the right, in tabular digits. */
  readonly numeric?: boolean;
  /** Its cells are links or buttons that say themselves what they do: the heading is for readers of screens only. */
  readonly isAction?: boolean;
  /** Its cells are sentences: on a phone they stand beneath the name of the column, as wide as the card. */
  readonly isLong?: boolean;
}

/**
 * The first cell of each row is its header. Wide tables scroll in their own box, which the keyboard reaches. The roles say
 * again what the elements are: some browsers forget it when a style sheet lays out rows as blocks.
 */
export function Table({
  caption,
  columns,
  rows,
  hideCaption = false,
}: {
  caption: string;
  columns: readonly Column[];
  rows: readonly (readonly ComponentChildren[])[];
  hideCaption?: boolean;
}) {
  return (
    <div class="scroll" role="region" aria-label={caption} tabindex={0}>
      <table class="stack" role="table">
        <caption>
          <span class={hideCaption ? 'vh' : undefined}>{caption}</span>
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th scope="col" role="columnheader" class={column.numeric === true ? 'n' : undefined}>
                {column.isAction === true ? <span class="vh">{column.label}</span> : column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row">
              {row.map((cell, index) => {
                const column = columns[index];
                const look =
                  column?.numeric === true ? 'n' : column?.isAction === true ? 'act' : column?.isLong === true ? 'long' : undefined;
                if (index === 0)
                  return (
                    <th scope="row" role="rowheader" class={look}>
                      {cell}
                    </th>
                  );
                if (cell === '' || cell === null || cell === undefined || cell === false) return <td role="cell" class={look} />;
                return (
                  <td role="cell" class={look} data-label={column?.isAction === true ? undefined : column?.label}>
                    <div>{cell}</div>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
