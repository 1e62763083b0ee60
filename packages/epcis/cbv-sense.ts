// Which actions and event types a business step means, and which dispositions contradict it (definitions of CBV 2.0 §7.1, §7.2).
// The CBV defines the words and forbids no pair, so what is found by these tables is a warning.
import type { Action } from './event.ts';

/** Steps that bring identifiers to life or end them, or that put together and take apart, with the actions that say so. */
export const STEP_ACTIONS: Readonly<Record<string, readonly Action[]>> = {
  accepting: ['OBSERVE'],
  arriving: ['OBSERVE'],
  commissioning: ['ADD'],
  creating_class_instance: ['ADD'],
  cycle_counting: ['OBSERVE'],
  decommissioning: ['DELETE'],
  departing: ['OBSERVE'],
  receiving: ['OBSERVE', 'ADD'],
  shipping: ['OBSERVE'],
  stock_taking: ['OBSERVE'],
  storing: ['OBSERVE'],
};

/** The same in events that change what belongs together. */
export const CONTAINER_STEP_ACTIONS: Readonly<Record<string, readonly Action[]>> = {
  assembling: ['ADD', 'OBSERVE'],
  disassembling: ['DELETE'],
  installing: ['ADD', 'OBSERVE'],
  packing: ['ADD', 'OBSERVE'],
  removing: ['DELETE', 'OBSERVE'],
  unloading: ['DELETE', 'OBSERVE'],
  unpacking: ['DELETE'],
};

/** Steps after which the things are gone, or were never there: dispositions of goods in hand contradict them. */
const GONE = ['active', 'available', 'conformant', 'in_transit', 'sellable_accessible', 'sellable_not_accessible'];

/** Dispositions that cannot hold directly after the step. */
export const STEP_CONTRADICTS: Readonly<Record<string, readonly string[]>> = {
  commissioning: ['destroyed', 'disposed', 'inactive', 'retail_sold', 'in_transit'],
  decommissioning: ['active', 'sellable_accessible', 'sellable_not_accessible', 'in_transit'],
  destroying: GONE,
  killing: ['active'],
  receiving: ['in_transit', 'destroyed', 'retail_sold'],
  retail_selling: ['in_transit', 'sellable_accessible', 'sellable_not_accessible', 'destroyed'],
  shipping: ['retail_sold', 'destroyed', 'disposed', 'sellable_accessible'],
  storing: ['in_transit', 'destroyed', 'retail_sold'],
};
