// A batch of events as the columns that the database takes, made at once after reading: nothing else of the events stays.
import { ByteaColumn, Int2Column, Int4Column, Int8Column, TextColumn, TimestampColumn } from '../binary-array.ts';
import { StateFold } from './fold-states.ts';
import type { DispositionRow, StateRow } from './fold-states.ts';
import type { ProfileGap } from '../profile/profile-book.ts';
import type { PreparedEvent } from './prepared-event.ts';
import { writeNotices } from './write-notices.ts';

export interface EventToStore {
  readonly prepared: PreparedEvent;
  readonly orgId: number;
  /** What it lacks by profiles; undefined = nothing. */
  readonly gaps?: readonly ProfileGap[] | undefined;
}

/** Ordinals (places in the batch) of events that leave no rows, and of those that leave neither edges nor states. */
export interface Exclusions {
  readonly stored: ReadonlySet<number>;
  readonly erroneous: ReadonlySet<number>;
}

/** The rows of one table: finished columns, and for each row the event that it belongs to, which gets its number later. */
export interface TableColumns {
  readonly ordinals: Int32Array;
  readonly columns: readonly Uint8Array[];
}

export interface EdgeColumns extends TableColumns {
  /** For each row, whether only the ilmd of its event tells it. */
  readonly areOfIlmd: readonly boolean[];
}

export interface EventColumns {
  readonly events: TableColumns;
  readonly things: TableColumns;
  readonly terms: TableColumns;
  readonly edges: EdgeColumns;
  readonly states: StateColumns;
  readonly dispositions: TableColumns;
  /** SHA-256 of each event, for `ledger_queue`. */
  readonly hashes: Uint8Array;
  /** Of things whose states move, for whoever keeps pages of them (`writeNotices`). */
  readonly notices: readonly string[];
}

/** Several numbers a row: of the latest event of all, and of those that gave disposition, step and place (-1 = none did). */
export interface StateColumns {
  readonly rows: number;
  readonly columns: readonly Uint8Array[];
  readonly registers: readonly TableColumns[];
  readonly lastOrdinals: Int32Array;
  readonly orgIds: Uint8Array;
}

const nothing: ReadonlySet<number> = new Set();
export const no_exclusions: Exclusions = { stored: nothing, erroneous: nothing };

/** Takes events one after another and keeps their rows, not them. */
export class EventEncoder {
  readonly #exclusions: Exclusions;
  readonly #table = new EventTable();
  readonly #things = new ThingTable();
  readonly #terms = new TermTable();
  readonly #edges = new EdgeTable();
  readonly #fold = new StateFold();
  #next = 0;

  constructor(exclusions: Exclusions) {
    this.#exclusions = exclusions;
  }

