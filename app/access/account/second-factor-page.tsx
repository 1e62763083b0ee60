// Turning the second factor on: the QR image and the first code, then the recovery codes.
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { Fold } from '../../ui/fold.tsx';
import { renderPage } from '../../ui/render-page.tsx';
import { accessWords } from '../../ui/words/access.ts';
import type { Fault } from '../../errors.ts';
import { CsrfField, PersonFrame } from '../person-frame.tsx';
import type { PersonView } from '../person-view.ts';

export interface EnrolView {
  readonly person: PersonView;
  /** SVG of the QR image. */
  readonly qr: string;
  /** The key in groups of four, for typing. */
  readonly key: string;
  readonly sealed: string;
  readonly faults: readonly Fault[];
}

export function renderEnrolPage(view: EnrolView): string {
  return renderPage(<EnrolPage view={view} />, {
    title: accessWords[view.person.lang].enrolTitle,
    lang: view.person.lang,
    hasErrors: view.faults.length > 0,
    noIndex: true,
    sheet: 'work',
  });
}

function EnrolPage({ view: { person, qr, key, sealed, faults } }: { view: EnrolView }) {
  const words = accessWords[person.lang];
  return (
    <PersonFrame person={person}>
      <ErrorSummary errors={faults.map((fault) => ({ field: fault.path, text: fault[person.lang] }))} lang={person.lang} />
      <h1>{words.enrolTitle}</h1>
      <ol class="prose">
        {words.enrolSteps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <div
        role="img"
        aria-label={words.enrolQr}
        style="width:220px;height:220px;background:#fff;border-radius:12px;padding:8px;margin:0 0 16px"
        dangerouslySetInnerHTML={{ __html: qr }}
      />
      <Fold summary={words.enrolByHand}>
        <p class="num" style="font-size:18px;letter-spacing:.04em">
          {key}
        </p>
      </Fold>
      <form method="post" action="/tai-khoan/xac-thuc-hai-lop">
        <CsrfField person={person} />
        <input type="hidden" name="sealed" value={sealed} />
        <Field
          name="code"
          label={words.code}
          inputmode="numeric"
          autocomplete="one-time-code"
          required
          maxlength={10}
          error={faults[0]?.[person.lang]}
          lang={person.lang}
        />
        <Button>{words.confirm}</Button>
      </form>
    </PersonFrame>
  );
}

export function renderRecoveryPage(person: PersonView, codes: readonly string[]): string {
  const words = accessWords[person.lang];
  return renderPage(
    <PersonFrame person={person}>
      <h1>{words.recoveryTitle}</h1>
      <p class="lead">{words.recoveryLead}</p>
      <ul class="card num" style="columns:2;max-width:24em;list-style:none;font-size:19px;line-height:2">
        {codes.map((code) => (
          <li>{code}</li>
        ))}
      </ul>
      <p>
        <Button href="/tai-khoan/bao-mat">{words.recoveryDone}</Button>
      </p>
    </PersonFrame>,
    { title: words.recoveryTitle, lang: person.lang, noIndex: true, sheet: 'work' },
  );
}
