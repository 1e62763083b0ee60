// The query service over SOAP as partners call it: polls, subscriptions, faults of the WSDL, who sees what.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import test, { after } from 'node:test';
import { captureEvents } from '../../test/support/capture-events.ts';
import { gtin, insertTestOrganisation, itemUri, makeEvent } from '../../test/support/sample-events.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { createApiKey } from '../access/api-keys/create-api-key.ts';
import { packDisclosure } from '../access/disclosure.ts';
import { registerProduct } from '../product/register-product.ts';
import { runSubscription } from '../subscription/delivery/run-subscription.ts';
import { claimSubscription } from '../subscription/delivery/store.ts';

const product = await startTestProduct({ webhookHosts: ['127.0.0.1'] });
const { app, context } = product;
const db = context.database.system;

async function makeMember(slug: string, fields: { disclosure?: number } = {}): Promise<{ orgId: number; key: string }> {
  const orgId = await insertTestOrganisation(db, slug, fields);
  const { key } = await createApiKey(
    db,
    { orgId, name: 'test', scopes: ['capture', 'query'] },
    { id: context.newId(), at: context.now(), actor: 'test', random: randomBytes(30) },
  );
  return { orgId, key };
}
const maker = await makeMember('maker');
const other = await makeMember('other');
const hidden = packDisclosure({
  what: 'private',
  where: 'private',
  who: 'private',
  quantity: 'private',
  documents: 'private',
  ilmd: 'private',
});
const shy = await makeMember('shy', { disclosure: hidden });

const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const soap12 = 'http://www.w3.org/2003/05/soap-envelope';
const envelope = (operation: string, soap = soap11): string =>
  `<s:Envelope xmlns:s="${soap}"><s:Header/><s:Body>${operation}</s:Body></s:Envelope>`;
const message = (name: string, content = '', version = 2): string =>
  `<q:${name} xmlns:q="urn:epcglobal:epcis-query:xsd:${version}">${content}</q:${name}>`;
const params = (given: Readonly<Record<string, string | readonly string[]>>): string =>
  `<params>${Object.entries(given)
    .map(([name, value]) => {
      const inside = typeof value === 'string' ? value : value.map((one) => `<string>${one}</string>`).join('');
      return `<param><name>${name}</name><value>${inside}</value></param>`;
    })
    .join('')}</params>`;
const poll = (given: Readonly<Record<string, string | readonly string[]>>, version = 2, queryName = 'SimpleEventQuery'): string =>
  message('Poll', `<queryName>${queryName}</queryName>${params(given)}`, version);

interface Answered {
  readonly status: number;
  readonly body: string;
  readonly type: string;
}

async function send(payload: string, key: string | undefined = maker.key, headers: Record<string, string> = {}): Promise<Answered> {
  const answer = await app.inject({
    method: 'POST',
    url: '/epcis/soap',
    headers: {
      'content-type': 'text/xml; charset=utf-8',
      soapaction: '""',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...headers,
    },
    payload,
  });
  return { status: answer.statusCode, body: answer.body, type: String(answer.headers['content-type']) };
}
const ask = (operation: string, key?: string): Promise<Answered> => send(envelope(operation), key);
const anybody = (operation: string): Promise<Answered> =>
  app
    .inject({ method: 'POST', url: '/epcis/soap', headers: { 'content-type': 'text/xml' }, payload: envelope(operation) })
    .then(({ statusCode, body }) => ({ status: statusCode, body, type: '' }));

/** Name and reason of the exception in a fault. */
function exceptionOf({ status, body }: Answered): string | undefined {
  assert.equal(status, 500, body);
  assert.match(body, /<soapenv:Fault><faultcode>soapenv:(?:Client|Server)<\/faultcode>/);
  return /<detail><epcisq:(\w+) xmlns:epcisq="urn:epcglobal:epcis-query:xsd:[12]"><reason>[^<]+<\/reason>/.exec(body)?.[1];
}
const countOf = ({ body }: Answered, element: string): number => body.split(`<${element}>`).length + body.split(`<${element} `).length - 2;

