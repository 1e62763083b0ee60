// What was found about a place: codes that are there or passed through in a period, page by page.
import { formatDateTimeVi } from '@nguon/vn';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Table } from '../../ui/table.tsx';
import { Tag } from '../../ui/tag.tsx';
import { findStepName } from '../../ui/words/scan-steps.ts';
import { bracketed, shortCode, shortCodeWithin } from '../../ui/show-code.ts';
import { traceWords } from '../../ui/words/trace.ts';
import { placeName, productName, tracePath } from '../page/show.ts';
import type { PageLang } from '../page/show.ts';
import type { PlaceRequest } from './read-place-request.ts';
import type { PlaceTrace } from './trace-place.ts';
import { formatNumber } from '../../ui/format-number.ts';

const sub_places_shown_max = 12;

export function PlaceFound({ found, asked, lang }: { found: PlaceTrace; asked: PlaceRequest; lang: PageLang }) {
  const words = traceWords[lang];
  const { visits, names, isCut, subPlaces } = found;
  const older = olderHref(found, asked, lang);
  return (
    <div class="result">
      <h2>{placeName(names, asked.place, lang)}</h2>
      <p class="what">{bracketed(asked.place)}</p>
      <p class="soft small">{words.asOf(formatDateTimeVi(found.asOf))}</p>
      <p>{words.placeLead}</p>
      {subPlaces.length > 0 && (
        <p class="soft">
          {words.withSubPlaces(
            subPlaces
              .slice(0, sub_places_shown_max)
              .map((place) => placeName(names, place, lang))
              .join('; '),
            subPlaces.length > sub_places_shown_max,
          )}
        </p>
      )}
      <PeriodForm asked={asked} lang={lang} />
      {visits.length === 0 ? <p class="soft">{words.placeNone}</p> : <Visits found={found} lang={lang} />}
      {isCut && <p class="soft">{words.placeCut}</p>}
      {older !== undefined && (
        <nav class="pages" aria-label={words.placeTitle}>
          <a href={older} rel="next">
            {words.older}
          </a>
        </nav>
      )}
    </div>
  );
}

function olderHref({ next }: PlaceTrace, asked: PlaceRequest, lang: PageLang): string | undefined {
  if (next === undefined) return undefined;
  const period = { code: asked.place, from: asked.fromDay, until: asked.untilDay, before: `${next.time_ms}-${next.seq}` };
  return `/truy-vet?${new URLSearchParams({ ...period, ...(lang === 'en' ? { lang } : {}) })}`;
}

function PeriodForm({ asked, lang }: { asked: PlaceRequest; lang: PageLang }) {
  const words = traceWords[lang];
  return (
    <form class="period" action="/truy-vet">
      <input type="hidden" name="code" value={asked.place} />
      {lang === 'en' && <input type="hidden" name="lang" value="en" />}
      <Field name="from" type="date" label={words.from} value={asked.fromDay} lang={lang} />
      <Field name="until" type="date" label={words.until} value={asked.untilDay} lang={lang} />
      <div>
        <Button kind="quiet">{words.show}</Button>
      </div>
    </form>
  );
}

function Visits({ found: { visits, names }, lang }: { found: PlaceTrace; lang: PageLang }) {
  const words = traceWords[lang];
  return (
    <>
      <p>
        <b>{words.hereCount(formatNumber(lang, visits.filter(({ isHere }) => isHere).length), formatNumber(lang, visits.length))}</b>
      </p>
      <Table
        caption={words.placeTitle}
        hideCaption
        columns={[
          { label: words.visitColumns.thing },
          { label: words.visitColumns.state },
          { label: words.visitColumns.step },
          { label: words.visitColumns.last },
        ]}
        rows={visits.map(({ thing, isHere, bizStep, last_ms }) => [
          <a href={tracePath(thing, lang)}>
            {productName(names, thing, lang) === undefined
              ? shortCode(thing, lang)
              : `${productName(names, thing, lang)}, ${shortCodeWithin(thing, lang)}`}
          </a>,
          <Tag tone={isHere ? 'right' : 'plain'}>{isHere ? words.here : words.passed}</Tag>,
          findStepName(bizStep, lang) ?? words.otherStep,
          <span class="nowrap">{formatDateTimeVi(new Date(last_ms))}</span>,
        ])}
      />
    </>
  );
}
