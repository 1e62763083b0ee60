// The first thing on a scan page: the verdict with its sign, what to do next, and what to take note of.
import { findFlag } from '../../ui/words/scan-steps.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { verdictIcons } from './icons.ts';
import { reasonOf, stepName } from './journey-part.ts';
import { hasFailed } from '../judge.ts';
import type { Verdict, Warning } from '../judge.ts';
import type { ScanView } from './scan-view.ts';
import { showDay, showInstant, showInstantDay, showNumber } from './show.ts';

/** CSS class (colour) and sign of each verdict. */
export const looks: Readonly<Record<Verdict | 'unavailable', readonly [look: string, icon: keyof typeof verdictIcons]>> = {
  recalled_item: ['stop', 'stop'],
  recalled_lot: ['stop', 'stop'],
  recalled_product: ['stop', 'stop'],
  recalled_container: ['stop', 'stop'],
  voided: ['void', 'void'],
  not_activated: ['wait', 'wait'],
  unknown: ['ask', 'ask'],
  unknown_item: ['ask', 'ask'],
  not_by_owner: ['wait', 'ask'],
  right: ['', 'right'],
  caution: ['wait', 'wait'],
  product: ['info', 'info'],
  place: ['info', 'info'],
  party: ['info', 'info'],
  unavailable: ['void', 'cloud'],
};

export function verdictBox(verdict: Verdict | 'unavailable', title: string, what: string, next: string): Html {
  const [look, icon] = looks[verdict];
  return html`<section class="v ${look}" aria-labelledby="v">
    ${verdictIcons[icon]}
    <h1 id="v">${title}</h1>
    <div>
      <p>${what}</p>
      ${next !== '' && html`<p class="next">${next}</p>`}
    </div>
  </section>`;
}

export function verdictPart(view: ScanView): Html {
  const { judgement, words, lang } = view;
  const { title, what, next } = words.verdicts[judgement.verdict];
  const sentences = [what];
  if (judgement.since_ms !== undefined) {
    const when = showInstantDay(judgement.since_ms, lang);
    sentences.push(
      judgement.verdict === 'voided' ? words.voidedSince(when, judgement.by ?? '') : words.recalledSince(when, judgement.by ?? ''),
    );
  }
  if (judgement.verdict === 'not_by_owner') sentences.push(words.notByOwner(judgement.by ?? '', view.facts.product?.name ?? ''));
  if (judgement.verdict === 'right' || judgement.verdict === 'caution') sentences.push(standing(view));
  return html`${verdictBox(judgement.verdict, title, sentences.filter((text) => text !== '').join(' '), next === '' ? '' : words.nextStep + next)}${warningList(view)}`;
}

/** How many declared, how many others confirm: only what is counted, never "safe" or "genuine". */
function standing({ facts, judgement, words }: ScanView): string {
  const makers = new Set(facts.events.flatMap((event) => event.org_name ?? [])).size;
  const others = new Set(
    judgement.inForce
      .filter((certificate) => certificate.vouched_by !== 'self' && !hasFailed(certificate))
      .map((certificate) => certificate.issuer_name),
  ).size;
  const counted = makers === 0 ? '' : `${words.declaredBy(makers)}${words.confirmedBy(others)}${sentenceEnd(words.noWarning)}`;
  return judgement.warnings.length > 0 ? counted : `${counted}${counted === '' ? '' : ' '}${words.noWarning}`;
}

/** Chinese ends a sentence with its own full stop. */
function sentenceEnd(model: string): string {
  return model.endsWith('。') ? '。' : '.';
}

function warningList(view: ScanView): Html | undefined {
  const [warnings, takenBack] = [listWarnings(view), listTakenBack(view)];
  if (warnings.length + takenBack.length === 0) return undefined;
  return html`<ul class="warn" aria-label="${view.words.warnings.heading}">
    ${warnings.map((text) => html`<li>${text}</li>`)}${takenBack.map((text) => html`<li class="back">${text}</li>`)}
  </ul>`;
}

/** These name no goods that a record could be about. */
const withoutRecords: ReadonlySet<Verdict> = new Set(['product', 'place', 'party']);

/**
 * What was taken back, in the page's language: one sentence of the latest and how many more. It may be what the verdict comes from: a
 * code whose commissioning was taken back is not activated any more, and who saw the page yesterday must learn why.
 */
export function listTakenBack({ facts, judgement, words, lang }: ScanView): string[] {
  const [latest, ...more] = facts.corrections;
  if (latest === undefined || withoutRecords.has(judgement.verdict)) return [];
  const step = stepName(latest, lang) ?? words.otherStep;
  const [declared, happened] = [showInstant(latest.declared_ms, lang), showInstant(latest.time_ms, lang)];
  return [words.takenBack(declared, latest.by ?? '', step, happened, reasonOf(latest, words), more.length)];
}

/** What to take note of, in the page's language. */
export function listWarnings(view: ScanView): string[] {
  return view.judgement.warnings.map((warning) => warningText(warning, view));
}

function warningText(warning: Warning, { words, lang }: ScanView): string {
  const texts = words.warnings;
  switch (warning.kind) {
    case 'past_expiry':
      return texts.past_expiry(showDay(warning.on, lang));
    case 'test_failed':
      return texts.test_failed(nameOf(warning.certificate, lang), showDay(warning.certificate.issued_on, lang));
    case 'certificate_expired':
      return texts.certificate_expired(nameOf(warning.certificate, lang), showDay(warning.certificate.valid_until ?? '', lang));
    case 'certificate_withdrawn':
      return texts.certificate_withdrawn(nameOf(warning.certificate, lang));
    case 'broken_chain':
      return texts.broken_chain(showInstantDay(warning.time_ms, lang));
    case 'late_entry':
      return texts.late_entry(warning.count);
    case 'flagged':
      return texts.flagged(findFlag(warning.disposition, lang) ?? warning.disposition);
    case 'void_unconfirmed':
      return texts.void_unconfirmed(showInstantDay(warning.time_ms, lang), warning.by ?? '');
    case 'lot_differs':
      return texts.lot_differs(readLot(warning.lot));
    case 'scanned_often':
      return texts.scanned_often(showNumber(warning.total, lang));
  }
}

export function nameOf(certificate: { readonly name: string; readonly name_en: string | null }, lang: string): string {
  return lang === 'vi' ? certificate.name : (certificate.name_en ?? certificate.name);
}

/** `01/…/10/L%2F1` → `L/1`. */
export function readLot(thing: string): string {
  const text = thing.slice(thing.lastIndexOf('/10/') + 4);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
