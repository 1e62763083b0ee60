// Sends one document to a subscriber: pinned to the address that was checked, bounded in time, no redirects followed.
import { createHmac } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import type { RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { checkDestination, findCallableAddress } from './public-address.ts';
import type { WebhookRules } from './public-address.ts';

export interface Webhook {
  readonly dest: string;
  readonly body: string;
  readonly bodyForm: 'json' | 'xml-2.0' | 'xml-1.2';
  /** The body is a problem object in place of a document. */
  readonly isProblem?: boolean;
  /** Signs the body when given (EPCIS 2.0 §12.7.3). */
  readonly signatureToken: string | undefined;
  readonly epcFormat: string;
  /** The same for every attempt of one batch, so that a receiver can tell a repetition. */
  readonly deliveryId: string;
}

export type Outcome = { readonly kind: 'taken' } | { readonly kind: 'refused'; readonly status: number | undefined; readonly why: string };

const answer_timeout_ms = 20_000;
/** What a receiver says of a refusal, kept for people to read. */
const reason_max_characters = 300;
const answer_max_bytes = 65_536;

/** `GS1-Signature`: HMAC-SHA-256 of the body with the subscriber's token, in hexadecimal. */
export function signBody(token: string, body: string): string {
  return `sha256=${createHmac('sha256', token).update(body).digest('hex')}`;
}

/** Never throws: whatever goes wrong is a refusal that is tried again. */
export async function sendWebhook(webhook: Webhook, rules: WebhookRules): Promise<Outcome> {
  const fault = checkDestination(webhook.dest, rules);
  if (fault !== undefined) return { kind: 'refused', status: undefined, why: `destination: ${fault}` };
  const url = new URL(webhook.dest);
  try {
    const found = await findCallableAddress(url.hostname, rules);
    if (found === undefined) return { kind: 'refused', status: undefined, why: 'destination: its name leads to a private address' };
    const { status, text } = await post(url, found, webhook);
    if (status >= 200 && status < 300) return { kind: 'taken' };
    return { kind: 'refused', status, why: text.slice(0, reason_max_characters) };
  } catch (error) {
    return {
      kind: 'refused',
      status: undefined,
      why: error instanceof Error ? error.message.slice(0, reason_max_characters) : String(error),
    };
  }
}

function mediaTypeOf({ bodyForm, isProblem }: Webhook): string {
  if (isProblem === true) return bodyForm === 'json' ? 'application/problem+json' : 'application/problem+xml';
  return bodyForm === 'json' ? 'application/ld+json' : 'text/xml';
}

function post(url: URL, found: { address: string; family: 4 | 6 }, webhook: Webhook): Promise<{ status: number; text: string }> {
  const body = Buffer.from(webhook.body);
  const pinned: LookupFunction = (_host, options, callback) =>
    options.all === true ? callback(null, [found]) : callback(null, found.address, found.family);
  const options: RequestOptions = {
    method: 'POST',
    lookup: pinned,
    agent: false,
    headers: {
      'content-type': `${mediaTypeOf(webhook)}; charset=utf-8`,
      'content-length': body.length,
      'user-agent': 'Nguon-EPCIS/2.0',
      'gs1-epcis-version': webhook.bodyForm === 'xml-1.2' ? '1.2.0' : '2.0.0',
      'gs1-cbv-version': webhook.bodyForm === 'xml-1.2' ? '1.2.0' : '2.0.0',
      'gs1-epc-format': webhook.epcFormat,
      'nguon-delivery': webhook.deliveryId,
      ...(webhook.signatureToken === undefined ? {} : { 'gs1-signature': signBody(webhook.signatureToken, webhook.body) }),
    },
    signal: AbortSignal.timeout(answer_timeout_ms),
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= answer_max_bytes) chunks.push(chunk);
        else response.destroy();
      });
      response.on('error', reject);
      response.on('close', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
    });
    request.on('error', reject);
    // A change of protocol brings no response: without this the turn would never end, and four such would end all turns.
    request.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, text: '' });
    });
    request.end(body);
  });
}
