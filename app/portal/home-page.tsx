// The portal's first page: one box to look everything up, what is recalled, what the portal holds, how it works.
import { formatNumber } from '../ui/format-number.ts';
import { Layout } from '../ui/layout.tsx';
import { portalWords } from '../ui/words/portal.ts';
import { withLang } from './page-frame.tsx';
import type { PageFrame } from './page-frame.tsx';
import { ProductCards } from './product-cards.tsx';
import { RecallCards } from './recalls-page.tsx';
import { SearchBox } from './search-box.tsx';
import type { Figures, ProductCard, RecallRow } from './entries.ts';

export interface HomeView {
  readonly figures: Figures;
  readonly recalls: readonly RecallRow[];
  readonly products: readonly ProductCard[];
  /** Keys of products with lots that are recalled now. */
  readonly recalled: ReadonlySet<string>;
}

/** Recalls that the first page shows. */
const home_recalls_max = 3;

export function HomePage({ view, frame }: { view: HomeView; frame: PageFrame }) {
  const { lang, site } = frame;
  const words = portalWords[lang];
  return (
    <Layout {...frame} section="home">
      <section class="hero">
        <h1>{words.homeTitle(lang === 'en' ? site.nameEn : site.name)}</h1>
        <p>{words.homeLead}</p>
        <SearchBox lang={lang} />
        <p>
          {words.haveQr} <a href={withLang('/quet', lang)}>{words.scanHere}</a> ·{' '}
          <a href={withLang('/nhap-ma', lang)}>{words.enterByHand}</a>
        </p>
      </section>
      <Recalls view={view} lang={lang} />
      <h2>{words.someProducts}</h2>
      <ProductCards products={view.products} recalled={view.recalled} lang={lang} />
      <h2>{words.how}</h2>
      <ol class="grid steps">
        {words.howSteps.map(([title, text]) => (
          <li class="card">
            <h3>{title}</h3>
            <p>{text}</p>
          </li>
        ))}
      </ol>
      <h2>{words.figures}</h2>
      <FigureList figures={view.figures} lang={lang} />
    </Layout>
  );
}

function Recalls({ view: { recalls }, lang }: { view: HomeView; lang: 'vi' | 'en' }) {
  const words = portalWords[lang];
  if (recalls.length === 0) return <p class="soft">{words.noRecalls}</p>;
  return (
    <section class="band" aria-labelledby="thu-hoi">
      <div>
        <h2 id="thu-hoi">{words.recallBand(recalls.length)}</h2>
        {recalls.length > home_recalls_max && <a href={withLang('/thu-hoi', lang)}>{words.seeAll}</a>}
      </div>
      <RecallCards recalls={recalls.slice(0, home_recalls_max)} lang={lang} heading="h3" />
    </section>
  );
}

function FigureList({ figures, lang }: { figures: Figures; lang: 'vi' | 'en' }) {
  const words = portalWords[lang];
  const show = (value: number): string => formatNumber(lang, value);
  const list: readonly (readonly [number, string])[] = [
    [figures.products, words.figureProducts],
    [figures.makers, words.figureMakers],
    [figures.events, words.figureEvents],
    [figures.scans, words.figureScans],
  ];
  return (
    <dl class="figures">
      {list.map(([value, label]) => (
        <div>
          <dt>{label}</dt>
          <dd>{show(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
