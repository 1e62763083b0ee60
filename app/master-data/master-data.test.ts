// Master data: what documents bring and what the registers know, who sees it, parameters, hierarchies, pages.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import test from 'node:test';
import { captureMasterData } from '../../test/support/capture-master-data.ts';
import { gln, gtin, insertTestOrganisation } from '../../test/support/sample-events.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { createApiKey } from '../access/api-keys/create-api-key.ts';
import { packDisclosure } from '../access/disclosure.ts';
import { registerPlace } from '../party/register-place.ts';
import { registerProduct } from '../product/register-product.ts';

const { app, context, clock } = await startTestProduct();
const db = context.database.system;
const vtype = 'urn:epcglobal:epcis:vtype:';

async function makeMember(slug: string, fields: { gln?: string; disclosure?: number } = {}): Promise<{ orgId: number; key: string }> {
  const orgId = await insertTestOrganisation(db, slug, fields);
  const { key } = await createApiKey(
    db,
    { orgId, name: 'test', scopes: ['capture', 'query'] },
    { id: context.newId(), at: context.now(), actor: 'test', random: randomBytes(30) },
  );
  return { orgId, key };
}
const secretPlaces = packDisclosure({
  what: 'public',
  where: 'private',
  who: 'public',
  quantity: 'public',
  documents: 'public',
  ilmd: 'public',
});
const maker = await makeMember('maker', { gln: gln(1) });
const shy = await makeMember('shy', { disclosure: secretPlaces });
const by = { at: clock, actor: 'test' };
await registerProduct(db, { orgId: maker.orgId, code: gtin(1), name: 'Muối tôm', category: 'Thực phẩm', netContent: '150 g' }, by);
await registerPlace(db, { orgId: maker.orgId, code: `414/${gln(2)}`, kind: 'packhouse', name: 'Nhà đóng gói' }, by);

interface Element {
  readonly id: string;
  readonly attributes?: readonly { readonly id: string; readonly attribute: string }[];
  readonly children?: readonly string[];
}
interface Answered {
  readonly status: number;
  readonly link: string | undefined;
  readonly elements: readonly Element[];
  readonly type: string;
}

async function ask(url: string, key?: string): Promise<Answered> {
  const answer = await app.inject({ url, headers: key === undefined ? {} : { authorization: `Bearer ${key}` } });
  const body = answer.json<{
    type: string;
    epcisBody?: { queryResults: { resultsBody: { vocabularyList: { vocabularyElementList: Element[] }[] } } };
  }>();
  const lists = body.epcisBody?.queryResults.resultsBody.vocabularyList ?? [];
  return {
    status: answer.statusCode,
    link: answer.headers.link as string | undefined,
    elements: lists.flatMap(({ vocabularyElementList }) => vocabularyElementList),
    type: body.type,
  };
}
const idsOf = ({ elements }: Answered): string[] => elements.map(({ id }) => id);

async function captureLocations(key: string, root: string): Promise<void> {
  await captureMasterData({ app }, key, [
    {
      type: `${vtype}BusinessLocation`,
      vocabularyElementList: [
        { id: root, attributes: [{ id: 'urn:x:city', attribute: 'Tây Ninh' }], children: [`${root}:a`] },
        {
          id: `${root}:a`,
          attributes: [
            { id: 'urn:x:door', attribute: '6' },
            { id: 'urn:x:city', attribute: 'Hòa Thành' },
          ],
          children: [`${root}:a:1`, root],
        },
        { id: `${root}:a:1` },
        { id: `${root}:b`, attributes: [{ id: 'urn:x:door', attribute: '7' }] },
      ],
    },
  ]);
}

async function captureElement(key: string, id: string, attributes: readonly object[]): Promise<void> {
  await captureMasterData({ app }, key, [{ type: `${vtype}EPCClass`, vocabularyElementList: [{ id, attributes }] }]);
}

await captureLocations(maker.key, 'urn:maker:loc');
await captureLocations(shy.key, 'urn:shy:loc');
const locations = `/epcis/vocabularies/${encodeURIComponent(`${vtype}BusinessLocation`)}`;

