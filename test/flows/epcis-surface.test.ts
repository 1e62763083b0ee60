// The surface of the EPCIS interface: discovery, versions, wrong methods, problem bodies (EPCIS 2.0 §12).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { findRootDir } from '../../app/config.ts';
import { vendor_version } from '../../app/epcis-headers.ts';
import { chooseAnswerForm } from '../../app/answer-form.ts';
import { writeProblemXml } from '../../app/problem.ts';
import { routes } from '../../app/routes.ts';
import { addKey, addOrganisation } from '../access/people.ts';
import { startTestProduct } from '../support/test-product.ts';

const product = await startTestProduct();
const { app } = product;

const ask = (method: string, url: string, headers: Record<string, string> = {}) => app.inject({ method: method as 'GET', url, headers });

test('every EPCIS address answers OPTIONS with what it takes and the discovery headers', async () => {
  const paths = [...new Set(routes.filter((route) => route.answer === 'epcis').map((route) => route.path))];
  let looked = 0;
  for (const pattern of paths.filter((one) => one !== '/epcis/nextPageToken/:token')) {
    const answer = await ask('OPTIONS', pattern.replace(/:\w+/g, 'x'));
    assert.equal(answer.statusCode, 204, pattern);
    const methods = routes.filter((route) => route.path === pattern).map((route) => route.method as string);
    assert.deepEqual(String(answer.headers.allow).split(', ').sort(), [...new Set(methods)].sort(), pattern);
    for (const name of ['gs1-epcis-version', 'gs1-epcis-min', 'gs1-epcis-max', 'gs1-extensions', 'gs1-vendor-version'])
      assert.ok(answer.headers[name], `${pattern}: ${name}`);
    const isSubscription = pattern.endsWith('/subscriptions/:id');
    for (const name of ['gs1-cbv-version', 'gs1-cbv-min', 'gs1-cbv-max', 'gs1-epc-format', 'gs1-cbv-xml-format'])
      assert.equal(answer.headers[name] === undefined, isSubscription, `${pattern}: ${name}`);
    looked++;
  }
  assert.ok(looked >= 8, `${looked} addresses`);
});

test('capture tells its limits, and that it takes both error behaviours', async () => {
  const { headers } = await ask('OPTIONS', '/epcis/capture');
  assert.equal(headers['gs1-epcis-capture-limit'], '1000000');
  assert.equal(headers['gs1-epcis-capture-file-size-limit'], '268435456', 'larger ones than 8 MB are worked off in the background');
  assert.equal(headers['gs1-capture-error-behaviour'], 'all');
  assert.equal(headers.allow, 'OPTIONS, GET, POST');
});

test('the vendor version is the one of the package', () => {
  const { version } = JSON.parse(readFileSync(path.join(findRootDir(), 'package.json'), 'utf8')) as { version: string };
  assert.equal(vendor_version, `Nguon ${version}`);
});

test('versions that are spoken are answered, others refused, malformed ones named', async () => {
  const status = async (headers: Record<string, string>) => (await ask('GET', '/epcis/events', headers)).statusCode;
  assert.equal(await status({ 'gs1-epcis-min': '1.2', 'gs1-epcis-max': '2.0' }), 200);
  assert.equal(await status({ 'gs1-epcis-min': '2', 'gs1-cbv-min': '2.0.0', 'gs1-cbv-max': '2.1' }), 200);
  assert.equal(await status({ 'gs1-epcis-min': '2.0.1' }), 406);
  assert.equal(await status({ 'gs1-cbv-max': '1.9.9' }), 406);
  assert.equal(await status({ 'gs1-epcis-min': '2.0', 'gs1-epcis-max': '1.2' }), 400);
  assert.equal(await status({ 'gs1-epcis-max': 'two' }), 400);
  assert.equal(await status({ 'gs1-cbv-min': '9'.repeat(500) }), 400);
  const answer = await ask('GET', '/epcis/events', { 'gs1-extensions': 'ex=https://example.com/epcis/' });
  assert.equal(answer.headers['gs1-epcis-version'], '2.0.0');
  assert.equal(answer.headers['gs1-cbv-version'], '2.0.0');
  assert.equal(answer.headers['gs1-extensions'], 'ex=https://example.com/epcis/');
});

test('GS1-Extensions: every prefix stands for one URI, as in a @context', async () => {
  const read = async (extensions: string): Promise<number> =>
    (await ask('GET', '/epcis/events?EXISTS_ex:field=', { 'gs1-extensions': extensions })).statusCode;
  for (const sound of ['ex=https://a.example/', 'ex=urn:example:ns:', 'ex=https://a.example/, ex=https://a.example/'])
    assert.equal(await read(sound), 200, sound);
  for (const wrong of ['ex=notauri', 'ex=https://a.example/"', 'ex=https://a.example/, ex=https://b.example/', 'ex', 'ex='])
    assert.equal(await read(wrong), 400, wrong);
});

