// OPTIONS for every address under /epcis: what it takes, and the headers by which a client discovers us (EPCIS 2.0 §12.4).
import type { FastifyReply } from 'fastify';
import { writeAllow } from './allowed-methods.ts';
import { captureLimits } from './capture-limits.ts';
import { discoveryHeaders } from './epcis-headers.ts';
import type { Call, Route } from './http.ts';

/** The standard gives this path no OPTIONS: it is no resource, only a token's end. */
const without_options = new Set(['/epcis/nextPageToken/:token']);

/** A row of OPTIONS for each address of the EPCIS interface among the routes that has none of its own. */
export function makeOptionsRoutes(routes: readonly Route[]): Route[] {
  const methods = new Map<string, string[]>();
  const described = new Set(routes.filter(({ method }) => method === 'OPTIONS').map(({ path }) => path));
  for (const { path, method, answer } of routes)
    if (answer === 'epcis' && !without_options.has(path) && !described.has(path))
      methods.set(path, [...(methods.get(path) ?? ['OPTIONS']), method]);
  return [...methods].map(([path, allowed]): Route => {
    const allow = writeAllow(allowed);
    return { method: 'OPTIONS', path, who: 'public', answer: 'epcis', handle: (call) => answerOptions(call, path, allow) };
  });
}

/** @param own headers of this one address, which go before the others. */
export function answerOptions(
  { context, reply }: Call,
  path: string,
  allow: string,
  own: Readonly<Record<string, string>> = {},
): FastifyReply {
  const isSubscription = path.endsWith('/subscriptions/:id');
  return reply
    .code(204)
    .headers({
      allow,
      ...discoveryHeaders.epcis,
      ...(isSubscription ? {} : { ...discoveryHeaders.cbv, ...discoveryHeaders.formats }),
      ...discoveryHeaders.own,
      ...(path === '/epcis/capture' ? captureHeaders(context.config) : {}),
      'cache-control': 'public, max-age=300',
      ...own,
    })
    .send();
}

/** What a capture may hold, so that nobody has to find out by a refusal. */
function captureHeaders(config: Call['context']['config']): Record<string, string> {
  const { events, bytes } = captureLimits(config);
  return {
    'gs1-epcis-capture-limit': String(events),
    'gs1-epcis-capture-file-size-limit': String(bytes),
    'gs1-capture-error-behaviour': 'all',
  };
}
