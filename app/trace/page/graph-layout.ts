// Lays a walk out in columns by level for a picture that a person can read: a few boxes a column, the rest folded. Pure.
import type { WalkedNode, WalkResult } from '@nguon/trace';

/** Boxes in a column before the rest is folded into one. */
const boxes_per_column_max = 7;

export const box = { width: 192, height: 66, gapX: 68, gapY: 14, margin: 12 } as const;

export interface GraphBox {
  /** Undefined = the box that stands for the folded ones. */
  readonly node: WalkedNode | undefined;
  readonly folded: readonly WalkedNode[];
  readonly x: number;
  readonly y: number;
}

export interface GraphDot {
  readonly hub: string;
  readonly x: number;
  readonly y: number;
}

export interface GraphCurve {
  readonly kind: 'goods' | 'inside' | 'lot';
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly GraphBox[];
  readonly dots: readonly GraphDot[];
  readonly curves: readonly GraphCurve[];
}

interface Column {
  readonly shown: WalkedNode[];
  readonly folded: WalkedNode[];
}

/** Time goes from left to right: going back, the start stands at the right. `isMarked`: things that must be seen (a break). */
export function layOutGraph(result: WalkResult, isMarked: (thing: string) => boolean): GraphLayout {
  const columns = chooseShown(result, isMarked);
  const neighbours = findNeighbours(result);
  const order = orderColumns(columns, neighbours);
  const last = columns.length - 1;
  const rows = Math.max(...columns.map(({ shown, folded }) => shown.length + Number(folded.length > 0)));
  const height = rows * (box.height + box.gapY) - box.gapY + 2 * box.margin;
  const boxes: GraphBox[] = [];
  const placeOf = new Map<string, GraphBox>();
  columns.forEach(({ folded }, level) => {
    const shown = order[level] ?? [];
    const count = shown.length + Number(folded.length > 0);
    const x = box.margin + (result.direction === 'forward' ? level : last - level) * (box.width + box.gapX);
    const top = (height - count * (box.height + box.gapY) + box.gapY) / 2;
    shown.forEach((node, row) => {
      const placed: GraphBox = { node, folded: [], x, y: top + row * (box.height + box.gapY) };
      boxes.push(placed);
      placeOf.set(node.thing, placed);
    });
    if (folded.length === 0) return;
    const placed: GraphBox = { node: undefined, folded, x, y: top + shown.length * (box.height + box.gapY) };
    boxes.push(placed);
    for (const node of folded) placeOf.set(node.thing, placed);
  });
  const width = columns.length * (box.width + box.gapX) - box.gapX + 2 * box.margin;
  return { width, height, boxes, ...drawSteps(result, placeOf) };
}

function chooseShown(result: WalkResult, isMarked: (thing: string) => boolean): Column[] {
  const columns: Column[] = [];
  const weigh = (node: WalkedNode): number =>
    node.level === 0 || isMarked(node.thing) ? 0 : node.role === 'goods' || node.role === 'part' ? 1 : 2;
  for (const node of result.nodes) {
    while (columns.length <= node.level) columns.push({ shown: [], folded: [] });
    columns[node.level]!.folded.push(node);
  }
  return columns.map(({ folded }) => {
    if (folded.length <= boxes_per_column_max) return { shown: folded, folded: [] };
    const byWeight = [0, 1, 2].flatMap((weight) => folded.filter((node) => weigh(node) === weight));
    return { shown: byWeight.slice(0, boxes_per_column_max - 1), folded: byWeight.slice(boxes_per_column_max - 1) };
  });
}

