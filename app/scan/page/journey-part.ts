// The journey: stations in order of time with place and who recorded them, and hand-overs nobody confirmed.
import { findCbvWord } from '@nguon/epcis';
import { findStepName, transformationName } from '../../ui/words/scan-steps.ts';
import type { Lang } from '../../ui/words/lang.ts';
import { shortCodeWithin, spellCode } from '../../ui/show-code.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { unitSign } from '../item-data.ts';
import type { CorrectionFact, EventFact } from '../facts.ts';
import type { Station } from '../journey.ts';
import { portalSuffix, unitName } from './scan-view.ts';
import type { ScanView } from './scan-view.ts';
import { showInstant, showInstantDay, showNumber } from './show.ts';

export function journeyPart(view: ScanView): Html | undefined {
  const { journey, words, judgement, facts } = view;
  if (judgement.verdict === 'unknown' || judgement.verdict === 'product' || judgement.verdict === 'place' || judgement.verdict === 'party')
    return undefined;
  if (journey.stations.length === 0 && facts.corrections.length === 0) return undefined;
  const summary =
    words.journeySummary(journey.stations.length, journey.places) +
    (journey.broken.length > 0 ? (view.lang === 'zh' ? '，' : ', ') + words.journeyGap : '');
  return html`<details class="card">
    <summary>
      <span>${words.journey}<small>${summary}</small></span>
    </summary>
    <div class="fold">
      <ol class="way">
        ${journey.stations.map((station) => stationItem(station, view))}
      </ol>
      ${correctionList(view)}${originLine(view)}${journey.more > 0 && html`<p class="soft">${words.moreEvents(journey.more)}</p>`}
      <p><a href="${tracePath(view)}">${words.fullTrace}</a></p>
    </div>
  </details>`;
}

export function tracePath({ code, lang }: ScanView): string {
  return `/truy-vet?code=${encodeURIComponent(code.path)}${portalSuffix(lang, '&')}`;
}

function stationItem(station: Station, view: ScanView): Html {
  const { event } = station;
  const { words, lang } = view;
  const step = stepName(event, lang);
  const figure = event.quantity === null ? '' : showNumber(event.quantity, lang);
  // Without a unit it is a count (EPCIS 2.0 §7.3.3.3).
  const amount = figure === '' ? '' : unitSign(event.uom) === '' ? words.pieces(figure) : `${figure} ${unitSign(event.uom)}`;
  const head = [step ?? words.otherStep, amount].filter((text) => text !== '').join(', ');
  const unit = unitName(event, lang);
  const where = [event.place_name ?? '', unit].filter((text) => text !== '').join(', ');
  const who = event.org_name === null ? '' : words.recordedBy(event.org_name);
  return html`<li>
      <time>${showInstant(event.time_ms, lang)}</time
      ><b>${head}</b
      >${where}${who !== '' && html`<small>${who}</small>`}${station.container !== undefined && html`<small>${words.inside(shortCodeWithin(station.container, lang))}</small>`}${station.late && html`<small class="late">${words.late(showInstantDay(event.record_ms, lang))}</small>`}
    </li>
    ${handOverItem(station, view)}`;
}

export function stepName(
  { event_type, biz_step, role }: Pick<EventFact, 'event_type' | 'biz_step' | 'role'>,
  lang: Lang,
): string | undefined {
  const isInput = role === 4 || role === 14;
  return event_type === 'TransformationEvent' && (isInput || biz_step === null || biz_step === 'commissioning')
    ? transformationName(isInput, lang)
    : findStepName(biz_step, lang);
}

/** What was taken back: both the wrong record and its correction stay on record, and readers are told. */
function correctionList({ facts, words, lang }: ScanView): Html | undefined {
  if (facts.corrections.length === 0) return undefined;
  const items = facts.corrections.map((correction) => {
    const why = reasonOf(correction, words);
    const what = words.correction(
      showInstant(correction.declared_ms, lang),
      stepName(correction, lang) ?? words.otherStep,
      showInstant(correction.time_ms, lang),
    );
    return html`<li>
      ${what}${why !== '' && html` <b>${why}.</b>`}${correction.by !== null && html`<small>${words.recordedBy(correction.by)}</small>`}
    </li>`;
  });
  return html`<p><b>${words.corrections}</b></p>
    <ul>
      ${items}
    </ul>`;
}

/** Why a record was taken back, '' where nobody said. */
export function reasonOf({ reason }: CorrectionFact, words: ScanView['words']): string {
  if (reason === null) return '';
  const word = findCbvWord('errorReason', reason) ?? reason;
  return words.correctionReasons[word] ?? word;
}

/** After a shipment: what should have followed and did not. */
function handOverItem({ handOver }: Station, { words }: ScanView): Html | undefined {
  if (handOver === undefined) return undefined;
  return handOver === 'broken'
    ? html`<li class="gap"><b>${words.gap}</b>${words.gapWhat}</li>`
    : html`<li class="gap"><b>${words.onTheWay}</b></li>`;
}

/** One step back: what the lot was made from. */
function originLine({ facts, words, lang }: ScanView): Html | undefined {
  if (facts.inputs.length === 0) return undefined;
  const names = facts.inputs.map((input) => {
    const name = (lang === 'vi' ? input.product_name : (input.product_name_en ?? input.product_name)) ?? spellCode(input.thing, lang);
    return input.org_name === null ? name : `${name} (${input.org_name})`;
  });
  return html`<p><b>${words.origin}:</b> ${[...new Set(names)].join(lang === 'zh' ? '、' : ', ')}.</p>`;
}
