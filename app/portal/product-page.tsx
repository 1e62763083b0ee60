// The page of a kind of product: what it is, who makes it, papers, recalls of its lots, and a way to one's own package.
import { formatDateVi, vietnamDay } from '@nguon/vn';
import type { ComponentChild } from 'preact';
import { isCertified } from '../product/is-certified.ts';
import { Pairs } from '../ui/pairs.tsx';
import { Tag } from '../ui/tag.tsx';
import { portalWords } from '../ui/words/portal.ts';
import { CertificateTables, isInForce } from './certificate-tables.tsx';
import { FoundPage, nameIn, unitIn, withLang } from './page-frame.tsx';
import type { PageFrame } from './page-frame.tsx';
import { lotLabel } from './recalls-page.tsx';
import type { CertificateView, ProductEntry, RecallRow } from './entries.ts';

export interface ProductView {
  readonly product: ProductEntry;
  readonly certificates: readonly CertificateView[];
  readonly recalls: readonly RecallRow[];
}

export function ProductPage({ view, frame }: { view: ProductView; frame: PageFrame }) {
  const { product } = view;
  const { lang } = frame;
  const name = nameIn(lang, product);
  const unit = unitIn(lang, product);
  const description = lang === 'en' ? product.description_en || product.description : product.description;
  return (
    <FoundPage frame={frame} name={name}>
      <RecallNote view={view} lang={lang} />
      <div class="entry">
        {product.image !== null && <img class="pic" src={product.image} alt="" width="300" height="300" />}
        <div>
          <h1>{name}</h1>
          <p class="lead">
            <a href={withLang(`/co-so/${product.maker_slug}`, lang)}>
              {nameIn(lang, { name: product.maker_name, name_en: product.maker_name_en })}
            </a>
            {unit !== '' && `, ${unit}`}
          </p>
          {description !== '' && <p>{description}</p>}
          <Pairs pairs={listPairs(view, vietnamDay(frame.now), lang)} />
        </div>
      </div>
      {product.thing.startsWith('01/') && <LotForm gtin={product.thing.slice(3)} lang={lang} />}
      <CertificateTables certificates={view.certificates} today={vietnamDay(frame.now)} lang={lang} />
    </FoundPage>
  );
}

function listPairs({ product, certificates }: ProductView, today: string, lang: 'vi' | 'en'): [string, ComponentChild][] {
  const words = portalWords[lang];
  const pairs: [string, ComponentChild][] = [[words.category, product.category]];
  if (product.ocop_stars !== null) pairs.push([words.ocop, words.stars(product.ocop_stars)]);
  if (product.net_content !== null) pairs.push([words.netContent, product.net_content]);
  if (product.shelf_life_days !== null) pairs.push([words.shelfLife, words.days(product.shelf_life_days)]);
  if (product.standard !== null) {
    const papers = certificates.filter((paper) => isInForce(paper, today));
    pairs.push([words.standard, <Standard name={product.standard} isBacked={isCertified(product.standard, papers)} lang={lang} />]);
  }
  if (product.thing.startsWith('01/')) pairs.push([words.gtin, product.thing.slice(3).replace(/^0/, '')]);
  return pairs;
}

/** What the maker says of itself is marked as such. */
function Standard({ name, isBacked, lang }: { name: string; isBacked: boolean; lang: 'vi' | 'en' }) {
  const words = portalWords[lang];
  return (
    <>
      {name} <Tag tone={isBacked ? 'right' : 'plain'}>{isBacked ? `✓ ${words.certified}` : words.vouchedBy['self']}</Tag>
    </>
  );
}

function RecallNote({ view: { recalls }, lang }: { view: ProductView; lang: 'vi' | 'en' }) {
  const words = portalWords[lang];
  if (recalls.length === 0) return null;
  return (
    <div class="note stop">
      <p>
        <b>{words.productRecalled}</b>
      </p>
      <ul>
        {recalls.map((recall) => (
          <li>
            <a href={withLang(`/xem/${recall.thing}`, lang)}>{lotLabel(recall.thing, lang)}</a>. {words.since(formatDateVi(recall.since))}
          </li>
        ))}
      </ul>
    </div>
  );
}

function LotForm({ gtin, lang }: { gtin: string; lang: 'vi' | 'en' }) {
  const words = portalWords[lang];
  return (
    <section class="card noprint" style="margin-top:28px">
      <h2>{words.checkPackage}</h2>
      <p class="soft">{words.checkPackageHint}</p>
      <form action="/nhap-ma">
        <input type="hidden" name="ma" value={gtin} />
        {lang === 'en' && <input type="hidden" name="lang" value="en" />}
        <label class="label" for="lo">
          {words.lotNumber}
        </label>
        <div class="find">
          <input class="input" id="lo" name="lo" maxlength={20} autocomplete="off" autocapitalize="characters" required />
          <button class="btn" type="submit">
            {words.seeLot}
          </button>
        </div>
      </form>
    </section>
  );
}
