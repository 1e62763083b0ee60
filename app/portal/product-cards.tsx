// Products and makers as cards that can be tapped anywhere.
import { Tag } from '../ui/tag.tsx';
import { portalWords } from '../ui/words/portal.ts';
import { nameIn, unitIn, withLang } from './page-frame.tsx';
import type { MakerCard, ProductCard } from './entries.ts';

/** `recalled`: keys of products with recalled lots; the maker's name is left out on the maker's own page. */
export function ProductCards({
  products,
  recalled,
  lang,
  withMaker = true,
}: {
  products: readonly ProductCard[];
  recalled: ReadonlySet<string>;
  lang: 'vi' | 'en';
  withMaker?: boolean;
}) {
  const words = portalWords[lang];
  return (
    <ul class="grid">
      {products.map((product) => (
        <li class="card goods">
          <Picture image={product.image} />
          <div>
            <h3>
              <a href={withLang(`/san-pham/${product.slug}`, lang)}>{nameIn(lang, product)}</a>
            </h3>
            <p>{withMaker ? product.maker_name : product.category}</p>
            {withMaker && <p>{unitIn(lang, product)}</p>}
            {recalled.has(product.thing) && (
              <>
                <Tag tone="stop">{words.hasRecall}</Tag>{' '}
              </>
            )}
            {product.ocop_stars !== null && (
              <Tag tone="right">
                {words.ocop} {words.stars(product.ocop_stars)}
              </Tag>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Beside a name that says the same: the picture is decoration there. */
export function Picture({ image }: { image: string | null }) {
  if (image !== null) return <img src={image} alt="" width="88" height="88" loading="lazy" decoding="async" />;
  return (
    <svg viewBox="0 0 104 104" aria-hidden="true">
      <rect width="104" height="104" fill="#e8f0e4" />
      <path
        d="M30 70c-2-30 16-44 46-44 1 30-14 46-42 44M26 80c8-18 20-30 36-40"
        fill="none"
        stroke="#5f8a5a"
        stroke-width="4"
        stroke-linecap="round"
      />
    </svg>
  );
}

export function MakerCards({ makers, lang }: { makers: readonly MakerCard[]; lang: 'vi' | 'en' }) {
  const words = portalWords[lang];
  return (
    <ul class="grid">
      {makers.map((maker) => (
        <li class="card goods bare">
          <div>
            <h3>
              <a href={withLang(`/co-so/${maker.slug}`, lang)}>{nameIn(lang, maker)}</a>
            </h3>
            <p>{[words.roles[maker.role], unitIn(lang, maker)].filter(Boolean).join(', ')}</p>
            {maker.products > 0 && <p>{words.productsOf(maker.products)}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
