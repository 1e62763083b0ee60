// The description of the interface is whole and true: every route is in it, the documents are valid, every example works as shown.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Response } from 'light-my-request';
import { findRootDir } from '../../app/config.ts';
import { exampleAnswers } from '../../app/openapi/example-answers-data.ts';
import { operations } from '../../app/openapi/operations.ts';
import { answerHeaders } from '../../app/openapi/parameters-table.ts';
import { schemas } from '../../app/openapi/schemas.ts';
import { routes } from '../../app/routes.ts';
import { startTestProduct } from '../support/test-product.ts';
import { openApiSchema } from './openapi-schema.ts';
import { runExamples, withoutChance } from './run-examples.ts';

const product = await startTestProduct();
const described = routes.filter((route) => /^\/(epcis|api\/v1)(\/|$)/.test(route.path));
const tableOfRoutes = described.filter(({ method }) => method !== 'OPTIONS').map(({ method, path: at }) => `${method} ${at}`);

const readDocument = async (url: string) => (await product.app.inject({ method: 'GET', url })).json() as Record<string, unknown>;
const documents = ['/epcis/openapi.json', '/epcis/openapi.json?lang=vi', '/api/v1/openapi.json'];

test('every route of the interface is described, and every description has its route', () => {
  const described = operations.map(({ route }) => route);
  assert.deepEqual(
    tableOfRoutes.filter((route) => !described.includes(route)),
    [],
    'routes without a description: add rows to app/openapi/*-operations.ts',
  );
  assert.deepEqual(
    described.filter((route) => !tableOfRoutes.includes(route)),
    [],
    'descriptions whose route has gone',
  );
  assert.equal(new Set(described).size, described.length);
  assert.ok(described.length > 40);
});

test('the documents are OpenAPI 3.1: structure, references, ids, parameters of paths', async () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const isOpenApi = ajv.compile(openApiSchema);
  let operationsSeen = 0;
  for (const url of documents) {
    const document = await readDocument(url);
    assert.ok(isOpenApi(document), `${url}: ${JSON.stringify(isOpenApi.errors?.slice(0, 3))}`);
    const text = JSON.stringify(document);
    for (const [, reference] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      let at: unknown = document;
      for (const step of reference!.split('/')) at = (at as Record<string, unknown> | undefined)?.[step];
      assert.notEqual(at, undefined, `${url}: ${reference}`);
    }
    const ids = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length, 'operation ids are unique');
    for (const [template, item] of Object.entries(document['paths'] as Record<string, { parameters?: { $ref: string }[] }>)) {
      const inPath = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => `#/components/parameters/path-${name}`);
      assert.deepEqual(
        (item.parameters ?? []).map(({ $ref }) => $ref),
        inPath,
        template,
      );
      operationsSeen += Object.keys(item).length;
    }
  }
  assert.ok(operationsSeen > 150, `${operationsSeen} operations`);
});

test('the documents hold every route, discovery included', async () => {
  const written = new Set<string>();
  for (const url of ['/epcis/openapi.json', '/api/v1/openapi.json'])
    for (const [template, item] of Object.entries((await readDocument(url))['paths'] as Record<string, object>))
      for (const method of Object.keys(item).filter((name) => name !== 'parameters')) written.add(`${method.toUpperCase()} ${template}`);
  const wanted = described.map(({ method, path: at }) => `${method} ${at.replace(/:(\w+)/g, '{$1}')}`);
  assert.deepEqual([...written].sort(), [...new Set(wanted)].sort());
});

test('who may call without a key is told as it is, and a key where one counts', async () => {
  const { paths } = (await readDocument(documents[0]!)) as { paths: Record<string, Record<string, { security: object[] }>> };
  let seen = 0;
  for (const { method, path: at, who } of described.filter(
    ({ method: verb, path: where }) => verb !== 'OPTIONS' && where.startsWith('/epcis'),
  )) {
    const { security } = paths[at.replace(/:(\w+)/g, '{$1}')]![method.toLowerCase()]!;
    const url = at.replace('/queries/:name', '/queries/SimpleEventQuery').replace(/:\w+/g, 'x');
    const { headers = {}, body } = operations.find(({ route }) => route === `${method} ${at}`)?.example ?? {};
    const payload = body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) };
    const { statusCode } = await product.app.inject({ method: method as 'GET', url, headers, ...payload });
    const isOpen = security.some((needed) => Object.keys(needed).length === 0);
    assert.equal(isOpen, statusCode !== 401, `${method} ${at}: ${statusCode}`);
    const countsKey = who !== 'public' || at.includes('nextPageToken');
    assert.equal(
      security.some((needed) => 'key' in needed),
      countsKey,
      `${method} ${at}`,
    );
    seen += 1;
  }
  assert.ok(seen > 30, `${seen} routes`);
});

