// The tables of the trace page: holders, things, completion, mass balance.
import type { WalkedNode } from '@nguon/trace';
import { formatDateTimeVi } from '@nguon/vn';
import { filledColumns } from '../../ui/filled-columns.ts';
import { Table } from '../../ui/table.tsx';
import { Tag } from '../../ui/tag.tsx';
import { isKind, shortCode, shortCodeWithin } from '../../ui/show-code.ts';
import { traceWords } from '../../ui/words/trace.ts';
import { listHoldings, placesOfLot } from '../holders.ts';
import type { Holding } from '../holders.ts';
import { nameOf, orgName, placeName, productName, showAmounts, tracePath } from './show.ts';
import type { PageLang } from './show.ts';
import { completionOf, kindOf, nameOfParty, sumQuantities } from '../trace-rows.ts';
import { latestOf } from '../trace-json.ts';
import type { Trace, TracedWalk } from '../trace-model.ts';
import { formatNumber } from '../../ui/format-number.ts';

interface PartProps {
  readonly trace: Trace;
  readonly walk: TracedWalk;
  readonly lang: PageLang;
}

/** Rows of a table on the page; the files hold all. */
const rows_max = 200;

const showTime = (time_ms: number | undefined) =>
  time_ms === undefined ? '' : <span class="nowrap">{formatDateTimeVi(new Date(time_ms))}</span>;

export function HolderTable({ trace, walk, lang }: PartProps) {
  const words = traceWords[lang];
  const holdings = listHoldings(trace, walk);
  const columns = words.holderColumns;
  const place = (holding: Holding) =>
    holding.place === undefined ? (
      holding.isPlaceHidden ? (
        words.hiddenPlace
      ) : (
        words.unknownPlace
      )
    ) : (
      <a href={tracePath(holding.place, lang)}>{placeName(trace.names, holding.place, lang)}</a>
    );
  const count = ({ pieces, lots, amounts }: Holding) =>
    [
      pieces > 0 ? words.pieces(formatNumber(lang, pieces)) : '',
      lots > 0 ? words.lots(formatNumber(lang, lots)) : '',
      showAmounts(amounts, lang),
    ]
      .filter((part) => part !== '')
      .join(' · ');
  return (
    <Table
      caption={words.holders}
      hideCaption
      {...filledColumns(
        [
          { label: columns.place },
          { label: columns.organisation },
          { label: columns.status },
          { label: columns.count },
          { label: columns.last },
        ],
        holdings.slice(0, rows_max).map((holding) => [
          place(holding),
          orgName(trace.names, holding, lang) ?? '',
          <>
            <Tag tone={holding.status === 'held' ? 'right' : 'wait'}>{words.statuses[holding.status]}</Tag>
            {holding.status === 'on_the_way' && holding.to !== '' && (
              <span class="soft"> {words.goingTo(nameOfParty(trace, holding.to) ?? '')}</span>
            )}
          </>,
          count(holding),
          showTime(holding.last_ms),
        ]),
      )}
    />
  );
}

/** The things of a walk; going back the origins stand first. */
export function ThingTable({ trace, walk, lang, only }: PartProps & { only?: 'ends' }) {
  const words = traceWords[lang];
  const quantities = sumQuantities(trace, walk);
  const nodes = only === 'ends' ? walk.result.nodes.filter(({ isEnd }) => isEnd) : walk.result.nodes;
  const columns = words.columns;
  const spread = placesOfLot(trace)?.length ?? 0;
  const lastPlace = (node: WalkedNode): string => {
    const seen = walk.lastKnown(node);
    if (node.thing === trace.thing && spread > 1) return words.inPlaces(formatNumber(lang, spread));
    if (seen?.place === undefined) return seen?.isPlaceHidden === true ? words.hiddenPlace : '';
    return placeName(trace.names, seen.place, lang);
  };
  return (
    <>
      <Table
        caption={only === 'ends' ? words.origins : words.table(formatNumber(lang, nodes.length))}
        hideCaption
        {...filledColumns(
          [
            { label: columns.thing },
            { label: columns.kind },
            { label: columns.quantity },
            { label: columns.level, numeric: true },
            { label: columns.lastPlace },
            { label: columns.last },
          ],
          nodes.slice(0, rows_max).map((node) => {
            const { thing, level, last_ms } = node;
            const seen = walk.lastKnown(node);
            const name = productName(trace.names, thing, lang);
            return [
              <>
                <a href={tracePath(thing, lang)}>
                  {name === undefined ? shortCode(thing, lang) : isKind(thing) ? name : `${name}, ${shortCodeWithin(thing, lang)}`}
                </a>
              </>,
              words.kinds[kindOf(thing)],
              showAmounts(quantities.get(thing) ?? [], lang),
              String(level),
              lastPlace(node),
              showTime(latestOf(last_ms, seen?.time_ms)),
            ];
          }),
        )}
      />
      {nodes.length > rows_max && <p class="soft">{words.tableCut(formatNumber(lang, rows_max), formatNumber(lang, nodes.length))}</p>}
    </>
  );
}

export function CompletionTable({ trace, lang }: { trace: Trace; lang: PageLang }) {
  const words = traceWords[lang];
  const rows = completionOf(trace, trace.walks);
  if (rows.length === 0) return null;
  const name = (party: string): string => {
    const org = party.startsWith('org:') ? trace.names.organisations.get(Number(party.slice(4))) : undefined;
    return org === undefined ? (nameOfParty(trace, party) ?? words.notNamed) : nameOf(org, lang);
  };
  const columns = words.completionColumns;
  return (
    <section>
      <h2 id="giao-nhan">{words.completion}</h2>
      <p class="soft">{words.completionLead}</p>
      <Table
        caption={words.completion}
        hideCaption
        columns={[
          { label: columns.from },
          { label: columns.to },
          { label: columns.period },
          { label: columns.shipped, numeric: true },
          { label: columns.received, numeric: true },
          { label: columns.rate, numeric: true },
        ]}
        rows={rows
          .slice(0, rows_max)
          .map(({ from, to, period, shipped, received }) => [
            name(from),
            name(to),
            `${period.slice(5)}/${period.slice(0, 4)}`,
            formatNumber(lang, shipped),
            formatNumber(lang, received),
            <Tag tone={received === shipped ? 'right' : 'stop'}>{Math.floor((received * 100) / shipped)} %</Tag>,
          ])}
      />
    </section>
  );
}
