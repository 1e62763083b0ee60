// A file too large for one request, sent by form: kept on disk, shown with its progress, its faults as a table.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Browser, addOrganisation, addPerson } from '../../test/access/people.ts';
import { makeLargeDocument } from '../../test/large/large-documents.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { runLarge } from '../capture/large-run.ts';

const product = await startTestProduct({ captureBytesMax: 20_000, captureLargeBytesMax: 400_000 });
const { context } = product;
const orgId = await addOrganisation(product, 'gui-lon');
await addPerson(product, 'lon', { memberOf: [{ orgId, role: 'member' }] });
const member = await new Browser(product).signIn('lon');
const never = new AbortController().signal;
const folder = path.join(context.config.dataDir, 'captures');
const countFiles = (): number => (existsSync(folder) ? readdirSync(folder).length : 0);

async function upload(body: string, fields: Record<string, string> = {}) {
  const token = await member.token('/khong-gian/gui-tai-lieu');
  return member.postFile(
    '/khong-gian/gui-tai-lieu',
    { _csrf: token, behaviour: 'rollback', ...fields },
    { name: 'file', fileName: 'lon.xml', body },
  );
}

test('a large file is taken in, its page tells how far it is and asks again by itself, then tells the result', async () => {
  const answer = await upload(makeLargeDocument({ form: 'xml', events: 100, series: 'form' }));
  assert.equal(answer.statusCode, 303, answer.body);
  const address = String(answer.headers.location).replace(/\?.*/, '');
  const first = await member.get(String(answer.headers.location));
  assert.match(first.body, /Đã nhận tệp và bắt đầu xử lý/);
  assert.match(first.body, /<progress/);
  assert.match(first.body, /Đang xử lý/);
  assert.ok(first.body.includes(`<noscript><meta http-equiv="refresh" content="3; url=${address}"/></noscript>`), 'also without script');
  assert.match(first.body, /progress-island/);
  assert.match((await member.get('/khong-gian/tai-lieu')).body, /Đang xử lý/);
  await runLarge(context, address.split('/').at(-1) ?? '', never);
  const last = await member.get(address);
  assert.doesNotMatch(last.body, /http-equiv="refresh"|progress-island|data-running/);
  assert.match(last.body, /Ghi nhận đủ/);
  assert.equal(countFiles(), 0);
});

test('faults stand on the page and in a table', async () => {
  const spoil = (number: number, text: string) => (number === 60 ? text.replace('OBSERVE', '=NO') : text);
  const answer = await upload(makeLargeDocument({ form: 'json', events: 100, series: 'faulty', spoil }));
  const address = String(answer.headers.location).replace(/\?.*/, '');
  await runLarge(context, address.split('/').at(-1) ?? '', never);
  const page = await member.get(address);
  assert.match(page.body, /Không ghi nhận/);
  assert.ok(page.body.includes(`${address}/loi.csv`));
  const table = await member.get(`${address}/loi.csv`);
  assert.match(String(table.headers['content-type']), /text\/csv/);
  const [head, row] = table.body.split('\r\n');
  assert.equal(head, '\ufeffpath,line,column,code,vi,en');
  assert.match(row ?? '', /^\$\.epcisBody\.eventList\[60\]\.action,/);
});

test('too large, without the token, or only to be checked: refused in words, and no file stays', async () => {
  const large = makeLargeDocument({ form: 'json', events: 100, series: 'no' });
  assert.equal((await upload(large, { act: 'check' })).statusCode, 413);
  assert.equal((await upload(large, { _csrf: 'x' })).statusCode, 403);
  assert.equal((await upload('x'.repeat(400_001))).statusCode, 413);
  assert.equal(countFiles(), 0);
});
