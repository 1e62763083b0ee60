// The portal's pages: home, search, typed codes, product, maker, recalls, how to read; sitemap and robots.
import type { FastifyReply } from 'fastify';
import { vietnamDay } from '@nguon/vn';
import { asReader } from '../db.ts';
import { AppError } from '../errors.ts';
import { originOf } from '../http.ts';
import type { Call, Route } from '../http.ts';
import { otherLanguageHref } from '../ui/other-language.ts';
import { renderPage } from '../ui/render-page.tsx';
import { readLang } from '../ui/words/lang.ts';
import { howToReadWords } from '../ui/words/how-to-read.ts';
import { portalWords } from '../ui/words/portal.ts';
import { assetRoutes } from './assets-http.ts';
import { EnterCodePage } from './enter-code-page.tsx';
import { HomePage } from './home-page.tsx';
import { HowToReadPage } from './how-to-read-page.tsx';
import { MakerPage } from './maker-page.tsx';
import { nameIn, withLang } from './page-frame.tsx';
import type { PageFrame } from './page-frame.tsx';
import { ProductPage } from './product-page.tsx';
import { readTypedCode } from './read-typed-code.ts';
import { RecallsPage } from './recalls-page.tsx';
import { SearchPage } from './search-page.tsx';
import { findPage, query_max_chars, search } from './search.ts';
import {
  findMakerEntry,
  findProductEntry,
  getFigures,
  listCertificatesOf,
  listNewProducts,
  listPlacesOfMaker,
  listProductsOfMaker,
  listPublicSlugs,
  listRecalledProducts,
  listRecalls,
} from './store.ts';

export const portalRoutes: readonly Route[] = [
  ...assetRoutes,
  { method: 'GET', path: '/', who: 'public', answer: 'page', handle: showHome },
  { method: 'GET', path: '/tim-kiem', who: 'public', answer: 'page', handle: showSearch },
  { method: 'GET', path: '/nhap-ma', who: 'public', answer: 'page', handle: showEnterCode },
  { method: 'GET', path: '/san-pham/:slug', who: 'public', answer: 'page', handle: showProduct },
  { method: 'GET', path: '/co-so/:slug', who: 'public', answer: 'page', handle: showMaker },
  { method: 'GET', path: '/thu-hoi', who: 'public', answer: 'page', handle: showRecalls },
  { method: 'GET', path: '/cach-doc-trang', who: 'public', answer: 'page', handle: showHowToRead },
  { method: 'GET', path: '/sitemap.xml', who: 'public', answer: 'page', handle: sendSitemap },
  { method: 'GET', path: '/robots.txt', who: 'public', answer: 'page', handle: sendRobots },
];

const home_products_max = 6;
const recalls_max = 200;
const certificates_max = 60;
const maker_products_max = 200;
const maker_places_max = 60;
const sitemap_max = 20_000;
const public_reader = { kind: 'public' } as const;

function frameOf({ context, caller, request }: Call): PageFrame {
  // Whoever reads Chinese comes from a scan page and reads English better than Vietnamese.
  const lang = readLang((request.query as { lang?: unknown }).lang) === 'vi' ? 'vi' : 'en';
  return {
    site: context.config.province,
    lang,
    otherLanguageHref: otherLanguageHref(request.raw.url ?? '/', lang),
    now: context.now(),
    ...(caller.displayName === undefined ? {} : { account: { name: caller.displayName, href: '/tai-khoan' } }),
  };
}

/** Readers may keep a page a moment; what a signed-in person sees is theirs. */
function sendPage(reply: FastifyReply, frame: PageFrame, html: string, status = 200): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', frame.account === undefined ? 'public, max-age=0, must-revalidate' : 'private, no-store')
    .send(html);
}

async function showHome(call: Call): Promise<unknown> {
  const frame = frameOf(call);
  const view = await asReader(call.context.database, public_reader, async (db) => ({
    figures: await getFigures(db),
    recalls: await listRecalls(db, recalls_max),
    products: await listNewProducts(db, home_products_max),
    recalled: await listRecalledProducts(db),
  }));
  const words = portalWords[frame.lang];
  const title = words.homeTitle(frame.lang === 'en' ? frame.site.nameEn : frame.site.name);
  return sendPage(
    call.reply,
    frame,
    renderPage(HomePage({ view, frame }), { title, lang: frame.lang, canonical: withLang('/', frame.lang), description: words.homeLead }),
  );
}

async function showSearch(call: Call): Promise<unknown> {
  const frame = frameOf(call);
  const { q } = call.request.query as { q?: unknown };
  const query = typeof q === 'string' ? q.trim().slice(0, 400) : '';
  const result = query === '' ? undefined : await asReader(call.context.database, public_reader, (db) => search(db, query));
  if (result?.kind === 'page') return call.reply.redirect(withLang(result.path, frame.lang), 303);
  const shown = query.slice(0, query_max_chars);
  const title = shown === '' ? portalWords[frame.lang].searchTitle : portalWords[frame.lang].searchFor(shown);
  return sendPage(
    call.reply,
    frame,
    renderPage(SearchPage({ query: shown, found: result?.found, today: vietnamDay(frame.now), frame }), {
      title,
      lang: frame.lang,
      noIndex: true,
    }),
  );
}

