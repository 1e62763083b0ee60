// Runs the examples of the interface's description, in their order, against the product, as somebody who reads them would.
import assert from 'node:assert/strict';
import type { InjectOptions, Response } from 'light-my-request';
import type { ExampleAnswer, Operation } from '../../app/openapi/operation.ts';
import { addKey, addOrganisation } from '../access/people.ts';
import type { TestProduct } from '../support/test-product.ts';

/** Headers that an answer shows beside its status. */
const shown = ['content-type', 'location', 'link', 'gs1-next-page-token-expires', 'gs1-epc-format', 'gs1-epcis-version'];

/** @param look is shown each whole answer. */
export async function runExamples(
  product: TestProduct,
  operations: readonly Operation[],
  look: (route: string, answer: Response) => void = () => undefined,
): Promise<Map<string, ExampleAnswer>> {
  const orgId = await addOrganisation(product, 'nong-trai');
  await product.context.database.system.query({
    text: `insert into products (org_id, thing, slug, name, category, published_at, search_text, created_at)
      values ($1, '01/09520001000010', 'gao', 'Gạo', 'other', $2, 'gao', $2)`,
    values: [orgId, product.clock],
  });
  const { key } = await addKey(product, orgId, ['capture', 'query', 'links']);
  const answers = new Map<string, ExampleAnswer>();
  const known: Record<string, string> = {};
  for (const { route, example } of operations) {
    if (example === undefined) continue;
    const url = example.url.replace(/\{(\w+)\}/g, (_all, name: string) => {
      assert.ok(known[name], `${route}: no example before it answered ${name}`);
      return known[name];
    });
    const request = {
      method: route.split(' ')[0],
      url,
      headers: { ...example.headers, ...(example.isPublic === true ? {} : { authorization: `Bearer ${key}` }) },
      ...(example.body === undefined ? {} : { payload: typeof example.body === 'string' ? example.body : JSON.stringify(example.body) }),
    };
    const answer = await product.app.inject(request as InjectOptions);
    look(route, answer);
    const body: unknown = /json/.test(String(answer.headers['content-type'])) ? answer.json() : answer.body;
    const headers = shown.flatMap((name) => (answer.headers[name] === undefined ? [] : [[name, String(answer.headers[name])]]));
    answers.set(route, { url, status: answer.statusCode, headers: Object.fromEntries(headers) as Record<string, string>, body });
    remember(known, body);
  }
  return answers;
}

function remember(known: Record<string, string>, body: unknown): void {
  const { captureID, subscriptionID, id } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  if (typeof captureID === 'string') known['captureID'] ??= captureID;
  if (typeof subscriptionID === 'string') known['subscriptionID'] ??= subscriptionID;
  if (typeof id === 'number') known['linkId'] ??= String(id);
}

/** Answers differ from run to run in times, random ids and sealed tokens, and in nothing else. */
export function withoutChance(answer: ExampleAnswer | undefined): unknown {
  return JSON.parse(
    JSON.stringify(answer ?? null)
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, '<time>')
      .replace(/(?<!7f1b2c7e-)\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/g, '<uuid>')
      .replace(/nextPageToken=[\w.-]+/g, 'nextPageToken=<token>')
      .replace(/key:[0-9a-f]+/g, 'key:<key>'),
  );
}
