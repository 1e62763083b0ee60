// What is wrong or doubtful in a chain, in sentences: missing receipts, unknown origins, more out than in, limits reached.
import { mayStillArrive, walk_levels_max } from '@nguon/trace';
import { formatDateTimeVi } from '@nguon/vn';
import { Note } from '../../ui/note.tsx';
import { findStepName } from '../../ui/words/scan-steps.ts';
import { shortCodeWithin } from '../../ui/show-code.ts';
import { traceWords } from '../../ui/words/trace.ts';
import { orgName, placeName, productName, showAmounts, tracePath } from './show.ts';
import type { PageLang } from './show.ts';
import { listBrokenHandOvers, listDoubtfulBalances, nameOfParty } from '../trace-rows.ts';
import type { BrokenHandOver } from '../trace-rows.ts';
import type { Directions, Trace, TracedWalk } from '../trace-model.ts';
import { formatNumber } from '../../ui/format-number.ts';

/** Sentences on the page; the files hold all. */
const sentences_max = 30;

/** Hand-overs that nobody received and that are old enough to be a break, each once though both walks may meet it. */
export function listBreaks(trace: Trace): BrokenHandOver[] {
  const bySeq = new Map(trace.walks.flatMap((walk) => listBrokenHandOvers(trace, walk)).map((broken) => [broken.seq, broken]));
  return [...bySeq.values()].filter((broken) => !mayStillArrive({ since_ms: broken.since_ms, goesOn: false }, trace.asOf.getTime()));
}

/** Above everything else: what of this chain nobody should sell or use. */
export function TraceRecalls({ trace, lang }: { trace: Trace; lang: PageLang }) {
  const words = traceWords[lang];
  if (trace.recalls.length === 0) return null;
  return (
    <Note tone="stop">
      <p>
        <b>{words.recalled}</b>
      </p>
      <ul>
        {trace.recalls.slice(0, sentences_max).map(({ thing, since_ms }) => (
          <li>
            {words.recalledSince(
              [productName(trace.names, thing, lang), shortCodeWithin(thing, lang)].filter((part) => part !== undefined).join(', '),
              formatDateTimeVi(new Date(since_ms)),
            )}
          </li>
        ))}
        {trace.recalls.length > sentences_max && <li>… {formatNumber(lang, trace.recalls.length - sentences_max)}</li>}
      </ul>
    </Note>
  );
}

/** What was taken back: the wrong record and its correction both stay readable. */
export function TraceCorrections({ trace, lang }: { trace: Trace; lang: PageLang }) {
  const words = traceWords[lang];
  if (trace.corrections.length === 0) return null;
  return (
    <section>
      <h2>{words.corrections}</h2>
      <ul>
        {trace.corrections.map(({ thing, event, declared_ms, reason }) => {
          const step = findStepName(event.bizStep, lang) ?? words.someEvent;
          const why = reason === undefined ? undefined : (words.correctionReasons[reason] ?? reason);
          const who = orgName(trace.names, event, lang);
          return (
            <li>
              {words.correction(
                formatDateTimeVi(new Date(declared_ms)),
                step,
                shortCodeWithin(thing, lang),
                formatDateTimeVi(new Date(event.time_ms)),
              )}
              {why !== undefined && <b> {why}.</b>}
              {who !== undefined && <span class="soft"> {words.correctedBy(who)}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

export function TraceDoubts({ trace, lang }: { trace: Trace; lang: PageLang }) {
  const words = traceWords[lang];
  const sentences = [
    ...listBreaks(trace).map((broken) => sayBroken(trace, broken, lang)),
    ...trace.walks.flatMap((walk) => sayBalances(trace, walk, lang)),
  ];
  if (sentences.length === 0) return null;
  return (
    <section>
      <h2 id="cho-dut">{words.gaps}</h2>
      <Note tone="stop">
        <ul>
          {sentences.slice(0, sentences_max).map((sentence) => (
            <li>{sentence}</li>
          ))}
          {sentences.length > sentences_max && <li>… {formatNumber(lang, sentences.length - sentences_max)}</li>}
        </ul>
      </Note>
    </section>
  );
}

function sayBroken(trace: Trace, { seq, since_ms, to, things, missing, isPart }: BrokenHandOver, lang: PageLang): string {
  const words = traceWords[lang];
  const event = trace.events.get(seq);
  const from =
    orgName(trace.names, event, lang) ?? (event?.place === undefined ? words.somebody : placeName(trace.names, event.place, lang));
  const [first = ''] = things;
  const what =
    things.length === 1
      ? [productName(trace.names, first, lang), shortCodeWithin(first, lang)].filter((part) => part !== undefined).join(', ')
      : words.codes(formatNumber(lang, things.length));
  const receiver = nameOfParty(trace, to) ?? words.notNamed;
  const when = formatDateTimeVi(new Date(since_ms));
  return isPart
    ? words.brokenPart(from, what, receiver, when, showAmounts(missing, lang) || words.partMissing)
    : words.broken(from, what, receiver, when);
}

function sayBalances(trace: Trace, walk: TracedWalk, lang: PageLang): string[] {
  const words = traceWords[lang];
  const seqOf = new Map<string, string>();
  for (const step of walk.result.steps) if ('fact' in step && !seqOf.has(step.fact.hub)) seqOf.set(step.fact.hub, step.fact.seq);
  return listDoubtfulBalances(walk).map(({ hub, verdict, inputs, outputs }) => {
    const event = trace.events.get(seqOf.get(hub) ?? '');
    const place =
      event?.place === undefined
        ? event?.isPlaceHidden === true
          ? words.hiddenPlace
          : words.noPlace
        : placeName(trace.names, event.place, lang);
    const where = words.atPlace(place, event === undefined ? '' : formatDateTimeVi(new Date(event.time_ms)));
    if (verdict === 'no_input') return words.noInput(where, outputs.length === 0 ? '' : ` ${showAmounts(outputs, lang)}`);
    return words.excess(where, showAmounts(inputs, lang), showAmounts(outputs, lang));
  });
}

/** Limits are told, never silent; where more steps may be asked for, a link does. */
export function TraceLimits({ trace, lang, direction }: { trace: Trace; lang: PageLang; direction: Directions }) {
  const words = traceWords[lang];
  const reached = trace.walks.flatMap(({ result }) => result.limits);
  const said = [...new Set(reached.map(({ name, limit, left_out }) => words.limits[name](limit, formatNumber(lang, left_out))))];
  const mayGoOn = reached.some(({ name, limit }) => name === 'levels' && limit < walk_levels_max);
  return (
    <>
      {said.map((sentence) => (
        <Note tone="wait">
          <p>{sentence}</p>
        </Note>
      ))}
      {mayGoOn && (
        <p class="noprint">
          <a href={`${tracePath(trace.thing, lang, direction)}&depth=${walk_levels_max}`}>{words.goOn(walk_levels_max)}</a>
        </p>
      )}
    </>
  );
}
