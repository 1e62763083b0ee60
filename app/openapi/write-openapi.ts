// Writes the OpenAPI 3.1 document of a part of the interface from the table of routes and what is said of each. Pure.
import { vendor_version } from '../epcis-headers.ts';
import type { Route } from '../http.ts';
import { exampleAnswers } from './example-answers-data.ts';
import type { Operation } from './operation.ts';
import { answerHeaders, commonHeaders, parameterSets, pathParameters } from './parameters-table.ts';
import type { Parameter } from './parameters-table.ts';
import { schemas } from './schemas.ts';
import { writeWebhook } from './webhook.ts';

export type Lang = 'vi' | 'en';
type Part = Record<string, unknown>;

export interface Description {
  readonly title: string;
  /** Beginning of the addresses that the document describes. */
  readonly root: string;
  readonly origin: string;
  readonly lang: Lang;
}

/** Routes under the root that nothing is said of, but OPTIONS, are left out: a test holds that there are none. */
export function writeOpenApi(routes: readonly Route[], operations: readonly Operation[], { title, root, origin, lang }: Description): Part {
  const described = new Map(operations.map((operation) => [operation.route, operation]));
  const paths: Record<string, Part> = {};
  for (const route of routes.filter(({ path }) => path === root || path.startsWith(`${root}/`))) {
    const operation = described.get(`${route.method} ${route.path}`);
    const written =
      route.method === 'OPTIONS'
        ? writeOptions(route.path, lang)
        : operation === undefined
          ? undefined
          : writeOperation(route, operation, lang);
    if (written === undefined) continue;
    const names = namesIn(route.path).map((name) => ({ $ref: `#/components/parameters/path-${name}` }));
    const item = (paths[templateOf(route.path)] ??= names.length === 0 ? {} : { parameters: names });
    item[route.method.toLowerCase()] = written;
  }
  return {
    openapi: '3.1.0',
    info: { title, version: vendor_version.split(' ')[1], license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: origin }],
    paths,
    components: {
      parameters: writeParameters(lang),
      headers: Object.fromEntries(
        Object.entries(answerHeaders).map(([name, { schema, ...words }]) => [name, { description: words[lang], schema }]),
      ),
      schemas,
      responses: { Problem: writeProblem(lang) },
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: lang === 'vi' ? 'Khóa API của tổ chức.' : 'API key of an organisation.' },
      },
    },
  };
}

/** Where the examples were run; the documents and the page show their own origin in its place. */
export const example_origin = 'http://localhost:80';

export const templateOf = (path: string): string => path.replace(/:(\w+)/g, '{$1}');
const namesIn = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);

/** What refusals follow from who may call and from the form of the answers. */
function refusalsOf({ who, answer, path }: Route, { refusals = [] }: Operation): number[] {
  const always = answer === 'epcis' ? [400, 406, 414] : [400];
  const byCaller =
    who === 'public' ? (isHolderAsked(path) ? [401] : []) : who === 'query' && !path.includes('/queries') ? [401] : [401, 403];
  return [...new Set([...always, ...byCaller, ...refusals])].sort((a, b) => a - b);
}

/** Everybody may give a page token back, each their own: who holds one by a key sends the key. */
const isHolderAsked = (path: string): boolean => path === '/epcis/nextPageToken/:token';

/** `query` also serves the public, with its part; named queries belong to an organisation, but for running the standard's own. */
function securityOf({ who, path }: Route): Part[] {
  const isOfAnOrganisation = path.startsWith('/epcis/queries') && path !== '/epcis/queries/:name/events';
  if (who === 'public') return isHolderAsked(path) ? [{}, { key: [] }] : [{}];
  return who === 'query' && !isOfAnOrganisation ? [{}, { key: [] }] : [{ key: [] }];
}

function writeOperation(route: Route, operation: Operation, lang: Lang): Part {
  const { answer, body, parameters = [], tag } = operation;
  const example = exampleAnswers[operation.route];
  const sent = operation.example?.body;
  return {
    operationId: operationId(route),
    tags: [tag],
    summary: operation[lang],
    security: securityOf(route),
    parameters: [
      ...[...parameters, ...(operation.upgrade?.parameters ?? [])].flatMap((name) => refsOf(name)),
      ...(route.answer === 'epcis'
        ? [{ $ref: '#/components/parameters/GS1-EPCIS-Min' }, { $ref: '#/components/parameters/GS1-EPCIS-Max' }]
        : []),
    ],
    ...(body === undefined ? {} : { requestBody: { required: true, content: contentOf(body.schema, body.types, sent) } }),
    ...(operation.callsBack === undefined ? {} : { callbacks: { newEvents: writeWebhook(lang) } }),
    responses: {
      ...(operation.upgrade === undefined
        ? {}
        : { 101: { description: operation.upgrade[lang], headers: headerRefs(operation.upgrade.headers) } }),
      [answer.status]: {
        description: operation[lang],
        headers: headerRefs([
          ...(answer.headers ?? []),
          ...(route.answer === 'epcis' ? ['GS1-EPCIS-Version', 'GS1-CBV-Version', 'GS1-Extensions'] : []),
        ]),
        ...(answer.schema === undefined ? {} : { content: contentOf(answer.schema, answer.types ?? ['application/json'], example?.body) }),
      },
      ...Object.fromEntries(
        [...refusalsOf(route, operation), 'default'].map((status) => [status, { $ref: '#/components/responses/Problem' }]),
      ),
    },
  };
}

