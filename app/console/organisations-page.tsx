// Home of the console, the organisations of the territory, one of them with the form to approve it.
import { formatDateTimeVi, formatDateVi } from '@nguon/vn';
import { CsrfField, PersonFrame } from '../access/person-frame.tsx';
import type { PersonView } from '../access/person-view.ts';
import { Breadcrumbs } from '../ui/breadcrumbs.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { FigureLinks } from '../ui/figure-links.tsx';
import { Pagination } from '../ui/pagination.tsx';
import { Pairs } from '../ui/pairs.tsx';
import { renderPage } from '../ui/render-page.tsx';
import { Table } from '../ui/table.tsx';
import { Tag } from '../ui/tag.tsx';
import { consoleWords } from '../ui/words/console.ts';
import { PrefixesPart } from './prefixes-part.tsx';
import type { PrefixesView } from './prefixes-part.tsx';
import { DoubtTable } from './doubts-page.tsx';
import type { DoubtRow } from './doubt-store.ts';
import { formatNumber } from '../ui/format-number.ts';

export interface OrganisationView {
  readonly id: number;
  readonly name: string;
  readonly legal_kind: string;
  readonly role: string;
  readonly unit: string | null;
  readonly approved_at: Date | null;
  readonly closed_at: Date | null;
  readonly created_at: Date;
}

type Lang = 'vi' | 'en';

function StateTag({ organisation, lang }: { organisation: Pick<OrganisationView, 'approved_at' | 'closed_at'>; lang: Lang }) {
  const { states } = consoleWords[lang];
  if (organisation.closed_at !== null) return <Tag>{states.closed}</Tag>;
  return organisation.approved_at === null ? <Tag tone="wait">{states.waiting}</Tag> : <Tag tone="right">{states.approved}</Tag>;
}

function OrganisationTable({ organisations, caption, lang }: { organisations: readonly OrganisationView[]; caption: string; lang: Lang }) {
  const words = consoleWords[lang];
  const [kinds, roles]: readonly Readonly<Record<string, string>>[] = [words.legalKinds, words.roles] as const;
  return (
    <Table
      caption={caption}
      hideCaption
      columns={[
        { label: words.name },
        { label: words.legalKind },
        { label: words.role },
        { label: words.unit },
        { label: words.state },
        { label: words.registered },
      ]}
      rows={organisations.map((organisation) => [
        <a href={`/dieu-hanh/co-so/${organisation.id}`}>{organisation.name}</a>,
        kinds?.[organisation.legal_kind],
        roles?.[organisation.role],
        organisation.unit,
        <StateTag organisation={organisation} lang={lang} />,
        formatDateVi(organisation.created_at),
      ])}
    />
  );
}

export interface ConsoleHomeView {
  readonly person: PersonView;
  readonly territory: string;
  readonly counts: readonly { readonly label: string; readonly value: number; readonly href: string }[];
  readonly waiting: readonly OrganisationView[];
  readonly doubts: readonly DoubtRow[];
}

export function renderConsoleHome({ person, territory, counts, waiting, doubts }: ConsoleHomeView): string {
  const words = consoleWords[person.lang];
  return renderPage(
    <PersonFrame person={person} tab="home">
      <h1>{words.homeTitle}</h1>
      <p class="lead">{words.homeLead(territory)}</p>
      <FigureLinks figures={counts.map((count) => ({ ...count, value: formatNumber(person.lang, count.value) }))} />
      <h2>{words.toApprove}</h2>
      {waiting.length === 0 ? (
        <p class="soft">{words.noneToApprove}</p>
      ) : (
        <>
          <OrganisationTable organisations={waiting} caption={words.toApprove} lang={person.lang} />
          <p>
            <a href="/dieu-hanh/co-so?cho=1">
              {words.seeAll}
              <span class="vh">: {words.toApprove}</span>
            </a>
          </p>
        </>
      )}
      <h2>{words.toAnswer}</h2>
      {doubts.length === 0 ? (
        <p class="soft">{words.noneToAnswer}</p>
      ) : (
        <>
          <DoubtTable doubts={doubts} caption={words.toAnswer} lang={person.lang} />
          <p>
            <a href="/dieu-hanh/phan-anh?mo=1">
              {words.seeAll}
              <span class="vh">: {words.toAnswer}</span>
            </a>
          </p>
        </>
      )}
    </PersonFrame>,
    { title: words.homeTitle, lang: person.lang, noIndex: true, sheet: 'work' },
  );
}

