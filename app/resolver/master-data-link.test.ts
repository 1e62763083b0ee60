// The link from an identifier to its master data: there where a register holds them, the owner's own in its place.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { captureMasterData } from '../../test/support/capture-master-data.ts';
import { gln, gtin, insertTestOrganisation, partyUri } from '../../test/support/sample-events.ts';
import { insertTestLink } from '../../test/support/sample-links.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { createApiKey } from '../access/api-keys/create-api-key.ts';
import { packDisclosure } from '../access/disclosure.ts';
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

const vtype = 'urn:epcglobal:epcis:vtype:';

async function makeMember(slug: string, disclosure?: number): Promise<string> {
  return makeKey(await insertTestOrganisation(db, slug, disclosure === undefined ? {} : { disclosure }));
}

async function makeKey(orgId: number): Promise<string> {
  const key = { id: context.newId(), at: context.now(), actor: 'test', random: randomBytes(30) };
  return (await createApiKey(db, { orgId, name: 'test', scopes: ['capture', 'query'] }, key)).key;
}

async function captureElements(key: string, vocabularies: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const vocabularyList = Object.entries(vocabularies).map(([type, ids]) => ({
    type,
    vocabularyElementList: ids.map((id) => ({ id, attributes: [{ id: 'urn:epcglobal:cbv:mda:name', attribute: 'Kho' }] })),
  }));
  await captureMasterData({ app }, key, vocabularyList);
}

interface LinksetBody {
  readonly linkset: readonly Readonly<Record<string, string | readonly { readonly href: string }[]>>[];
}
const masterDataOf = async (path: string): Promise<Record<string, string[]>> => {
  const { linkset } = (
    await app.inject({ url: `${path}?linkType=linkset`, headers: { accept: 'application/linkset+json' } })
  ).json<LinksetBody>();
  const rows = linkset.map((entry): [string, string[]] => {
    const targets = Object.entries(entry).find(([type]) => type.endsWith('/masterData'))?.[1] ?? [];
    return [
      new URL(entry['anchor'] as string).pathname,
      typeof targets === 'string' ? [] : targets.map(({ href }) => new URL(href).pathname),
    ];
  });
  return Object.fromEntries(rows.filter(([, hrefs]) => hrefs.length > 0));
};
const elementAt = (vocabulary: string, path: string): string =>
  `/epcis/vocabularies/${encodeURIComponent(vocabulary)}/${encodeURIComponent(`https://id.gs1.org${path}`)}`;

test('what a document brought is offered at its own level, in whatever spelling it came, whatever else is known', async () => {
  const partner = await makeMember('doi-tac');
  await captureElements(partner, {
    [`${vtype}EPCClass`]: [`https://qr.partner.example/01/${gtin(5)}/10/L5`, `https://id.gs1.org/01/${gtin(5)}`],
    [`${vtype}BusinessLocation`]: [`https://id.gs1.org/414/${gln(6)}`],
    'https://partner.example/voc/Warehouse': [`https://id.gs1.org/414/${gln(12)}`],
  });
  const owner = await insertTestOrganisation(db, 'chu-kho');
  await registerPlace(db, { orgId: owner, code: `414/${gln(12)}`, kind: 'packhouse', name: 'Kho lạnh' }, by);
  const place = `/414/${gln(12)}`;
  assert.deepEqual(await masterDataOf(place), { [place]: [elementAt('BusinessLocation', place)] }, 'not what strangers say of it');
  await captureElements(await makeKey(owner), {
    [`${vtype}BusinessLocation`]: [`https://id.gs1.org/414/${gln(12)}`],
    'https://partner.example/voc/Warehouse': [`https://id.gs1.org/414/${gln(12)}`],
  });
  await insertTestLink(db, org, `01/${gtin(5)}`, 'gs1:pip', 'https://maker.example/p5');
  const lot = `/01/${gtin(5)}/10/L5`;
  assert.deepEqual(await masterDataOf(lot), {
    [lot]: [elementAt('EPCClass', lot)],
    [`/01/${gtin(5)}`]: [elementAt('EPCClass', `/01/${gtin(5)}`)],
  });
  for (const path of [lot, `/01/${gtin(5)}`]) {
    const { statusCode, body } = await follow(path);
    assert.equal(statusCode, 200);
    assert.match(body, new RegExp(`"vocabularyElementList":\\[\\{"id":"https://[a-z.0-9]+${path}"`), body);
  }
  // The register's element and the document's of one vocabulary are one address; one of another vocabulary has its own.
  assert.deepEqual(await masterDataOf(place), {
    [place]: [elementAt('BusinessLocation', place), elementAt('https://partner.example/voc/Warehouse', place)],
  });
  const several = await app.inject(`${place}?linkType=gs1:masterData`);
  assert.equal(several.statusCode, 300, 'between two vocabularies the reader chooses');
  for (const href of (await masterDataOf(place))[place]!) assert.equal((await app.inject(href)).statusCode, 200, href);
});

test('a code of which nothing but master data is known: programs are led to them, people are told that nothing is recorded', async () => {
  const path = `/414/${gln(6)}`;
  assert.equal((await follow(path)).statusCode, 200);
  const program = await app.inject({ url: path, headers: { accept: 'application/ld+json' } });
  assert.deepEqual([program.statusCode, program.headers.location?.endsWith(elementAt('BusinessLocation', path))], [307, true]);
  const person = await app.inject({ url: path, headers: { accept: 'text/html' } });
  assert.equal(person.statusCode, 404);
  const { linkset } = (
    await app.inject({ url: `${path}?linkType=linkset`, headers: { accept: 'application/linkset+json' } })
  ).json<LinksetBody>();
  assert.ok(
    linkset[0]?.['https://gs1.org/voc/defaultLink'] ?? linkset[0]?.['https://ref.gs1.org/voc/defaultLink'],
    JSON.stringify(linkset),
  );
  assert.equal((await app.inject(`${path}?linkType=gs1:pip`)).statusCode, 404);
});

test('master data that their organisation keeps from the public are not offered, and do not make a code known', async () => {
  const levels = { what: 'public', who: 'public', quantity: 'public', documents: 'public', ilmd: 'public' } as const;
  const shy = await makeMember('kin-dao', packDisclosure({ ...levels, where: 'private' }));
  await captureElements(shy, {
    [`${vtype}BusinessLocation`]: [`https://id.gs1.org/414/${gln(7)}`],
    [`${vtype}EPCClass`]: [`https://id.gs1.org/01/${gtin(7)}`],
  });
  const hidden = `/414/${gln(7)}`;
  for (const query of ['?linkType=gs1:masterData', '?linkType=linkset', '']) {
    const answer = await app.inject({ url: hidden + query, headers: { accept: 'application/json' } });
    assert.equal(answer.statusCode, 404, query);
    assert.doesNotMatch(answer.body, /vocabularies/);
  }
  assert.equal((await follow(`/01/${gtin(7)}`)).statusCode, 200, 'what it shows of products is offered');
});
