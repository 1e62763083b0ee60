// Carries a reading from one thread to another: its columns change hands, what stands beside them goes as one text.
import type { EventColumns } from './event-columns.ts';
import type { PassingBatch, PassingReading } from './read-in-passing.ts';

export interface CarriedReading {
  readonly reading: Omit<PassingReading, 'batch'>;
  readonly batch: { readonly columns: EventColumns; readonly beside: string } | undefined;
}

/** The reading as a message, and the memory that goes with it: the sender has it no more. */
export function packReading({ batch, ...reading }: PassingReading): { readonly message: CarriedReading; readonly moved: ArrayBuffer[] } {
  if (batch === undefined) return { message: { reading, batch }, moved: [] };
  const { columns, heads, places } = batch;
  // Thousands of short texts are dear as objects of a message, and cheap as one text.
  return { message: { reading, batch: { columns, beside: JSON.stringify({ heads, places }) } }, moved: memoryOf(columns) };
}

export function unpackReading({ reading, batch }: CarriedReading): PassingReading {
  if (batch === undefined) return { ...reading, batch };
  const beside = JSON.parse(batch.beside) as Pick<PassingBatch, 'heads' | 'places'>;
  return { ...reading, batch: { columns: batch.columns, ...beside } };
}

/** Gives the memory of columns back that are stored. */
export function releaseColumns(columns: EventColumns): void {
  for (const memory of memoryOf(columns)) memory.transfer(0);
}

/** Each piece once: events and ledger share the column of hashes. */
function memoryOf({ events, things, terms, edges, states, dispositions, hashes }: EventColumns): ArrayBuffer[] {
  const tables = [events, things, terms, edges, dispositions, ...states.registers];
  const pieces = [...tables.flatMap(({ ordinals, columns }) => [ordinals, ...columns]), ...states.columns];
  return [...new Set([...pieces, states.lastOrdinals, states.orgIds, hashes].map(({ buffer }) => buffer as ArrayBuffer))];
}
