// The journey as a line: stations with place, time and who, and the places where the chain breaks.
import { formatDateTimeVi } from '@nguon/vn';
import { mayStillArrive } from '@nguon/trace';
import type { JourneyGap, Station } from '@nguon/trace';
import { findStepName, transformationName } from '../../ui/words/scan-steps.ts';
import { shortCodeWithin } from '../../ui/show-code.ts';
import { traceWords } from '../../ui/words/trace.ts';
import type { JourneyView } from '../event-view.ts';
import { placesOfLot } from '../holders.ts';
import { orgName, placeName, tracePath } from './show.ts';
import type { PageLang } from './show.ts';
import type { Trace } from '../trace-model.ts';
import { formatNumber } from '../../ui/format-number.ts';

/** Events of one station that are written out. */
const events_per_station_max = 12;

export function JourneyLine({ trace, lang }: { trace: Trace; lang: PageLang }) {
  const words = traceWords[lang];
  const { stations, gaps, isCut } = trace.journey;
  if (stations.length === 0) return <p class="soft">{words.journeyNone}</p>;
  return (
    <>
      <ol class="line">
        {stations.map((station, index) => (
          <StationItem trace={trace} station={station} gap={gaps.find(({ afterStation }) => afterStation === index)} lang={lang} />
        ))}
        <SplitItem trace={trace} lang={lang} />
      </ol>
      {isCut && <p class="soft">{words.journeyCut}</p>}
    </>
  );
}

/** Places named where a lot was split up. */
const split_places_max = 6;

/** A lot that went to several places did not end at the last station: its line ends with where its goods are. */
function SplitItem({ trace, lang }: { trace: Trace; lang: PageLang }) {
  const words = traceWords[lang];
  const places = placesOfLot(trace) ?? [];
  const [only] = places;
  if (only === undefined || (places.length === 1 && only === trace.journey.stations.at(-1)?.place)) return null;
  return (
    <li class="split">
      <h3>{places.length === 1 ? words.wentOnTo : words.splitInto(formatNumber(lang, places.length))}</h3>
      <ul>
        {places.slice(0, split_places_max).map((place) => (
          <li>
            <a href={tracePath(place, lang)}>{placeName(trace.names, place, lang)}</a>
          </li>
        ))}
        {places.length > split_places_max && <li>… {formatNumber(lang, places.length - split_places_max)}</li>}
      </ul>
    </li>
  );
}

function StationItem({
  trace,
  station,
  gap,
  lang,
}: {
  trace: Trace;
  station: Station<JourneyView>;
  gap: JourneyGap | undefined;
  lang: PageLang;
}) {
  const words = traceWords[lang];
  const first = station.events[0];
  const place =
    station.place === undefined ? (station.isPlaceHidden ? words.hiddenPlace : words.noPlace) : placeName(trace.names, station.place, lang);
  const who = orgName(trace.names, first, lang);
  return (
    <li class={gap === undefined ? undefined : 'cut'}>
      <h3>{place}</h3>
      {who !== undefined && who !== place && <p class="soft">{who}</p>}
      <ul>
        {station.events.slice(0, events_per_station_max).map((event) => (
          <li>
            <time dateTime={new Date(event.time_ms).toISOString()}>{formatDateTimeVi(new Date(event.time_ms))}</time> {stepOf(event, lang)}
            {via(trace, event, lang)}
            {event.isUnconfirmed && <span class="doubt"> {words.unconfirmed}</span>}
          </li>
        ))}
        {station.events.length > events_per_station_max && <li>… {station.events.length - events_per_station_max}</li>}
      </ul>
      {gap !== undefined && (
        <p class={mayStillArrive(gap, trace.asOf.getTime()) ? 'gap wait' : 'gap'}>
          {mayStillArrive(gap, trace.asOf.getTime()) ? words.gapYoung : gap.goesOn ? words.gapGoesOn : words.gapOpen}
        </p>
      )}
    </li>
  );
}

function stepOf(event: JourneyView, lang: PageLang): string {
  const words = traceWords[lang];
  if (event.type === 'TransformationEvent') return transformationName(event.isInput, lang);
  return findStepName(event.bizStep, lang) ?? words.otherStep;
}

/** How an event that does not name the code itself touches it. */
function via(trace: Trace, event: JourneyView, lang: PageLang) {
  const words = traceWords[lang];
  if (event.thing === trace.thing) return null;
  const isLot = trace.journey.lots.includes(event.thing);
  return <span class="soft"> ({isLot ? words.viaLot : words.viaContainer(shortCodeWithin(event.thing, lang))})</span>;
}