test('the list of vocabularies counts what the reader may see', async () => {
  const answer = await app.inject('/epcis/vocabularies');
  const { member } = answer.json<{ member: { id: string; elements: number }[] }>();
  assert.deepEqual(
    member.map(({ id, elements }) => [id.slice(vtype.length), elements]),
    [
      ['BusinessLocation', 5],
      ['EPCClass', 1],
      ['ReadPoint', 1],
      ['SourceDest', 1],
    ],
  );
});

test('the registers answer in the words of CBV', async () => {
  const { elements } = await ask(`/epcis/vocabularies/EPCClass/${encodeURIComponent(`https://qr.example.vn/01/${gtin(1)}`)}`);
  assert.deepEqual(elements, [
    {
      id: `https://id.gs1.org/01/${gtin(1)}`,
      attributes: [
        { id: 'urn:epcglobal:cbv:mda:descriptionShort', attribute: 'Muối tôm' },
        { id: 'urn:epcglobal:cbv:mda:netContentDescription', attribute: '150 g' },
        { id: 'urn:epcglobal:cbv:mda:manufacturerOfTradeItemPartyName', attribute: 'maker' },
      ].sort((a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : 1)),
    },
  ]);
  assert.equal((await ask('/epcis/vocabularies/EPCClass/urn:nothing:here')).status, 404);
});

test('what a document brought is seen as its organisation discloses places', async () => {
  assert.ok(idsOf(await ask(locations)).includes('urn:maker:loc'));
  assert.ok(!idsOf(await ask(locations)).some((id) => id.startsWith('urn:shy')));
  assert.ok(!idsOf(await ask(locations, maker.key)).some((id) => id.startsWith('urn:shy')));
  assert.ok(idsOf(await ask(locations, shy.key)).includes('urn:shy:loc'));
  assert.equal((await ask(`${locations}/urn:shy:loc`)).status, 404);
  assert.deepEqual(idsOf(await ask(`${locations}?WD_name=urn:shy:loc`)), []);
});

test('parameters of SimpleMasterDataQuery', async () => {
  assert.deepEqual(idsOf(await ask(`${locations}?WD_name=urn:maker:loc`)), ['urn:maker:loc', 'urn:maker:loc:a', 'urn:maker:loc:a:1']);
  assert.deepEqual(idsOf(await ask(`${locations}?EQ_name=urn:maker:loc:a|urn:maker:loc:b`)), ['urn:maker:loc:a', 'urn:maker:loc:b']);
  assert.deepEqual(idsOf(await ask(`${locations}?EQATTR_urn:x:door=7|8`)), ['urn:maker:loc:b']);
  assert.deepEqual(idsOf(await ask(`${locations}?EQ_ATTR_urn:x:door=6&HASATTR=urn:x:city`)), ['urn:maker:loc:a']);
  const bare = await ask(`${locations}?EQ_name=urn:maker:loc:a&includeAttributes=false&includeChildren=false`);
  assert.deepEqual(bare.elements, [{ id: 'urn:maker:loc:a' }]);
  const one = await ask(`${locations}?EQ_name=urn:maker:loc:a&attributeNames=urn:x:door`);
  assert.deepEqual(one.elements[0]?.attributes, [{ id: 'urn:x:door', attribute: '6' }]);
  const across = await ask(`/epcis/vocabularies?vocabularyName=${vtype}EPCClass|${vtype}SourceDest`);
  assert.equal(across.elements.length, 2);
  const short = await ask('/epcis/vocabularies?vocabularyName=EPCClass|SourceDest');
  assert.deepEqual(idsOf(short), idsOf(across), 'the last word of the URN, as in an address');
});

test('an attribute that stands several times is told and found with each value, in the order of the document', async () => {
  const attributes = [
    { id: 'urn:x:use', attribute: 'kho' },
    { id: 'urn:x:a', attribute: '1' },
    { id: 'urn:x:use', attribute: 'sạp' },
  ];
  await captureElement(shy.key, 'urn:several:uses', attributes);
  const classes = `/epcis/vocabularies/${encodeURIComponent(`${vtype}EPCClass`)}`;
  assert.deepEqual((await ask(`${classes}/urn:several:uses`, shy.key)).elements[0]?.attributes, attributes);
  for (const value of ['kho', 'sạp'])
    assert.deepEqual(idsOf(await ask(`${classes}?EQATTR_urn:x:use=${encodeURIComponent(value)}`, shy.key)), ['urn:several:uses'], value);
  const some = await ask(`${classes}?HASATTR=urn:x:use&attributeNames=urn:x:use`, shy.key);
  assert.deepEqual(some.elements[0]?.attributes, [attributes[0], attributes[2]]);
});

test('an attribute that is an object keeps its values and namespaces, in JSON and in XML', async () => {
  const document = `<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" schemaVersion="2.0" creationDate="2026-11-20T08:00:00+07:00"
    ><EPCISHeader><extension><EPCISMasterData><VocabularyList><Vocabulary type="${vtype}EPCClass"><VocabularyElementList><VocabularyElement id="urn:with:object"
    ><attribute id="urn:x:part"><ex:size xmlns:ex="https://ex.example/a#"><ex:wide xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xsi:type="xsd:decimal">12.50</ex:wide></ex:size><plain>x</plain></attribute
    ></VocabularyElement></VocabularyElementList></Vocabulary></VocabularyList></EPCISMasterData></extension></EPCISHeader><EPCISBody><EventList/></EPCISBody></epcis:EPCISDocument>`;
  const authorization = `Bearer ${shy.key}`;
  const taken = await app.inject({
    method: 'POST',
    url: '/epcis/capture',
    headers: { authorization, 'content-type': 'application/xml' },
    payload: document,
  });
  assert.equal(taken.statusCode, 202, taken.body);
  const url = '/epcis/vocabularies/EPCClass/urn:with:object';
  const json = await app.inject({ url, headers: { authorization } });
  const own = '{"@context":{"ex":"https://ex.example/a#"},"ex:size":{"ex:wide":12.50},"plain":"x"}';
  assert.ok(json.body.includes(`"attributes":[{"id":"urn:x:part","attribute":${own}}]`), json.body);
  const xml = await app.inject({ url, headers: { authorization, accept: 'application/xml' } });
  assert.match(xml.body, /<epcisq:QueryResults [^>]*xmlns:ex="https:\/\/ex\.example\/a#"/);
  assert.match(xml.body, /<ex:size><ex:wide xsi:type="xsd:decimal">12\.50<\/ex:wide><\/ex:size><plain>x<\/plain><\/attribute>/);

  // Read back into the repository, the answer says the same.
  const { elements } = await ask(url, shy.key);
  await captureElement(shy.key, 'urn:with:object:again', elements[0]?.attributes ?? []);
  const again = await app.inject({ url: `${url}:again`, headers: { authorization, accept: 'application/xml' } });
  assert.match(again.body, /xmlns:ex="https:\/\/ex\.example\/a#".*<attribute id="urn:x:part"><ex:size><ex:wide /);
});

test('pages, limits and faults', async () => {
  const first = await ask(`${locations}?perPage=2`);
  assert.equal(first.elements.length, 2);
  const next = /<([^>]+)>; rel="next"/.exec(first.link ?? '')![1]!;
  const second = await ask(new URL(next).pathname + new URL(next).search);
  assert.deepEqual(new Set([...idsOf(first), ...idsOf(second)]).size, 4);
  assert.equal((await ask(`${locations}?maxElementCount=2`)).status, 413);
  assert.equal((await ask(`${locations}?maxElementCount=5`)).status, 200);
  for (const query of ['EQ_nothing=1', 'includeAttributes=maybe', 'perPage=0', 'nextPageToken=x', 'EQ_name=a&EQ_name=b'])
    assert.deepEqual(
      [(await ask(`${locations}?${query}`)).status, (await ask(`${locations}?${query}`)).type],
      [400, 'epcisException:QueryParameterException'],
      query,
    );
});

test('answers in XML, 2.0 and 1.2, by what is accepted', async () => {
  const get = (url: string, headers: Record<string, string>) => app.inject({ url, headers });
  const xml = { accept: 'application/xml' };
  const one = await get(`${locations}?EQ_name=urn:maker:loc:a`, xml);
  assert.equal(one.headers['content-type'], 'application/xml; charset=utf-8');
  assert.match(
    one.body,
    /<epcisq:EPCISQueryDocument [^>]*schemaVersion="2\.0" [^>]*><EPCISBody><epcisq:QueryResults [^>]*><queryName>SimpleMasterDataQuery<\/queryName><resultsBody><VocabularyList>/,
  );
  assert.ok(
    one.body.includes(
      `<Vocabulary type="${vtype}BusinessLocation"><VocabularyElementList><VocabularyElement id="urn:maker:loc:a">` +
        '<attribute id="urn:x:door">6</attribute><attribute id="urn:x:city">Hòa Thành</attribute>' +
        '<children><id>urn:maker:loc:a:1</id><id>urn:maker:loc</id></children></VocabularyElement></VocabularyElementList></Vocabulary>',
    ),
    one.body,
  );
  const old = await get(`/epcis/vocabularies/SourceDest`, { ...xml, 'gs1-epcis-max': '1.2' });
  assert.deepEqual([old.headers['gs1-epcis-version'], /schemaVersion="1\.2"/.test(old.body)], ['1.2.0', true]);
  const all = await get('/epcis/vocabularies', xml);
  assert.match(all.body, new RegExp(`<VocabularyList>(?:<Vocabulary type="${vtype}\\w+"/>){4}</VocabularyList>`));
  assert.equal((await get('/epcis/vocabularies/EPCClass/urn:nothing:here', xml)).statusCode, 404);
  assert.equal((await get('/epcis/vocabularies/EPCClass', { accept: 'image/png' })).statusCode, 406);
});

test('an element is found by every spelling of its identifier', async () => {
  const link = `https://id.gs1.org/414/${gln(2)}`;
  const urn = `urn:epc:id:sgln:${gln(2).slice(0, 7)}.${gln(2).slice(7, 12)}.0`;
  for (const name of [link, urn, `https://example.vn/414/${gln(2)}`])
    assert.deepEqual(idsOf(await ask(`${locations}?EQ_name=${encodeURIComponent(name)}`)), [link], name);
  assert.deepEqual(idsOf(await ask(`${locations}?WD_name=${encodeURIComponent(urn)}`)), [link]);
});

test('what somebody registered is described by its owner and the register; what strangers bring about it, they alone read', async () => {
  const stranger = await makeMember('first-come');
  const owner = await makeMember('owner-of-salt');
  await registerProduct(db, { orgId: owner.orgId, code: gtin(31), name: 'Muối ớt', category: 'Thực phẩm' }, by);
  const short = 'urn:epcglobal:cbv:mda:descriptionShort';
  const told = async (id: string, key?: string): Promise<unknown> =>
    (await ask(`/epcis/vocabularies/EPCClass?EQ_name=${encodeURIComponent(id)}`, key)).elements.map(
      ({ attributes }) => attributes?.find(({ id: name }) => name === short)?.attribute,
    );
  const product = `https://id.gs1.org/01/${gtin(31)}`;
  const lot = `${product}/10/L1`;
  await captureElement(stranger.key, product, [{ id: short, attribute: 'Hàng giả' }]);
  await captureElement(stranger.key, `https://other.example/01/${gtin(31)}`, [{ id: short, attribute: 'Hàng giả' }]);
  await captureElement(stranger.key, lot, [{ id: short, attribute: 'Lô giả' }]);
  assert.deepEqual(await told(product), ['Muối ớt']);
  assert.deepEqual(await told(lot), []);
  assert.deepEqual(await told(lot, stranger.key), ['Lô giả']);
  await captureElement(owner.key, product, [{ id: short, attribute: 'Muối ớt xanh' }]);
  assert.deepEqual(await told(product), ['Muối ớt xanh']);
});
