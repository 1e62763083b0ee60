// The trace page: asked code, what was found, doubts first, journey, pictures with tables behind, holders, completion, files.
import type { ComponentChildren } from 'preact';
import { formatDateTimeVi } from '@nguon/vn';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { Fold } from '../../ui/fold.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { LayoutProps } from '../../ui/layout.tsx';
import { Select } from '../../ui/select.tsx';
import { bracketed, isKind, shortCodeWithin, spellCode } from '../../ui/show-code.ts';
import { traceWords } from '../../ui/words/trace.ts';
import { listHoldings } from '../holders.ts';
import type { Holding } from '../holders.ts';
import { JourneyLine } from './journey-line.tsx';
import { productName } from './show.ts';
import type { PageLang } from './show.ts';
import { LotsPart } from './lots-part.tsx';
import type { LotsShown } from './lots-part.tsx';
import { listBreaks, TraceCorrections, TraceDoubts, TraceLimits, TraceRecalls } from './trace-doubts.tsx';
import { TraceGraph } from './trace-graph.tsx';
import type { Directions, Trace } from '../trace-model.ts';
import { CompletionTable, HolderTable, ThingTable } from './trace-tables.tsx';
import { formatNumber } from '../../ui/format-number.ts';

/** What the frame of the page needs, save its content. */
export type TraceFrame = Omit<LayoutProps, 'children' | 'lang' | 'section'> & { readonly lang: PageLang };

export interface AskedTrace {
  readonly text: string;
  readonly direction: Directions;
  readonly error: string | undefined;
}

export function TracePage({ frame, asked, children }: { frame: TraceFrame; asked: AskedTrace; children?: ComponentChildren }) {
  const { lang } = frame;
  const words = traceWords[lang];
  return (
    <Layout {...frame} section="trace">
      <ErrorSummary lang={lang} errors={asked.error === undefined ? [] : [{ field: 'code', text: asked.error }]} />
      <h1>{words.title}</h1>
      <p class="lead noprint">{words.lead}</p>
      <form class="asked" action="/truy-vet">
        {lang === 'en' && <input type="hidden" name="lang" value="en" />}
        <Field
          name="code"
          label={words.code}
          hint={words.codeHint}
          value={asked.text}
          error={asked.error}
          lang={lang}
          maxlength={1_000}
          autocomplete="off"
        />
        <Select
          name="direction"
          label={words.direction}
          value={asked.direction}
          lang={lang}
          options={(['both', 'back', 'forward'] as const).map((value) => ({ value, label: words[value] }))}
        />
        <div>
          <Button>{words.go}</Button>
        </div>
      </form>
      {children}
    </Layout>
  );
}

/** What was found, under the form. */
interface FoundProps {
  readonly trace: Trace;
  /** Of a kind of goods. */
  readonly lots: LotsShown | undefined;
  readonly lang: PageLang;
  readonly direction: Directions;
}

export function TraceFound({ trace, lots, lang, direction }: FoundProps) {
  const words = traceWords[lang];
  const isEmpty = trace.walks.every(({ result }) => result.nodes.length === 1) && trace.journey.stations.length === 0;
  const name = productName(trace.names, trace.thing, lang);
  return (
    <div class="result">
      <h2>
        {name === undefined ? spellCode(trace.thing, lang) : isKind(trace.thing) ? name : `${name}, ${shortCodeWithin(trace.thing, lang)}`}
      </h2>
      <p class="what">{bracketed(trace.thing)}</p>
      <p class="soft small">{words.asOf(formatDateTimeVi(trace.asOf))}</p>
      <TraceRecalls trace={trace} lang={lang} />
      {lots !== undefined && <LotsPart shown={lots} lang={lang} direction={direction} />}
      {isEmpty ? (
        <p>{lots === undefined ? words.nothing : words.nothingOfClass}</p>
      ) : (
        <Findings trace={trace} lang={lang} direction={direction} />
      )}
    </div>
  );
}

