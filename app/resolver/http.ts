// The resolver: GS1 Digital Links at the root lead to a registered link, else to our scan page; linksets as JSON.
import { primaryKeys } from '@nguon/gs1';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asReader } from '../db.ts';
import { AppError } from '../errors.ts';
import { originOf } from '../http.ts';
import type { Call, Route } from '../http.ts';
import { resolverWords } from '../ui/words/resolver.ts';
import { chooseLink, readPreferences } from './choose-link.ts';
import type { Link } from './choose-link.ts';
import { makeLinkset } from './linkset.ts';
import { readResolverPath } from './resolve-path.ts';
import { listLinks } from './store.ts';

/** First segments under which identifiers begin: keys, their retired short names, and qualifiers written first by mistake. */
const qualifierStems = ['10', '21', '22', '235', '254', '7040', '8011', '8019', '8020'];
const nameStems = [
  'sscc',
  'gtin',
  'gdti',
  'gcn',
  'ginc',
  'gsin',
  'gln',
  'payto',
  'party',
  'grai',
  'giai',
  'itip',
  'cpid',
  'gmn',
  'gsrnp',
  'gsrn',
  'lot',
  'ser',
  'cpv',
];
const stems = [...primaryKeys.map((key) => key.ai), ...qualifierStems, ...nameStems];

export const resolverRoutes: readonly Route[] = stems.flatMap((stem): Route[] => [
  { method: 'GET', path: `/${stem}/*`, who: 'public', answer: 'page', handle: resolve },
  { method: 'OPTIONS', path: `/${stem}/*`, who: 'public', answer: 'page', handle: describe },
]);

async function resolve({ context, request, reply }: Call): Promise<unknown> {
  addHeaders(request, reply);
  const [path, query] = splitUrl(request);
  const reading = readResolverPath(path, query);
  if (reading.kind === 'mended')
    return reply.header('cache-control', 'public, max-age=300').redirect(withQuery(reading.path, reading.query), 307);
  if (reading.kind === 'refused') {
    const { vi, en } = reading.faults[0]!;
    throw new AppError('invalid', 'not_a_digital_link', {
      vi,
      en,
      faults: reading.faults.map((fault) => ({ code: fault.code, path: `@${fault.position}`, vi: fault.vi, en: fault.en })),
    });
  }
  const links = [
    ...(await asReader(context.database, { kind: 'public' }, (db) => listLinks(db, reading.levels))),
    ...ownLinks(reading.path, reading.levels[0]!),
  ];
  const known = links.some((link) => link.is_default && link.href !== `/xem${reading.path}`) ? links.map(asPlain(reading.path)) : links;
  const parameters = new URLSearchParams(query);
  const linkType = parameters.get('linkType') ?? undefined;
  const isLinksetType = linkType === 'linkset' || linkType === 'all';
  // Without linkType, `Accept` alone decides between the default link and the linkset (RFC 9110 §12.5.5).
  if (!isLinksetType) reply.header('vary', 'accept');
  if (isLinksetType || wantsLinkset(request)) {
    const origin = originOf(context, request);
    const absolute = known.map((link) => ({ ...link, href: link.href.startsWith('/') ? origin + link.href : link.href }));
    return reply
      .header('cache-control', 'public, max-age=0, must-revalidate')
      .header(
        'link',
        '<https://ref.gs1.org/standards/resolver/linkset-context>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"',
      )
      .type('application/linkset+json')
      .send(JSON.stringify(makeLinkset(absolute, reading.levels, origin, undefined)));
  }
  const choice = chooseLink(known, reading.levels, {
    linkType,
    languages: readPreferences(request.headers['accept-language']),
    mediaTypes: readPreferences(request.headers.accept),
    context: parameters.get('context') ?? undefined,
  });
  if (choice.kind === 'none') throw new AppError('not_found', 'no_such_link', resolverWords.noSuchLink);
  reply.header('cache-control', 'public, max-age=0, must-revalidate');
  if (choice.byLanguage) reply.header('vary', 'accept, accept-language');
  const { link } = choice.kind === 'one' ? choice : { link: undefined };
  if (link !== undefined) return reply.redirect(withQuery(link.href, query), 307);
  const several = choice.kind === 'several' ? choice.links : [];
  return reply
    .code(300)
    .type('application/linkset+json')
    .send(JSON.stringify(makeLinkset(several, reading.levels, originOf(context, request), undefined)));
}

/** What we ourselves know to say about every identifier: its scan page and its trace. */
function ownLinks(path: string, thing: string): Link[] {
  const common = { thing, hreflang: ['vi', 'en', 'zh'], media_type: 'text/html', context: [] };
  return [
    { ...common, link_type: 'gs1:pip', href: `/xem${path}`, title: resolverWords.scanPage, is_default: true },
    {
      ...common,
      link_type: 'gs1:traceability',
      href: `/truy-vet?code=${encodeURIComponent(path)}`,
      title: resolverWords.tracePage,
      is_default: false,
      hreflang: ['vi', 'en'],
    },
  ];
}

/** Where an owner registered a default at any level, our own page is one link among others. */
function asPlain(path: string): (link: Link) => Link {
  return (link) => (link.is_default && link.href === `/xem${path}` ? { ...link, is_default: false } : link);
}

function describe({ request, reply }: Call): unknown {
  addHeaders(request, reply);
  return reply
    .header('access-control-allow-headers', request.headers['access-control-request-headers'] ?? 'accept, accept-language')
    .header('access-control-max-age', '86400')
    .code(204)
    .send();
}

/** CORS for readers in other sites and the way to the linkset (§2.2, §2.6.3). */
function addHeaders(request: FastifyRequest, reply: FastifyReply): void {
  const [path] = splitUrl(request);
  void reply.headers({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, HEAD, OPTIONS',
    'access-control-expose-headers': 'link, location',
    allow: 'GET, HEAD, OPTIONS',
    link: `<${path.replace(/[<>"\s]/g, encodeURIComponent)}?linkType=linkset>; rel="linkset"; type="application/linkset+json"`,
  });
}

function wantsLinkset(request: FastifyRequest): boolean {
  return readPreferences(request.headers.accept).includes('application/linkset+json');
}

/** The whole query string goes on (§2.12). */
function withQuery(href: string, query: string): string {
  return query === '' ? href : `${href}${href.includes('?') ? '&' : '?'}${query}`;
}

function splitUrl(request: FastifyRequest): [path: string, query: string] {
  const url = request.raw.url ?? '';
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}