const events = [1, 2, 3].map((number) =>
  makeEvent('ObjectEvent', `2026-11-20T08:0${number}:00+07:00`, {
    action: 'OBSERVE',
    bizStep: 'shipping',
    epcList: [itemUri(1, `S${number}`)],
  }),
);
const sensed = makeEvent('ObjectEvent', '2026-11-20T09:00:00+07:00', {
  action: 'OBSERVE',
  bizStep: 'storing',
  epcList: [itemUri(1, 'S9')],
  sensorElementList: [{ sensorReport: [{ type: 'Temperature', value: 4, uom: 'CEL' }] }],
});
const association = makeEvent('AssociationEvent', '2026-11-20T09:10:00+07:00', {
  action: 'ADD',
  bizStep: 'assembling',
  parentID: itemUri(1, 'S1'),
  childEPCs: [itemUri(2, 'S1')],
});
const secret = makeEvent('ObjectEvent', '2026-11-20T10:00:00+07:00', {
  action: 'OBSERVE',
  bizStep: 'packing',
  epcList: [itemUri(3, 'BI-MAT')],
});
await captureEvents(product, maker.orgId, [...events, sensed, association]);
await captureEvents(product, shy.orgId, [secret]);
await registerProduct(
  db,
  { orgId: maker.orgId, code: gtin(1), name: 'Muối & tôm', category: 'Thực phẩm', netContent: '150 g' },
  { at: context.now(), actor: 'test' },
);

