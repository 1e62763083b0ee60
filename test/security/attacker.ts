// What the attacks share: a product on a real socket, organisations with keys, and raw connections that keep no rules.
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { createApiKey } from '../../app/access/api-keys/create-api-key.ts';
import { insertTestOrganisation } from '../support/sample-events.ts';
import type { JsonEvent } from '../support/sample-events.ts';
import { startTestProduct } from '../support/test-product.ts';
import type { TestProduct } from '../support/test-product.ts';

export interface Member {
  readonly orgId: number;
  readonly key: string;
}

export interface Target extends TestProduct {
  readonly port: number;
  addMember(slug: string, fields?: Parameters<typeof insertTestOrganisation>[2]): Promise<Member>;
  /** Sends a body as a partner's program does. */
  post(url: string, body: string | Buffer, key: string, headers?: Record<string, string>): Promise<Answer>;
  get(url: string, key?: string, headers?: Record<string, string>): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  readonly taken_ms: number;
}

export async function startTarget(...changes: Parameters<typeof startTestProduct>): Promise<Target> {
  const product = await startTestProduct(...changes);
  await product.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = product.app.server.address() as { port: number };
  const db = product.context.database.system;
  const send = async (url: string, options: RequestInit): Promise<Answer> => {
    const began = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}${url}`, { redirect: 'manual', ...options });
    return { status: answer.status, headers: answer.headers, body: await answer.text(), taken_ms: performance.now() - began };
  };
  return Object.assign(product, {
    port,
    async addMember(slug: string, fields: Parameters<typeof insertTestOrganisation>[2] = {}): Promise<Member> {
      const orgId = await insertTestOrganisation(db, slug, fields);
      const made = { id: product.context.newId(), at: product.context.now(), actor: 'test', random: randomBytes(30) };
      const { key } = await createApiKey(db, { orgId, name: 'test', scopes: ['capture', 'query'] }, made);
      return { orgId, key };
    },
    post: (url: string, body: string | Buffer, key: string, headers: Record<string, string> = {}) =>
      send(url, {
        method: 'POST',
        body: typeof body === 'string' ? body : new Uint8Array(body),
        headers: { 'content-type': 'application/ld+json', authorization: `Bearer ${key}`, ...headers },
      }),
    get: (url: string, key?: string, headers: Record<string, string> = {}) =>
      send(url, { headers: { ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...headers } }),
  });
}

/** A connection that writes what it is told; `text` gathers what came back. */
export interface RawConnection {
  readonly socket: Socket;
  text(): string;
  /** Resolves when the other side closed, or after the wait. */
  closed(wait_ms: number): Promise<boolean>;
}

export async function openRaw(port: number): Promise<RawConnection> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  let isClosed = false;
  socket.on('data', (bytes) => void (text += bytes.toString('latin1')));
  socket.on('error', () => undefined);
  socket.on('close', () => void (isClosed = true));
  await new Promise((resolve) => socket.once('connect', resolve));
  return {
    socket,
    text: () => text,
    closed: async (wait_ms) => {
      const until = performance.now() + wait_ms;
      while (!isClosed && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
      return isClosed;
    },
  };
}

export const epcisContext = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';

export const bare = (event: JsonEvent): string => JSON.stringify({ '@context': epcisContext, ...event });

export function eventsOf(body: string): JsonEvent[] {
  const document = JSON.parse(body) as { epcisBody: { queryResults: { resultsBody: { eventList: JsonEvent[] } } } };
  return document.epcisBody.queryResults.resultsBody.eventList;
}

/** Text that no compression makes shorter, of characters that may stand in a URI. */
export function noise(characters: number): string {
  return randomBytes(characters).toString('base64url').slice(0, characters);
}
