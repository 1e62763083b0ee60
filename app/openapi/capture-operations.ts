// Capture, events and discovery of EPCIS 2.0 in the description of the interface.
import type { Operation } from './operation.ts';

const json = ['application/ld+json', 'application/json'];
const both = [...json, 'application/xml'];
const context = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';
const time = (hour: string) => ({ eventTime: `2026-11-20T${hour}:00:00+07:00`, eventTimeZoneOffset: '+07:00' });
const lot = 'https://id.gs1.org/01/09520001000010/10/L2611';
const yard = 'https://id.gs1.org/414/9520001000041';

export const exampleDocument = {
  '@context': [context],
  type: 'EPCISDocument',
  schemaVersion: '2.0',
  creationDate: '2026-11-20T10:00:00+07:00',
  epcisBody: {
    eventList: [
      {
        type: 'ObjectEvent',
        eventID: 'urn:uuid:7f1b2c7e-0d5e-4f6a-9b0e-2a4d7c9e1001',
        ...time('08'),
        action: 'ADD',
        bizStep: 'commissioning',
        disposition: 'active',
        readPoint: { id: yard },
        bizLocation: { id: yard },
        epcList: ['https://id.gs1.org/01/09520001000010/21/A1'],
        quantityList: [{ epcClass: lot, quantity: 200, uom: 'KGM' }],
      },
    ],
  },
};

const exampleEvent = {
  '@context': [context],
  type: 'ObjectEvent',
  eventID: 'urn:uuid:7f1b2c7e-0d5e-4f6a-9b0e-2a4d7c9e1002',
  ...time('09'),
  action: 'OBSERVE',
  bizStep: 'shipping',
  disposition: 'in_transit',
  readPoint: { id: yard },
  epcList: ['https://id.gs1.org/01/09520001000010/21/A1'],
};

export const captureOperations: readonly Operation[] = [
  {
    route: 'POST /epcis/capture',
    tag: 'capture',
    vi: 'Gửi một tài liệu EPCIS. Location là địa chỉ của lần gửi. Ghi xong mới trả lời; tài liệu lớn (nhiều byte hoặc nhiều sự kiện) thì trả lời trước với running: true.',
    en: 'Sends an EPCIS document. Location is the capture job. It is stored before the answer; a large one (in bytes or in events) is answered first, with running: true.',
    parameters: ['GS1-Capture-Error-Behaviour', 'GS1-Extensions', 'GS1-EPCIS-Version', 'GS1-CBV-Version', 'Idempotency-Key'],
    body: { schema: 'EPCISDocument', types: [...both, 'text/xml'] },
    answer: {
      status: 202,
      schema: 'CaptureJob',
      types: ['application/json', 'application/ld+json', 'application/xml'],
      headers: ['Location'],
    },
    refusals: [409, 413, 415],
    example: { url: '/epcis/capture', headers: { 'content-type': 'application/ld+json' }, body: exampleDocument },
  },
  {
    route: 'GET /epcis/capture',
    tag: 'capture',
    vi: 'Các lần gửi của tổ chức, mới nhất trước.',
    en: 'The capture jobs of your organisation, newest first.',
    parameters: ['perPage', 'nextPageToken'],
    answer: {
      status: 200,
      schema: 'CaptureJobs',
      types: ['application/json', 'application/ld+json', 'application/xml'],
      headers: ['Link', 'GS1-Next-Page-Token-Expires'],
    },
    example: { url: '/epcis/capture?perPage=1' },
  },
  {
    route: 'GET /epcis/capture/:captureId',
    tag: 'capture',
    vi: 'Một lần gửi: đã ghi bao nhiêu sự kiện, chỗ nào sai.',
    en: 'One capture job: how many events were stored, and every fault.',
    answer: { status: 200, schema: 'CaptureJob', types: ['application/json', 'application/ld+json', 'application/xml'] },
    refusals: [404],
    example: { url: '/epcis/capture/{captureID}' },
  },
  {
    route: 'POST /epcis/events',
    tag: 'capture',
    vi: 'Gửi một sự kiện riêng lẻ. Sự kiện đã ghi được trả lại.',
    en: 'Sends one bare event. The event as stored comes back.',
    parameters: ['GS1-Extensions', 'GS1-EPCIS-Version', 'GS1-CBV-Version', 'Idempotency-Key'],
    body: { schema: 'EPCISEvent', types: [...both, 'text/xml'] },
    answer: { status: 201, schema: 'EPCISEvent', types: both, headers: ['Location', 'Nguon-Incomplete'] },
    refusals: [409, 413, 415],
    example: { url: '/epcis/events', headers: { 'content-type': 'application/ld+json' }, body: exampleEvent },
  },
  {
    route: 'GET /epcis/events',
    tag: 'events',
    vi: 'Sự kiện theo mọi tham số của SimpleEventQuery. Không có khóa thì trả lời phần công khai.',
    en: 'Events by every parameter of SimpleEventQuery. Without a key, what is public.',
    parameters: ['simpleEventQuery', 'eventFormat'],
    answer: {
      status: 200,
      schema: 'EPCISQueryDocument',
      types: both,
      headers: ['Link', 'GS1-Next-Page-Token-Expires', 'GS1-EPC-Format', 'GS1-CBV-XML-Format'],
    },
    refusals: [413],
    example: { url: '/epcis/events?EQ_bizStep=shipping&perPage=1', isPublic: true },
  },
  {
    route: 'GET /epcis/events/:eventId',
    tag: 'events',
    vi: 'Một sự kiện theo mã, kèm các khai báo sai sót về nó.',
    en: 'One event by its id, with the error declarations about it.',
    parameters: ['eventFormat'],
    answer: { status: 200, schema: 'EPCISQueryDocument', types: both, headers: ['GS1-EPC-Format', 'GS1-CBV-XML-Format'] },
    refusals: [404],
    example: { url: '/epcis/events/urn%3Auuid%3A7f1b2c7e-0d5e-4f6a-9b0e-2a4d7c9e1001', isPublic: true },
  },
  {
    route: 'DELETE /epcis/nextPageToken/:token',
    tag: 'events',
    vi: 'Trả lại một mã trang trước hạn; chỉ người được cấp mã làm được.',
    en: 'Ends a page token before its time; only its holder can.',
    answer: { status: 204 },
    refusals: [404],
  },
  {
    route: 'GET /epcis',
    tag: 'discovery',
    vi: 'Tên các tài nguyên cấp một.',
    en: 'Names of the top-level resources.',
    answer: { status: 200, schema: 'Collection', types: json },
    example: { url: '/epcis', isPublic: true },
  },
  {
    route: 'GET /epcis/openapi.json',
    tag: 'discovery',
    vi: 'Bản mô tả OpenAPI 3.1 của giao diện EPCIS.',
    en: 'The OpenAPI 3.1 description of the EPCIS interface.',
    answer: { status: 200, schema: 'OpenApiDocument' },
  },
];