test('a poll gives all events that match, in the version that was spoken', async () => {
  const answer = await ask(poll({ eventType: ['ObjectEvent'], EQ_bizStep: ['shipping', 'packing'] }));
  assert.equal(answer.status, 200, answer.body);
  assert.equal(answer.type, 'text/xml; charset=utf-8');
  assert.match(
    answer.body,
    /<soapenv:Body><epcisq:QueryResults xmlns:epcisq="urn:epcglobal:epcis-query:xsd:2"><queryName>SimpleEventQuery<\/queryName><resultsBody><EventList>/,
  );
  assert.equal(countOf(answer, 'ObjectEvent'), 3);
  assert.match(answer.body, /<epc>https:\/\/id\.gs1\.org\/01\//);
  const old = await ask(poll({ EQ_bizStep: ['urn:epcglobal:cbv:bizstep:shipping'] }, 1));
  assert.match(old.body, /<epcisq:QueryResults xmlns:epcisq="urn:epcglobal:epcis-query:xsd:1">/);
  assert.match(old.body, /<bizStep>urn:epcglobal:cbv:bizstep:shipping<\/bizStep>/);
  assert.doesNotMatch(old.body, /leftOut/);
});

test('what EPCIS 1.2 cannot express is left out and named', async () => {
  const { body } = await ask(poll({ GE_eventTime: '2026-11-20T09:00:00+07:00', LT_eventTime: '2026-11-20T10:00:00+07:00' }, 1));
  assert.equal(body.split('<ObjectEvent>').length - 1, 1);
  assert.doesNotMatch(body, /AssociationEvent>|sensorElement[ >]/);
  assert.match(
    body,
    /<\/resultsBody><nguon:leftOut>(?:<nguon:event id="[^"]+">(?:sensorElementList|AssociationEvent)<\/nguon:event>){2}<\/nguon:leftOut><\/epcisq:QueryResults>/,
  );
});

test('nobody sees by SOAP what he does not see by REST', async () => {
  const mine = await ask(poll({ EQ_bizStep: ['packing'] }), shy.key);
  assert.match(mine.body, /BI-MAT/);
  for (const answer of [
    await ask(poll({ EQ_bizStep: ['packing'] }), other.key),
    await ask(poll({ MATCH_anyEPC: [itemUri(3, 'BI-MAT')] }), other.key),
    await anybody(poll({ EQ_bizStep: ['packing'] })),
    await anybody(poll({})),
  ]) {
    assert.equal(answer.status, 200);
    assert.doesNotMatch(answer.body, /BI-MAT/);
  }
  assert.equal(countOf(await anybody(poll({ EQ_bizStep: ['shipping'] })), 'ObjectEvent'), 3, 'the public has its subset');
});

test('master data, versions and names', async () => {
  const asked = { vocabularyName: ['urn:epcglobal:epcis:vtype:EPCClass'], includeAttributes: 'true', includeChildren: 'false' };
  const { body } = await ask(poll(asked, 2, 'SimpleMasterDataQuery'));
  assert.match(
    body,
    /<VocabularyList><Vocabulary type="urn:epcglobal:epcis:vtype:EPCClass"><VocabularyElementList><VocabularyElement id="https:\/\/id\.gs1\.org\/01\/\d{14}">/,
  );
  assert.match(body, /<attribute id="urn:epcglobal:cbv:mda:descriptionShort">Muối &amp; tôm<\/attribute>/);
  const bare = await ask(poll({ ...asked, includeAttributes: 'false', perPage: '1' }, 2, 'SimpleMasterDataQuery'));
  assert.equal(exceptionOf(bare), 'QueryParameterException');
  assert.match(
    (await ask(message('GetStandardVersion', '', 1))).body,
    /<epcisq:GetStandardVersionResult xmlns:epcisq="urn:epcglobal:epcis-query:xsd:1">1\.2</,
  );
  assert.match((await ask(message('GetStandardVersion'))).body, />2\.0</);
  // In either namespace, with anything in the element that has no parameters, to anybody: a URI of ours and the version.
  for (const answer of [
    await ask(message('GetVendorVersion')),
    await ask(message('GetVendorVersion', '', 1)),
    await ask(message('GetVendorVersion', '<version>1.2</version>', 1)),
    await anybody(message('GetVendorVersion')),
  ]) {
    assert.equal(answer.status, 200, answer.body);
    assert.match(answer.body, /:GetVendorVersionResult[^>]*>urn:nguon:epcis:\d+\.\d+\.\d+<\//);
  }
  assert.match(
    (await anybody(message('GetQueryNames'))).body,
    /<string>SimpleEventQuery<\/string><string>SimpleMasterDataQuery<\/string><\/epcisq/,
  );
});

test('named queries of the organisation are polled by name, and take no parameters', async () => {
  const made = await app.inject({
    method: 'POST',
    url: '/epcis/queries',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${maker.key}` },
    payload: JSON.stringify({ name: 'xuat-hang', query: { EQ_bizStep: ['shipping'] } }),
  });
  assert.equal(made.statusCode, 201, made.body);
  assert.match((await ask(message('GetQueryNames'))).body, /<string>xuat-hang<\/string>/);
  assert.equal(countOf(await ask(poll({}, 2, 'xuat-hang')), 'ObjectEvent'), 3);
  assert.equal(exceptionOf(await ask(poll({ EQ_action: ['ADD'] }, 2, 'xuat-hang'))), 'QueryParameterException');
  assert.equal(exceptionOf(await ask(poll({}, 2, 'xuat-hang'), other.key)), 'NoSuchNameException');
  assert.equal(exceptionOf(await anybody(poll({}, 2, 'xuat-hang'))), 'NoSuchNameException');
});

const controls = (inside: string): string => `<controls>${inside}<reportIfEmpty>false</reportIfEmpty></controls>`;
const hourly = '<schedule><minute>0</minute><second>0</second></schedule>';
const stream = '<trigger>urn:nguon:epcis:trigger:commit</trigger>';
const subscribe = (
  id: string,
  dest: string,
  inside: string,
  version = 2,
  queryName = 'SimpleEventQuery',
  given: Record<string, readonly string[]> = { EQ_bizStep: ['shipping'] },
): string =>
  message(
    'Subscribe',
    `<queryName>${queryName}</queryName>${params(given)}<dest>${dest}</dest>${controls(inside)}<subscriptionID>${id}</subscriptionID>`,
    version,
  );

test('each exception of the WSDL, where its cause is given', async () => {
  const dest = 'https://partner.example.com/epcis';
  for (const [operation, exception] of [
    [poll({ EQ_nothing: ['x'] }), 'QueryParameterException'],
    [poll({ eventCountLimit: '5', maxEventCount: '5', orderBy: 'eventTime' }), 'QueryParameterException'],
    [poll({ perPage: '5' }), 'QueryParameterException'],
    [
      message(
        'Poll',
        '<queryName>SimpleEventQuery</queryName><params><param><name>EQ_action</name><value><string>ADD</string></value></param><param><name>EQ_action</name><value/></param></params>',
      ),
      'QueryParameterException',
    ],
    [poll({ EQ_bizStep: ['shipping'], maxEventCount: '2' }), 'QueryTooLargeException'],
    [poll({}, 2, 'khong-co'), 'NoSuchNameException'],
    [message('Poll', '<params/>'), 'ValidationException'],
    [message('Unsubscribe', '<subscriptionID>khong-co</subscriptionID>'), 'NoSuchSubscriptionException'],
    [message('GetSubscriptionIDs', '<queryName>khong-co</queryName>'), 'NoSuchNameException'],
    [subscribe('a', dest, hourly, 2, 'khong-co'), 'NoSuchNameException'],
    [subscribe('a', dest, hourly, 2, 'SimpleMasterDataQuery'), 'SubscribeNotPermittedException'],
    [subscribe('a', dest, ''), 'SubscriptionControlsException'],
    [subscribe('a', dest, hourly + stream), 'SubscriptionControlsException'],
    [subscribe('a', dest, '<trigger>urn:x:y</trigger>'), 'SubscriptionControlsException'],
    [subscribe('a', dest, '<schedule><hour>24</hour></schedule>'), 'SubscriptionControlsException'],
    [subscribe('a', dest, `${hourly}<initialRecordTime>yesterday</initialRecordTime>`), 'SubscriptionControlsException'],
    [subscribe('a', 'https://10.0.0.1/x', hourly), 'InvalidURIException'],
    [subscribe('a', 'ftp://partner.example.com/x', hourly), 'InvalidURIException'],
    [subscribe('a', dest, hourly, 2, 'SimpleEventQuery', { EQ_nothing: ['x'] }), 'QueryParameterException'],
    [subscribe('x'.repeat(201), dest, hourly), 'ValidationException'],
  ] as const)
    assert.equal(exceptionOf(await ask(operation)), exception, operation);
  for (const operation of [
    subscribe('a', dest, hourly),
    message('Unsubscribe', '<subscriptionID>a</subscriptionID>'),
    message('GetSubscriptionIDs', '<queryName>SimpleEventQuery</queryName>'),
  ])
    assert.equal(exceptionOf(await anybody(operation)), 'SecurityException');
});

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
const received: Received[] = [];
const receiver = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    received.push({ headers: request.headers, body });
    response.writeHead(200).end();
  });
});
await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
after(() => receiver.close());
const dest = `http://127.0.0.1:${(receiver.address() as { port: number }).port}/epcis`;

test('a subscription keeps the id of its client, sends XML query documents of its version, and ends', async () => {
  const ids = async (key?: string): Promise<string[]> =>
    [
      ...(await ask(message('GetSubscriptionIDs', '<queryName>SimpleEventQuery</queryName>'), key)).body.matchAll(
        /<string>([^<]+)<\/string>/g,
      ),
    ].map(([, id]) => id!);
  const early = '<initialRecordTime>2020-01-01T00:00:00Z</initialRecordTime>';
  const made = await ask(subscribe('Đơn hàng 1', dest, stream + early, 1));
  assert.match(
    made.body,
    /<soapenv:Body><epcisq:SubscribeResult xmlns:epcisq="urn:epcglobal:epcis-query:xsd:1"\/><\/soapenv:Body>/,
    made.body,
  );
  assert.equal(exceptionOf(await ask(subscribe('Đơn hàng 1', dest, hourly))), 'DuplicateSubscriptionException');
  assert.equal((await ask(subscribe('Đơn hàng 1', dest, hourly), other.key)).status, 200, 'another organisation may choose the same id');
  assert.deepEqual([await ids(), await ids(other.key), await ids(shy.key)], [['Đơn hàng 1'], ['Đơn hàng 1'], []]);
  const due = await claimSubscription(db, context.now(), { lease: context.newId(), lease_ms: 60_000, streamIdle_ms: 60_000 });
  await runSubscription(context, due!);
  const [{ headers, body }] = received as [Received];
  assert.equal(headers['content-type'], 'text/xml; charset=utf-8');
  assert.equal(headers['gs1-epcis-version'], '1.2.0');
  assert.match(
    body,
    /^<\?xml[^>]+>\n<epcisq:EPCISQueryDocument [^>]*schemaVersion="1\.2" [^>]*><EPCISBody><epcisq:QueryResults [^>]+><queryName>SimpleEventQuery<\/queryName><subscriptionID>Đơn hàng 1<\/subscriptionID><resultsBody><EventList><ObjectEvent>/,
  );
  assert.equal(body.split('<ObjectEvent>').length - 1, 3);
  assert.equal((await ask(message('Unsubscribe', '<subscriptionID>Đơn hàng 1</subscriptionID>'))).status, 200);
  assert.deepEqual([await ids(), await ids(other.key)], [[], ['Đơn hàng 1']], 'only its own ended');
});

test('SOAP 1.2 is answered in kind', async () => {
  const type = { 'content-type': 'application/soap+xml; charset=utf-8' };
  const good = await send(envelope(message('GetStandardVersion'), soap12), maker.key, type);
  assert.deepEqual([good.status, good.type], [200, 'application/soap+xml; charset=utf-8']);
  assert.match(good.body, /xmlns:soapenv="http:\/\/www\.w3\.org\/2003\/05\/soap-envelope"/);
  const bad = await send(envelope(poll({ EQ_nothing: 'x' }), soap12), maker.key, type);
  assert.equal(bad.status, 400);
  assert.match(
    bad.body,
    /<soapenv:Code><soapenv:Value>soapenv:Sender<\/soapenv:Value><\/soapenv:Code>.*<soapenv:Detail><epcisq:QueryParameterException/,
  );
});

test('what is no SOAP is 400 or 415; what SOAP forbids is a fault', async () => {
  for (const body of [
    '',
    'x',
    '<a/>',
    message('GetStandardVersion'),
    `<!DOCTYPE s>${envelope(message('GetStandardVersion'))}`,
    `<!DOCTYPE s [<!ENTITY x "y">]>${envelope(message('GetStandardVersion', '&x;'))}`,
    envelope(message('GetStandardVersion', '&x;')),
    envelope(`${'<a>'.repeat(40)}${'</a>'.repeat(40)}`),
    envelope('<q:x/>'),
  ])
    assert.equal((await send(body)).status, 400, body.slice(0, 200));
  assert.equal((await send(envelope(''), maker.key, { 'content-type': 'application/json' })).status, 415);
  assert.equal((await send(envelope(''), 'nguon_sai')).status, 401);
  for (const [body, code] of [
    [envelope(message('GetStandardVersion'), 'urn:other:soap'), 'VersionMismatch'],
    [envelope(''), 'Client'],
    [envelope(message('GetStandardVersion') + message('GetVendorVersion')), 'Client'],
    [envelope('<GetStandardVersion/>'), 'Client'],
    [envelope(message('Capture')), 'Client'],
    [
      `<s:Envelope xmlns:s="${soap11}"><s:Header><w:Security xmlns:w="urn:w" s:mustUnderstand="1"/></s:Header><s:Body>${message('GetStandardVersion')}</s:Body></s:Envelope>`,
      'MustUnderstand',
    ],
  ] as const) {
    const answer = await send(body);
    assert.equal(answer.status, 500, body);
    assert.match(answer.body, new RegExp(`<faultcode>soapenv:${code}</faultcode>`), body);
  }
});

test('the WSDL names this address', async () => {
  const { body, headers } = await app.inject({ url: '/epcis/soap?wsdl', headers: { host: 'truyxuat.example.vn' } });
  assert.equal(headers['content-type'], 'text/xml; charset=utf-8');
  assert.match(body, /<soap:address location="http:\/\/truyxuat\.example\.vn\/epcis\/soap"\/>/);
  assert.match((await app.inject('/epcis/soap?wsdl=1.2')).body, /targetNamespace="urn:epcglobal:epcis:wsdl:1"/);
});

test('a key without the scope for queries is refused with a fault of the WSDL, whatever it calls, and changes nothing', async () => {
  const { key } = await createApiKey(
    db,
    { orgId: maker.orgId, name: 'only capture', scopes: ['capture'] },
    { id: context.newId(), at: context.now(), actor: 'test', random: randomBytes(30) },
  );
  for (const body of [poll({}), message('GetQueryNames'), subscribe('Không được', 'https://nhan.example/epcis', hourly)]) {
    const refused = await ask(body, key);
    assert.deepEqual([refused.status, exceptionOf(refused)], [500, 'SecurityException'], refused.body);
    assert.match(refused.body, /lacks the scope &quot;query&quot;|lacks the scope "query"/);
  }
  const soap12Refused = await send(envelope(message('GetQueryNames'), soap12), key, { 'content-type': 'application/soap+xml' });
  assert.equal(soap12Refused.status, 400);
  assert.match(soap12Refused.body, /<soapenv:Value>soapenv:Sender<\/soapenv:Value>.*<epcisq:SecurityException /);
  const ids = await ask(message('GetSubscriptionIDs', '<queryName>SimpleEventQuery</queryName>'));
  assert.ok(ids.status === 200 && !ids.body.includes('Không được'), ids.body);
  assert.equal((await ask(message('GetQueryNames'), 'nguon_wrong')).status, 401);
});
