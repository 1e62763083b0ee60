// The part of OpenAPI 3.1 that our documents use, as a JSON Schema that takes nothing else. Facts of spec.openapis.org/oas/v3.1.0.

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string', minLength: 1 };
const closed = (required: readonly string[], properties: Readonly<Record<string, Schema>>): Schema => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
});
const mapOf = (values: Schema, names?: string): Schema => ({
  type: 'object',
  additionalProperties: values,
  ...(names === undefined ? {} : { propertyNames: { pattern: names } }),
});
const ref = (part: string): Schema => closed(['$ref'], { $ref: { type: 'string', pattern: `^#/components/${part}/[A-Za-z0-9._-]+$` } });

const media: Schema = mapOf(
  closed(['schema'], { schema: { type: ['object', 'boolean'] }, example: true as unknown as Schema }),
  '^[a-z]+/[a-z0-9+.-]+$',
);
const response: Schema = closed(['description'], { description: text, headers: mapOf(ref('headers')), content: media });

const parameter: Schema = {
  ...closed(['name', 'in', 'schema'], {
    name: text,
    in: { enum: ['query', 'header', 'path', 'cookie'] },
    required: { type: 'boolean' },
    description: text,
    schema: { type: 'object' },
    style: { enum: ['form', 'simple'] },
    explode: { type: 'boolean' },
  }),
  // §4.8.12.2: a parameter of the path is always required; the specification ignores three headers of its own.
  anyOf: [{ properties: { in: { not: { const: 'path' } } } }, { required: ['required'], properties: { required: { const: true } } }],
  not: { properties: { in: { const: 'header' }, name: { enum: ['Accept', 'Content-Type', 'Authorization'] } } },
};

const operation: Schema = closed(['responses'], {
  operationId: { type: 'string', pattern: '^[A-Za-z0-9]+$' },
  tags: { type: 'array', items: text },
  summary: text,
  security: { type: 'array', items: mapOf({ type: 'array', items: text }) },
  parameters: { type: 'array', items: { oneOf: [parameter, ref('parameters')] }, uniqueItems: true },
  requestBody: closed(['content'], { required: { type: 'boolean' }, content: media }),
  responses: {
    ...mapOf({ oneOf: [response, ref('responses')] }, '^([1-5](\\d\\d|XX)|default)$'),
    minProperties: 1,
  },
  // §4.8.18: an address from the request (a runtime expression) → what is sent there.
  callbacks: mapOf(mapOf({ $ref: '#/$defs/pathItem' }, '^\\{\\$request\\.')),
});

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const pathItem: Schema = closed([], {
  parameters: { type: 'array', items: ref('parameters') },
  ...Object.fromEntries(methods.map((method) => [method, operation])),
});

const named = '^[A-Za-z0-9._-]+$';

export const openApiSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $defs: { pathItem },
  ...closed(['openapi', 'info', 'paths'], {
    openapi: { const: '3.1.0' },
    info: closed(['title', 'version'], { title: text, version: text, license: closed(['name'], { name: text, identifier: text }) }),
    jsonSchemaDialect: { type: 'string', format: 'uri' },
    servers: { type: 'array', items: closed(['url'], { url: text }) },
    paths: mapOf(pathItem, '^/'),
    components: closed([], {
      parameters: mapOf(parameter, named),
      headers: mapOf(closed(['schema'], { description: text, schema: { type: 'object' } }), named),
      schemas: mapOf({ type: ['object', 'boolean'] }, named),
      responses: mapOf(response, named),
      securitySchemes: mapOf(
        closed(['type', 'scheme'], { type: { const: 'http' }, scheme: { const: 'bearer' }, description: text }),
        named,
      ),
    }),
  }),
};
