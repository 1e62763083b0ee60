// One link with its history, and the question before it is withdrawn.
import { formatDateTimeVi } from '@nguon/vn';
import { CsrfField, PersonFrame } from '../../access/person-frame.tsx';
import type { PersonView } from '../../access/person-view.ts';
import { Breadcrumbs } from '../../ui/breadcrumbs.tsx';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { Pairs } from '../../ui/pairs.tsx';
import { renderPage } from '../../ui/render-page.tsx';
import { bracketed } from '../../ui/show-code.ts';
import { Table } from '../../ui/table.tsx';
import { nameLinkType } from '../../ui/words/link-types.ts';
import { linksWords } from '../../ui/words/links.ts';
import { linksHome, LinkState, TargetCell } from './links-page.tsx';
import type { LinkHistory, ListedLink } from '../list-links.ts';

export interface LinkView extends LinkHistory {
  readonly person: PersonView;
  readonly now: Date;
  readonly mayWrite: boolean;
  readonly done: string | undefined;
}

export function renderLinkPage(view: LinkView): string {
  const { person, link, rows, ofThing, mayWrite } = view;
  const { lang } = person;
  const words = linksWords[lang];
  const title = words.detailTitle(link.title);
  return renderPage(
    <PersonFrame person={person} tab="links" done={view.done}>
      <Breadcrumbs lang={lang} items={[{ label: words.title, href: linksHome }, { label: link.title }]} />
      <h1>{title}</h1>
      <p>
        <LinkState link={link} lang={lang} now={view.now} />
      </p>
      <div class="card">
        <LinkPairs link={link} lang={lang} />
      </div>
      <div class="row noprint">
        {link.withdrawn_at === null ? (
          <>
            {mayWrite && <Button href={`${linksHome}/${link.id}/sua`}>{words.change}</Button>}
            {mayWrite && (
              <Button href={`${linksHome}/${link.id}/go`} kind="quiet">
                {words.withdraw}
              </Button>
            )}
            <Button href={`/${link.thing}?linkType=${encodeURIComponent(link.link_type)}`} kind="link">
              {words.tryIt}
            </Button>
          </>
        ) : (
          mayWrite && (
            <form method="post" action={`${linksHome}/${link.id}/khoi-phuc`}>
              <CsrfField person={person} />
              <Button>{words.restore}</Button>
            </form>
          )
        )}
      </div>
      <h2>{words.historyTitle}</h2>
      <HistoryTable caption={words.historyTitle} rows={rows} lang={lang} />
      {ofThing.length > rows.length && (
        <>
          <h2>{words.thingHistoryTitle}</h2>
          <HistoryTable caption={words.thingHistoryTitle} rows={ofThing} lang={lang} />
        </>
      )}
    </PersonFrame>,
    { title, lang, noIndex: true, sheet: 'work' },
  );
}

function LinkPairs({ link, lang }: { link: ListedLink; lang: 'vi' | 'en' }) {
  const words = linksWords[lang];
  const code = <code style="overflow-wrap:anywhere">{bracketed(link.thing)}</code>;
  return (
    <Pairs
      pairs={[
        [words.thing, link.thing_name === null ? code : [link.thing_name, <br />, code]],
        [words.type, nameLinkType(link.link_type, lang)],
        [words.target, <TargetCell link={{ href: link.href, hreflang: [] }} />],
        ...(link.hreflang.length > 0 ? [[words.languages, link.hreflang.join(', ')] as const] : []),
        ...(link.media_type !== null ? [[words.mediaType, link.media_type] as const] : []),
        ...(link.context.length > 0 ? [[words.context, link.context.join(', ')] as const] : []),
        ...(link.expires_at !== null ? [[words.expiresAt, formatDateTimeVi(link.expires_at)] as const] : []),
      ]}
    />
  );
}

function HistoryTable({ caption, rows, lang }: { caption: string; rows: readonly ListedLink[]; lang: 'vi' | 'en' }) {
  const words = linksWords[lang];
  return (
    <Table
      caption={caption}
      hideCaption
      columns={[{ label: words.when }, { label: words.until }, { label: words.linkTitle }, { label: words.type }, { label: words.target }]}
      rows={rows.map((row) => [
        <Act at={row.created_at} actor={row.created_by} name={row.created_name} lang={lang} />,
        row.withdrawn_at === null ? (
          words.still
        ) : (
          <Act at={row.withdrawn_at} actor={row.withdrawn_by ?? ''} name={row.withdrawn_name} lang={lang} />
        ),
        <>
          {row.title}
          {row.is_default && <span class="soft"> ({words.isDefault.toLowerCase()})</span>}
        </>,
        nameLinkType(row.link_type, lang),
        <TargetCell link={row} />,
      ])}
    />
  );
}

function Act({ at, actor, name, lang }: { at: Date; actor: string; name: string | null; lang: 'vi' | 'en' }) {
  const words = linksWords[lang];
  return (
    <span style="font-weight:400">
      {formatDateTimeVi(at)}
      <br />
      <span class="soft">{name ?? (actor.startsWith('key:') ? words.whoKey : (words.whoOthers[actor] ?? actor))}</span>
    </span>
  );
}

export function renderWithdrawPage(person: PersonView, link: Pick<ListedLink, 'id' | 'title' | 'thing' | 'href' | 'is_default'>): string {
  const { lang } = person;
  const words = linksWords[lang];
  return renderPage(
    <PersonFrame person={person} tab="links">
      <Breadcrumbs
        lang={lang}
        items={[{ label: words.title, href: linksHome }, { label: link.title, href: `${linksHome}/${link.id}` }, { label: words.withdraw }]}
      />
      <h1>{words.withdrawTitle}</h1>
      <p class="lead">{words.withdrawLead}</p>
      {link.is_default && <Note tone="wait">{words.withdrawDefault}</Note>}
      <div class="card">
        <Pairs
          pairs={[
            [words.linkTitle, link.title],
            [words.thing, <code style="overflow-wrap:anywhere">{bracketed(link.thing)}</code>],
            [words.target, <span style="overflow-wrap:anywhere">{link.href}</span>],
          ]}
        />
      </div>
      <form method="post" action={`${linksHome}/${link.id}/go`}>
        <CsrfField person={person} />
        <div class="row">
          <Button kind="stop">{words.withdrawYes}</Button>
          <Button href={`${linksHome}/${link.id}`} kind="quiet">
            {words.cancel}
          </Button>
        </div>
      </form>
    </PersonFrame>,
    { title: words.withdrawTitle, lang, noIndex: true, sheet: 'work' },
  );
}
