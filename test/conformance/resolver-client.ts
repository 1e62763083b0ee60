// Talks to a resolver as the wire has it: the path as given, only the headers that are given, no redirect followed.
import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { text } from 'node:stream/consumers';

export interface Reply {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly httpVersion: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ResolverClient {
  /** What its links begin with, such as `https://id.example`; requests say so in `Host`. */
  readonly origin: string;
  /** Every answer so far: some things must hold for all of them. */
  readonly replies: Reply[];
  ask(path: string, headers?: Readonly<Record<string, string>>, method?: string): Promise<Reply>;
  close(): void;
}

const answer_wait_ms = 30_000;
const sockets_max = 8;

/** @param address where the resolver listens; @param origin under which it speaks, where a proxy stands before it. */
export function openResolverClient(address: string, origin: string): ResolverClient {
  const { protocol, hostname, port } = new URL(address);
  const isTls = protocol === 'https:';
  const options = { keepAlive: true, maxSockets: sockets_max };
  const agent = isTls ? new TlsAgent(options) : new PlainAgent(options);
  const fixed = {
    host: new URL(origin).host,
    ...(address === origin ? {} : { 'x-forwarded-proto': new URL(origin).protocol.slice(0, -1) }),
  };
  const replies: Reply[] = [];
  const ask: ResolverClient['ask'] = (path, headers = {}, method = 'GET') =>
    new Promise((resolve, reject) => {
      const sent = (isTls ? tlsRequest : plainRequest)(
        { agent, hostname, port, path, method, headers: { ...fixed, ...headers }, timeout: answer_wait_ms },
        (response) => {
          text(response).then((body) => {
            const reply: Reply = {
              method,
              path,
              status: response.statusCode ?? 0,
              httpVersion: response.httpVersion,
              headers: response.headers,
              body,
            };
            replies.push(reply);
            resolve(reply);
          }, reject);
        },
      );
      sent.on('timeout', () => sent.destroy(new Error(`${method} ${path}: no answer within ${answer_wait_ms} ms`)));
      sent.on('error', reject);
      sent.end();
    });
  return { origin, replies, ask, close: () => agent.destroy() };
}

/** A header by its name in small letters; several of one name joined. */
export function headerOf(reply: Reply, name: string): string {
  const value = reply.headers[name];
  return Array.isArray(value) ? value.join(', ') : (value ?? '');
}

const told_max_chars = 200;

/** Answer in a few words, for failures. */
export function tell(reply: Reply): string {
  const location = headerOf(reply, 'location');
  const isPage = headerOf(reply, 'content-type').startsWith('text/html');
  const heading = /<title>([^<]*)/.exec(reply.body)?.[1] ?? '';
  const rest = location !== '' ? location : isPage ? `page "${heading}"` : reply.body.replace(/\s+/g, ' ').slice(0, 120);
  return `${reply.method} ${reply.path.slice(0, told_max_chars)} → ${reply.status} ${rest.slice(0, told_max_chars)}`;
}

/** Whether `Vary` names a header. */
export function variesBy(reply: Reply, name: string): boolean {
  return headerOf(reply, 'vary')
    .toLowerCase()
    .split(',')
    .some((part) => part.trim() === name || part.trim() === '*');
}

/** Links of a `Link` header, each as it stands; commas inside <…> and "…" part nothing. */
export function listHeaderLinks(reply: Reply): string[] {
  return headerOf(reply, 'link').match(/<[^>]*>(?:[^,"]|"[^"]*")*/g) ?? [];
}
