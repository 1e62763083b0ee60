// Lists of an organisation's products and places.
import type { ComponentChildren } from 'preact';
import { PersonFrame } from '../access/person-frame.tsx';
import type { PersonView } from '../access/person-view.ts';
import { Pagination } from '../ui/pagination.tsx';
import { renderPage } from '../ui/render-page.tsx';
import { Table } from '../ui/table.tsx';
import type { Column } from '../ui/table.tsx';
import { spellNumber } from '../ui/show-code.ts';
import { Tag } from '../ui/tag.tsx';
import { placeKindWords } from '../ui/words/place-kinds.ts';
import { workspaceWords } from '../ui/words/workspace-words.ts';
import { WideCell } from './wide-cell.tsx';
import { formatNumber } from '../ui/format-number.ts';

export interface ListPage {
  readonly path: string;
  /** From 1. */
  readonly number: number;
  readonly rows_each: number;
  readonly total: number;
}

export interface ProductsView {
  readonly person: PersonView;
  readonly products: readonly {
    readonly thing: string;
    readonly slug: string;
    readonly name: string;
    readonly category: string;
    readonly isPublished: boolean;
  }[];
  readonly page: ListPage;
}

export function renderProductsPage({ person, products, page }: ProductsView): string {
  const words = workspaceWords[person.lang];
  return renderList(
    person,
    'products',
    words.productsTitle,
    words.productsNone,
    page,
    [{ label: words.product }, { label: words.thing }, { label: words.category }, { label: words.published }],
    products.map((product) => [
      product.isPublished ? <a href={`/san-pham/${product.slug}`}>{product.name}</a> : product.name,
      <WideCell>{spellNumber(product.thing, person.lang)}</WideCell>,
      product.category,
      product.isPublished ? <Tag tone="right">{words.isPublished}</Tag> : <Tag>{words.notPublished}</Tag>,
    ]),
  );
}

export interface PlacesView {
  readonly person: PersonView;
  readonly places: readonly {
    readonly thing: string;
    readonly name: string;
    readonly kind: string;
    readonly unit: string | null;
    readonly growingArea: string | null;
  }[];
  readonly page: ListPage;
}

export function renderPlacesPage({ person, places, page }: PlacesView): string {
  const words = workspaceWords[person.lang];
  return renderList(
    person,
    'places',
    words.placesTitle,
    words.placesNone,
    page,
    [{ label: words.place }, { label: words.kind }, { label: words.unit }, { label: words.growingArea }, { label: words.thing }],
    places.map((place) => [
      place.name,
      placeKindWords[person.lang][place.kind] ?? place.kind,
      place.unit,
      place.growingArea,
      <WideCell>{spellNumber(place.thing, person.lang)}</WideCell>,
    ]),
  );
}

function renderList(
  person: PersonView,
  tab: 'products' | 'places',
  title: string,
  none: string,
  page: ListPage,
  columns: readonly Column[],
  rows: readonly (readonly ComponentChildren[])[],
): string {
  const words = workspaceWords[person.lang];
  const first = (page.number - 1) * page.rows_each;
  const last = first + rows.length;
  return renderPage(
    <PersonFrame person={person} tab={tab}>
      <h1>{title}</h1>
      {rows.length === 0 ? <p class="soft">{none}</p> : <Table caption={title} hideCaption columns={columns} rows={rows} />}
      <Pagination
        lang={person.lang}
        summary={words.ofPage(formatNumber(person.lang, first + 1), formatNumber(person.lang, last), formatNumber(person.lang, page.total))}
        {...(page.number > 1 ? { previousHref: `${page.path}?trang=${page.number - 1}` } : {})}
        {...(last < page.total && rows.length > 0 ? { nextHref: `${page.path}?trang=${page.number + 1}` } : {})}
      />
    </PersonFrame>,
    { title, lang: person.lang, noIndex: true, sheet: 'work' },
  );
}
