// Home of the workspace, the list of documents sent, and one document with its faults.
import type { DocumentHead } from '@nguon/epcis';
import { formatDateTimeVi } from '@nguon/vn';
import type { ComponentChildren } from 'preact';
import { PersonFrame } from '../access/person-frame.tsx';
import type { PersonView } from '../access/person-view.ts';
import type { Fault } from '../errors.ts';
import { Breadcrumbs } from '../ui/breadcrumbs.tsx';
import { Button } from '../ui/button.tsx';
import { FigureLinks } from '../ui/figure-links.tsx';
import { Pagination } from '../ui/pagination.tsx';
import { Pairs } from '../ui/pairs.tsx';
import { renderPage } from '../ui/render-page.tsx';
import type { PageHead } from '../ui/render-page.tsx';
import { Table } from '../ui/table.tsx';
import { Tag } from '../ui/tag.tsx';
import { frameWords } from '../ui/words/frame.ts';
import { intakeWords } from '../ui/words/intake.ts';
import { sayFaultPlace } from './fault-place.ts';
import { workspaceWords } from '../ui/words/workspace-words.ts';
import type { DocumentRow } from './store.ts';
import { WideCell } from './wide-cell.tsx';
import { formatNumber } from '../ui/format-number.ts';

const page = (person: PersonView, title: string, body: ComponentChildren, head: Partial<PageHead> = {}): string =>
  renderPage(<>{body}</>, { title, lang: person.lang, noIndex: true, sheet: 'work', ...head });

/** How often the page of a document under way asks again without script; what was said once is not said again. */
const reload_s = 3;

/** What a job that succeeded lists are events that were there already: a repeated sending lacks nothing. */
const countFaults = ({ success, errors_total }: DocumentRow): number => (success ? 0 : errors_total);

function StateTag({ document, lang }: { document: DocumentRow; lang: 'vi' | 'en' }) {
  const words = workspaceWords[lang];
  if (document.finished_at === null) return <Tag tone="wait">{words.stateRunning}</Tag>;
  if (!document.success && document.events_stored === 0) return <Tag tone="stop">{words.stateRefused}</Tag>;
  if (!document.success) return <Tag tone="wait">{words.statePartly}</Tag>;
  return <Tag tone="right">{document.events_stored === 0 && document.events_duplicate > 0 ? words.stateKnown : words.stateDone}</Tag>;
}

function DocumentTable({ documents, person }: { documents: readonly DocumentRow[]; person: PersonView }) {
  const words = workspaceWords[person.lang];
  const hasFaults = documents.some((document) => countFaults(document) > 0);
  return (
    <Table
      caption={words.documentsTitle}
      hideCaption
      columns={[
        { label: words.when },
        { label: words.state },
        { label: words.source },
        { label: words.stored, numeric: true },
        ...(hasFaults ? [{ label: words.faults, numeric: true }] : []),
      ]}
      rows={documents.map((document) => [
        <a href={`/khong-gian/tai-lieu/${document.id}`}>{formatDateTimeVi(document.created_at)}</a>,
        <StateTag document={document} lang={person.lang} />,
        words.sources[document.source],
        document.events_given === 0 && document.finished_at !== null
          ? words.eventsNoneGiven
          : words.storedOf(formatNumber(person.lang, document.events_stored), formatNumber(person.lang, document.events_given)),
        ...(hasFaults ? [countFaults(document) > 0 && formatNumber(person.lang, countFaults(document))] : []),
      ])}
    />
  );
}

export interface HomeView {
  readonly person: PersonView;
  readonly counts: readonly { readonly label: string; readonly value: string; readonly href: string }[];
  readonly documents: readonly DocumentRow[];
}

