// For tests only: the trace worked out from the EVENTS themselves, moment by moment, knowing nothing of edges or intervals.
import type { Direction } from '@nguon/trace';

/** A thing as events name it. `lot`: named in its own URI (`…/10/L/21/S`), or undefined. */
export interface PlayThing {
  readonly uri: string;
  /** Key in the index. */
  readonly key: string;
  readonly kind: 'instance' | 'class';
  readonly lot: string | undefined;
}

export interface Portion {
  readonly thing: PlayThing;
  readonly quantity: number | undefined;
  readonly uom: 'KGM' | undefined;
}

/** An event of a small world; `time` in any unit, ties are settled by the order of arrival. */
export type PlayEvent = { readonly time: number } & (
  | {
      readonly type: 'transformation';
      readonly inputs: readonly Portion[];
      readonly outputs: readonly Portion[];
      readonly id: string | undefined;
      readonly lotNumber: string | undefined;
    }
  | {
      readonly type: 'aggregation' | 'association';
      readonly action: 'ADD' | 'OBSERVE' | 'DELETE';
      readonly parent: PlayThing;
      readonly children: readonly Portion[];
    }
  | {
      readonly type: 'object';
      readonly action: 'ADD' | 'OBSERVE';
      readonly things: readonly Portion[];
      readonly lotNumber: string | undefined;
    }
);

type Role = 'goods' | 'part' | 'lot' | 'carrier';

export interface Replayed {
  /** `key role` */
  readonly roles: readonly string[];
  readonly steps: readonly string[];
}

/** A presence of a child in a parent, in numbers of events; `until` = number of events while it is still inside. */
interface Presence {
  readonly child: PlayThing;
  readonly parent: PlayThing;
  readonly from: number;
  readonly until: number;
}

/** `events` in order of time. What a thing stands for is known for each moment, and spreads until nothing is new. */
export function replayEvents(events: readonly PlayEvent[], start: string, direction: Direction): Replayed {
  const isBack = direction === 'back';
  const presences = [...watchContents(events, 'aggregation'), ...watchContents(events, 'association')];
  const lots = listLots(events);
  // Moment -1 is before the first event, events.length after the last.
  const known = new Map<string, Set<number>>();
  const steps = new Set<string>();
  const news: [string, Role, number][] = [];
  const learn = (key: string, role: Role, moment: number): void => {
    const name = `${role} ${key}`;
    const moments = known.get(name) ?? new Set<number>();
    if (moments.has(moment)) return;
    known.set(name, moments.add(moment));
    news.push([key, role, moment]);
  };
  learn(start, 'goods', isBack ? events.length : -1);
  for (let one = news.pop(); one !== undefined; one = news.pop()) {
    const [key, role, moment] = one;
    // What matters at a moment matters on the whole way to it; a carrier only while it carries.
    if (role !== 'carrier') {
      const next = isBack ? moment - 1 : moment + 1;
      if (next >= -1 && next <= events.length) learn(key, role, next);
    }
    goThroughTransformation(key, moment);
    goThroughPresences(key, role, moment);
    goThroughLots(key, role, moment);
  }
  return { roles: nameRoles(known), steps: [...steps].sort() };

  function goThroughTransformation(key: string, moment: number): void {
    const event = events[moment];
    if (event?.type !== 'transformation') return;
    const [near, far] = isBack ? (['outputs', 'inputs'] as const) : (['inputs', 'outputs'] as const);
    if (!event[near].some(({ thing }) => thing.key === key)) return;
    steps.add(`${near} ${key} ${moment}`);
    events.forEach((other, k) => {
      if (other.type !== 'transformation' || (other !== event && (other.id === undefined || other.id !== event.id))) return;
      for (const { thing } of other[far]) {
        learn(thing.key, 'goods', k);
        steps.add(`${far} ${thing.key} ${k}`);
      }
    });
  }

  function goThroughPresences(key: string, role: Role, moment: number): void {
    for (const { child, parent, from, until } of presences) {
      if (moment < from || moment > until) continue;
      const isCarried = child.key === key && role !== 'lot';
      const isOpened = parent.key === key && role === 'goods';
      if (isCarried) learn(parent.key, 'carrier', moment);
      if (isOpened) learn(child.key, child.kind === 'class' ? 'part' : 'goods', moment);
      if (isCarried || isOpened) steps.add(`in ${child.key} ${parent.key} ${from} ${until}`);
    }
  }

  function goThroughLots(key: string, role: Role, moment: number): void {
    if (role !== 'goods') return;
    for (const [item, lot] of lots) {
      if (item === key) learn(lot, 'lot', moment);
      // Backwards an item speaks for its lot only where it was made by an event of its own, no later than the lot matters.
      const speaks =
        lot === key &&
        (!isBack ||
          events.some(
            (event, k) => k <= moment && event.type === 'transformation' && event.outputs.some(({ thing }) => thing.key === item),
          ));
      if (speaks) learn(item, isBack ? 'lot' : 'goods', moment);
      if (item === key || speaks) steps.add(`7 ${item} ${lot}`);
    }
  }
}

