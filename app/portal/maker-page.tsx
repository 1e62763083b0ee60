// The page of an organisation: who it is, where it is, its products and papers.
import { vietnamDay } from '@nguon/vn';
import type { ComponentChild } from 'preact';
import { Note } from '../ui/note.tsx';
import { Pairs } from '../ui/pairs.tsx';
import { portalWords } from '../ui/words/portal.ts';
import { readWebAddress } from '../web-address.ts';
import { CertificateTables } from './certificate-tables.tsx';
import { FoundPage, nameIn, unitIn } from './page-frame.tsx';
import type { PageFrame } from './page-frame.tsx';
import { PlaceCards } from './place-cards.tsx';
import { ProductCards } from './product-cards.tsx';
import type { CertificateView, MakerEntry, PlaceHit, ProductCard } from './entries.ts';

export interface MakerView {
  readonly maker: MakerEntry;
  readonly products: readonly ProductCard[];
  readonly places: readonly PlaceHit[];
  readonly certificates: readonly CertificateView[];
  readonly recalled: ReadonlySet<string>;
}

export function MakerPage({ view: { maker, products, places, certificates, recalled }, frame }: { view: MakerView; frame: PageFrame }) {
  const { lang } = frame;
  const words = portalWords[lang];
  const name = nameIn(lang, maker);
  const unitName = unitIn(lang, maker);
  const about = lang === 'en' ? maker.about_en || maker.about : maker.about;
  return (
    <FoundPage frame={frame} name={name}>
      {maker.approved_at === null && (
        <Note tone="wait">
          <p>{words.notApproved}</p>
        </Note>
      )}
      <div class="entry" style={maker.image === null ? 'display:block' : undefined}>
        {maker.image !== null && <img class="pic" src={maker.image} alt="" width="300" height="300" />}
        <div>
          <h1>{name}</h1>
          <p class="lead">{[words.roles[maker.role], unitName].filter(Boolean).join(', ')}</p>
          {about !== '' && <p class="prose">{about}</p>}
          <Pairs pairs={listPairs(maker, unitName, lang)} />
        </div>
      </div>
      {maker.role === 'operator' && (
        <>
          <h2>{words.productsTitle}</h2>
          {products.length === 0 ? (
            <p class="soft">{words.noProducts}</p>
          ) : (
            <ProductCards products={products} recalled={recalled} lang={lang} withMaker={false} />
          )}
        </>
      )}
      {places.length > 0 && (
        <>
          <h2>{words.placesTitle}</h2>
          <PlaceCards places={places} lang={lang} withMaker={false} />
        </>
      )}
      {certificates.length > 0 && <CertificateTables certificates={certificates} today={vietnamDay(frame.now)} lang={lang} />}
    </FoundPage>
  );
}

function listPairs(maker: MakerEntry, unitName: string, lang: 'vi' | 'en'): [string, ComponentChild][] {
  const words = portalWords[lang];
  const pairs: [string, ComponentChild][] = [[words.legalKind, words.legalKinds[maker.legal_kind]]];
  const address = [maker.address, unitName].filter(Boolean).join(', ');
  if (address !== '') pairs.push([words.address, address]);
  if (maker.phone !== null) pairs.push([words.phone, <a href={`tel:${maker.phone.replace(/[^\d+]/g, '')}`}>{maker.phone}</a>]);
  const website = readWebAddress(maker.website);
  if (website !== undefined)
    pairs.push([
      words.website,
      <a href={website} rel="nofollow noopener">
        {(maker.website ?? '').replace(/^https?:\/\//i, '').replace(/\/$/, '')}
      </a>,
    ]);
  // The number of a person is a personal identifier: it stands on no public page.
  if (maker.tax_code !== null && maker.legal_kind !== 'individual') pairs.push([words.taxCode, maker.tax_code]);
  return pairs;
}
