// What a batch of events makes of the states of its things: last place, step and disposition of each. Pure.
import { listMovedThings } from './prepared-event.ts';
import type { PreparedEvent } from './prepared-event.ts';

/** A value that is "latest by (event time, order of capture)"; `ordinal` = place of its event in the batch. */
export interface Register {
  readonly value: string;
  readonly time_ms: number;
  readonly ordinal: number;
}

export interface StateRow {
  readonly thing: string;
  first_ms: number;
  last_ms: number;
  lastOrdinal: number;
  count: number;
  disposition: Register | undefined;
  bizStep: Register | undefined;
  place: Register | undefined;
  activated_ms: number | null;
  orgId: number;
}

export interface DispositionRow {
  readonly thing: string;
  readonly disposition: string;
  /** Who says so. */
  readonly orgId: number;
  readonly isSet: boolean;
  readonly time_ms: number;
  readonly ordinal: number;
}

export interface FoldedStates {
  /** Both sorted, so that concurrent captures lock rows in one order. */
  readonly states: StateRow[];
  readonly dispositions: DispositionRow[];
}

/** Folds events one after another, in order of capture. */
export class StateFold {
  readonly #states = new Map<string, StateRow>();
  readonly #dispositions = new Map<string, DispositionRow>();

  add({ event, stateThings }: PreparedEvent, ordinal: number, orgId: number): void {
    const time_ms = event.eventTime_ms;
    const activates =
      event.bizStep === 'commissioning' ||
      event.type === 'TransformationEvent' ||
      (event.type === 'ObjectEvent' && event.action === 'ADD' && event.bizStep !== 'encoding');
    const moved = listMovedThings(event);
    const place = event.bizLocation?.thing ?? event.readPoint?.thing;
    for (const thing of stateThings) {
      const state = this.#stateOf(thing, time_ms, ordinal, orgId);
      state.count++;
      state.first_ms = Math.min(state.first_ms, time_ms);
      if (time_ms >= state.last_ms) {
        state.last_ms = time_ms;
        state.lastOrdinal = ordinal;
        state.orgId = orgId;
      }
      // What only went into a transformation is gone: the event's disposition and place are those of its outputs.
      if (moved?.has(thing) === false) continue;
      state.disposition = later(state.disposition, event.disposition, time_ms, ordinal);
      state.bizStep = later(state.bizStep, event.bizStep, time_ms, ordinal);
      state.place = later(state.place, place, time_ms, ordinal);
      if (activates && (state.activated_ms === null || time_ms < state.activated_ms)) state.activated_ms = time_ms;
      this.#addDispositions(thing, event, ordinal, orgId);
    }
  }

  rows(): FoldedStates {
    return {
      states: [...this.#states.values()].sort((a, b) => (a.thing < b.thing ? -1 : 1)),
      dispositions: [...this.#dispositions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
    };
  }

  #stateOf(thing: string, time_ms: number, ordinal: number, orgId: number): StateRow {
    const held = this.#states.get(thing);
    if (held !== undefined) return held;
    const state: StateRow = {
      thing,
      first_ms: time_ms,
      last_ms: time_ms,
      lastOrdinal: ordinal,
      count: 0,
      disposition: undefined,
      bizStep: undefined,
      place: undefined,
      activated_ms: null,
      orgId,
    };
    this.#states.set(thing, state);
    return state;
  }

  #addDispositions(thing: string, event: PreparedEvent['event'], ordinal: number, orgId: number): void {
    const { disposition, persistentDisposition, eventTime_ms: time_ms } = event;
    if (disposition !== 'recalled' && persistentDisposition === undefined) return;
    const put = (word: string, isSet: boolean): void => {
      const key = `${thing}\n${word}\n${orgId}`;
      const held = this.#dispositions.get(key);
      // Within one event the first word stands: what it sets it does not unset.
      if (held === undefined || time_ms > held.time_ms || (time_ms === held.time_ms && ordinal > held.ordinal))
        this.#dispositions.set(key, { thing, disposition: word, orgId, isSet, time_ms, ordinal });
    };
    // A recall stays until the organisation that declared it lifts it: goods handled later do not end it.
    if (disposition === 'recalled') put('recalled', true);
    for (const word of persistentDisposition?.set ?? []) put(word, true);
    for (const word of persistentDisposition?.unset ?? []) put(word, false);
  }
}

/** Events come in order of capture, so at equal times the newcomer is the later one. */
function later(held: Register | undefined, value: string | undefined, time_ms: number, ordinal: number): Register | undefined {
  return value === undefined || (held !== undefined && time_ms < held.time_ms) ? held : { value, time_ms, ordinal };
}