/** XML and CSV are texts; the example is shown where it is JSON. */
function contentOf(schema: string, types: readonly string[], example: unknown): Part {
  return Object.fromEntries(
    types.map((type, index) => [
      type,
      type.includes('json')
        ? {
            schema: { $ref: `#/components/schemas/${schema}` },
            ...(index === 0 && example !== undefined && example !== '' ? { example } : {}),
          }
        : { schema: { type: 'string' } },
    ]),
  );
}

const headerRefs = (names: readonly string[]): Part =>
  Object.fromEntries(names.map((name) => [name.replace(/-List$/, ''), { $ref: `#/components/headers/${name}` }]));

/** As app/epcis-options.ts answers. */
function discoveryOf(path: string): string[] {
  const isSubscription = path.endsWith('/subscriptions/:id');
  return [
    ...['Allow', 'GS1-EPCIS-Version', 'GS1-EPCIS-Min', 'GS1-EPCIS-Max', 'GS1-Extensions', 'GS1-Vendor-Version'],
    ...(isSubscription
      ? ['GS1-Query-Min-Record-Time']
      : ['GS1-CBV-Version', 'GS1-CBV-Min', 'GS1-CBV-Max', 'GS1-EPC-Format-List', 'GS1-CBV-XML-Format-List']),
    ...(path === '/epcis/capture' ? ['GS1-EPCIS-Capture-Limit', 'GS1-EPCIS-Capture-File-Size-Limit', 'GS1-Capture-Error-Behaviour'] : []),
  ];
}

function writeOptions(path: string, lang: Lang): Part {
  return {
    tags: ['discovery'],
    summary: lang === 'vi' ? 'Địa chỉ này nhận gì, theo những phiên bản nào.' : 'What the address takes, in which versions.',
    security: [{}],
    responses: {
      204: {
        description: lang === 'vi' ? 'Các tiêu đề giới thiệu.' : 'The discovery headers.',
        headers: headerRefs(discoveryOf(path)),
      },
    },
  };
}

function writeProblem(lang: Lang): Part {
  const schema = { $ref: '#/components/schemas/Problem' };
  return {
    description:
      lang === 'vi' ? 'Lời từ chối (RFC 9457): vì sao, ở đâu, sửa thế nào.' : 'A refusal (RFC 9457): why, where, how to mend it.',
    content: { 'application/problem+json': { schema }, 'application/problem+xml': { schema: { type: 'string' } } },
  };
}

const operationId = ({ method, path }: Route): string =>
  method.toLowerCase() +
  path
    .split('/')
    .filter((part) => part !== '')
    .map((part) =>
      part.replace(/^:/, 'by-').replace(/(^|[^a-zA-Z0-9]+)([a-zA-Z0-9])/g, (_all, _gap, letter: string) => letter.toUpperCase()),
    )
    .join('');

const refsOf = (name: string): Part[] =>
  parameterSets[name]!.map((parameter) => ({ $ref: `#/components/parameters/${keyOf(name, parameter)}` }));

/** A set of several names its parameters by themselves; a set of one may be one of several meanings of a name. */
const keyOf = (set: string, { name }: Parameter): string => (parameterSets[set]!.length > 1 ? name : set);

function writeParameters(lang: Lang): Record<string, Part> {
  const parameters: Record<string, Part> = {};
  const write = ({ name, in: place, schema, ...words }: Parameter): Part => ({
    name,
    in: place,
    ...(place === 'path' ? { required: true } : {}),
    description: words[lang],
    schema,
    ...(schema['type'] === 'object' ? { style: 'form', explode: true } : {}),
  });
  for (const [set, members] of Object.entries(parameterSets))
    for (const member of members) parameters[keyOf(set, member)] ??= write(member);
  for (const header of commonHeaders) parameters[header.name] = write(header);
  for (const [name, parameter] of Object.entries(pathParameters)) parameters[`path-${name}`] = write(parameter);
  return parameters;
}
