// The resolver: GS1 Digital Links at the root lead to a registered link, else to our scan page; lists of links in four forms.
import { composeText } from '@nguon/vn';
import { primaryKeys } from '@nguon/gs1';
import type { Context } from '../context.ts';
import { asReader } from '../db.ts';
import { prefersPage } from '../answer-form.ts';
import { AppError } from '../errors.ts';
import { originOf } from '../http.ts';
import type { Call, Route } from '../http.ts';
import { findCapturedElements } from '../master-data/query-master-data.ts';
import { plainBytes } from '../scan/page/rendered-page.ts';
import { makeUnknownPage } from '../scan/unknown-page.ts';
import { readLang } from '../ui/words/lang.ts';
import { resolverRefusals } from '../ui/words/resolver.ts';
import { answerLinks, dependsOnMasterData } from './answer-links.ts';
import { sendDescription } from './description-file.ts';
import { expandPath } from './expand-path.ts';
import type { Expansion } from './expand-path.ts';
import { absolute } from './linkset.ts';
import { scanPagePath } from './own-links.ts';
import { passQuery, readParameter } from './pass-query.ts';
import { crossOriginHeaders, linkToLinkset, mustRevalidate } from './resolver-headers.ts';
import { findOnce, keepRedirect, resolverRuntimeOf } from './resolver-runtime.ts';
import { askedOf, readResolverPath } from './resolve-path.ts';
import type { Identifier } from './resolve-path.ts';
import { sendLinks, sendMissingType, sendWrongLink } from './send-links.ts';
import { findAlias, listFormerTypes } from './store.ts';
import type { Found } from './store.ts';

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

export const resolverRoutes: readonly Route[] = [
  ...stems.flatMap((stem): Route[] => [
    { method: 'GET', path: `/${stem}/*`, who: 'public', answer: 'page', handle: resolve },
    { method: 'OPTIONS', path: `/${stem}/*`, who: 'public', answer: 'page', handle: describe },
  ]),
  ...['/eh*', '/ex*', '/:code'].flatMap((path): Route[] => [
    { method: 'GET', path, who: 'public', answer: 'page', handle: resolveCompressed },
    { method: 'OPTIONS', path, who: 'public', answer: 'page', handle: describe },
  ]),
  { method: 'GET', path: '/dinh-danh/:system/:identifier', who: 'public', answer: 'page', handle: followAlias },
  { method: 'GET', path: '/.well-known/gs1resolver', who: 'public', answer: 'json', handle: sendDescription },
  { method: 'OPTIONS', path: '/.well-known/gs1resolver', who: 'public', answer: 'json', handle: describe },
];

async function resolve(call: Call): Promise<unknown> {
  const { request, reply } = call;
  const [path, query] = splitUrl(request.raw.url ?? '');
  const reading = readResolverPath(path, query);
  void reply.headers(crossOriginHeaders);
  if (reading.kind === 'mended')
    return reply.header('cache-control', 'public, max-age=300').redirect(passQuery(reading.path, reading.query), 307);
  if (reading.kind === 'refused') {
    // `/01/{GTIN}/` may stand before a code of the older compression.
    const expansion = expandPath(path);
    return expansion.kind === 'expanded' ? answerExpanded(call, expansion, query) : sendWrongLink(call, reading);
  }
  reply.header('link', linkToLinkset(reading.path));
  return answerIdentifier(call, reading, query);
}

async function resolveCompressed(call: Call): Promise<unknown> {
  const [path, query] = splitUrl(call.request.raw.url ?? '');
  const expansion = expandPath(path);
  if (expansion.kind === 'not_compressed') throw new AppError('not_found', 'not_found');
  void call.reply.headers(crossOriginHeaders);
  return expansion.kind === 'broken'
    ? sendWrongLink(call, { kind: 'refused', faults: expansion.faults, meant: undefined })
    : answerExpanded(call, expansion, query);
}

/** §2.3: as the uncompressed link is answered, which a header names; nobody is sent to that one first. */
function answerExpanded(call: Call, expanded: Extract<Expansion, { kind: 'expanded' }>, query: string): unknown {
  const reading = readResolverPath(expanded.path, expanded.query);
  if (reading.kind === 'mended') return answerExpanded(call, { ...expanded, path: reading.path }, query);
  if (reading.kind === 'refused') return sendWrongLink(call, reading);
  const uncompressed = passQuery(originOf(call.context, call.request) + reading.path, expanded.query);
  call.reply.header('link', `${linkToLinkset(reading.path)}, <${uncompressed}>; rel="owl:sameAs"`);
  return answerIdentifier(call, reading, [expanded.query, query].filter((part) => part !== '').join('&'));
}