/** The strongest role of each thing: what it stands for at any moment. */
function nameRoles(known: ReadonlyMap<string, ReadonlySet<number>>): string[] {
  const keys = new Set([...known.keys()].map((name) => name.slice(name.indexOf(' ') + 1)));
  return [...keys]
    .map((key) => `${key} ${(['goods', 'part', 'lot', 'carrier'] as const).find((role) => known.has(`${role} ${key}`))}`)
    .sort();
}

/** Fills and empties every parent in order of time, and notes from when to when each child was inside. */
function watchContents(events: readonly PlayEvent[], type: 'aggregation' | 'association'): Presence[] {
  const presences: Presence[] = [];
  /** Parent → child → amounts by unit; `?` where nobody said how much. */
  const world = new Map<
    string,
    Map<string, { readonly child: PlayThing; readonly parent: PlayThing; readonly from: number; readonly amounts: Map<string, number> }>
  >();
  const leave = (parent: string, child: string, until: number): void => {
    const inside = world.get(parent)?.get(child);
    if (inside === undefined) return;
    world.get(parent)!.delete(child);
    presences.push({ child: inside.child, parent: inside.parent, from: inside.from, until });
  };
  events.forEach((event, moment) => {
    if (event.type !== type || event.action === 'OBSERVE') return;
    const { parent, children } = event;
    if (event.action === 'DELETE' && children.length === 0)
      for (const child of [...(world.get(parent.key)?.keys() ?? [])]) leave(parent.key, child, moment);
    for (const { thing, quantity, uom } of children) {
      const unit = quantity === undefined ? '?' : (uom ?? 'each');
      const content = world.get(parent.key) ?? new Map<string, never>();
      if (event.action === 'ADD') {
        // One piece is in one box; it may be associated with many things.
        if (type === 'aggregation' && thing.kind === 'instance')
          for (const other of world.keys()) if (other !== parent.key) leave(other, thing.key, moment);
        const inside = content.get(thing.key) ?? { child: thing, parent, from: moment, amounts: new Map<string, number>() };
        inside.amounts.set(unit, (inside.amounts.get(unit) ?? 0) + (quantity ?? 0));
        world.set(parent.key, content.set(thing.key, inside));
        continue;
      }
      const inside = content.get(thing.key);
      if (inside === undefined) continue;
      if (quantity === undefined) inside.amounts.clear();
      else if ((inside.amounts.get(unit) ?? 0) > quantity) inside.amounts.set(unit, inside.amounts.get(unit)! - quantity);
      else inside.amounts.delete(unit);
      if (inside.amounts.size === 0) leave(parent.key, thing.key, moment);
    }
  });
  for (const content of world.values())
    for (const { child, parent, from } of content.values()) presences.push({ child, parent, from, until: events.length });
  return presences;
}

/** Item and lot: said by the item's own URI in any event, or by the lot number under which it was made. */
function listLots(events: readonly PlayEvent[]): [item: string, lot: string][] {
  const pairs = new Map<string, [string, string]>();
  const say = (item: string, lot: string): void => void pairs.set(`${item} ${lot}`, [item, lot]);
  for (const event of events) {
    const made = event.type === 'transformation' ? event.outputs : event.type === 'object' && event.action === 'ADD' ? event.things : [];
    const named =
      event.type === 'transformation'
        ? [...event.inputs, ...event.outputs]
        : event.type === 'object'
          ? event.things
          : [{ thing: event.parent }, ...event.children];
    for (const { thing } of named) if (thing.lot !== undefined) say(thing.key, thing.lot);
    if (event.type !== 'transformation' && event.type !== 'object') continue;
    if (event.lotNumber === undefined) continue;
    for (const { thing } of made)
      if (thing.kind === 'instance' && thing.lot === undefined && thing.key.startsWith('01/'))
        say(thing.key, `${thing.key.slice(0, 17)}/10/${event.lotNumber}`);
  }
  return [...pairs.values()];
}