  add({ prepared, orgId }: EventToStore): void {
    const ordinal = this.#next++;
    if (this.#exclusions.stored.has(ordinal)) return;
    this.#table.add(prepared, ordinal);
    this.#things.add(prepared, ordinal);
    this.#terms.add(prepared, ordinal);
    if (this.#exclusions.erroneous.has(ordinal) || prepared.event.errorDeclaration !== undefined) return;
    this.#edges.add(prepared, ordinal);
    this.#fold.add(prepared, ordinal, orgId);
  }

  finish(): EventColumns {
    const { states, dispositions } = this.#fold.rows();
    return {
      events: this.#table.finish(),
      things: this.#things.finish(),
      terms: this.#terms.finish(),
      edges: this.#edges.finish(),
      states: encodeStates(states),
      dispositions: encodeDispositions(dispositions),
      hashes: this.#table.hashes.finish(),
      notices: writeNotices(states.map(({ thing }) => thing)),
    };
  }
}

/** In the order of the statement `capture_events`. */
class EventTable {
  readonly #ordinals: number[] = [];
  readonly #eventIds = new TextColumn();
  readonly hashes = new ByteaColumn();
  readonly #types = new TextColumn();
  readonly #actions = new TextColumn();
  readonly #eventTimes = new TimestampColumn();
  readonly #bizSteps = new TextColumn();
  readonly #dispositions = new TextColumn();
  readonly #readPoints = new TextColumn();
  readonly #bizLocations = new TextColumn();
  readonly #transformationIds = new TextColumn();
  readonly #declarationTimes = new TimestampColumn();
  readonly #bodies = new TextColumn();

  add({ event, eventId, hash }: PreparedEvent, ordinal: number): void {
    this.#ordinals.push(ordinal);
    this.#eventIds.add(eventId);
    this.hashes.add(hash);
    this.#types.add(event.type);
    this.#actions.add(event.action);
    this.#eventTimes.add(event.eventTime_ms);
    this.#bizSteps.add(event.bizStep);
    this.#dispositions.add(event.disposition);
    this.#readPoints.add(event.readPoint?.thing);
    this.#bizLocations.add(event.bizLocation?.thing);
    this.#transformationIds.add(event.transformationId);
    this.#declarationTimes.add(event.errorDeclaration?.declarationTime_ms);
    this.#bodies.add(event.body);
  }

  finish(): TableColumns {
    const columns = [this.#eventIds, this.hashes, this.#types, this.#actions, this.#eventTimes, this.#bizSteps, this.#dispositions];
    columns.push(this.#readPoints, this.#bizLocations, this.#transformationIds, this.#declarationTimes, this.#bodies);
    return { ordinals: Int32Array.from(this.#ordinals), columns: columns.map((column) => column.finish()) };
  }
}

class ThingTable {
  readonly #ordinals: number[] = [];
  readonly #things = new TextColumn();
  readonly #times = new TimestampColumn();
  readonly #roles = new Int2Column();
  readonly #quantities = new TextColumn();
  readonly #units = new TextColumn();

  add({ event }: PreparedEvent, ordinal: number): void {
    for (const { id, role, quantity, uom } of event.things) {
      this.#ordinals.push(ordinal);
      this.#things.add(id.thing);
      this.#times.add(event.eventTime_ms);
      this.#roles.add(role);
      this.#quantities.add(quantity);
      this.#units.add(uom);
    }
  }

  finish(): TableColumns {
    const columns = [this.#things, this.#times, this.#roles, this.#quantities, this.#units];
    return { ordinals: Int32Array.from(this.#ordinals), columns: columns.map((column) => column.finish()) };
  }
}

/** In the order of the statement `capture_terms`. */
class TermTable {
  readonly #ordinals: number[] = [];
  readonly #terms = new Int8Column();
  readonly #times = new TimestampColumn();

  add({ event, terms }: PreparedEvent, ordinal: number): void {
    for (const term of terms) {
      this.#ordinals.push(ordinal);
      this.#terms.addNumber(term);
      this.#times.add(event.eventTime_ms);
    }
  }

  finish(): TableColumns {
    return { ordinals: Int32Array.from(this.#ordinals), columns: [this.#terms.finish(), this.#times.finish()] };
  }
}

class EdgeTable {
  readonly #ordinals: number[] = [];
  readonly #things = new TextColumn();
  readonly #hubs = new TextColumn();
  readonly #kinds = new Int2Column();
  readonly #times = new TimestampColumn();
  readonly #quantities = new TextColumn();
  readonly #units = new TextColumn();
  readonly #areOfIlmd: boolean[] = [];

  add({ event, edges }: PreparedEvent, ordinal: number): void {
    for (const { thing, hub, kind, quantity, uom, isOfIlmd } of edges) {
      this.#ordinals.push(ordinal);
      this.#areOfIlmd.push(isOfIlmd === true);
      this.#things.add(thing);
      this.#hubs.add(hub);
      this.#kinds.add(kind);
      this.#times.add(event.eventTime_ms);
      this.#quantities.add(quantity);
      this.#units.add(uom);
    }
  }

  finish(): EdgeColumns {
    const columns = [this.#things, this.#hubs, this.#kinds, this.#times, this.#quantities, this.#units];
    const ordinals = Int32Array.from(this.#ordinals);
    return { ordinals, columns: columns.map((column) => column.finish()), areOfIlmd: this.#areOfIlmd };
  }
}

export function encodeStates(rows: readonly StateRow[]): StateColumns {
  const things = new TextColumn();
  const firstTimes = new TimestampColumn();
  const lastTimes = new TimestampColumn();
  const counts = new Int4Column();
  const activations = new TimestampColumn();
  const orgIds = new Int4Column();
  for (const row of rows) {
    things.add(row.thing);
    firstTimes.add(row.first_ms);
    lastTimes.add(row.last_ms);
    counts.add(row.count);
    activations.add(row.activated_ms);
    orgIds.add(row.orgId);
  }
  return {
    rows: rows.length,
    columns: [things, firstTimes, lastTimes, counts, activations].map((column) => column.finish()),
    registers: (['disposition', 'bizStep', 'place'] as const).map((name) => {
      const values = new TextColumn();
      const times = new TimestampColumn();
      for (const row of rows) {
        values.add(row[name]?.value);
        times.add(row[name]?.time_ms);
      }
      return { columns: [values.finish(), times.finish()], ordinals: Int32Array.from(rows, (row) => row[name]?.ordinal ?? -1) };
    }),
    lastOrdinals: Int32Array.from(rows, ({ lastOrdinal }) => lastOrdinal),
    orgIds: orgIds.finish(),
  };
}

export function encodeDispositions(rows: readonly DispositionRow[]): TableColumns {
  const things = new TextColumn();
  const words = new TextColumn();
  const areSet = new Int2Column();
  const times = new TimestampColumn();
  const orgIds = new Int4Column();
  for (const row of rows) {
    things.add(row.thing);
    words.add(row.disposition);
    areSet.add(row.isSet ? 1 : 0);
    times.add(row.time_ms);
    orgIds.add(row.orgId);
  }
  return {
    ordinals: Int32Array.from(rows, ({ ordinal }) => ordinal),
    columns: [things, words, areSet, times, orgIds].map((column) => column.finish()),
  };
}

/** The column of event numbers for rows that know only their event's place in the batch, -1 = of none. */
export function seqColumn(ordinals: Int32Array, seqs: readonly bigint[]): Buffer {
  const column = new Int8Column();
  for (const ordinal of ordinals) column.add(ordinal < 0 ? null : seqs[ordinal]!);
  return column.finish();
}

/**
 * Levels of edges (db/migrations/0037-lots-of-ilmd.sql): that of the event's "what"; for what only its ilmd tells, where that is kept
 * back further, 4 and the level of "ilmd".
 */
export function edgeLevelColumn({ ordinals, areOfIlmd }: EdgeColumns, disclosures: readonly number[]): Buffer {
  const column = new Int2Column();
  ordinals.forEach((ordinal, row) => {
    const disclosure = disclosures[ordinal]!;
    const [what, ilmd] = [disclosure & 3, (disclosure >> 10) & 3];
    column.add(areOfIlmd[row]! && ilmd > what ? 4 + ilmd : what);
  });
  return column.finish();
}

/** A column of small numbers that belong to the rows' events. */
export function smallColumn(ordinals: Int32Array, values: readonly number[]): Buffer {
  const column = new Int2Column();
  for (const ordinal of ordinals) column.add(values[ordinal]!);
  return column.finish();
}
