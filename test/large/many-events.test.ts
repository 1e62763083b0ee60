// Documents of few bytes and many events: taken as those of many bytes are, by every way in, and told so everywhere.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { runLarge } from '../../app/capture/large-run.ts';
import { Browser, addKey, addOrganisation, addPerson } from '../access/people.ts';
import { startTestProduct } from '../support/test-product.ts';
import { makeLargeDocument, mediaTypeOf } from './large-documents.ts';
import type { LargeShape } from './large-documents.ts';

const limit = 20;
const product = await startTestProduct({ captureEventsMax: limit, captureBytesMax: 400_000, captureLargeBytesMax: 4_000_000 });
const { context } = product;
const orgId = await addOrganisation(product, 'nhieu');
const { key } = await addKey(product, orgId, ['capture', 'query']);
await addPerson(product, 'nhieu', { memberOf: [{ orgId, role: 'member' }] });
const folder = path.join(context.config.dataDir, 'captures');
const countFiles = (): number => (existsSync(folder) ? readdirSync(folder).length : 0);
const never = new AbortController().signal;

interface Job {
  readonly captureID: string;
  readonly running: boolean;
  readonly success: boolean;
  readonly eventsGiven: number;
  readonly eventsStored: number;
  readonly errorsTotal: number;
}

const ask = (url: string) => product.app.inject({ url, headers: { authorization: `Bearer ${key}` } });

const post = (body: string, form: LargeShape['form'], headers: Record<string, string> = {}) =>
  product.app.inject({
    method: 'POST',
    url: '/epcis/capture',
    headers: { authorization: `Bearer ${key}`, 'content-type': mediaTypeOf(form), accept: 'application/json', ...headers },
    payload: body,
  });

async function finish(id: string): Promise<Job> {
  await runLarge(context, id, never);
  return (await ask(`/epcis/capture/${id}`)).json<Job>();
}

for (const form of ['json', 'xml'] as const) {
  test(`${form}: as many events as are stored at once are, one more goes to the background and is stored too`, async () => {
    const few = await post(makeLargeDocument({ form, events: limit, series: `few-${form}` }), form);
    assert.deepEqual([few.statusCode, few.json<Job>().running], [202, false], few.body);
    const many = await post(makeLargeDocument({ form, events: limit + 1, series: `many-${form}` }), form);
    assert.deepEqual([many.statusCode, many.json<Job>().running], [202, true], many.body);
    const job = await finish(many.json<Job>().captureID);
    assert.deepEqual([job.running, job.success, job.eventsGiven, job.eventsStored], [false, true, limit + 1, limit + 1]);
    assert.equal(countFiles(), 0);
  });

  test(`${form}: one fault keeps all out under rollback, itself alone under proceed`, async () => {
    const spoil = (number: number, text: string) => (number === 25 ? text.replaceAll('OBSERVE', 'NOTICE') : text);
    const body = makeLargeDocument({ form, events: 30, series: `fault-${form}`, spoil });
    for (const [behaviour, stored] of [
      ['rollback', 0],
      ['proceed', 29],
    ] as const) {
      const answer = await post(body, form, { 'gs1-capture-error-behaviour': behaviour });
      assert.equal(answer.statusCode, 202, answer.body);
      const job = await finish(answer.json<Job>().captureID);
      assert.deepEqual([job.success, job.eventsStored, job.errorsTotal], [false, stored, 1], behaviour);
    }
  });
}

test('the same key and document is the same job, running and done; another document under the key is refused', async () => {
  const body = makeLargeDocument({ form: 'json', events: 30, series: 'again' });
  const headers = { 'idempotency-key': 'again' };
  const twins = await Promise.all([post(body, 'json', headers), post(body, 'json', headers)]);
  const ids = new Set(twins.map((answer) => answer.json<Job>().captureID));
  assert.equal(ids.size, 1, twins.map((answer) => answer.body).join('\n'));
  const [id] = [...ids];
  assert.equal(countFiles(), 1);
  assert.equal((await finish(id!)).eventsStored, 30);
  const later = (await post(body, 'json', headers)).json<Job>();
  assert.deepEqual([later.captureID, later.running, later.eventsStored], [id, false, 30]);
  assert.equal((await post(body.replace('again-', 'other-'), 'json', headers)).statusCode, 409);
  assert.equal((await post(body, 'json', { ...headers, 'gs1-capture-error-behaviour': 'proceed' })).statusCode, 409);
  assert.equal(countFiles(), 0);
});

test('GS1-Extensions of the request goes with the document', async () => {
  const body = makeLargeDocument({ form: 'json', events: 30, series: 'own' }).replaceAll('"action":', '"vnx:lo":"7","action":');
  const answer = await post(body, 'json', { 'gs1-extensions': 'vnx=https://example.org/vnx/' });
  assert.equal(answer.statusCode, 202, answer.body);
  const job = await finish(answer.json<Job>().captureID);
  assert.deepEqual([job.success, job.eventsStored], [true, 30], JSON.stringify(job));
});

test('a file of the form is taken so too, and is not checked apart', async () => {
  const member = await new Browser(product).signIn('nhieu');
  const body = makeLargeDocument({ form: 'xml', events: 30, series: 'form' });
  const upload = async (fields: Record<string, string>) =>
    member.postFile(
      '/khong-gian/gui-tai-lieu',
      { _csrf: await member.token('/khong-gian/gui-tai-lieu'), behaviour: 'rollback', ...fields },
      { name: 'file', fileName: 'nhieu.xml', body },
    );
  const checked = await upload({ act: 'check' });
  assert.equal(checked.statusCode, 413);
  assert.match(checked.body, /Tệp lớn không kiểm thử riêng được/);
  const sent = await upload({});
  assert.equal(sent.statusCode, 303, sent.body);
  const address = String(sent.headers.location);
  assert.match(address, /\?xong=accepted$/);
  const job = await finish(address.replace(/\?.*/, '').split('/').at(-1)!);
  assert.deepEqual([job.success, job.eventsStored], [true, 30]);
});

test('headers and pages tell what is taken, and above what it takes its time', async () => {
  const { headers } = await product.app.inject({ method: 'OPTIONS', url: '/epcis/capture' });
  assert.equal(headers['gs1-epcis-capture-limit'], '1000000');
  assert.equal(headers['gs1-epcis-capture-file-size-limit'], '4000000');
  const tooLong = await post(makeLargeDocument({ form: 'json', events: 1, series: 'x' }) + ' '.repeat(4_000_000), 'json');
  assert.equal(tooLong.statusCode, 413);
  assert.equal(tooLong.headers['gs1-epcis-capture-limit'], '1000000');
  assert.equal(tooLong.headers['gs1-epcis-capture-file-size-limit'], '4000000');
  const docs = await product.app.inject({ url: '/tai-lieu-api' });
  assert.match(docs.body, /nặng hơn hoặc nhiều sự kiện hơn, đến 3 MB và 1\.000\.000 sự kiện, được nhận trước/);
  assert.match(docs.body, /Tài liệu đến 0 MB và 20 sự kiện được ghi xong mới trả lời/);
  const member = await new Browser(product).signIn('nhieu');
  const form = await member.get('/khong-gian/gui-tai-lieu');
  assert.match(form.body, /Tối đa 3 MB và 1\.000\.000 sự kiện\. Tệp trên 0 MB hoặc trên 20 sự kiện được xử lý dần/);
});