/** Things one step away, whichever way the goods went. */
function findNeighbours({ steps }: WalkResult): Map<string, string[]> {
  const neighbours = new Map<string, string[]>();
  const sides = new Map<string, { near: string[]; far: string[] }>();
  const join = (a: string, b: string): void => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const list = neighbours.get(from);
      if (list === undefined) neighbours.set(from, [to]);
      else if (list.length < boxes_per_column_max * 4) list.push(to);
    }
  };
  for (const step of steps) {
    if (step.kind === 'stay') join(step.child, step.stay.parent);
    else if (step.kind === 'ofLot') join(step.item, step.lot);
    else {
      const { hub, thing } = step.fact;
      let side = sides.get(hub);
      if (side === undefined) sides.set(hub, (side = { near: [], far: [] }));
      if (step.kind === 'input') side.near.push(thing);
      else side.far.push(thing);
    }
  }
  for (const { near, far } of sides.values()) for (const a of near.slice(0, boxes_per_column_max)) for (const b of far) join(a, b);
  return neighbours;
}

/** Each column in the order of what it hangs on in the columns before it: fewer crossings. */
function orderColumns(columns: readonly Column[], neighbours: ReadonlyMap<string, readonly string[]>): WalkedNode[][] {
  const rowOf = new Map<string, number>();
  return columns.map(({ shown }) => {
    const weighed = shown.map((node, index) => {
      const rows = (neighbours.get(node.thing) ?? []).flatMap((name) => rowOf.get(name) ?? []);
      return { node, weight: rows.length === 0 ? index : rows.reduce((sum, row) => sum + row, 0) / rows.length, index };
    });
    const ordered = weighed.sort((a, b) => a.weight - b.weight || a.index - b.index).map(({ node }) => node);
    ordered.forEach((node, row) => rowOf.set(node.thing, row));
    return ordered;
  });
}

function drawSteps({ steps, direction }: WalkResult, placeOf: ReadonlyMap<string, GraphBox>): Pick<GraphLayout, 'dots' | 'curves'> {
  const curves = new Map<string, GraphCurve>();
  const add = (kind: GraphCurve['kind'], from: readonly [number, number], to: readonly [number, number]): void =>
    void curves.set(`${kind} ${from.join()} ${to.join()}`, { kind, from, to });
  const hubs = new Map<string, { ins: Set<GraphBox>; outs: Set<GraphBox> }>();
  for (const step of steps) {
    if ('fact' in step) {
      const placed = placeOf.get(step.fact.thing);
      if (placed === undefined) continue;
      let hub = hubs.get(step.fact.hub);
      if (hub === undefined) hubs.set(step.fact.hub, (hub = { ins: new Set(), outs: new Set() }));
      (step.kind === 'input' ? hub.ins : hub.outs).add(placed);
      continue;
    }
    const a = placeOf.get(step.kind === 'stay' ? step.child : step.item);
    const b = placeOf.get(step.kind === 'stay' ? step.stay.parent : step.lot);
    if (a === undefined || b === undefined || a === b) continue;
    const [left, right] = a.x <= b.x ? [a, b] : [b, a];
    add(step.kind === 'stay' ? 'inside' : 'lot', rightOf(left), leftOf(right));
  }
  const dots: GraphDot[] = [];
  for (const [name, { ins, outs }] of hubs) {
    const near = direction === 'back' ? outs : ins;
    // What only folded boxes have a part in is drawn as one line between them.
    const isShown = [...near].some(({ node }) => node !== undefined);
    const all = [...ins, ...outs];
    if (!isShown || all.length === 0) {
      for (const a of ins) for (const b of outs) if (a.x < b.x) add('goods', rightOf(a), leftOf(b));
      continue;
    }
    const anchor = [...near].find(({ node }) => node !== undefined) ?? all[0]!;
    const x = direction === 'back' ? anchor.x - box.gapX / 2 : anchor.x + box.width + box.gapX / 2;
    const y = all.reduce((sum, placed) => sum + placed.y + box.height / 2, 0) / all.length;
    dots.push({ hub: name, x, y });
    for (const placed of ins) add('goods', rightOf(placed), [x, y]);
    for (const placed of outs) add('goods', [x, y], leftOf(placed));
  }
  return { dots, curves: [...curves.values()] };
}

const rightOf = ({ x, y }: GraphBox): readonly [number, number] => [x + box.width, y + box.height / 2];
const leftOf = ({ x, y }: GraphBox): readonly [number, number] => [x, y + box.height / 2];
