// The trace worked out the slow way, by replaying every event in order and going round until nothing changes.
import { isClassThing } from '@nguon/trace';
import type { Direction, Fact } from '@nguon/trace';

export type NaiveFact = Omit<Fact, 'way'>;

/** Presence of a child in a parent between two events, by their places in the order of time; `last` = count of events: still inside. */
interface Presence {
  readonly child: string;
  readonly parent: string;
  readonly first: number;
  readonly last: number;
}

export interface NaiveTrace {
  /** Thing → role, as `finishWalk` names them. */
  readonly roles: Map<string, string>;
  readonly steps: Set<string>;
}

const moment = ({ time_ms, seq }: NaiveFact): string => `${time_ms}/${seq}`;

/** The whole trace; `facts` in any order. */
export function traceNaively(facts: readonly NaiveFact[], start: string, direction: Direction): NaiveTrace {
  const order = [...new Map(facts.map((fact) => [moment(fact), fact])).values()]
    .sort((a, b) => a.time_ms - b.time_ms || Number(BigInt(a.seq) - BigInt(b.seq)))
    .map(moment);
  const at = (fact: NaiveFact): number => order.indexOf(moment(fact));
  const presences = [...replay(facts, order, [3, 4]), ...replay(facts, order, [5, 6])];
  const isForward = direction === 'forward';
  const end = order.length;
  const near = isForward ? 1 : 2;
  const bounds = { goods: new Map<string, number>(), part: new Map<string, number>(), lot: new Map<string, number>() };
  const carriers = new Map<string, Set<number>>();
  const steps = new Set<string>();
  let changes = 1;
  const widen = (role: Map<string, number>, thing: string, bound: number): void => {
    const held = role.get(thing);
    if (held !== undefined && (isForward ? held <= bound : held >= bound)) return;
    role.set(thing, bound);
    changes++;
  };
  // Moments -1 and `end` stand for before and after everything.
  const momentsOf = (thing: string, roles: readonly (keyof typeof bounds)[], withCarriers: boolean): Set<number> => {
    const moments = new Set(withCarriers ? carriers.get(thing) : []);
    for (const role of roles) {
      const bound = bounds[role].get(thing);
      if (bound !== undefined) for (let k = isForward ? bound : -1; k <= (isForward ? end : bound); k++) moments.add(k);
    }
    return moments;
  };
  widen(bounds.goods, start, isForward ? -1 : end);
  while (changes > 0) {
    changes = 0;
    for (const fact of facts) {
      if (fact.kind === near && momentsOf(fact.thing, ['goods', 'part', 'lot'], true).has(at(fact))) {
        steps.add(`${near} ${fact.thing} ${fact.hub} ${at(fact)}`);
        for (const far of facts) {
          if (far.kind !== 3 - near || far.hub !== fact.hub) continue;
          widen(bounds.goods, far.thing, at(far));
          steps.add(`${far.kind} ${far.thing} ${far.hub} ${at(far)}`);
        }
      }
      if (fact.kind !== 7) continue;
      const ofItem = bounds.goods.get(fact.thing);
      const ofLot = bounds.goods.get(fact.hub);
      if (ofItem !== undefined) widen(bounds.lot, fact.hub, ofItem);
      if (ofLot !== undefined && isForward) widen(bounds.goods, fact.thing, ofLot);
      const isMadeAlone = facts.some(
        (other) => other.kind === 2 && other.thing === fact.thing && ofLot !== undefined && at(other) <= ofLot,
      );
      if (ofLot !== undefined && !isForward && isMadeAlone) widen(bounds.lot, fact.thing, ofLot);
      if (ofItem !== undefined || (ofLot !== undefined && (isForward || isMadeAlone))) steps.add(`7 ${fact.thing} ${fact.hub}`);
    }
    for (const { child, parent, first, last } of presences) {
      const inside = [...momentsOf(child, ['goods', 'part'], true)].filter((k) => k >= first && k <= last);
      const held = carriers.get(parent) ?? new Set<number>();
      for (const k of inside) if (!held.has(k)) changes++;
      if (inside.length > 0) {
        carriers.set(parent, new Set([...held, ...inside]));
        steps.add(`in ${child} ${parent} ${first} ${last}`);
      }
      const whileGoods = [...momentsOf(parent, ['goods'], false)].filter((k) => k >= first && k <= last);
      if (whileGoods.length === 0) continue;
      widen(isClassThing(child) ? bounds.part : bounds.goods, child, isForward ? Math.min(...whileGoods) : Math.max(...whileGoods));
      steps.add(`in ${child} ${parent} ${first} ${last}`);
    }
  }
  const roles = new Map<string, string>();
  for (const thing of carriers.keys()) roles.set(thing, 'carrier');
  for (const role of ['lot', 'part', 'goods'] as const) for (const thing of bounds[role].keys()) roles.set(thing, role);
  return { roles, steps };
}

/** Keeps the whole picture of who is in what after each event, then reads the runs off it. */
function replay(facts: readonly NaiveFact[], order: readonly string[], [put, out]: readonly [number, number]): Presence[] {
  const own = facts.filter(({ kind }) => kind === put || kind === out);
  const pairs = [...new Set(own.filter(({ kind }) => kind === put).map(({ thing, hub }) => `${thing}\n${hub}`))];
  const inside = new Map<string, Map<string, number>>();
  const presences: Presence[] = [];
  const since = new Map<string, number>();
  order.forEach((when, k) => {
    const now = own.filter((fact) => moment(fact) === when);
    for (const fact of now) {
      const key = `${fact.thing}\n${fact.hub}`;
      const amounts = inside.get(key);
      const unit = fact.quantity === null ? 'unknown' : (fact.uom ?? 'each');
      if (fact.kind === put) {
        if (put === 3 && !isClassThing(fact.thing))
          for (const pair of pairs) if (pair.startsWith(`${fact.thing}\n`) && pair !== key) inside.delete(pair);
        inside.set(key, (amounts ?? new Map<string, number>()).set(unit, (amounts?.get(unit) ?? 0) + Number(fact.quantity ?? 1)));
      } else if (fact.thing === '') {
        for (const pair of pairs) if (pair.endsWith(`\n${fact.hub}`)) inside.delete(pair);
      } else if (fact.quantity === null) inside.delete(key);
      else if (amounts !== undefined) {
        const left = (amounts.get(unit) ?? 0) - Number(fact.quantity);
        if (left > 0) amounts.set(unit, left);
        else amounts.delete(unit);
        if (amounts.size === 0) inside.delete(key);
      }
    }
    for (const pair of pairs) {
      const began = since.get(pair);
      const [child = '', parent = ''] = pair.split('\n');
      if (inside.has(pair) && began === undefined) since.set(pair, k);
      if (inside.has(pair) || began === undefined) continue;
      since.delete(pair);
      presences.push({ child, parent, first: began, last: k });
    }
  });
  for (const [pair, first] of since) {
    const [child = '', parent = ''] = pair.split('\n');
    presences.push({ child, parent, first, last: order.length });
  }
  return presences;
}