test('the version that a request says it speaks is judged before its body', async () => {
  const { key } = await addKey(product, await addOrganisation(product, 'versions'), ['capture', 'query']);
  const authorization = `Bearer ${key}`;
  const send = (url: string, headers: Record<string, string>) =>
    app.inject({ method: 'POST', url, headers: { authorization, 'content-type': 'application/json', ...headers }, payload: '{}' });
  for (const url of ['/epcis/capture', '/epcis/events', '/epcis/queries']) {
    for (const [headers, status] of [
      [{ 'gs1-epcis-version': '3.0' }, 406],
      [{ 'gs1-epcis-version': '2.1.0' }, 406],
      [{ 'gs1-epcis-version': '0.9' }, 406],
      [{ 'gs1-cbv-version': '9' }, 406],
      [{ 'gs1-epcis-version': '2.0.0', 'gs1-cbv-version': '2.1' }, 406],
      [{ 'gs1-epcis-version': 'two' }, 400],
      [{ 'gs1-cbv-version': '' }, 400],
      [{ 'gs1-epcis-version': '2', 'gs1-cbv-version': '2.0.0' }, 400],
      [{ 'gs1-epcis-version': '2.0.1', 'gs1-cbv-version': '1.2.2' }, 400],
      [{ 'gs1-epcis-version': '1.0' }, 400],
    ] as const) {
      const answer = await send(url, headers);
      const told = `${url} ${JSON.stringify(headers)} ${answer.body}`;
      assert.equal(answer.statusCode, status, told);
      const { type, code } = answer.json();
      if (status === 406) assert.deepEqual([type, code], ['epcisException:NotAcceptableException', 'version_not_spoken'], told);
      else
        assert.equal(
          code === 'bad_version',
          Object.values(headers).some((value) => !/^\d/.test(value)),
          told,
        );
    }
  }
});

test('a wrong method is 405 and names the right ones, everywhere; HEAD goes wherever GET goes', async () => {
  for (const [method, url, allow] of [
    ['PUT', '/epcis/capture', 'OPTIONS, GET, POST'],
    ['DELETE', '/epcis/events/urn%3Auuid%3A1', 'OPTIONS, GET'],
    ['POST', '/epcis/queries/mine', 'OPTIONS, GET, DELETE'],
    ['DELETE', '/api/v1/trace', 'GET, HEAD'],
  ] as const) {
    const answer = await ask(method, url);
    assert.equal(answer.statusCode, 405, `${method} ${url}`);
    assert.equal(answer.headers.allow, allow);
  }
  assert.equal((await ask('PUT', '/epcis/nothing')).statusCode, 404);
  const head = await ask('HEAD', '/epcis/events');
  assert.equal(head.statusCode, 200);
  assert.equal(head.body, '');
  assert.equal(head.headers['gs1-epcis-version'], '2.0.0');
});

test('an address that is too long is 414 on every resource', async () => {
  for (const url of ['/epcis/events?MATCH_anyEPC=', '/epcis/capture?x=', '/epcis/queries?x=']) {
    const answer = await ask('GET', url + 'a'.repeat(9_000));
    assert.ok([401, 414].includes(answer.statusCode), `${url} ${answer.statusCode}`);
  }
  const answer = await ask('GET', `/epcis/events?EQ_bizStep=${'a'.repeat(9_000)}`);
  assert.equal(answer.statusCode, 414);
  assert.equal(answer.json().type, 'epcisException:URITooLongException');
});

test('however long an address is, over a real connection too', async () => {
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  for (const length of [8_200, 15_000, 20_000, 48_000]) {
    const answer = await fetch(`${origin}/epcis/events?EQ_bizStep=${'a'.repeat(length)}`);
    assert.equal(answer.status, 414, String(length));
    assert.match(String(answer.headers.get('content-type')), /^application\/problem\+json/);
    const { type, status, title_vi } = (await answer.json()) as Record<string, unknown>;
    assert.deepEqual([type, status], ['epcisException:URITooLongException', 414], String(length));
    assert.ok(title_vi);
  }
  const page = await fetch(`${origin}/tim?q=${'a'.repeat(20_000)}`, { headers: { accept: 'application/json' } });
  assert.deepEqual([page.status, ((await page.json()) as { type: string }).type], [414, 'urn:nguon:error:uri_too_long']);
});

