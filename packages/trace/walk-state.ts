// What a walk remembers between two levels.
import { isClassThing, isLotThing } from './class-thing.ts';
import { compareMoments } from './fact.ts';
import type { Direction, Fact } from './fact.ts';
import type { Moment, Stay } from './containment.ts';

/** Limits of one walk: levels, things and facts read. */
export interface WalkLimits {
  readonly levelsMax: number;
  readonly thingsMax: number;
  readonly factsMax: number;
}

export const defaultWalkLimits: WalkLimits = { levelsMax: 12, thingsMax: 200_000, factsMax: 500_000 };
/** Most levels that a caller may ask for. */
export const walk_levels_max = 50;

/** Closed on both sides. */
export interface Window {
  readonly from: Moment;
  readonly until: Moment;
}

export const startOfTime: Moment = { time_ms: -Infinity, seq: '0' };
export const endOfTime: Moment = { time_ms: Infinity, seq: '0' };

/**
 * Why a thing is in the trace.
 * goods: it is traced itself; part: some of a class or lot, out of a container; lot: the lot that traced goods belong
 * to, or goods of a traced lot looked at for their making: followed through transformations only. Beside these a thing
 * may carry traced goods, during its windows only.
 */
export type Role = 'goods' | 'part' | 'lot';

/** What is asked of the store for a thing; bits of `asked` and `loaded`. */
export const asks = { own: 1, content: 2, lot: 4, items: 8 } as const;

export interface WalkedThing {
  readonly name: string;
  /** Steps from the start; -1 = only named by a fact so far. */
  level: number;
  /** Its place among the things met; -1 = not yet. */
  index: number;
  /** Bound of each role: since when (forward), until when (back). */
  goods: Moment | undefined;
  part: Moment | undefined;
  lot: Moment | undefined;
  carries: Window[] | undefined;
  asked: number;
  loaded: number;
  /** 0 a piece, 1 a lot, 2 another class. */
  readonly form: number;
  /** First and last moment of its facts, in milliseconds since 1970. */
  first_ms: number | undefined;
  last_ms: number | undefined;
  own: Fact[] | undefined;
  /** Items of a lot. */
  items: WalkedThing[] | undefined;
  /** Lots of an item whose step is taken. */
  ofLots: readonly WalkedThing[] | undefined;
  /** Of a lot: the list of it alone, which its items share. */
  itself: readonly WalkedThing[] | undefined;
  content: Fact[] | undefined;
  /** Of a transformation: facts of its far side. */
  sides: Fact[] | undefined;
  sidesLevel: number;
  /** Facts "everything was taken out" of this parent. */
  emptied: Fact[] | undefined;
  emptiedLevel: number;
  stays: readonly KnownStay[] | undefined;
  /** Parents that reached this child before its own facts told when it was inside. */
  askedBy: WalkedThing[] | undefined;
  /** Lots that reached this item before its own facts told whether it was made by itself. */
  askedByLot: WalkedThing[] | undefined;
}

/** A stay inside a container. */
export interface StayStep {
  readonly kind: 'stay';
  readonly child: string;
  readonly stay: Stay;
}

/** One that the walk knows of: a step once it goes through it. */
export interface KnownStay extends StayStep {
  isTaken: boolean;
}

/** A step of the trace that was taken. */
export type Step =
  | { readonly kind: 'input' | 'output'; readonly fact: Fact }
  | StayStep
  | { readonly kind: 'ofLot'; readonly item: string; readonly lot: string };

export interface WalkState {
  readonly start: string;
  readonly direction: Direction;
  readonly limits: WalkLimits;
  readonly things: Map<string, WalkedThing>;
  /** Things in the trace, in order of discovery. */
  readonly met: WalkedThing[];
  /** Things whose facts come next. */
  waiting: WalkedThing[];
  /** Lots all of whose items are goods of the trace. */
  readonly openedLots: Set<WalkedThing>;
  /** Things to look at again because a role of theirs grew. */
  readonly grown: WalkedThing[];
  readonly steps: Set<Fact>;
  readonly stepList: Step[];
  /** Stays without end, by the event that put something in. */
  readonly lastingStays: Map<string, Stay>;
  /** Levels asked for so far. */
  level: number;
  factsRead: number;
  readonly cutByLevels: Set<string>;
  readonly cutByThings: Set<string>;
  factsLeftOut: boolean;
}

export function newWalkState(start: string, direction: Direction, limits: WalkLimits): WalkState {
  return {
    start,
    direction,
    limits,
    things: new Map(),
    met: [],
    waiting: [],
    openedLots: new Set(),
    grown: [],
    steps: new Set(),
    stepList: [],
    lastingStays: new Map(),
    level: 0,
    factsRead: 0,
    cutByLevels: new Set(),
    cutByThings: new Set(),
    factsLeftOut: false,
  };
}

/** The record of a name, made at its first use. */
export function thingOf(state: WalkState, name: string): WalkedThing {
  let thing = state.things.get(name);
  if (thing === undefined) {
    thing = {
      name,
      level: -1,
      index: -1,
      goods: undefined,
      part: undefined,
      lot: undefined,
      carries: undefined,
      asked: 0,
      loaded: 0,
      form: isLotThing(name) ? 1 : isClassThing(name) ? 2 : 0,
      first_ms: undefined,
      last_ms: undefined,
      own: undefined,
      items: undefined,
      ofLots: undefined,
      itself: undefined,
      content: undefined,
      sides: undefined,
      sidesLevel: -1,
      emptied: undefined,
      emptiedLevel: -1,
      stays: undefined,
      askedBy: undefined,
      askedByLot: undefined,
    };
    state.things.set(name, thing);
  }
  return thing;
}

export function noteTime(thing: WalkedThing, time_ms: number): void {
  if (thing.first_ms === undefined || time_ms < thing.first_ms) thing.first_ms = time_ms;
  if (thing.last_ms === undefined || time_ms > thing.last_ms) thing.last_ms = time_ms;
}

export const isBefore = (a: Moment, b: Moment): boolean => compareMoments(a.time_ms, a.seq, b.time_ms, b.seq) < 0;

export function intersect(a: Window, b: Window): Window | undefined {
  const from = isBefore(a.from, b.from) ? b.from : a.from;
  const until = isBefore(a.until, b.until) ? a.until : b.until;
  return isBefore(until, from) ? undefined : { from, until };
}

/** Adds a window to a union of windows; undefined when it was covered already. Overlapping windows become one. */
export function uniteWindows(windows: readonly Window[], added: Window): Window[] | undefined {
  let { from, until } = added;
  const apart: Window[] = [];
  for (const window of windows) {
    if (intersect(window, added) === undefined) {
      apart.push(window);
      continue;
    }
    if (!isBefore(added.from, window.from) && !isBefore(window.until, added.until)) return undefined;
    if (isBefore(window.from, from)) from = window.from;
    if (isBefore(until, window.until)) until = window.until;
  }
  apart.push({ from, until });
  return apart;
}