test('examples in the documents stand at the address that serves them', async () => {
  const answer = await product.app.inject({ method: 'GET', url: documents[0]!, headers: { host: 'nguon.example:8080' } });
  assert.doesNotMatch(answer.body, /http:\/\/localhost/);
  assert.match(answer.body, /http:\/\/nguon\.example:8080\/epcis\/vocabularies/);
});

test('a subscriber finds out how to know a delivery and check its signature', async () => {
  const { paths } = (await readDocument(documents[0]!)) as {
    paths: Record<string, Record<string, { callbacks: { newEvents: Record<string, { post: { parameters: { name: string }[] } }> } }>>;
  };
  const { newEvents } = paths['/epcis/queries/{name}/subscriptions']!['post']!.callbacks;
  const { parameters } = newEvents['{$request.body#/dest}']!.post;
  assert.deepEqual(
    parameters.map(({ name }) => name),
    ['Nguon-Delivery', 'GS1-Signature'],
  );
  for (const url of ['/tai-lieu-api', '/tai-lieu-api?lang=en']) {
    const { body } = await product.app.inject({ method: 'GET', url });
    assert.match(body, /HMAC-SHA-256/);
    assert.match(body, /running/);
    assert.match(body, /256 MB/);
  }
});

test('the schema has teeth: a document with a slip is refused', async () => {
  const isOpenApi = new Ajv2020({ strict: false, validateFormats: false }).compile(openApiSchema);
  const document = await readDocument('/epcis/openapi.json');
  assert.ok(isOpenApi(document));
  assert.equal(isOpenApi({ ...document, openapi: '3.0.3' }), false);
  assert.equal(isOpenApi({ ...document, pathes: {} }), false);
  assert.equal(isOpenApi({ ...document, paths: { '/x': { get: { responses: {} } } } }), false);
  assert.equal(isOpenApi({ ...document, paths: { '/x': { get: { responses: { '99': { description: 'x' } } } } } }), false);
});

interface DescribedAnswer {
  readonly headers?: Readonly<Record<string, { readonly $ref: string }>>;
  readonly content?: Readonly<Record<string, unknown>>;
}

/** What the documents say of an answer to a route. */
async function findDescribed(route: string, status: number): Promise<DescribedAnswer> {
  const [method = '', at = ''] = route.split(' ');
  const { paths } = (await readDocument(at.startsWith('/epcis') ? documents[0]! : documents[2]!)) as {
    paths: Record<string, Record<string, { responses: Record<string, DescribedAnswer> }>>;
  };
  const found = paths[at.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]?.responses[status];
  assert.ok(found, `${route} ${status}`);
  return found;
}

const isOfTheInterface = (name: string): boolean => /^(?:gs1-|nguon-|link$|location$|allow$)/.test(name);

interface HeaderSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: { readonly enum?: readonly string[] };
}

async function schemaOfHeader(ref: string): Promise<HeaderSchema> {
  const { components } = (await readDocument(documents[0]!)) as { components: { headers: Record<string, { schema: HeaderSchema }> } };
  const header = components.headers[ref.split('/').at(-1)!];
  assert.ok(header, ref);
  return header.schema;
}

async function checkDescribed(route: string, { statusCode, headers }: Pick<Response, 'statusCode' | 'headers'>): Promise<number> {
  const said = await findDescribed(route, statusCode);
  const named = Object.keys(said.headers ?? {}).map((name) => name.toLowerCase());
  const sent = Object.keys(headers).filter(isOfTheInterface);
  assert.deepEqual(
    sent.filter((name) => !named.includes(name)),
    [],
    `${route}: headers that its description does not name`,
  );
  for (const [name, { $ref }] of Object.entries(said.headers ?? {})) {
    const schema = await schemaOfHeader($ref);
    const values = String(headers[name.toLowerCase()] ?? '');
    const words = schema.items?.enum ?? schema.enum;
    if (words === undefined || values === '') continue;
    const each = schema.type === 'array' ? values.split(', ') : [values];
    assert.ok(
      each.every((value) => words.includes(value)),
      `${route}: ${name}: ${values}`,
    );
  }
  const type = String(headers['content-type'] ?? '').split(';')[0]!;
  if (type !== '') assert.ok(Object.keys(said.content ?? {}).includes(type), `${route}: ${type}`);
  return sent.length;
}

