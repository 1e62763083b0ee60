// The form of every answer under /epcis by Accept: JSON as plain or linked data, XML where there is one, 406 for all else (EPCIS 2.0 §12.3).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operations } from '../../app/openapi/operations.ts';
import { addKey, addOrganisation } from '../access/people.ts';
import { itemUri, makeDocument, makeEvent } from '../support/sample-events.ts';
import { startTestProduct } from '../support/test-product.ts';

const product = await startTestProduct();
const { key } = await addKey(product, await addOrganisation(product, 'dang'), ['capture', 'query']);

let made = 0;
const newEvent = () =>
  makeEvent('ObjectEvent', '2026-11-18T01:00:00+07:00', {
    eventID: `urn:uuid:5e6c5b43-0000-4000-8000-${String(++made).padStart(12, '0')}`,
    action: 'OBSERVE',
    bizStep: 'shipping',
    disposition: 'in_transit',
    epcList: [itemUri(7, 'A')],
    bizLocation: { id: 'urn:x:loc' },
    readPoint: { id: 'urn:x:read' },
  });
const bareEvent = () => ({ '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'], ...newEvent() });

async function ask(method: 'GET' | 'POST', url: string, accept: string | undefined, payload?: unknown) {
  return product.app.inject({
    method,
    url,
    headers: {
      authorization: `Bearer ${key}`,
      ...(accept === undefined ? {} : { accept }),
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(payload === undefined ? {} : { payload: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
  });
}

const withMasterData = JSON.parse(makeDocument([newEvent()])) as Record<string, unknown>;
withMasterData['epcisHeader'] = {
  epcisMasterData: { vocabularyList: [{ type: 'urn:epcglobal:epcis:vtype:ReadPoint', vocabularyElementList: [{ id: 'urn:x:read' }] }] },
};
const job = (await ask('POST', '/epcis/capture', undefined, withMasterData)).json<{ captureID: string }>();
const { eventID } = (await ask('POST', '/epcis/events', undefined, bareEvent())).json<{ eventID: string }>();
await ask('POST', '/epcis/queries', undefined, { name: 'q', query: {} });
const subscription = { dest: 'https://partner.example.com/hook', stream: true };
const { subscriptionID } = (await ask('POST', '/epcis/queries/q/subscriptions', undefined, subscription)).json<{
  subscriptionID: string;
}>();

const members = ['eventTypes/ObjectEvent', `epcs/${encodeURIComponent(itemUri(7, 'A'))}`, 'bizSteps/shipping', 'bizLocations/urn:x:loc'];
members.push('readPoints/urn:x:read', 'dispositions/in_transit');
/** Address of an example of each route of the description; `xml` where the answer has such a form, `plain` where it is no linked data. */
const answers: Readonly<
  Record<string, { readonly url: string; readonly xml?: true; readonly plain?: true; readonly body?: () => unknown }>
> = {
  'GET /epcis': { url: '/epcis' },
  'POST /epcis/capture': { url: '/epcis/capture', xml: true, plain: true, body: () => makeDocument([newEvent()]) },
  'GET /epcis/capture': { url: '/epcis/capture', xml: true, plain: true },
  'GET /epcis/capture/:captureId': { url: `/epcis/capture/${job.captureID}`, xml: true, plain: true },
  'POST /epcis/events': { url: '/epcis/events', xml: true, body: bareEvent },
  'GET /epcis/events': { url: '/epcis/events', xml: true },
  'GET /epcis/events/:eventId': { url: `/epcis/events/${encodeURIComponent(eventID)}`, xml: true },
  'GET /epcis/queries': { url: '/epcis/queries', plain: true },
  'POST /epcis/queries': { url: '/epcis/queries', plain: true, body: () => ({ name: `q${++made}`, query: {} }) },
  'GET /epcis/queries/:name': { url: '/epcis/queries/q', plain: true },
  'GET /epcis/queries/:name/events': { url: '/epcis/queries/q/events', xml: true },
  'GET /epcis/queries/:name/subscriptions': { url: '/epcis/queries/q/subscriptions', plain: true },
  'GET /epcis/queries/:name/subscriptions/:id': { url: `/epcis/queries/q/subscriptions/${subscriptionID}`, plain: true },
  'GET /epcis/vocabularies': { url: '/epcis/vocabularies', xml: true },
  'GET /epcis/vocabularies/:vocabulary': { url: '/epcis/vocabularies/ReadPoint', xml: true },
  'GET /epcis/vocabularies/:vocabulary/:id': { url: '/epcis/vocabularies/ReadPoint/urn:x:read', xml: true },
  ...Object.fromEntries(
    members.flatMap((member) => {
      const name = member.split('/')[0]!;
      return [
        [`GET /epcis/${name}`, { url: `/epcis/${name}` }],
        [`GET /epcis/${name}/:value`, { url: `/epcis/${member}` }],
        [`GET /epcis/${name}/:value/events`, { url: `/epcis/${member}/events`, xml: true }],
      ];
    }),
  ),
};
/** Of one form, or whose Accept means something else: SOAP, WSDL, this description, the form of deliveries. */
const others = ['GET /epcis/soap', 'POST /epcis/soap', 'GET /epcis/openapi.json', 'POST /epcis/queries/:name/subscriptions'];

test('every route of the description that answers something is looked at here', () => {
  const described = operations
    .filter(({ route, answer }) => / \/epcis(\/|$)/.test(route) && answer.schema !== undefined)
    .map(({ route }) => route);
  assert.deepEqual(described.filter((route) => !others.includes(route)).sort(), Object.keys(answers).sort());
});

test('each answers plain JSON, linked data and XML as it is asked, and 406 for what it has not', async () => {
  let looked = 0;
  for (const [route, { url, xml, plain, body }] of Object.entries(answers)) {
    const usual = plain === true ? 'application/json' : 'application/ld+json';
    for (const [accept, wanted] of [
      [undefined, usual],
      ['*/*', usual],
      ['application/json', 'application/json'],
      ['application/json, text/plain, */*', 'application/json'],
      ['application/ld+json', 'application/ld+json'],
      ['application/ld+json;q=0.9, application/json;q=0.1', 'application/ld+json'],
      ['application/xml', xml === true ? 'application/xml' : undefined],
      ['text/xml', xml === true ? 'text/xml' : undefined],
      ['application/xml, application/json;q=0.5', xml === true ? 'application/xml' : 'application/json'],
      ['image/png', undefined],
      ['application/json;q=0', undefined],
    ] as const) {
      const method = route.split(' ')[0] as 'GET' | 'POST';
      const answer = await ask(method, url, accept, body?.());
      const type = String(answer.headers['content-type']).split(';')[0];
      const said = `${route}, Accept: ${accept}: ${answer.statusCode} ${answer.body.slice(0, 200)}`;
      if (wanted === undefined) {
        assert.equal(answer.statusCode, 406, said);
        assert.match(type!, /^application\/problem\+(json|xml)$/, said);
      } else {
        assert.ok(answer.statusCode < 300, said);
        assert.equal(type, wanted, said);
      }
      looked += 1;
    }
  }
  assert.ok(looked > 300, `${looked} answers`);
});

test('what is refused by its form has made nothing', async () => {
  const count = async () => (await ask('GET', '/epcis/queries?perPage=1000', undefined)).json<unknown[]>().length;
  const before = await count();
  assert.equal((await ask('POST', '/epcis/queries', 'image/png', { name: 'never', query: {} })).statusCode, 406);
  assert.equal(await count(), before);
});