export function renderWorkspaceHome({ person, counts, documents }: HomeView): string {
  const words = workspaceWords[person.lang];
  return page(
    person,
    words.homeTitle(person.organisation ?? ''),
    <PersonFrame person={person} tab="home">
      <h1>{words.homeTitle(person.organisation ?? '')}</h1>
      <p class="lead">{words.homeLead}</p>
      <FigureLinks figures={counts} />
      <p class="row">
        <Button href="/khong-gian/gui-tai-lieu">{words.upload}</Button>
        <Button href="/khong-gian/khoa-api" kind="quiet">
          {frameWords[person.lang].keys}
        </Button>
      </p>
      <h2>{words.recent}</h2>
      {documents.length === 0 ? (
        <p class="soft">{words.documentsNone}</p>
      ) : (
        <>
          <DocumentTable documents={documents} person={person} />
          <p>
            <a href="/khong-gian/tai-lieu">{words.seeAll}</a>
          </p>
        </>
      )}
    </PersonFrame>,
  );
}

export interface DocumentsView {
  readonly person: PersonView;
  readonly documents: readonly DocumentRow[];
  readonly onlyFaulty: boolean;
  readonly nextHref: string | undefined;
}

export function renderDocumentsPage({ person, documents, onlyFaulty, nextHref }: DocumentsView): string {
  const words = workspaceWords[person.lang];
  return page(
    person,
    words.documentsTitle,
    <PersonFrame person={person} tab="documents">
      <h1>{words.documentsTitle}</h1>
      <p class="lead">{words.documentsLead}</p>
      <p class="row">
        <Button href="/khong-gian/gui-tai-lieu">{words.upload}</Button>
        <Button href={onlyFaulty ? '/khong-gian/tai-lieu' : '/khong-gian/tai-lieu?loi=1'} kind="quiet">
          {onlyFaulty ? words.allDocuments : words.onlyFaulty}
        </Button>
      </p>
      {documents.length === 0 ? <p class="soft">{words.documentsNone}</p> : <DocumentTable documents={documents} person={person} />}
      <Pagination lang={person.lang} {...(nextHref === undefined ? {} : { nextHref })} />
    </PersonFrame>,
  );
}

export interface DocumentPageView {
  readonly person: PersonView;
  readonly document: DocumentRow & {
    readonly errors: readonly Fault[];
    readonly warnings: readonly Fault[];
    readonly phase: 'checking' | 'storing' | null;
    readonly events_done: number | null;
  };
  /** What the document says of itself. */
  readonly header: DocumentHead | undefined;
  readonly done: string | undefined;
  /** Address of the script that keeps the page of a document under way up to date. */
  readonly island: string;
}

export function renderDocumentPage({ person, document, header, done, island }: DocumentPageView): string {
  const { lang } = person;
  const words = workspaceWords[lang];
  const title = words.documentTitle(formatDateTimeVi(document.created_at));
  const isRunning = document.finished_at === null;
  const isKnownOnly = !isRunning && document.success && document.errors.length > 0;
  return page(
    person,
    title,
    <PersonFrame person={person} tab="documents" done={done}>
      <Breadcrumbs lang={lang} items={[{ label: words.documentsTitle, href: '/khong-gian/tai-lieu' }, { label: title }]} />
      <h1>{title}</h1>
      <p>
        <StateTag document={document} lang={lang} />
      </p>
      <div data-running={isRunning ? '' : undefined}>
        {isRunning && <RunningPart document={document} lang={lang} />}
        <div class="card">
          <Pairs
            pairs={[
              [words.source, words.sources[document.source]],
              [words.sentBy, document.sender ?? document.created_by],
              [words.events, formatNumber(lang, document.events_given)],
              [words.stored, formatNumber(lang, document.events_stored)],
              [words.duplicates, formatNumber(lang, document.events_duplicate)],
              ...(document.events_incomplete === 0
                ? []
                : [[intakeWords[lang].incomplete, formatNumber(lang, document.events_incomplete)] as const]),
              [words.size, sizeOf(document.bytes, lang)],
              ...listHeader(header, lang),
              [words.documentId, <span style="font-weight:400;font-size:15px">{document.id}</span>],
            ]}
          />
        </div>
      </div>
      {document.events_stored > 0 && (
        <p>
          <a href={`/khong-gian/su-kien?lan-gui=${document.id}`}>{words.seeEvents}</a>
        </p>
      )}
      <h2>{isKnownOnly ? words.knownTitle : words.faultsTitle}</h2>
      {isRunning && document.errors.length === 0 ? (
        <p class="soft">{words.faultsNotYet}</p>
      ) : (
        <FaultTable
          faults={document.errors}
          total={document.errors_total}
          lang={lang}
          title={isKnownOnly ? words.knownTitle : words.faultsTitle}
        />
      )}
      {document.errors.length > 0 && (
        <p>
          <a href={`/khong-gian/tai-lieu/${document.id}/loi.csv`}>{words.faultsCsv}</a>
        </p>
      )}
      {document.warnings.length > 0 && (
        <>
          <h2>{intakeWords[lang].warningsTitle}</h2>
          {document.events_stored > 0 && <p>{intakeWords[lang].warningsLead}</p>}
          <FaultTable faults={document.warnings} total={document.warnings.length} lang={lang} title={intakeWords[lang].warningsTitle} />
        </>
      )}
    </PersonFrame>,
    isRunning ? { scripts: [island], reload: { after_s: reload_s, path: `/khong-gian/tai-lieu/${document.id}` } } : {},
  );
}

