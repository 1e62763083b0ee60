// The results of a search in groups: lots, products, makers, places, papers; or what to try next.
import { formatDateVi } from '@nguon/vn';
import type { ComponentChildren } from 'preact';
import { Layout } from '../ui/layout.tsx';
import { Tag } from '../ui/tag.tsx';
import { portalWords } from '../ui/words/portal.ts';
import { nameIn, withLang } from './page-frame.tsx';
import type { PageFrame } from './page-frame.tsx';
import { OutcomeTag } from './outcome-tag.tsx';
import { PlaceCards } from './place-cards.tsx';
import { MakerCards, ProductCards } from './product-cards.tsx';
import { lotLabel } from './recalls-page.tsx';
import { SearchBox } from './search-box.tsx';
import { hits_max } from './search.ts';
import type { Found } from './search.ts';
import type { LotHit, PaperHit } from './entries.ts';

type Lang = PageFrame['lang'];

/** `today` decides which papers are in force. */
export function SearchPage({ query, found, today, frame }: { query: string; found: Found | undefined; today: string; frame: PageFrame }) {
  const { lang } = frame;
  const words = portalWords[lang];
  const isEmpty =
    found !== undefined && [found.lots, found.products, found.makers, found.places, found.papers].every((list) => list.length === 0);
  return (
    <Layout {...frame} section="search">
      <h1>{query === '' ? words.searchTitle : words.searchFor(query)}</h1>
      <SearchBox lang={lang} query={query} />
      {(isEmpty || found?.codeFault !== undefined) && (
        <div class="note wait" style="margin-top:28px">
          <p>
            <b>{isEmpty ? words.foundNothing : words.foundAlike}</b>
          </p>
          <p>{found.codeFault?.[lang] ?? words.foundNothingNext}</p>
        </div>
      )}
      {found === undefined || isEmpty ? <Help lang={lang} /> : <Results found={found} today={today} lang={lang} />}
    </Layout>
  );
}

function Help({ lang }: { lang: Lang }) {
  const words = portalWords[lang];
  return (
    <>
      <h2>{words.searchHelp}</h2>
      <dl class="prose">
        {words.searchHelps.map(([what, how]) => (
          <>
            <dt>
              <b>{what}</b>
            </dt>
            <dd style="margin:0 0 12px">{how}</dd>
          </>
        ))}
      </dl>
      <p>
        {words.haveQr} <a href={withLang('/nhap-ma', lang)}>{words.enterByHand}</a>
      </p>
    </>
  );
}

function Results({
  found: { products, makers, lots, places, papers, recalled },
  today,
  lang,
}: {
  found: Found;
  today: string;
  lang: Lang;
}) {
  const words = portalWords[lang];
  return (
    <>
      {lots.length > 0 && (
        <>
          <h2>{words.foundLots(lots.length)}</h2>
          <Cards>
            {lots.map((lot) => (
              <LotCard lot={lot} lang={lang} />
            ))}
          </Cards>
        </>
      )}
      {products.length > 0 && (
        <>
          <h2>{words.foundProducts(products.length)}</h2>
          <ProductCards products={products} recalled={recalled} lang={lang} />
        </>
      )}
      {makers.length > 0 && (
        <>
          <h2>{words.foundMakers(makers.length)}</h2>
          <MakerCards makers={makers} lang={lang} />
        </>
      )}
      {places.length > 0 && (
        <>
          <h2>{words.foundPlaces(places.length)}</h2>
          <PlaceCards places={places} lang={lang} />
        </>
      )}
      {papers.length > 0 && (
        <>
          <h2>{words.foundPapers(papers.length)}</h2>
          <Cards>
            {papers.map((paper) => (
              <PaperCard paper={paper} today={today} lang={lang} />
            ))}
          </Cards>
        </>
      )}
      {[products, makers, places].some((list) => list.length >= hits_max) && <p class="soft">{words.moreThanShown}</p>}
    </>
  );
}

function Cards({ children }: { children: ComponentChildren }) {
  return <ul class="grid">{children}</ul>;
}

/** A card without picture whose title is its link. */
function Card({ href, title, children }: { href: string; title: string; children: ComponentChildren }) {
  return (
    <li class="card goods bare">
      <div>
        <h3>
          <a href={href}>{title}</a>
        </h3>
        {children}
      </div>
    </li>
  );
}

function LotCard({ lot, lang }: { lot: LotHit; lang: Lang }) {
  return (
    <Card href={withLang(`/xem/${lot.thing}`, lang)} title={lotLabel(lot.thing, lang)}>
      <p>
        {nameIn(lang, lot)}, {lot.maker_name}
      </p>
    </Card>
  );
}

/** Of a lot it opens the lot's page, of a product or an organisation theirs. */
function PaperCard({ paper, today, lang }: { paper: PaperHit; today: string; lang: Lang }) {
  const words = portalWords[lang];
  const isOfLot = paper.thing.includes('/10/');
  const href = isOfLot
    ? `/xem/${paper.thing}`
    : paper.product_slug === null
      ? `/co-so/${paper.maker_slug}`
      : `/san-pham/${paper.product_slug}`;
  const product = paper.product_name === null ? undefined : nameIn(lang, { name: paper.product_name, name_en: paper.product_name_en });
  const maker = paper.maker_name === null ? undefined : nameIn(lang, { name: paper.maker_name, name_en: paper.maker_name_en });
  const what = [product ?? maker, isOfLot ? lotLabel(paper.thing, lang) : undefined].filter((text) => text !== undefined).join(', ');
  return (
    <Card href={withLang(href, lang)} title={nameIn(lang, paper)}>
      <p>{words.paperNumber(paper.number)}</p>
      <p>{paper.issuer_name}</p>
      <p>{words.paperOf(what)}</p>
      <PaperState paper={paper} today={today} lang={lang} />
    </Card>
  );
}

function PaperState({ paper, today, lang }: { paper: PaperHit; today: string; lang: Lang }) {
  const words = portalWords[lang];
  if (paper.withdrawn) return <Tag tone="stop">{words.paperWithdrawn}</Tag>;
  if (paper.valid_until !== null && paper.valid_until < today)
    return <Tag tone="wait">{words.paperExpired(formatDateVi(paper.valid_until))}</Tag>;
  if (paper.result !== null) return <OutcomeTag result={paper.result} lang={lang} />;
  return <Tag tone="right">{words.paperStands}</Tag>;
}
