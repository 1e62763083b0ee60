// The form to report a doubt, and the page of a ticket. Both work without script and ask for no account.
import { formatDateTimeVi } from '@nguon/vn';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { Site } from '../../ui/layout.tsx';
import { Pairs } from '../../ui/pairs.tsx';
import { Radios } from '../../ui/radios.tsx';
import { renderPage } from '../../ui/render-page.tsx';
import { doubtWords } from '../../ui/words/doubt.ts';
import { doubtReasons } from './report-doubt.ts';
import type { TicketState } from './store.ts';
import type { DoubtFault } from './report-doubt.ts';

export interface DoubtFormView {
  readonly site: Site;
  readonly lang: 'vi' | 'en';
  readonly code: string;
  readonly reason: string;
  readonly details: string;
  readonly contact: string;
  readonly faults: readonly DoubtFault[];
  /** What the code names, in words; undefined where it cannot be read and must be typed. */
  readonly codeInWords: string | undefined;
}

const fieldOf: Readonly<Record<DoubtFault, string>> = {
  code: 'code',
  code_unreadable: 'code',
  reason: 'reason',
  details_needed: 'details',
  details_long: 'details',
  contact_long: 'contact',
  photo_kind: 'photo',
  photo_large: 'photo',
};

export function renderDoubtForm(view: DoubtFormView): string {
  const words = doubtWords[view.lang];
  const page = (
    <Layout site={view.site} lang={view.lang} otherLanguageHref={formPath(view.code, view.lang === 'vi' ? 'en' : 'vi')}>
      <div class="prose">
        <ErrorSummary lang={view.lang} errors={view.faults.map((fault) => ({ field: fieldOf[fault], text: words.faults[fault] }))} />
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <DoubtForm view={view} />
      </div>
    </Layout>
  );
  return renderPage(page, {
    title: `${view.faults.length > 0 ? (view.lang === 'en' ? 'Error: ' : 'Lỗi: ') : ''}${words.title}`,
    lang: view.lang,
    noIndex: true,
  });
}

function DoubtForm({ view }: { view: DoubtFormView }) {
  const words = doubtWords[view.lang];
  const errorAt = (field: string): string | undefined => {
    const fault = view.faults.find((one) => fieldOf[one] === field);
    return fault === undefined ? undefined : words.faults[fault];
  };
  return (
    <form method="post" action="/xem/bao-nghi-ngo" enctype="multipart/form-data">
      {view.lang === 'en' && <input type="hidden" name="lang" value="en" />}
      <CodeField view={view} error={errorAt('code')} />
      <Radios
        name="reason"
        label={words.reason}
        value={view.reason}
        error={errorAt('reason')}
        lang={view.lang}
        options={doubtReasons.map((value) => ({ value, label: words.reasons[value] }))}
      />
      <Field
        name="details"
        type="textarea"
        label={words.details}
        hint={words.detailsHint}
        value={view.details}
        error={errorAt('details')}
        lang={view.lang}
        maxlength={2_000}
      />
      <Field
        name="photo"
        type="file"
        accept="image/jpeg,image/png,image/webp"
        label={words.photo}
        hint={words.photoHint}
        error={errorAt('photo')}
        lang={view.lang}
      />
      <Field
        name="contact"
        label={words.contact}
        hint={words.contactHint}
        value={view.contact}
        error={errorAt('contact')}
        lang={view.lang}
        maxlength={120}
      />
      <Button>{words.send}</Button>
    </form>
  );
}

function formPath(code: string, lang: 'vi' | 'en'): string {
  const query = new URLSearchParams({ ...(code === '' ? {} : { code }), ...(lang === 'en' ? { lang } : {}) }).toString();
  return `/xem/bao-nghi-ngo${query === '' ? '' : `?${query}`}`;
}

/** Whoever comes from a scan page has the code already; whoever does not types it. */
function CodeField({ view: { code, codeInWords, lang }, error }: { view: DoubtFormView; error: string | undefined }) {
  const words = doubtWords[lang];
  if (codeInWords === undefined)
    return <Field name="code" label={words.code} hint={words.codeHint} value={code} error={error} lang={lang} maxlength={400} />;
  return (
    <div class="group">
      <p class="label">{words.code}</p>
      <input type="hidden" name="code" value={code} />
      <p style="margin:0">{codeInWords}</p>
      <p style="margin:0">
        <a href={formPath('', lang)}>{words.otherCode}</a>
      </p>
    </div>
  );
}

export function renderTicketPage(ticket: TicketState, site: Site, lang: 'vi' | 'en'): string {
  const words = doubtWords[lang];
  const isAnswered = ticket.answered_at !== null;
  const title = isAnswered ? words.answeredTitle : words.received;
  const page = (
    <Layout site={site} lang={lang} otherLanguageHref={`/xem/bao-nghi-ngo/${ticket.ticket}${lang === 'vi' ? '?lang=en' : ''}`}>
      <div class="prose">
        <h1>{title}</h1>
        {!isAnswered && <p class="lead">{words.receivedLead}</p>}
        <div class="card">
          <Pairs
            pairs={[
              [words.ticket, <span class="num">{ticket.ticket}</span>],
              [words.receivedAt, formatDateTimeVi(ticket.created_at)],
              [words.state, isAnswered ? words.answered : words.waiting],
            ]}
          />
          {isAnswered && ticket.answer !== null && (
            <>
              <h2>{words.answer}</h2>
              <p>{ticket.answer}</p>
            </>
          )}
        </div>
        <p>
          <a href={`/xem/${ticket.thing}${lang === 'en' ? '?lang=en' : ''}`}>{words.backToPage}</a>
        </p>
      </div>
    </Layout>
  );
  return renderPage(page, { title: `${title}: ${ticket.ticket}`, lang, noIndex: true });
}