/** Who sent the document to whom, its number and its time, as it says itself. */
function listHeader(header: DocumentHead | undefined, lang: 'vi' | 'en'): (readonly [string, string])[] {
  const words = workspaceWords[lang];
  const { sender, receiver, instanceIdentifier, creationDate } = header ?? {};
  const time_ms = Date.parse(creationDate ?? '');
  const pairs: readonly (readonly [string, string | undefined])[] = [
    [words.headerSender, sender],
    [words.headerReceiver, receiver],
    [words.headerNumber, instanceIdentifier],
    [words.headerTime, Number.isNaN(time_ms) ? creationDate : formatDateTimeVi(new Date(time_ms))],
  ];
  return pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

const sizeOf = (bytes: number, lang: 'vi' | 'en'): string =>
  bytes < 10_485_760 ? `${formatNumber(lang, Math.ceil(bytes / 1_024))} kB` : `${formatNumber(lang, Math.ceil(bytes / 1_048_576))} MB`;

/** Kept up to date by the island, or by the browser loading the page again; nobody needs to wait for it. */
function RunningPart({ document, lang }: { document: DocumentPageView['document']; lang: 'vi' | 'en' }) {
  const words = workspaceWords[lang];
  const { events_given, events_done, phase } = document;
  const done = events_done ?? 0;
  const isStoring = phase === 'storing' && events_given > 0;
  return (
    <div class="card">
      <p>
        <label for="progress">
          {isStoring
            ? words.runningStoring(formatNumber(lang, done), formatNumber(lang, events_given))
            : words.runningChecking(formatNumber(lang, events_given))}
        </label>
      </p>
      <progress id="progress" style="width:100%;accent-color:var(--brand)" {...(isStoring ? { value: done, max: events_given } : {})} />
      <p class="soft">{words.runningLeave}</p>
    </div>
  );
}

/** Each fault in the page's language first and in the other one beneath: a program's maker may read only one of them. */
export function FaultTable({ faults, total, lang, title }: { faults: readonly Fault[]; total: number; lang: 'vi' | 'en'; title?: string }) {
  const words = workspaceWords[lang];
  const other = lang === 'vi' ? 'en' : 'vi';
  if (faults.length === 0) return <p class="soft">{words.faultsNone}</p>;
  return (
    <>
      {total > faults.length && <p class="soft">{words.faultsShown(formatNumber(lang, faults.length), formatNumber(lang, total))}</p>}
      <Table
        caption={title ?? words.faultsTitle}
        hideCaption
        columns={[{ label: words.faultPlace }, { label: words.faultWhat, isLong: true }]}
        rows={faults.map((fault) => [
          <WideCell>
            {sayFaultPlace(fault, lang)}
            <code class="small" style="display:block">
              {fault.path}
            </code>
          </WideCell>,
          <WideCell width_em={18}>
            {fault[lang]}
            <span class="soft small" lang={other} style="display:block">
              {fault[other]}
            </span>
          </WideCell>,
        ])}
      />
    </>
  );
}
