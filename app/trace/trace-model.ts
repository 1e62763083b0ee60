// What a trace holds when it leaves the verb: walks, journey, events and names, before any page or file is made of it.
import type { Direction, Journey, MassBalance, Shipment, WalkedNode, WalkResult } from '@nguon/trace';
import type { EventView, JourneyView } from './event-view.ts';
import type { RecalledThing } from './store.ts';
import type { OrganisationName, PlaceName, ProductName } from './name-store.ts';

export type Directions = Direction | 'both';

export interface FoundJourney extends Journey<JourneyView> {
  readonly thing: string;
  readonly lots: readonly string[];
  /** True where a thing on the way had more events than are shown; the latest are. */
  readonly isCut: boolean;
}

/** A record that was wrong, who took it back, when and why; both stay on record (EPCIS 2.0 §7.4.1.2). */
export interface Correction {
  readonly thing: string;
  readonly event: EventView;
  readonly declared_ms: number;
  /** A word of CBV's list, a user's URI, or undefined where none was given. */
  readonly reason: string | undefined;
}

export interface Names {
  readonly places: ReadonlyMap<string, PlaceName>;
  readonly organisations: ReadonlyMap<number, OrganisationName>;
  /** Organisations by GLN (13 digits). */
  readonly parties: ReadonlyMap<string, OrganisationName>;
  readonly products: ReadonlyMap<string, ProductName>;
}

/** One direction of a trace. */
export interface TracedWalk {
  readonly result: WalkResult;
  /** Where each thing was last seen, also through its containers. */
  lastKnown(node: WalkedNode): EventView | undefined;
  readonly shipments: readonly Shipment[];
  readonly balances: readonly MassBalance[];
}

export interface Trace {
  readonly thing: string;
  readonly asOf: Date;
  readonly walks: readonly TracedWalk[];
  readonly journey: FoundJourney;
  /** What is recalled of the thing, its lots and what was found, the first two thousand looked at. */
  readonly recalls: readonly RecalledThing[];
  /** Events of the thing and its lots that were taken back, the latest declaration first. */
  readonly corrections: readonly Correction[];
  /** Events met, by number. */
  readonly events: ReadonlyMap<string, EventView>;
  readonly names: Names;
}
