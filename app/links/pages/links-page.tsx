// The list of an organisation's links with its filter, and the parts that every page of links shows of a link.
import { formatDateVi } from '@nguon/vn';
import { PersonFrame } from '../../access/person-frame.tsx';
import type { PersonView } from '../../access/person-view.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { Fold } from '../../ui/fold.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { renderPage } from '../../ui/render-page.tsx';
import { Select } from '../../ui/select.tsx';
import { bracketed } from '../../ui/show-code.ts';
import { Table } from '../../ui/table.tsx';
import { Tag } from '../../ui/tag.tsx';
import { nameLinkType } from '../../ui/words/link-types.ts';
import { linksWords } from '../../ui/words/links.ts';
import { WideCell } from '../../workspace/wide-cell.tsx';
import type { ListedLink } from '../list-links.ts';
import { formatNumber } from '../../ui/format-number.ts';

export const linksHome = '/khong-gian/lien-ket';

export interface LinksView {
  readonly person: PersonView;
  readonly links: readonly ListedLink[];
  readonly total: number;
  readonly now: Date;
  /** May add and change; who may not sees the list only. */
  readonly mayWrite: boolean;
  readonly filter: { readonly q: string; readonly ma: string; readonly tinh_trang: 'live' | 'withdrawn' | 'all' };
  readonly error: string | undefined;
  readonly done: string | undefined;
  readonly nextHref: string | undefined;
  readonly isFirstPage: boolean;
}

export function renderLinksPage(view: LinksView): string {
  const { person, links, filter, error, mayWrite } = view;
  const words = linksWords[person.lang];
  const isFiltered = filter.q !== '' || filter.ma !== '' || filter.tinh_trang !== 'live';
  return renderPage(
    <PersonFrame person={person} tab="links" done={view.done}>
      <ErrorSummary errors={error === undefined ? [] : [{ field: 'ma', text: error }]} lang={person.lang} />
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <p class="row noprint">
        {mayWrite && <Button href={`${linksHome}/them`}>{words.add}</Button>}
        {mayWrite && (
          <Button href={`${linksHome}/nhap`} kind="quiet">
            {words.importTable}
          </Button>
        )}
        <Button href={`${linksHome}/tai-ve`} kind="quiet">
          {words.exportTable}
        </Button>
      </p>
      <Fold summary={words.filter} open={isFiltered}>
        <FilterForm view={view} isFiltered={isFiltered} />
      </Fold>
      {error !== undefined ? null : links.length === 0 ? (
        <p class="soft">{isFiltered ? words.noneFound : words.none}</p>
      ) : (
        <>
          <p class="soft">{words.shown(formatNumber(person.lang, links.length), formatNumber(person.lang, view.total))}</p>
          <LinkTable view={view} />
        </>
      )}
      {!view.isFirstPage && (
        <p>
          <a href={linksHome}>{words.firstPage}</a>
        </p>
      )}
      <Pagination lang={person.lang} {...(view.nextHref === undefined ? {} : { nextHref: view.nextHref })} />
    </PersonFrame>,
    { title: words.title, lang: person.lang, hasErrors: error !== undefined, noIndex: true, sheet: 'work' },
  );
}

function FilterForm({ view, isFiltered }: { view: LinksView; isFiltered: boolean }) {
  const { person, filter, error } = view;
  const words = linksWords[person.lang];
  const states = ['live', 'withdrawn', 'all'] as const;
  return (
    <form method="get" action={linksHome}>
      <Field name="q" type="search" label={words.search} value={filter.q} maxlength={200} />
      <Field name="ma" label={words.code} hint={words.codeHint} value={filter.ma} maxlength={500} error={error} lang={person.lang} />
      <Select
        name="tinh_trang"
        label={words.state}
        value={filter.tinh_trang}
        options={states.map((value) => ({ value, label: words.states[value] }))}
      />
      <div class="row">
        <Button>{words.filter}</Button>
        {isFiltered && (
          <Button href={linksHome} kind="link">
            {words.clear}
          </Button>
        )}
      </div>
    </form>
  );
}

function LinkTable({ view }: { view: LinksView }) {
  const { person, links, mayWrite, now } = view;
  const words = linksWords[person.lang];
  const actions = mayWrite
    ? ([
        ['sua', words.change],
        ['go', words.withdraw],
      ] as const)
    : [];
  return (
    <Table
      caption={words.title}
      hideCaption
      columns={[
        { label: words.linkTitle },
        { label: words.code },
        { label: words.type },
        { label: words.target },
        { label: words.state },
        ...actions.map(([, label]) => ({ label, isAction: true })),
      ]}
      rows={links.map((link) => [
        <a href={`${linksHome}/${link.id}`}>{link.title}</a>,
        <ThingCell link={link} />,
        nameLinkType(link.link_type, person.lang),
        <TargetCell link={link} />,
        <LinkState link={link} lang={person.lang} now={now} />,
        ...actions.map(([path, label]) => link.withdrawn_at === null && <RowAction link={link} path={path} label={label} />),
      ])}
    />
  );
}

function RowAction({ link, path, label }: { link: ListedLink; path: string; label: string }) {
  return (
    <a href={`${linksHome}/${link.id}/${path}`} aria-label={`${label} ${link.title}`}>
      {label}
    </a>
  );
}

/** What the code is called, and the code itself. */
function ThingCell({ link }: { link: Pick<ListedLink, 'thing' | 'thing_name'> }) {
  return (
    <WideCell width_em={13}>
      {link.thing_name !== null && (
        <>
          {link.thing_name}
          <br />
        </>
      )}
      <code>{bracketed(link.thing)}</code>
    </WideCell>
  );
}

export function TargetCell({ link }: { link: Pick<ListedLink, 'href' | 'hreflang'> }) {
  return (
    <WideCell width_em={12}>
      <a href={link.href} rel="noopener noreferrer nofollow">
        {link.href.replace(/^https?:\/\//, '')}
      </a>
      {link.hreflang.length > 0 && <span class="soft"> {link.hreflang.join(', ')}</span>}
    </WideCell>
  );
}

export function LinkState({ link, lang, now }: { link: ListedLink; lang: 'vi' | 'en'; now: Date }) {
  const words = linksWords[lang];
  if (link.withdrawn_at !== null) return <Tag>{words.withdrawn(formatDateVi(link.withdrawn_at))}</Tag>;
  if (link.expires_at !== null && link.expires_at <= now) return <Tag tone="stop">{words.expired(formatDateVi(link.expires_at))}</Tag>;
  return (
    <>
      {link.is_default ? <Tag tone="right">{words.isDefault}</Tag> : <Tag>{words.live}</Tag>}
      {link.expires_at !== null && <span class="soft"> {words.expires(formatDateVi(link.expires_at))}</span>}
    </>
  );
}
