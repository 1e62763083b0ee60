// Schemas of what goes in and out, in JSON Schema 2020-12 as OpenAPI 3.1 has it. Events themselves follow GS1's published schema.

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const time: Schema = { type: 'string', format: 'date-time' };
const flag: Schema = { type: 'boolean' };
const count: Schema = { type: 'integer', minimum: 0 };
const texts: Schema = { type: 'array', items: text };
const orNull = (type: string): Schema => ({ type: [type, 'null'] });
const object = (required: readonly string[], properties: Readonly<Record<string, Schema>>): Schema => ({
  type: 'object',
  required,
  properties,
});
const listOf = (name: string): Schema => ({ type: 'array', items: { $ref: `#/components/schemas/${name}` } });

const context: Schema = { type: ['string', 'array'] };
const epcisDocs = { url: 'https://ref.gs1.org/standards/epcis/', description: 'GS1 EPCIS 2.0' };

export const schemas: Readonly<Record<string, Schema>> = {
  Problem: object(['type', 'title', 'status'], {
    type: { ...text, description: 'epcisException:…, urn:nguon:error:…' },
    title: text,
    title_vi: text,
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: text,
    instance: text,
    code: text,
    path: { ...text, description: 'Place in the document, in the errors of a capture job.' },
    faults: listOf('Fault'),
    faults_total: count,
  }),
  Fault: object(['code', 'path', 'vi', 'en'], { code: text, path: text, vi: text, en: text, line: count, column: count }),
  EPCISDocument: {
    ...object(['@context', 'type', 'schemaVersion', 'epcisBody'], {
      '@context': context,
      type: { enum: ['EPCISDocument', 'EPCISQueryDocument'] },
      schemaVersion: text,
      creationDate: time,
      epcisHeader: { type: 'object' },
      epcisBody: { type: 'object' },
    }),
    externalDocs: epcisDocs,
  },
  EPCISQueryDocument: {
    ...object(['@context', 'type', 'schemaVersion', 'epcisBody'], {
      '@context': context,
      type: { const: 'EPCISQueryDocument' },
      schemaVersion: { const: '2.0' },
      creationDate: time,
      epcisBody: object(['queryResults'], {
        queryResults: object(['queryName', 'resultsBody'], {
          queryName: text,
          subscriptionID: text,
          resultsBody: object([], { eventList: listOf('EPCISEvent'), vocabularyList: { type: 'array' } }),
        }),
      }),
    }),
    externalDocs: epcisDocs,
  },
  EPCISEvent: {
    ...object(['type', 'eventTime', 'eventTimeZoneOffset'], {
      '@context': context,
      type: { enum: ['ObjectEvent', 'AggregationEvent', 'TransactionEvent', 'TransformationEvent', 'AssociationEvent'] },
      eventID: text,
      eventTime: time,
      eventTimeZoneOffset: { type: 'string', pattern: '^[+-]\\d\\d:\\d\\d$' },
      recordTime: time,
    }),
    externalDocs: epcisDocs,
  },
  CaptureJob: object(['captureID', 'createdAt', 'running', 'success', 'captureErrorBehaviour', 'errors'], {
    captureID: text,
    createdAt: time,
    finishedAt: time,
    running: flag,
    success: flag,
    captureErrorBehaviour: { enum: ['rollback', 'proceed'] },
    errors: listOf('Problem'),
    errorsTotal: count,
    warnings: { type: 'array', items: object(['code', 'path', 'title'], { code: text, path: text, title: text, title_vi: text }) },
    eventsGiven: count,
    eventsStored: count,
    eventsDuplicate: count,
    'nguon:document': {
      description:
        'Of a single job: what the document says of itself (sender, receiver, instanceIdentifier, business document header, own members), as a document without events and master data. Only its organisation is told.',
      $ref: '#/components/schemas/EPCISDocument',
    },
    eventsIncomplete: count,
  }),
  CaptureJobs: listOf('CaptureJob'),
  Collection: object(['@context', 'type', 'member'], {
    '@context': context,
    type: { const: 'Collection' },
    member: { ...texts, uniqueItems: true },
  }),
  NamedQuery: object(['name', 'query'], { '@context': context, name: { ...text, minLength: 1, maxLength: 80 }, query: { type: 'object' } }),
  NamedQueries: listOf('NamedQuery'),
  Schedule: {
    ...object([], {
      second: text,
      minute: text,
      hour: text,
      dayOfMonth: text,
      month: text,
      dayOfWeek: text,
    }),
    additionalProperties: false,
  },
  SubscriptionRequest: {
    ...object(['dest'], {
      dest: { type: 'string', format: 'uri', maxLength: 2_000 },
      signatureToken: { ...text, minLength: 1, maxLength: 500, description: 'Key of the HMAC-SHA-256 in GS1-Signature.' },
      initialRecordTime: time,
      stream: { const: true },
      schedule: { $ref: '#/components/schemas/Schedule' },
      reportIfEmpty: flag,
    }),
    oneOf: [{ required: ['stream'] }, { required: ['schedule'] }],
  },
  Subscription: object(['subscriptionID', 'dest', 'createdAt', 'initialRecordTime', 'minRecordTime', 'epcFormat'], {
    subscriptionID: text,
    dest: text,
    createdAt: time,
    lastNotifiedAt: time,
    initialRecordTime: time,
    minRecordTime: time,
    epcFormat: text,
    stream: flag,
    schedule: { $ref: '#/components/schemas/Schedule' },
    reportIfEmpty: flag,
    state: { enum: ['active', 'stopped'] },
  }),
  Subscriptions: listOf('Subscription'),
  Vocabularies: object(['type', 'member'], {
    type: { const: 'Collection' },
    member: { type: 'array', items: object(['id', 'elements', 'link'], { id: text, elements: count, link: text }) },
  }),
  Trace: object(['code', 'uri', 'as_of', 'recalls', 'corrections'], {
    code: text,
    uri: text,
    as_of: time,
    recalls: { type: 'array', items: { type: 'object' } },
    corrections: { type: 'array', items: { type: 'object' } },
    back: { type: 'object' },
    forward: { type: 'object' },
  }),
  LinkRequest: {
    ...object([], {
      thing: text,
      link_type: text,
      href: { type: 'string', format: 'uri' },
      title: text,
      hreflang: texts,
      media_type: orNull('string'),
      context: texts,
      default: flag,
      expires_at: orNull('string'),
    }),
    additionalProperties: false,
  },
  Link: object(['id', 'thing', 'link_type', 'href', 'title', 'default', 'created_at'], {
    id: count,
    thing: text,
    link_type: text,
    href: text,
    title: text,
    hreflang: texts,
    media_type: orNull('string'),
    context: texts,
    default: flag,
    expires_at: orNull('string'),
    replaces: orNull('integer'),
    created_at: time,
    created_by: text,
    withdrawn_at: orNull('string'),
    withdrawn_by: orNull('string'),
  }),
  Links: object(['links', 'total'], { links: listOf('Link'), total: count, nextPageToken: text }),
  LinkHistory: object(['links', 'at_same_thing'], { links: listOf('Link'), at_same_thing: listOf('Link') }),
  Soap: { type: 'string', description: 'SOAP 1.1, 1.2.' },
  LinkTable: { type: 'string', description: 'CSV, UTF-8.' },
  ImportReport: object(['written', 'faults', 'faults_total'], { written: flag, faults: listOf('Fault'), faults_total: count }),
  OpenApiDocument: object(['openapi', 'info', 'paths'], {
    openapi: { const: '3.1.0' },
    info: { type: 'object' },
    paths: { type: 'object' },
  }),
};
