// The pages of a table of links: the form for the file, and what would happen before anything is written.
import { CsrfField, PersonFrame } from '../../access/person-frame.tsx';
import type { PersonView } from '../../access/person-view.ts';
import { Breadcrumbs } from '../../ui/breadcrumbs.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { Pairs } from '../../ui/pairs.tsx';
import { renderPage } from '../../ui/render-page.tsx';
import { Table } from '../../ui/table.tsx';
import { linksWords } from '../../ui/words/links.ts';
import type { ImportReport } from './import-links.ts';
import { linkColumns } from './links-csv.ts';
import { linksHome } from '../pages/links-page.tsx';
import { formatNumber } from '../../ui/format-number.ts';

/** Faults that the page shows; all of them are in the file of faulty rows. */
const faults_shown_max = 200;

export interface TableFormView {
  readonly person: PersonView;
  readonly rows_max: number;
  readonly megabytes_max: number;
  readonly error: string | undefined;
}

export function renderTableFormPage({ person, rows_max, megabytes_max, error }: TableFormView): string {
  const { lang } = person;
  const words = linksWords[lang];
  return renderPage(
    <PersonFrame person={person} tab="links">
      <ErrorSummary errors={error === undefined ? [] : [{ field: 'file', text: error }]} lang={lang} />
      <Breadcrumbs lang={lang} items={[{ label: words.title, href: linksHome }, { label: words.importTitle }]} />
      <h1>{words.importTitle}</h1>
      <p class="lead">{words.importLead(formatNumber(lang, rows_max), formatNumber(lang, megabytes_max))}</p>
      <p>{words.importHow}</p>
      <p>
        <a href={`${linksHome}/mau`} download>
          {words.template}
        </a>
      </p>
      <form method="post" action={`${linksHome}/nhap`} enctype="multipart/form-data">
        <CsrfField person={person} />
        <Field name="file" type="file" label={words.file} hint={words.fileHint} accept=".csv,text/csv" required error={error} lang={lang} />
        <Button>{words.check}</Button>
      </form>
    </PersonFrame>,
    { title: words.importTitle, lang, hasErrors: error !== undefined, noIndex: true, sheet: 'work' },
  );
}

export interface PreviewView {
  readonly person: PersonView;
  readonly report: ImportReport;
  readonly ticket: string;
}

export function renderPreviewPage({ person, report, ticket }: PreviewView): string {
  const { lang } = person;
  const words = linksWords[lang];
  const { faults } = report;
  const toWrite = report.created + report.changed;
  const faulty = new Set(faults.map(({ line }) => line)).size;
  return renderPage(
    <PersonFrame person={person} tab="links">
      <Breadcrumbs
        lang={lang}
        items={[
          { label: words.title, href: linksHome },
          { label: words.importTitle, href: `${linksHome}/nhap` },
          { label: words.previewTitle },
        ]}
      />
      <h1>{words.previewTitle}</h1>
      <Note {...(faults.length > 0 ? { tone: 'stop' as const } : {})}>
        {faults.length > 0 ? words.previewBad : toWrite === 0 ? words.nothingNew : words.previewGood}
      </Note>
      <div class="card">
        <Pairs
          pairs={(
            [
              [words.rows, report.rows],
              [words.created, report.created],
              [words.changed, report.changed],
              [words.same, report.same],
              [words.demoted, report.demoted],
              [words.faulty, faulty],
            ] as const
          ).map(([name, count]) => [name, <b class="num">{formatNumber(lang, count)}</b>])}
        />
      </div>
      {faults.length > 0 ? (
        <FaultPart report={report} ticket={ticket} lang={lang} />
      ) : (
        <form method="post" action={`${linksHome}/nhap/ghi`}>
          <CsrfField person={person} />
          <input type="hidden" name="phieu" value={ticket} />
          <div class="row">
            {toWrite > 0 && <Button>{words.apply(formatNumber(lang, toWrite))}</Button>}
            <Button href={`${linksHome}/nhap`} kind="quiet">
              {words.again}
            </Button>
          </div>
        </form>
      )}
    </PersonFrame>,
    { title: words.previewTitle, lang, hasErrors: faults.length > 0, noIndex: true, sheet: 'work' },
  );
}

function FaultPart({ report, ticket, lang }: { report: ImportReport; ticket: string; lang: 'vi' | 'en' }) {
  const words = linksWords[lang];
  const shown = report.faults.slice(0, faults_shown_max);
  const nameOf = (path: string): string => {
    const column = linkColumns.find(({ field }) => field === path);
    return column === undefined ? path : lang === 'vi' ? column.vi : column.field;
  };
  return (
    <>
      <p class="row noprint">
        <Button href={`${linksHome}/nhap/loi?phieu=${encodeURIComponent(ticket)}`}>{words.downloadFaulty}</Button>
        <Button href={`${linksHome}/nhap`} kind="quiet">
          {words.again}
        </Button>
      </p>
      {shown.length < report.faults.length && (
        <p class="soft">{words.faultsShown(formatNumber(lang, shown.length), formatNumber(lang, report.faults.length))}</p>
      )}
      <Table
        caption={words.faulty}
        hideCaption
        columns={[{ label: words.line, numeric: true }, { label: words.column }, { label: words.fault, isLong: true }]}
        rows={shown.map((fault) => [formatNumber(lang, fault.line), nameOf(fault.path), fault[lang]])}
      />
    </>
  );
}