/** An identifier of another system leads to the link of the key that it stands for. */
async function followAlias(call: Call): Promise<unknown> {
  const { context, request, reply } = call;
  const { system, identifier } = request.params as { system: string; identifier: string };
  const alias = await asReader(context.database, { kind: 'public' }, (db) => findAlias(db, system, composeText(identifier)));
  void reply.headers(crossOriginHeaders);
  if (alias === undefined) throw new AppError('not_found', 'alias_unknown', resolverRefusals.aliasUnknown);
  if (alias.isWithdrawn) throw new AppError('gone', 'alias_withdrawn', resolverRefusals.aliasWithdrawn);
  const [, query] = splitUrl(request.raw.url ?? '');
  const reading = readResolverPath(`/${alias.thing}`, '');
  const path = reading.kind === 'refused' ? `/${alias.thing}` : reading.path;
  return reply.header('cache-control', mustRevalidate).redirect(passQuery(path, query), 307);
}

async function answerIdentifier(call: Call, identifier: Identifier, query: string): Promise<unknown> {
  const { context, request, reply } = call;
  const now = context.now();
  const asked = askedOf(identifier);
  const { things } = asked;
  const { accept, 'accept-language': acceptLanguage } = request.headers;
  const known = await findOnce(context, request.raw, asked);
  const found = dependsOnMasterData(known, { query, accept }) ? await addCapturedElements(context, known, things) : known;
  const answer = answerLinks(identifier, found, { query, accept, acceptLanguage });
  const listFormer = (): Promise<string[]> => asReader(context.database, { kind: 'public' }, (db) => listFormerTypes(db, things, now));
  switch (answer.kind) {
    case 'unknown':
      return sendUnknown(call, identifier, query, (await listFormer()).length > 0);
    case 'no_such_type':
      return sendMissingType(call, identifier, found, answer, (await listFormer()).includes(answer.type));
    case 'list':
      return sendLinks(call, identifier, found, answer);
    case 'redirect':
      if (answer.isForAll && request.raw.url === identifier.path) {
        const redirect = { path: identifier.path, href: answer.href, things: [...things, ...found.lots], until_ms: found.until_ms };
        keepRedirect(resolverRuntimeOf(context), redirect, now.getTime());
      }
      return reply
        .header('cache-control', mustRevalidate)
        .header('vary', answer.byLanguage ? 'accept, accept-language' : 'accept')
        .redirect(passQuery(absolute(answer.href, originOf(context, request)), query), 307);
  }
}

const standardVocabulary = 'urn:epcglobal:epcis:vtype:';

/** Master data from headers of documents, as the public may see them, beside those of the registers. */
async function addCapturedElements(context: Context, found: Found, things: readonly string[]): Promise<Found> {
  const masterData = [...found.masterData];
  for (const { vocabulary: name, key: thing } of await findCapturedElements(context, { kind: 'public' }, things)) {
    const vocabulary = name.startsWith(standardVocabulary) ? name.slice(standardVocabulary.length) : name;
    if (!masterData.some((one) => one.vocabulary === vocabulary && one.thing === thing)) masterData.push({ vocabulary, thing });
  }
  return { ...found, masterData };
}

/** Valid, but nothing is known at any level: the scan page that says so, never 200. */
async function sendUnknown(call: Call, { path }: Identifier, query: string, wasKnown: boolean): Promise<unknown> {
  const { context, request, reply } = call;
  reply.header('vary', 'accept');
  if (!prefersPage(request.headers.accept))
    throw wasKnown
      ? new AppError('gone', 'links_withdrawn', resolverRefusals.gone)
      : new AppError('not_found', 'nothing_known', resolverRefusals.unknown);
  const page = await makeUnknownPage(context, path, readLang(readParameter(query, 'lang')));
  if (page === undefined)
    return reply
      .header('cache-control', 'no-store')
      .redirect(passQuery(absolute(scanPagePath(path), originOf(context, request)), query), 307);
  return reply
    .code(wasKnown ? 410 : 404)
    .header('cache-control', mustRevalidate)
    .type('text/html; charset=utf-8')
    .send(plainBytes(page));
}

function describe({ request, reply }: Call): unknown {
  const [path] = splitUrl(request.raw.url ?? '');
  // The description file is no identifier: there is no linkset of it.
  const isIdentifier = !path.startsWith('/.well-known/');
  if (isIdentifier) reply.header('link', linkToLinkset(path.replace(/[^\x21-\x7e]|[<>"]/g, encodeURIComponent)));
  return reply
    .headers(crossOriginHeaders)
    .header('access-control-allow-headers', request.headers['access-control-request-headers'] ?? 'accept, accept-language')
    .header('access-control-max-age', '86400')
    .code(204)
    .send();
}

function splitUrl(url: string): [path: string, query: string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}
