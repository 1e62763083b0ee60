// The HTTP server: makes Fastify from the table of routes, decides who calls, turns every error into one form of answer.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import compress from '@fastify/compress';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { Caller, Who } from './access/reader.ts';
import { checkNotForged, checkSocketOrigin } from './access/csrf.ts';
import { checkMayCall, identifyCaller } from './access/identify-caller.ts';
import { large_body_max_ms, limitBodyTime } from './body-time.ts';
import { answerBrokenRequest, head_max_bytes, refuseLargeFields } from './broken-request.ts';
import { refuseMethod } from './allowed-methods.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { addEpcisHeaders, checkEpcisRequest } from './epcis-headers.ts';
import { AppError } from './errors.ts';
import { LargeBodies } from './large-bodies.ts';
import { writeRefusal } from './refusal.ts';
import { addWebSockets, asksForWebSocket, noteUpgrade, startUpgraded } from './web-sockets.ts';
import type { Upgrade } from './web-sockets.ts';

export interface Call {
  readonly context: Context;
  readonly caller: Caller;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  readonly path: string;
  readonly who: Who;
  /** The form refusals take here: a page for people, problem+json for programs (EPCIS names its own types). */
  readonly answer: 'page' | 'json' | 'epcis';
  /** Largest body in bytes; none = 64 KiB. */
  readonly bodyMax_bytes?: number | ((config: Config) => number);
  /** The handler asks itself whether the caller may call, to refuse in a form of its own; else that is done before the body is read. */
  readonly checksCaller?: true;
  /** Takes the body from its connection before it is read into memory, and gives what is read in its place; undefined = not mine. */
  takeBody?(call: Call, payload: Readable): Promise<Readable> | undefined;
  handle(call: Call): unknown;
  /** Where the path speaks WebSocket too: what it throws refuses the handshake as it would refuse a request. */
  upgrade?(call: Call): Promise<Upgrade>;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly answer?: Route['answer'];
    readonly who?: Who;
  }
}

const default_body_max_bytes = 65_536;
/** Of any address; EPCIS says more of its own, shorter ones (checkEpcisRequest). */
const url_max_characters = 16_384;
const headers_timeout_ms = 10_000;
/** Longer than proxies keep idle connections, so that they and not we close them. */
const keep_alive_ms = 72_000;
const timeouts_checked_ms = 2_000;
const connections_max = 10_000;

/**
 * Answers a request before the router does when it can (cached scan pages, redirects); false = not mine. Who took a request and
 * cannot answer it after all calls `goOn`.
 */
export type FastPath = (request: IncomingMessage, response: ServerResponse, goOn: () => void) => boolean;

const policy: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'script-src': "'self'",
  'connect-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
};

/** The policy of every page with the directives of one page put in: for pages that need more than the others. */
export function policyWith(directives: Readonly<Record<string, string>>): string {
  return Object.entries({ ...policy, ...directives })
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': policyWith({}),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
};

export async function buildServer(context: Context, routes: readonly Route[], fastPath?: FastPath): Promise<FastifyInstance> {
  const speaks = routes.flatMap(({ path, upgrade }) => (upgrade === undefined ? [] : [patternOf(path)]));
  const app: FastifyInstance = Fastify({
    loggerInstance: context.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: context.config.trustProxy || false,
    bodyLimit: default_body_max_bytes,
    // Sixteen random digits; UUIDs are made from random bytes fetched many at a time.
    genReqId: () => randomUUID().replaceAll('-', '').slice(16),
    routerOptions: { maxParamLength: 4_096, ignoreTrailingSlash: true },
    serverFactory: (handler) =>
      openServer(
        context.config.captureBytesMax,
        (request, response) => {
          if (fastPath?.(request, response, () => handler(request, response)) !== true) handler(request, response);
        },
        // A path that speaks no WebSocket answers such a request like all others (RFC 9110 §7.8).
        (request) => asksForWebSocket(request) && speaks.some((pattern) => pattern.test(request.url ?? '')),
      ),
    clientErrorHandler: answerBrokenRequest,
    // The router meets some errors before any route (a malformed path, for one).
    // They pass by the hooks too, so that the headers are set here. An identifier's refusal may be read from other sites.
    frameworkErrors: (error, request, reply) => {
      const isHandshake = asksForWebSocket(request.raw);
      // Nobody reads another request off its socket.
      if (isHandshake) reply.raw.once('finish', () => request.raw.socket.destroySoon());
      void writeRefusal(
        context,
        request,
        reply.headers({
          ...securityHeaders,
          'access-control-allow-origin': '*',
          'access-control-expose-headers': 'link, location',
          ...(isHandshake ? { connection: 'close' } : {}),
        }),
        error,
        answerFormAt(request.url),
      );
    },
  });
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: default_body_max_bytes });
  await app.register(multipart, { limits: { fileSize: 5_242_880, files: 1, fields: 20, parts: 21, headerPairs: 100 } });
  await app.register(compress, { threshold: 1_024, encodings: ['br', 'gzip'] });
  await addWebSockets(app);
  // JSON and XML bodies reach handlers as bytes: EPCIS reads them itself, with positions of faults.
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser(/^application\/(?:[\w.-]+\+)?json/i, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addContentTypeParser(/^(?:application|text)\/(?:[\w.-]+\+)?xml/i, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  // So do tables: they come with their own encoding, delimiter and faults.
  app.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onSend', async (request, reply, payload) => {
    if ((request.routeOptions.config as { answer?: Route['answer'] }).answer === 'epcis') addEpcisHeaders(request, reply);
    for (const [name, value] of Object.entries(securityHeaders)) if (!reply.hasHeader(name)) reply.header(name, value);
    // A handshake that becomes no WebSocket is answered, and its socket is closed: nothing more can be asked on it.
    if (request.ws) reply.header('connection', 'close');
    return payload;
  });
  const largeBodies = new LargeBodies();
  for (const route of routes) addRoute(app, context, route, largeBodies);
  app.setNotFoundHandler((request, reply) =>
    writeRefusal(context, request, reply, refuseMethod(routes, request), answerFormAt(request.url)),
  );
  app.setErrorHandler((error, request, reply) =>
    writeRefusal(context, request, reply, error, request.routeOptions.config.answer ?? answerFormAt(request.url)),
  );
  return app;
}

