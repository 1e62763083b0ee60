// The link from an identifier to its master data: there where a register holds them, the owner's own in its place.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gln, gtin, insertTestOrganisation, partyUri } from '../../test/support/sample-events.ts';
import { insertTestLink } from '../../test/support/sample-links.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { registerPlace } from '../party/register-place.ts';
import { registerProduct } from '../product/register-product.ts';

const { app, context } = await startTestProduct();
const db = context.database.system;
const org = await insertTestOrganisation(db, 'nha-lam', { gln: gln(9) });
const by = { at: new Date('2026-11-01T00:00:00Z'), actor: 'test' };
await registerProduct(db, { orgId: org, code: gtin(1), name: 'Muối tôm', category: 'Thực phẩm' }, by);
await registerPlace(db, { orgId: org, code: `414/${gln(2)}`, kind: 'packhouse', name: 'Nhà đóng gói' }, by);
await insertTestLink(db, org, `01/${gtin(3)}`, 'gs1:pip', 'https://maker.example/p');

const follow = async (path: string) => {
  const first = await app.inject(`${path}?linkType=gs1:masterData`);
  assert.equal(first.statusCode, 307, `${path}: ${first.body.slice(0, 200)}`);
  const { pathname, search } = new URL(String(first.headers.location));
  return app.inject(pathname + search);
};

test('a registered product, place and party lead to their element of EPCIS master data', async () => {
  for (const [path, id, vocabulary] of [
    [`/01/${gtin(1)}`, `https://id.gs1.org/01/${gtin(1)}`, 'EPCClass'],
    [`/01/${gtin(1)}/10/L1/21/7`, `https://id.gs1.org/01/${gtin(1)}`, 'EPCClass'],
    [`/414/${gln(2)}`, `https://id.gs1.org/414/${gln(2)}`, 'BusinessLocation'],
    [`/417/${gln(9)}`, partyUri(9), 'SourceDest'],
  ] as const) {
    const { statusCode, body } = await follow(path);
    assert.equal(statusCode, 200, path);
    assert.ok(body.includes(`"type":"urn:epcglobal:epcis:vtype:${vocabulary}","vocabularyElementList":[{"id":"${id}"`), body);
  }
});

test('the linkset tells of it; nothing is promised that is not there; an owner’s own link stands in its place', async () => {
  const linksetOf = async (path: string): Promise<string> =>
    (await app.inject({ url: path, headers: { accept: 'application/linkset+json' } })).body;
  assert.match(
    await linksetOf(`/01/${gtin(1)}`),
    /"https:\/\/(?:ref\.)?gs1\.org\/voc\/masterData":\[\{"href":"[^"]+\/epcis\/vocabularies\/EPCClass\/https%3A/,
  );
  assert.doesNotMatch(await linksetOf(`/01/${gtin(3)}`), /masterData/);
  assert.equal((await app.inject(`/01/${gtin(3)}?linkType=gs1:masterData`)).statusCode, 404);
  await insertTestLink(db, org, `01/${gtin(1)}`, 'gs1:masterData', 'https://maker.example/data');
  const { headers } = await app.inject(`/01/${gtin(1)}?linkType=gs1:masterData`);
  assert.match(String(headers.location), /^https:\/\/maker\.example\/data/);
  await db.query({ text: 'update organisations set approved_at = null where id = $1', values: [org] });
  assert.equal((await app.inject(`/417/${gln(9)}?linkType=gs1:masterData`)).statusCode, 404, 'not approved: not among the parties');
});
