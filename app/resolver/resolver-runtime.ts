// What the resolver keeps in memory while the program runs: where default links lead, and the way in front of the router.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from '../context.ts';
import type { FastPath } from '../http.ts';
import { readingLag_ms } from '../listen-things.ts';
import { countRedirects } from '../metrics.ts';
import { ThingCache } from '../thing-cache.ts';
import type { CachedAnswer } from '../thing-cache.ts';
import { askForLinks } from './ask-together.ts';
import { answerLinks } from './answer-links.ts';
import { absolute } from './linkset.ts';
import { redirectHeaders } from './resolver-headers.ts';
import { askedOf, readResolverPath } from './resolve-path.ts';
import type { Identifier } from './resolve-path.ts';
import type { Asked, Found } from './store.ts';

/** Bytes of all redirects together: about 130,000 of them. */
const redirects_max_bytes = 100_663_296;
/** Changes are told by notices; this bounds what a lost one could do. */
const redirect_max_age_ms = 600_000;
/** Entry, keys in three maps, things. */
const redirect_overhead_bytes = 500;

export interface CachedRedirect extends CachedAnswer {
  /** Without origin where it is ours. */
  readonly href: string;
  /** A link under it expires then. */
  readonly until_ms: number;
}

export interface ResolverRuntime {
  /** By path in its one spelling, for requests without a query. */
  readonly redirects: ThingCache<CachedRedirect>;
  readonly lag_ms: number;
}

const runtimes = new WeakMap<Context, ResolverRuntime>();

/** The running parts that belong to a context, made at first use; the cache is off until somebody listens. */
export function resolverRuntimeOf(context: Context): ResolverRuntime {
  let runtime = runtimes.get(context);
  if (runtime === undefined) {
    const redirects = new ThingCache<CachedRedirect>({ bytes_max: redirects_max_bytes, age_max_ms: redirect_max_age_ms });
    runtime = { redirects, lag_ms: readingLag_ms(context.config) };
    runtimes.set(context, runtime);
  }
  return runtime;
}

/** @param loadedAt_ms when its facts were asked for */
export function keepRedirect(
  { redirects, lag_ms }: ResolverRuntime,
  redirect: Pick<CachedRedirect, 'path' | 'href' | 'things' | 'until_ms'>,
  loadedAt_ms: number,
): void {
  const { path, href, things } = redirect;
  const bytes = redirect_overhead_bytes + 2 * (path.length + href.length) + things.reduce((sum, thing) => sum + 2 * thing.length + 40, 0);
  redirects.keep({ ...redirect, madeAt_ms: loadedAt_ms, bytes, wasUsed: false }, loadedAt_ms, lag_ms);
}

/** What the way in front of the router has found for a request that it left to the router. */
const foundBefore = new WeakMap<IncomingMessage, Promise<Found>>();

/** Asks the database at most once for a request, whichever way it takes. */
export function findOnce(context: Context, request: IncomingMessage, asked: Asked): Promise<Found> {
  const before = foundBefore.get(request);
  // Whoever asks a second time takes it: a failure is not kept for a third.
  foundBefore.delete(request);
  return before ?? askForLinks(context, asked);
}

/** Where the default link leads, when that alone is the answer; it is kept for the next request. */
async function findDefault(
  context: Context,
  request: IncomingMessage,
  identifier: Identifier,
  now_ms: number,
): Promise<string | undefined> {
  const asked = askedOf(identifier);
  const asking = askForLinks(context, asked);
  const found = await asking;
  const { accept, 'accept-language': acceptLanguage } = request.headers;
  const answer = answerLinks(identifier, found, { query: '', accept, acceptLanguage });
  if (answer.kind !== 'redirect' || !answer.isForAll) {
    foundBefore.set(request, asking);
    return undefined;
  }
  const redirect = { path: identifier.path, href: answer.href, things: [...asked.things, ...found.lots], until_ms: found.until_ms };
  keepRedirect(resolverRuntimeOf(context), redirect, now_ms);
  return answer.href;
}

const digit_0 = 48;
const digit_9 = 57;

/**
 * Answers plain requests for a default link before the router sees them, from the cache or from the database; everything else
 * goes on to the router.
 */
export function makeResolverFastPath(context: Context): FastPath {
  const { redirects } = resolverRuntimeOf(context);
  const { origin: given, trustProxy } = context.config;
  const count = countRedirects(context.metrics);
  const send = (response: ServerResponse, url: string, href: string, origin: string): void => {
    response.writeHead(307, redirectHeaders(url, absolute(href, origin)));
    response.end();
  };
  return (request, response, goOn) => {
    const { url, method, headers } = request;
    if (url === undefined || (method !== 'GET' && method !== 'HEAD')) return false;
    const first = url.charCodeAt(1);
    // Keys are numbers; `linkset` in any place of Accept is for the router to weigh.
    if (!(first >= digit_0 && first <= digit_9) || (headers.accept !== undefined && /linkset/i.test(headers.accept))) return false;
    const now_ms = context.now().getTime();
    // Behind a proxy the router knows under which name and scheme we were asked.
    const origin = given ?? (trustProxy === '' && headers.host !== undefined ? `http://${headers.host}` : undefined);
    if (origin === undefined) return false;
    const redirect = redirects.find(url, now_ms);
    if (redirect !== undefined && redirect.until_ms > now_ms) {
      count('memory');
      send(response, url, redirect.href, origin);
      return true;
    }
    const identifier = readResolverPath(url, '');
    if (identifier.kind !== 'identifier' || identifier.path !== url) return false;
    findDefault(context, request, identifier, now_ms).then(
      (href) => {
        if (href === undefined) return goOn();
        count('database');
        send(response, url, href, origin);
      },
      // The database is away: the router says so.
      goOn,
    );
    return true;
  };
}
