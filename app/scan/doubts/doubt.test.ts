// Reporting a doubt: without script or account, with a checked picture, a ticket, limits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBlob } from '../../blobs.ts';
import { gtin } from '../../../test/support/sample-events.ts';
import { startTestProduct } from '../../../test/support/test-product.ts';
import { makeTicket, readThing } from './report-doubt.ts';

const product = await startTestProduct();
const { app, context } = product;
let address = 0;

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

function send(fields: Record<string, string>, photo?: Buffer, remoteAddress = `203.0.113.${++address}`) {
  const boundary = 'nguon-test';
  const parts: Buffer[] = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  );
  if (photo !== undefined)
    parts.push(
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="photo"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`),
      photo,
      Buffer.from('\r\n'),
    );
  const payload = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
  return app.inject({
    method: 'POST',
    url: '/xem/bao-nghi-ngo',
    payload,
    remoteAddress,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
}
const doubts = async () =>
  (
    await context.database.system.query<{ ticket: string; thing: string; photo: string | null; contact: string | null }>(
      'select ticket, thing, photo, contact from doubts order by id',
    )
  ).rows;

test('the form comes with the code filled in and no cookie', async () => {
  const answer = await app.inject(`/xem/bao-nghi-ngo?code=${encodeURIComponent(`/01/${gtin(1)}/10/L<1>`)}`);
  assert.equal(answer.statusCode, 200);
  assert.ok(answer.body.includes(`/01/${gtin(1)}/10/L&lt;1>`) || answer.body.includes('L&lt;1&gt;'));
  assert.equal(answer.headers['set-cookie'], undefined);
});

test('a doubt with a picture gets a ticket; its page says received, and nothing of what was written', async () => {
  const answer = await send({ code: `/01/${gtin(1)}/10/L1`, reason: 'counterfeit', details: 'Mua ở chợ', contact: '0900 000 000' }, png);
  assert.equal(answer.statusCode, 303);
  const [doubt] = await doubts();
  assert.match(doubt!.ticket, /^NN-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
  assert.equal(doubt!.thing, `01/${gtin(1)}/10/L1`);
  assert.deepEqual(await readBlob(context.config.dataDir, doubt!.photo!), png, 'kept under its hash, as what it is and not as named');
  assert.match(doubt!.photo!, /\.png$/);
  const page = await app.inject(answer.headers.location!);
  assert.ok(page.body.includes(doubt!.ticket) && !page.body.includes('Mua ở chợ') && !page.body.includes('0900'));
});

test('a code that a page brought along is told in words, and both languages are a link away', async () => {
  const path = `/01/${gtin(1)}/10/MC-1/21/S9`;
  const page = (await app.inject(`/xem/bao-nghi-ngo?code=${encodeURIComponent(path)}`)).body;
  assert.match(page, new RegExp(`Sản phẩm ${gtin(1).replace(/^0/, '')}, lô MC-1, số S9`));
  assert.ok(!page.replace(/<[^>]*>/g, ' ').includes(path), 'no bare path between the words');
  assert.match(page, /<input type="hidden" name="code" value="\/01\/[^"]*"/);
  const english = /<a href="([^"]+)" lang="en"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const other = (await app.inject(english)).body;
  assert.match(other, /lot MC-1, no\. S9/);
  assert.match(other, /<a href="[^"]*" lang="vi"/);
  assert.match((await app.inject('/xem/bao-nghi-ngo?code=xyz')).body, /<input id="code"/, 'what cannot be read is typed again');
  const ticket = await send({ code: path, reason: 'quality' }, undefined, '192.0.2.77');
  assert.match((await app.inject(String(ticket.headers.location))).body, /\?lang=en" lang="en"/);
});

test('an ordinary form without files works too, and codes as typed are understood', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/xem/bao-nghi-ngo',
    remoteAddress: '198.51.100.1',
    payload: new URLSearchParams({ code: gtin(1).slice(1), reason: 'quality', details: '' }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  assert.equal(answer.statusCode, 303);
  assert.equal((await doubts()).at(-1)!.thing, `01/${gtin(1)}`);
});

test('what is wrong is told beside its field and nothing typed is lost', async () => {
  const before = (await doubts()).length;
  const answer = await send(
    { code: 'không phải mã', reason: 'nope', details: 'giữ lại dòng này', contact: '' },
    Buffer.from('<svg onload=alert(1)>'),
  );
  assert.equal(answer.statusCode, 400);
  for (const text of ['Có chỗ cần sửa', 'href="#code"', 'href="#reason"', 'href="#photo"', 'giữ lại dòng này', 'aria-invalid="true"'])
    assert.ok(answer.body.includes(text), text);
  assert.equal((await doubts()).length, before);
});

test('too many from one address: 429 with a time to wait; another address is not touched', async () => {
  const codes: number[] = [];
  for (let i = 0; i < 8; i++)
    codes.push((await send({ code: gtin(1), reason: 'quality', details: '', contact: '' }, undefined, '192.0.2.9')).statusCode);
  assert.deepEqual(codes, [303, 303, 303, 303, 303, 303, 429, 429]);
  const refused = await send({ code: gtin(1), reason: 'quality' }, undefined, '192.0.2.9');
  assert.ok(Number(refused.headers['retry-after']) > 0);
  assert.equal((await send({ code: gtin(1), reason: 'quality' })).statusCode, 303);
});

test('a form sent by another site is refused', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/xem/bao-nghi-ngo',
    payload: `code=${gtin(1)}&reason=quality`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
  });
  assert.equal(answer.statusCode, 403);
});

test('an unknown ticket is a 404 page', async () => {
  assert.equal((await app.inject('/xem/bao-nghi-ngo/NN-AAAA-AAAA')).statusCode, 404);
});

test('tickets come from random bytes alone; things are read from every spelling', () => {
  assert.equal(makeTicket(new Uint8Array(5)), 'NN-2222-2222');
  assert.equal(makeTicket(new Uint8Array(5).fill(255)), 'NN-ZZZZ-ZZZZ');
  assert.equal(readThing(`https://example.org/01/${gtin(1)}/10/A/21/B`), `01/${gtin(1)}/21/B`);
  assert.equal(readThing('xin chào'), undefined);
});