async function showEnterCode(call: Call): Promise<unknown> {
  const frame = frameOf(call);
  const words = portalWords[frame.lang];
  const { ma, lo } = call.request.query as { ma?: unknown; lo?: unknown };
  const code = typeof ma === 'string' ? ma : '';
  const lot = typeof lo === 'string' ? lo : '';
  let error: string | undefined;
  if (ma !== undefined) {
    const path = await asReader(call.context.database, public_reader, (db) => findPage(db, code, lot));
    const lang = readLang((call.request.query as { lang?: unknown }).lang);
    if (path !== undefined) return call.reply.redirect(lang === 'vi' ? path : `${path}?lang=${lang}`, 303);
    const typed = readTypedCode(code, lot);
    error = code.trim() === '' || typed.kind === 'paths' ? words.codeMissing : typed[frame.lang];
  }
  const title = `${error === undefined ? '' : words.errorPrefix}${words.codeTitle}`;
  return sendPage(
    call.reply,
    frame,
    renderPage(EnterCodePage({ view: { code, lot, error }, frame }), {
      title,
      lang: frame.lang,
      canonical: withLang('/nhap-ma', frame.lang),
    }),
    error === undefined ? 200 : 400,
  );
}

async function showProduct(call: Call): Promise<unknown> {
  const frame = frameOf(call);
  const { slug } = call.request.params as { slug: string };
  const view = await asReader(call.context.database, public_reader, async (db) => {
    const product = await findProductEntry(db, slug);
    if (product === undefined) throw new AppError('not_found', 'no_product');
    const makerKey = product.maker_gln === null ? [] : [`417/${product.maker_gln}`];
    return {
      product,
      certificates: await listCertificatesOf(db, [product.thing, ...makerKey], certificates_max),
      recalls: await listRecalls(db, recalls_max, product.thing),
    };
  });
  const name = nameIn(frame.lang, view.product);
  return sendPage(
    call.reply,
    frame,
    renderPage(ProductPage({ view, frame }), {
      title: name,
      lang: frame.lang,
      canonical: withLang(`/san-pham/${slug}`, frame.lang),
      description: view.product.description.slice(0, 160),
    }),
  );
}

async function showMaker(call: Call): Promise<unknown> {
  const frame = frameOf(call);
  const { slug } = call.request.params as { slug: string };
  const view = await asReader(call.context.database, public_reader, async (db) => {
    const maker = await findMakerEntry(db, slug);
    if (maker === undefined) throw new AppError('not_found', 'no_organisation');
    const keys = maker.gln === null ? [] : [`417/${maker.gln}`, `414/${maker.gln}`];
    return {
      maker,
      products: await listProductsOfMaker(db, maker.id, maker_products_max),
      places: await listPlacesOfMaker(db, maker.id, maker_places_max),
      certificates: await listCertificatesOf(db, keys, certificates_max),
      recalled: await listRecalledProducts(db),
    };
  });
  return sendPage(
    call.reply,
    frame,
    renderPage(MakerPage({ view, frame }), {
      title: nameIn(frame.lang, view.maker),
      lang: frame.lang,
      canonical: withLang(`/co-so/${slug}`, frame.lang),
    }),
  );
}

async function showRecalls(call: Call): Promise<unknown> {
  const frame = frameOf(call);
  const recalls = await asReader(call.context.database, public_reader, (db) => listRecalls(db, recalls_max));
  return sendPage(
    call.reply,
    frame,
    renderPage(RecallsPage({ recalls, frame }), {
      title: portalWords[frame.lang].recallsTitle,
      lang: frame.lang,
      canonical: withLang('/thu-hoi', frame.lang),
    }),
  );
}

function showHowToRead(call: Call): unknown {
  const frame = frameOf(call);
  return sendPage(
    call.reply,
    frame,
    renderPage(HowToReadPage({ frame }), {
      title: howToReadWords[frame.lang].title,
      lang: frame.lang,
      canonical: withLang('/cach-doc-trang', frame.lang),
    }),
  );
}

async function sendSitemap({ context, request, reply }: Call): Promise<unknown> {
  const origin = originOf(context, request);
  const { products, makers } = await asReader(context.database, public_reader, (db) => listPublicSlugs(db, sitemap_max));
  const paths = [
    '/',
    '/cach-doc-trang',
    '/thu-hoi',
    '/quet',
    '/nhap-ma',
    '/tai-lieu-api',
    ...products.map((slug) => `/san-pham/${slug}`),
    ...makers.map((slug) => `/co-so/${slug}`),
  ];
  const urls = paths.map((path) => `<url><loc>${(origin + path).replace(/&/g, '&amp;').replace(/</g, '&lt;')}</loc></url>`).join('\n');
  const day = vietnamDay(context.now());
  return reply
    .type('application/xml; charset=utf-8')
    .header('cache-control', 'public, max-age=3600')
    .send(
      `<?xml version="1.0" encoding="UTF-8"?>\n<!-- ${day} -->\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}\n</urlset>\n`,
    );
}

/** Pages of single codes are for people with goods in hand, not for search engines. */
function sendRobots({ context, request, reply }: Call): unknown {
  const closed = ['/xem/', '/quet/tra-cuu', '/tim-kiem', '/dang-nhap', '/tai-khoan', '/khong-gian', '/epcis', '/api/']
    .map((path) => `Disallow: ${path}`)
    .join('\n');
  return reply.type('text/plain; charset=utf-8').send(`User-agent: *\n${closed}\nSitemap: ${originOf(context, request)}/sitemap.xml\n`);
}
