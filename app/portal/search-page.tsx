// The results of a search: lots, products, makers, or what to try next.
import { Layout } from '../ui/layout.tsx';
import { portalWords } from '../ui/words/portal.ts';
import { nameIn, withLang } from './page-frame.ts';
import type { PageFrame } from './page-frame.ts';
import { MakerCards, ProductCards } from './product-cards.tsx';
import { lotLabel } from './recalls-page.tsx';
import { SearchBox } from './search-box.tsx';
import { hits_max } from './search.ts';
import type { Found } from './search.ts';

export function SearchPage({ query, found, frame }: { query: string; found: Found | undefined; frame: PageFrame }) {
  const { lang } = frame;
  const words = portalWords[lang];
  return (
    <Layout {...frame} section="search">
      <h1>{query === '' ? words.searchTitle : words.searchFor(query)}</h1>
      <SearchBox lang={lang} query={query} />
      {found !== undefined && <Results found={found} lang={lang} />}
    </Layout>
  );
}

function Results({ found: { products, makers, lots }, lang }: { found: Found; lang: 'vi' | 'en' }) {
  const words = portalWords[lang];
  if (products.length + makers.length + lots.length === 0) {
    return (
      <div class="note wait" style="margin-top:28px">
        <p>
          <b>{words.foundNothing}</b>
        </p>
        <p>{words.foundNothingNext}</p>
      </div>
    );
  }
  return (
    <>
      {lots.length > 0 && (
        <>
          <h2>{words.foundLots(lots.length)}</h2>
          <ul class="grid">
            {lots.map((lot) => (
              <li class="card goods" style="grid-template-columns:1fr">
                <div>
                  <h3>
                    <a href={withLang(`/xem/${lot.thing}`, lang)}>{lotLabel(lot.thing, lang)}</a>
                  </h3>
                  <p>
                    {nameIn(lang, lot)}, {lot.maker_name}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      {products.length > 0 && (
        <>
          <h2>{words.foundProducts(products.length)}</h2>
          <ProductCards products={products} lang={lang} />
        </>
      )}
      {makers.length > 0 && (
        <>
          <h2>{words.foundMakers(makers.length)}</h2>
          <MakerCards makers={makers} lang={lang} />
        </>
      )}
      {(products.length >= hits_max || makers.length >= hits_max) && <p class="soft">{words.moreThanShown}</p>}
    </>
  );
}