function Findings({ trace, lang, direction }: { trace: Trace; lang: PageLang; direction: Directions }) {
  const words = traceWords[lang];
  return (
    <>
      <Sums trace={trace} lang={lang} />
      <TraceLimits trace={trace} lang={lang} direction={direction} />
      <TraceDoubts trace={trace} lang={lang} />
      <h2>{words.journey}</h2>
      <p class="soft">{words.journeyLead}</p>
      <JourneyLine trace={trace} lang={lang} />
      <TraceCorrections trace={trace} lang={lang} />
      {trace.walks.map((walk) => {
        const isBack = walk.result.direction === 'back';
        return (
          <section>
            <h2>{isBack ? words.graphBack : words.graphForward}</h2>
            {walk.result.nodes.length === 1 ? (
              <p class="soft">{isBack ? words.nothingBack : words.nothingForward}</p>
            ) : (
              <>
                <TraceGraph trace={trace} walk={walk} lang={lang} />
                {isBack ? (
                  <>
                    <h3>{words.origins}</h3>
                    <ThingTable trace={trace} walk={walk} lang={lang} only="ends" />
                  </>
                ) : (
                  <>
                    <h3>{words.holders}</h3>
                    <HolderTable trace={trace} walk={walk} lang={lang} />
                  </>
                )}
                <Fold summary={words.table(formatNumber(lang, walk.result.nodes.length))}>
                  <ThingTable trace={trace} walk={walk} lang={lang} />
                </Fold>
              </>
            )}
          </section>
        );
      })}
      <CompletionTable trace={trace} lang={lang} />
      <Files trace={trace} lang={lang} direction={direction} />
    </>
  );
}

function Sums({ trace, lang }: { trace: Trace; lang: PageLang }) {
  const words = traceWords[lang];
  const back = trace.walks.find(({ result }) => result.direction === 'back');
  const forward = trace.walks.find(({ result }) => result.direction === 'forward');
  const holdings = forward === undefined ? [] : listHoldings(trace, forward);
  const breaks = listBreaks(trace).length;
  const handOvers = breaks > 0 ? '' : sayHandOvers(trace, lang);
  const names = new Set(trace.walks.flatMap(({ result }) => result.nodes.map(({ thing }) => thing)));
  const origins = back?.result.nodes.filter(({ isEnd, level }) => isEnd && level > 0).length ?? 0;
  return (
    <>
      <dl class="sums">
        {back !== undefined && (
          <div>
            <dt>{words.origins}</dt>
            <dd>{origins === 0 ? words.isOrigin : formatNumber(lang, origins)}</dd>
          </div>
        )}
        {forward !== undefined && (
          <div>
            <dt>{words.holders}</dt>
            <dd>{sayHolders(holdings, lang)}</dd>
          </div>
        )}
        <div>
          <dt>{words.things}</dt>
          <dd>{formatNumber(lang, names.size)}</dd>
        </div>
        {breaks > 0 && (
          <div class="bad">
            <dt>{words.breaks}</dt>
            <dd>{formatNumber(lang, breaks)}</dd>
          </div>
        )}
      </dl>
      {handOvers !== '' && <p>{handOvers}</p>}
    </>
  );
}

/** What is known of shipments where none is broken; nothing is said where none is on record. */
function sayHandOvers(trace: Trace, lang: PageLang): string {
  const words = traceWords[lang];
  const all = new Set(trace.walks.flatMap(({ shipments }) => shipments.map(({ seq }) => seq)));
  const open = new Set(trace.walks.flatMap(({ shipments }) => shipments.flatMap(({ seq, received }) => (received === 'yes' ? [] : [seq]))));
  if (all.size === 0) return '';
  if (open.size === 0) return words.allReceived(formatNumber(lang, all.size));
  return words.someOnTheWay(formatNumber(lang, all.size - open.size), formatNumber(lang, open.size));
}

function sayHolders(holdings: readonly Holding[], lang: PageLang): string {
  const words = traceWords[lang];
  const held = holdings.filter(({ status }) => status === 'held').length;
  const onTheWay = holdings.reduce((sum, { status, pieces, lots }) => (status === 'on_the_way' ? sum + pieces + lots : sum), 0);
  const parts = [
    held > 0 ? words.holdersCount(formatNumber(lang, held)) : '',
    onTheWay > 0 ? words.onTheWay(formatNumber(lang, onTheWay)) : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? words.unknownPlace : parts.join(', ');
}

function Files({ trace, lang, direction }: { trace: Trace; lang: PageLang; direction: Directions }) {
  const words = traceWords[lang];
  const path = (format: string, more = ''): string =>
    `/api/v1/trace?${new URLSearchParams({ code: trace.thing, direction, format })}${more}`;
  return (
    <section class="noprint">
      <h2 id="tai-ve">{words.export}</h2>
      <p class="row">
        <Button kind="quiet" href={path('csv')}>
          {words.csv}
        </Button>
        <Button kind="quiet" href={path('json', '&items=all')}>
          {words.json}
        </Button>
      </p>
      <p class="soft small">{words.print}</p>
    </section>
  );
}