export interface OrganisationsView {
  readonly person: PersonView;
  readonly organisations: readonly OrganisationView[];
  readonly onlyWaiting: boolean;
  readonly previousHref: string | undefined;
  readonly nextHref: string | undefined;
}

export function renderOrganisationsPage({ person, organisations, onlyWaiting, previousHref, nextHref }: OrganisationsView): string {
  const words = consoleWords[person.lang];
  return renderPage(
    <PersonFrame person={person} tab="organisations">
      <h1>{words.organisationsTitle}</h1>
      <p>
        <Button href={onlyWaiting ? '/dieu-hanh/co-so' : '/dieu-hanh/co-so?cho=1'} kind="quiet">
          {onlyWaiting ? words.allOrganisations : words.onlyWaiting}
        </Button>
      </p>
      {organisations.length === 0 ? (
        <p class="soft">{onlyWaiting ? words.noneToApprove : words.organisationsNone}</p>
      ) : (
        <OrganisationTable organisations={organisations} caption={words.organisationsTitle} lang={person.lang} />
      )}
      <Pagination
        lang={person.lang}
        {...(previousHref === undefined ? {} : { previousHref })}
        {...(nextHref === undefined ? {} : { nextHref })}
      />
    </PersonFrame>,
    { title: words.organisationsTitle, lang: person.lang, noIndex: true, sheet: 'work' },
  );
}

export interface OrganisationPageView {
  readonly person: PersonView;
  readonly organisation: OrganisationView & {
    readonly slug: string;
    readonly tax_code: string | null;
    readonly gln: string | null;
    readonly address: string;
    readonly phone: string | null;
    readonly website: string | null;
    readonly places: number;
    readonly products: number;
    readonly members: number;
    readonly last_sent: Date | null;
  };
  readonly prefixes: PrefixesView;
  readonly done: string | undefined;
}

export function renderOrganisationPage({ person, organisation, prefixes, done }: OrganisationPageView): string {
  const words = consoleWords[person.lang];
  const isWaiting = organisation.approved_at === null && organisation.closed_at === null;
  return renderPage(
    <PersonFrame person={person} tab="organisations" done={done}>
      <ErrorSummary errors={prefixes.faults.map((fault) => ({ field: fault.path, text: fault[person.lang] }))} lang={person.lang} />
      <Breadcrumbs
        lang={person.lang}
        items={[{ label: words.organisationsTitle, href: '/dieu-hanh/co-so' }, { label: organisation.name }]}
      />
      <h1>{organisation.name}</h1>
      <p>
        <StateTag organisation={organisation} lang={person.lang} />
      </p>
      <div class="card">
        <Pairs pairs={organisationPairs(organisation, person.lang)} />
      </div>
      {isWaiting && (
        <form method="post" action={`/dieu-hanh/co-so/${organisation.id}/phe-duyet`}>
          <CsrfField person={person} />
          <h2>{words.approveTitle}</h2>
          <p>{words.approveLead}</p>
          <Button>{words.approve}</Button>
        </form>
      )}
      <PrefixesPart person={person} orgId={organisation.id} isClosed={organisation.closed_at !== null} view={prefixes} />
    </PersonFrame>,
    { title: organisation.name, lang: person.lang, hasErrors: prefixes.faults.length > 0, noIndex: true, sheet: 'work' },
  );
}

function organisationPairs(organisation: OrganisationPageView['organisation'], lang: Lang): (readonly [string, string])[] {
  const words = consoleWords[lang];
  const [kinds, roles]: readonly Readonly<Record<string, string>>[] = [words.legalKinds, words.roles] as const;
  const pairs: (readonly [string, string | null | undefined])[] = [
    [words.legalKind, kinds?.[organisation.legal_kind]],
    [words.role, roles?.[organisation.role]],
    [words.taxCode, organisation.tax_code],
    [words.gln, organisation.gln],
    [words.unit, organisation.unit],
    [words.address, organisation.address],
    [words.phone, organisation.phone],
    [words.website, organisation.website],
    [words.places, formatNumber(lang, organisation.places)],
    [words.products, formatNumber(lang, organisation.products)],
    [words.members, formatNumber(lang, organisation.members)],
    [words.lastSent, organisation.last_sent === null ? words.never : formatDateTimeVi(organisation.last_sent)],
    [words.registered, formatDateTimeVi(organisation.created_at)],
    [words.approvedAt, organisation.approved_at === null ? null : formatDateTimeVi(organisation.approved_at)],
  ];
  return pairs.flatMap(([label, value]) => (value === null || value === undefined || value === '' ? [] : [[label, value] as const]));
}