test('a problem has the members of the standard, as JSON or as the XML that Accept asks for', async () => {
  const asJson = await ask('GET', '/epcis/events?EQ_bizStep=not%20a%20step&nonsense=1');
  assert.equal(asJson.statusCode, 400);
  assert.match(String(asJson.headers['content-type']), /^application\/problem\+json/);
  const { type, title, status, detail, instance } = asJson.json();
  assert.equal(type, 'epcisException:QueryParameterException');
  assert.equal(status, 400);
  assert.ok(title && instance);
  assert.match(detail, /^EQ_bizStep: .*\(and 1 more\)$/);
  const asXml = await ask('GET', '/epcis/capture', { accept: 'application/xml, application/json;q=0.5' });
  assert.equal(asXml.statusCode, 401);
  assert.match(String(asXml.headers['content-type']), /^application\/problem\+xml/);
  assert.match(
    asXml.body,
    /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<epcis:EPCISException xmlns:epcis="urn:epcglobal:epcis:xsd:2"><type>epcisException:SecurityException<\/type><title>[^<]+<\/title><status>401<\/status><instance>urn:nguon:request:\w+<\/instance><\/epcis:EPCISException>$/,
  );
});

test('which form of a problem is wanted follows the weights of Accept', () => {
  for (const [accept, xml] of [
    [undefined, false],
    ['*/*', false],
    ['application/xml', true],
    ['application/problem+xml', true],
    ['application/json, application/xml', false],
    ['application/json;q=0.2, application/xml;q=0.9', true],
    ['text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8', true],
    ['application/xml;q=nonsense', true],
    ['application/xml;q=0', false],
  ] as const)
    assert.equal(chooseAnswerForm({ headers: accept === undefined ? {} : { accept } }) === 'xml', xml, accept);
  const nasty = { type: 't', title: '<&>', title_vi: '', status: 400, detail: '\u0000]]>"', code: '', instance: 'i' } as const;
  assert.match(
    writeProblemXml({ ...nasty, faults: undefined, faults_total: undefined }),
    /<title>&lt;&amp;&gt;<\/title><status>400<\/status><detail>\ufffd\]\]&gt;"<\/detail>/,
  );
});

test('capture jobs, named queries and subscriptions come in pages, each once, with tokens that end', async () => {
  const orgId = await addOrganisation(product, 'nhieu-trang');
  const { key } = await addKey(product, orgId, ['capture', 'query']);
  const headers = { authorization: `Bearer ${key}`, accept: 'application/json', 'content-type': 'application/json' };
  const post = async (url: string, body: object) => {
    product.clock = new Date(product.clock.getTime() + 1_000);
    const answer = await app.inject({ method: 'POST', url, headers, payload: JSON.stringify(body) });
    assert.ok([201, 202].includes(answer.statusCode), answer.body);
  };
  for (let number = 0; number < 5; number++) {
    await post('/epcis/capture', {
      '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
      type: 'EPCISDocument',
      schemaVersion: '2.0',
      creationDate: '2026-11-20T08:00:00+07:00',
      epcisBody: { eventList: [] },
    });
    await post('/epcis/queries', { name: `truy vấn ${number}`, query: { EQ_action: ['ADD'] } });
    await post(`/epcis/queries/${encodeURIComponent('truy vấn 0')}/subscriptions`, {
      dest: 'https://partner.example.com/hook',
      stream: true,
    });
  }
  for (const [list, idOf] of [
    ['/epcis/capture', 'captureID'],
    ['/epcis/queries', 'name'],
    [`/epcis/queries/${encodeURIComponent('truy vấn 0')}/subscriptions`, 'subscriptionID'],
  ] as const) {
    const whole = (await app.inject({ url: list, headers })).json() as Record<string, string>[];
    assert.equal(whole.length, 5, list);
    const seen: string[] = [];
    let url: string | undefined = `${list}?perPage=2`;
    while (url !== undefined) {
      const answer: Awaited<ReturnType<typeof ask>> = await app.inject({ url, headers });
      assert.equal(answer.statusCode, 200, answer.body);
      const page = answer.json() as Record<string, string>[];
      assert.ok(page.length >= 1 && page.length <= 2);
      seen.push(...page.map((one) => one[idOf]!));
      url = /^<http:\/\/[^/]+([^>]+)>; rel="next"$/.exec(String(answer.headers.link ?? ''))?.[1];
      assert.equal(answer.headers['gs1-next-page-token-expires'] !== undefined, url !== undefined);
    }
    assert.deepEqual(
      seen,
      whole.map((one) => one[idOf]),
    );
    for (const wrong of ['perPage=0', 'perPage=x', 'nextPageToken=AAAA', 'EQ_action=ADD', 'perPage=1&perPage=2'])
      assert.equal((await app.inject({ url: `${list}?${wrong}`, headers })).statusCode, 400, `${list}?${wrong}`);
  }
});
