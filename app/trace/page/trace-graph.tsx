// The picture of a walk: boxes in columns, made on the server; each box leads to the trace of its code.
import { shortCode } from '../../ui/show-code.ts';
import { traceWords } from '../../ui/words/trace.ts';
import { box, layOutGraph } from './graph-layout.ts';
import type { GraphBox, GraphCurve } from './graph-layout.ts';
import { placesOfLot } from '../holders.ts';
import { productName, showAmounts, placeName, tracePath } from './show.ts';
import type { PageLang } from './show.ts';
import { kindOf, sumQuantities } from '../trace-rows.ts';
import type { ThingKind } from '../trace-rows.ts';
import type { Trace, TracedWalk } from '../trace-model.ts';
import { formatNumber } from '../../ui/format-number.ts';

/** Letters that fit into a line of a box, and into its bold first line, also in a wide typeface. */
const line_chars = 24;
const head_chars = 19;

const cut = (text: string, chars = line_chars): string => (text.length > chars ? `${text.slice(0, chars - 1).trimEnd()}…` : text);

export function TraceGraph({ trace, walk, lang }: { trace: Trace; walk: TracedWalk; lang: PageLang }) {
  const words = traceWords[lang];
  const broken = new Set(walk.shipments.filter(({ received }) => received !== 'yes').map(({ thing }) => thing));
  const graph = layOutGraph(walk.result, (thing) => broken.has(thing));
  const quantities = sumQuantities(trace, walk);
  const label = walk.result.direction === 'back' ? words.graphBack : words.graphForward;
  return (
    <figure class="graph">
      <div class="pan" role="region" aria-label={label} tabindex={0}>
        <svg width={graph.width} height={graph.height} viewBox={`0 0 ${graph.width} ${graph.height}`} role="group" aria-label={label}>
          {graph.curves.map((curve) => (
            <path class={`c ${curve.kind}`} d={pathOf(curve)} />
          ))}
          {graph.dots.map(({ x, y }) => (
            <circle class="t" cx={x} cy={round(y)} r="6">
              <title>{words.legend.transformation}</title>
            </circle>
          ))}
          {graph.boxes.map((placed) =>
            placed.node === undefined ? (
              <FoldedBox placed={placed} lang={lang} />
            ) : (
              <NodeBox
                trace={trace}
                walk={walk}
                placed={placed}
                lang={lang}
                amount={showAmounts(quantities.get(placed.node.thing) ?? [], lang)}
                isBroken={broken.has(placed.node.thing)}
              />
            ),
          )}
        </svg>
      </div>
      <figcaption>
        <ul class="legend">
          {(['start', 'goods', 'carrier', 'transformation', 'broken'] as const).map((key) => (
            <li>
              <i class={`k-${key}`} />
              {words.legend[key]}
            </li>
          ))}
        </ul>
        <p class="soft small noprint">{words.graphHint}</p>
      </figcaption>
    </figure>
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;

function pathOf({ from: [x1, y1], to: [x2, y2] }: GraphCurve): string {
  const bend = Math.max(24, Math.abs(x2 - x1) / 2);
  return `M${round(x1)} ${round(y1)}C${round(x1 + bend)} ${round(y1)} ${round(x2 - bend)} ${round(y2)} ${round(x2)} ${round(y2)}`;
}

function NodeBox({
  trace,
  walk,
  placed,
  lang,
  amount,
  isBroken,
}: {
  trace: Trace;
  walk: TracedWalk;
  placed: GraphBox;
  lang: PageLang;
  amount: string;
  isBroken: boolean;
}) {
  const words = traceWords[lang];
  const node = placed.node!;
  const { thing, role } = node;
  const isStart = thing === trace.thing;
  const seen = walk.lastKnown(node);
  const spread = isStart ? (placesOfLot(trace)?.length ?? 0) : 0;
  const place =
    spread > 1
      ? words.inPlaces(formatNumber(lang, spread))
      : seen?.place === undefined
        ? seen?.isPlaceHidden === true
          ? words.hiddenPlace
          : ''
        : placeName(trace.names, seen.place, lang);
  const title = productName(trace.names, thing, lang) ?? words.kinds[kindOf(thing)];
  const second = [shortCode(thing, lang), amount].filter((part) => part !== '').join(' · ');
  const look = ['b', role === 'carrier' ? 'carrier' : '', isStart ? 'start' : '', isBroken ? 'broken' : '']
    .filter((part) => part !== '')
    .join(' ');
  const inside = (
    <>
      <title>{[title, second, place, isBroken ? words.legend.broken : ''].filter((part) => part !== '').join(' · ')}</title>
      <rect class={look} x={placed.x} y={round(placed.y)} width={box.width} height={box.height} rx="10" />
      <text x={placed.x + 12} y={round(placed.y + 21)} class="h">
        {cut(title, head_chars)}
      </text>
      <text x={placed.x + 12} y={round(placed.y + 39)}>
        {cut(second)}
      </text>
      <text x={placed.x + 12} y={round(placed.y + 56)} class="s">
        {cut(isBroken ? words.legend.broken : place)}
      </text>
    </>
  );
  return isStart ? <g>{inside}</g> : <a href={tracePath(thing, lang)}>{inside}</a>;
}

function FoldedBox({ placed, lang }: { placed: GraphBox; lang: PageLang }) {
  const words = traceWords[lang];
  const kinds = new Set<ThingKind>(placed.folded.map(({ thing }) => kindOf(thing)));
  const [only] = kinds;
  const kind = kinds.size === 1 && only !== undefined ? words.moreKinds[only] : words.moreKinds.mixed;
  return (
    <g>
      <rect class="b more" x={placed.x} y={round(placed.y)} width={box.width} height={box.height} rx="10" />
      <text x={placed.x + 12} y={round(placed.y + 38)} class="h">
        {words.more(formatNumber(lang, placed.folded.length), kind)}
      </text>
    </g>
  );
}