/** Fastify sets no time-outs on a server it did not make. Who sends a request drop by drop is cut. */
function openServer(
  captureBytesMax: number,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  mayUpgrade: (request: IncomingMessage) => boolean,
): Server {
  const server = createServer(
    {
      maxHeaderSize: head_max_bytes,
      requestTimeout: large_body_max_ms,
      headersTimeout: headers_timeout_ms,
      keepAliveTimeout: keep_alive_ms,
      connectionsCheckingInterval: timeouts_checked_ms,
      shouldUpgradeCallback: mayUpgrade,
    },
    (request, response) => {
      limitBodyTime(server, request, captureBytesMax);
      if (!refuseLargeFields(request, response)) answer(request, response);
    },
  );
  server.maxConnections = connections_max;
  return server;
}

/** The addresses of a route's path. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/:\w+/g, '[^/?]+')}/?(?:\\?|$)`);
}

function addRoute(app: FastifyInstance, context: Context, route: Route, largeBodies: LargeBodies): void {
  app.route({
    method: route.method,
    url: route.path,
    bodyLimit:
      typeof route.bodyMax_bytes === 'function' ? route.bodyMax_bytes(context.config) : (route.bodyMax_bytes ?? default_body_max_bytes),
    config: { answer: route.answer, who: route.who },
    // Before the body is read: a caller who may not call costs nothing more.
    onRequest: async (request, reply) => {
      if (request.url.length > url_max_characters) throw new AppError('uri_too_long', 'uri_too_long');
      const caller = await identifyCaller(context, request);
      if (route.checksCaller !== true) checkMayCall(caller, route.who);
      (request as RequestWithCaller).caller = caller;
      if (route.answer === 'epcis') checkEpcisRequest(request);
      if (route.bodyMax_bytes !== undefined) await largeBodies.admit(request, reply, caller);
    },
    ...(route.takeBody === undefined
      ? {}
      : {
          preParsing: async (request, reply, payload: Readable) => {
            const { caller } = request as RequestWithCaller;
            return (await route.takeBody?.({ context, caller, request, reply }, payload)) ?? payload;
          },
        }),
    // After the body is read: a form's token lies in it.
    preHandler: async (request, reply) => {
      const { caller } = request as RequestWithCaller;
      await checkNotForged(context, caller, route.who, request);
      if (!request.ws || route.upgrade === undefined) return;
      checkSocketOrigin(context, caller, request);
      noteUpgrade(request.raw, await route.upgrade({ context, caller, request, reply }));
    },
    handler: (request, reply) => route.handle({ context, caller: (request as RequestWithCaller).caller, request, reply }) as never,
    ...(route.upgrade === undefined
      ? {}
      : { wsHandler: (socket: WebSocket, request: FastifyRequest) => startUpgraded(request.raw, socket) }),
  });
}

interface RequestWithCaller extends FastifyRequest {
  caller: Caller;
}

function answerFormAt(url: string): Route['answer'] {
  return url.startsWith('/epcis') ? 'epcis' : url.startsWith('/api/') ? 'json' : 'page';
}

/** Origin for links: NGUON_ORIGIN, else the address the request came to. */
export function originOf(context: Context, request: FastifyRequest): string {
  return context.config.origin ?? `${request.protocol}://${request.host}`;
}