test('discovery, and the line that an address may become, are described as they are', async () => {
  let seen = 0;
  for (const { path: at } of described.filter(({ method }) => method === 'OPTIONS')) {
    const answer = await product.app.inject({ method: 'OPTIONS', url: at.replace(/:\w+/g, 'x') });
    seen += await checkDescribed(`OPTIONS ${at}`, answer);
  }
  assert.ok(seen > 300, `${seen} headers`);
  const lines = described.filter(({ upgrade }) => upgrade !== undefined);
  assert.equal(lines.length, 1);
  for (const { method, path: at } of lines) {
    const { headers = {} } = await findDescribed(`${method} ${at}`, 101);
    assert.ok(Object.keys(headers).includes('GS1-Query-Min-Record-Time'));
  }
});

test('every header of GS1 and of ours that the program names is described', () => {
  const folder = path.join(findRootDir(), 'app');
  const named = new Set(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!test)\.ts$/.test(file) && !/^(?:openapi|launcher)\//.test(file))
      .flatMap((file) => [...readFileSync(path.join(folder, file), 'utf8').matchAll(/\bheader\(\s*'((?:gs1|nguon)-[a-z-]+)'/gi)])
      .map(([, name]) => name!.toLowerCase()),
  );
  assert.ok(named.size >= 8, [...named].join());
  const told = Object.keys(answerHeaders).map((name) => name.toLowerCase());
  assert.deepEqual(
    [...named].filter((name) => !told.includes(name)),
    [],
  );
});

test('every example answers as shown, and as its schema says', async () => {
  const whole: [string, Response][] = [];
  const answers = await runExamples(product, operations, (route, answer) => whole.push([route, answer]));
  for (const [route, answer] of whole) await checkDescribed(route, answer);
  if (process.env['NGUON_WRITE_EXAMPLES'] === '1') {
    const text = `// What the examples of the interface were answered; written by the test that runs them (NGUON_WRITE_EXAMPLES=1 npm test -- openapi).
import type { ExampleAnswer } from './operation.ts';

export const exampleAnswers: Readonly<Record<string, ExampleAnswer>> = ${JSON.stringify(Object.fromEntries(answers), null, 2)};
`;
    writeFileSync(path.join(findRootDir(), 'app/openapi/example-answers-data.ts'), text);
    return;
  }
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'nguon', components: { schemas } });
  for (const { route, answer, body, example } of operations) {
    const given = answers.get(route);
    assert.deepEqual(
      withoutChance(given),
      withoutChance(exampleAnswers[route]),
      `${route}: run it with NGUON_WRITE_EXAMPLES=1 if it is right`,
    );
    if (example === undefined || given === undefined) continue;
    assert.equal(given.status, answer.status, route);
    for (const name of answer.headers ?? [])
      if (['Location', 'GS1-EPC-Format'].includes(name)) assert.ok(given.headers[name.toLowerCase()], `${route}: ${name}`);
    for (const [schema, value] of [
      [answer.schema, given.body],
      [body?.schema, example.body],
    ] as const) {
      if (schema === undefined) continue;
      const isValid = ajv.compile({ $ref: `nguon#/components/schemas/${schema}` });
      assert.ok(isValid(value), `${route}: ${schema}: ${JSON.stringify(isValid.errors?.slice(0, 3))}`);
    }
  }
  assert.ok(answers.size > 25, `${answers.size} examples`);
});

test('the page describes every route in both languages, within its budget', async () => {
  for (const url of ['/tai-lieu-api', '/tai-lieu-api?lang=en']) {
    const page = await product.app.inject({ method: 'GET', url });
    assert.equal(page.statusCode, 200);
    for (const { route } of operations) assert.ok(page.body.includes(route.split(' ')[1]!.replace(/:(\w+)/g, '{$1}')), route);
    assert.doesNotMatch(page.body, /<script/);
    // A shell puts the key in between double quotes only.
    assert.doesNotMatch(page.body, /(?:'|&#39;)Authorization: Bearer \$KEY/);
    assert.match(page.body, /(?:"|&quot;)Authorization: Bearer \$KEY(?:"|&quot;)/);
    const bytes = gzipSync(page.body).length;
    assert.ok(bytes < 51_200, `${url}: ${bytes} bytes`);
  }
});
