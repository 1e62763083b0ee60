// Doubts that people reported, and one of them with the form to answer it.
import { formatDateTimeVi } from '@nguon/vn';
import { CsrfField, PersonFrame } from '../access/person-frame.tsx';
import type { PersonView } from '../access/person-view.ts';
import type { Fault } from '../errors.ts';
import { Breadcrumbs } from '../ui/breadcrumbs.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Field } from '../ui/field.tsx';
import { Pagination } from '../ui/pagination.tsx';
import { Pairs } from '../ui/pairs.tsx';
import { renderPage } from '../ui/render-page.tsx';
import { spellCode } from '../ui/show-code.ts';
import { Table } from '../ui/table.tsx';
import { Tag } from '../ui/tag.tsx';
import { consoleWords } from '../ui/words/console.ts';
import { doubtWords } from '../ui/words/doubt.ts';
import type { DoubtRow } from './doubt-store.ts';

type Lang = 'vi' | 'en';

function nameReason(reason: string, lang: Lang): string {
  const reasons: Readonly<Record<string, string>> = doubtWords[lang].reasons;
  return reasons[reason] ?? reason;
}

export function DoubtTable({ doubts, caption, lang }: { doubts: readonly DoubtRow[]; caption: string; lang: Lang }) {
  const words = consoleWords[lang];
  return (
    <Table
      caption={caption}
      hideCaption
      columns={[{ label: words.ticket }, { label: words.when }, { label: words.reason }, { label: words.goods }, { label: words.state }]}
      rows={doubts.map((doubt) => [
        <a href={`/dieu-hanh/phan-anh/${doubt.ticket}`} style="white-space:nowrap">
          {doubt.ticket}
        </a>,
        formatDateTimeVi(doubt.created_at),
        nameReason(doubt.reason, lang),
        nameGoods(doubt, lang),
        doubt.answered_at === null ? <Tag tone="wait">{words.open}</Tag> : <Tag tone="right">{words.answered}</Tag>,
      ])}
    />
  );
}

function nameGoods({ product, org_name }: DoubtRow, lang: Lang): string {
  return [product, org_name].filter((part) => part !== null).join(', ') || consoleWords[lang].unknownGoods;
}

/** What the code says in words, the lot beside the serial number too where a scan page brought it along; else as it was typed. */
function showGiven({ thing, code_as_given }: DoubtRow, lang: Lang): string {
  if (thing.includes(':')) return code_as_given;
  return spellCode(code_as_given.startsWith('/') ? code_as_given.slice(1).replace(/[?#].*$/s, '') : thing, lang);
}

export interface DoubtsView {
  readonly person: PersonView;
  readonly doubts: readonly DoubtRow[];
  readonly onlyOpen: boolean;
  readonly previousHref: string | undefined;
  readonly nextHref: string | undefined;
}

export function renderDoubtsPage({ person, doubts, onlyOpen, previousHref, nextHref }: DoubtsView): string {
  const words = consoleWords[person.lang];
  return renderPage(
    <PersonFrame person={person} tab="doubts">
      <h1>{words.doubtsTitle}</h1>
      <p class="lead">{words.doubtsLead}</p>
      <p>
        <Button href={onlyOpen ? '/dieu-hanh/phan-anh' : '/dieu-hanh/phan-anh?mo=1'} kind="quiet">
          {onlyOpen ? words.allDoubts : words.onlyOpen}
        </Button>
      </p>
      {doubts.length === 0 ? (
        <p class="soft">{words.doubtsNone}</p>
      ) : (
        <DoubtTable doubts={doubts} caption={words.doubtsTitle} lang={person.lang} />
      )}
      <Pagination
        lang={person.lang}
        {...(previousHref === undefined ? {} : { previousHref })}
        {...(nextHref === undefined ? {} : { nextHref })}
      />
    </PersonFrame>,
    { title: words.doubtsTitle, lang: person.lang, noIndex: true, sheet: 'work' },
  );
}

export interface DoubtPageView {
  readonly person: PersonView;
  readonly doubt: DoubtRow;
  readonly faults: readonly Fault[];
  readonly typed: string;
  readonly done: string | undefined;
}

export function renderDoubtPage({ person, doubt, faults, typed, done }: DoubtPageView): string {
  const { lang } = person;
  const words = consoleWords[lang];
  return renderPage(
    <PersonFrame person={person} tab="doubts" done={done}>
      <ErrorSummary lang={lang} errors={faults.map((fault) => ({ field: fault.path, text: fault[lang] }))} />
      <Breadcrumbs lang={lang} items={[{ label: words.doubtsTitle, href: '/dieu-hanh/phan-anh' }, { label: doubt.ticket }]} />
      <h1>{nameReason(doubt.reason, lang)}</h1>
      <div class="card">
        <Pairs
          pairs={[
            [words.ticket, doubt.ticket],
            [words.when, formatDateTimeVi(doubt.created_at)],
            [words.goods, nameGoods(doubt, lang)],
            [words.code, showGiven(doubt, lang)],
            [words.contact, doubt.contact ?? words.noContact],
          ]}
        />
      </div>
      <h2>{words.details}</h2>
      <p style="white-space:pre-line;max-width:68ch">{doubt.details === '' ? words.noDetails : doubt.details}</p>
      {doubt.photo !== null && (
        <p>
          <img src={`/dieu-hanh/phan-anh/${doubt.ticket}/anh`} alt={words.photo} style="max-width:min(100%,480px);border-radius:12px" />
        </p>
      )}
      {!doubt.thing.includes(':') && (
        <p>
          <a href={`/xem/${doubt.thing}`}>{words.seePage}</a>
        </p>
      )}
      {doubt.answered_at === null ? (
        <AnswerForm person={person} ticket={doubt.ticket} typed={typed} error={faults[0]?.[lang]} />
      ) : (
        <>
          <h2>{words.answer}</h2>
          <p style="white-space:pre-line;max-width:68ch">{doubt.answer}</p>
          <p class="soft">
            {words.answeredAt} {formatDateTimeVi(doubt.answered_at)}
          </p>
        </>
      )}
    </PersonFrame>,
    { title: `${doubt.ticket}: ${nameReason(doubt.reason, lang)}`, lang, hasErrors: faults.length > 0, noIndex: true, sheet: 'work' },
  );
}

function AnswerForm({ person, ticket, typed, error }: { person: PersonView; ticket: string; typed: string; error: string | undefined }) {
  const words = consoleWords[person.lang];
  return (
    <form method="post" action={`/dieu-hanh/phan-anh/${ticket}/tra-loi`}>
      <CsrfField person={person} />
      <Field
        name="answer"
        type="textarea"
        label={words.answer}
        hint={words.answerHint}
        value={typed}
        required
        maxlength={2_000}
        error={error}
        lang={person.lang}
      />
      <Button>{words.sendAnswer}</Button>
    </form>
  );
}
