// What a document says of itself is kept with its capture and told, whole and unchanged, to the organisation that sent it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { runLarge } from '../../app/capture/large-run.ts';
import { Browser, addKey, addOrganisation, addPerson } from '../access/people.ts';
import { itemUri, makeEvent } from '../support/sample-events.ts';
import { startTestProduct } from '../support/test-product.ts';

const corpus = path.join(process.env['NGUON_CORPUS'] ?? path.resolve('../shared/corpus'), 'epcis');
const missing = !existsSync(corpus);
if (missing && process.env['CI'] === 'true') throw new Error(`No test corpus at ${corpus}`);
const needs_corpus = missing ? { skip: 'no test corpus' } : {};

const small_max = 100_000;
const product = await startTestProduct({ captureBytesMax: small_max, captureLargeBytesMax: 4_000_000 });
const { context } = product;
const orgId = await addOrganisation(product, 'dau-thu');
const { key } = await addKey(product, orgId, ['capture', 'query']);
const { key: otherKey } = await addKey(product, await addOrganisation(product, 'nguoi-khac'), ['capture', 'query']);
await addPerson(product, 'dau-thu', { memberOf: [{ orgId, role: 'member' }] });

interface Header {
  readonly [member: string]: unknown;
  readonly epcisHeader?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly captureID: string;
  readonly success: boolean;
  readonly warnings: readonly { code: string; path: string; title_vi: string }[];
  readonly 'nguon:document'?: Header;
}

const ask = (url: string, headers: Record<string, string> = {}, as = key) =>
  product.app.inject({ url, headers: { authorization: `Bearer ${as}`, accept: 'application/json', ...headers } });

/** `large`: made long with white space, so that it goes to the background. Gives the text of the finished job. */
async function capture(body: string, type: string, way: 'small' | 'large', headers: Record<string, string> = {}): Promise<string> {
  const answer = await product.app.inject({
    method: 'POST',
    url: '/epcis/capture',
    headers: { authorization: `Bearer ${key}`, 'content-type': type, accept: 'application/json', ...headers },
    payload: way === 'large' ? body + '\n'.repeat(small_max) : body,
  });
  assert.equal(answer.statusCode, 202, answer.body);
  const { captureID } = answer.json<Job>();
  await runLarge(context, captureID, new AbortController().signal);
  const told = await ask(`/epcis/capture/${captureID}`);
  assert.equal(told.json<{ running: boolean }>().running, false);
  return told.body;
}

const context_url = 'https://ref.gs1.org/standards/epcis/epcis-context.jsonld';
const event = makeEvent('ObjectEvent', '2026-11-18T06:00:00.000+07:00', { action: 'OBSERVE', epcList: [itemUri(77, 'H')] });
const around = {
  id: 'https://id.example.org/tai-lieu/9',
  creationDate: '2026-11-18T08:30:00+07:00',
  instanceIdentifier: 'HD-2026/09',
  sender: 'urn:epc:id:pgln:9520001.00001',
  receiver: 'https://id.example.org/ben-nhan',
};
const own = `"vd:soHopDong":"HĐ <7> & 8","vd:can":1234567890.12345678901234567890,"vd:dong":[{"vd:thu":1.10},null,true]`;
const declared = [context_url, { vd: 'https://example.org/vd/' }];
const jsonDocument = `{"@context":${JSON.stringify(declared)},"type":"EPCISDocument","schemaVersion":"2.0",${JSON.stringify(around).slice(1, -1)},${own},"epcisHeader":{"vd:ghiChu":{"vd:loai":"mẫu"},"epcisMasterData":{"vocabularyList":[]}},"epcisBody":{"eventList":[${JSON.stringify(event)}]}}`;

for (const way of ['small', 'large'] as const) {
  test(`JSON, ${way}: parties, number, time and own members come back as they were sent, numbers to the last digit`, async () => {
    const text = await capture(jsonDocument, 'application/ld+json', way);
    const { 'nguon:document': header } = JSON.parse(text) as Job;
    assert.ok(header);
    const { '@context': at, type, schemaVersion, epcisHeader, epcisBody, ...rest } = header;
    assert.deepEqual([at, type, schemaVersion, epcisBody], [declared, 'EPCISDocument', '2.0', { eventList: [] }]);
    assert.deepEqual(rest, { ...around, ...(JSON.parse(`{${own}}`) as object) });
    assert.deepEqual(epcisHeader, { 'vd:ghiChu': { 'vd:loai': 'mẫu' } });
    assert.ok(text.includes('1234567890.12345678901234567890') && text.includes('1.10'), text);
  });

  test(
    `XML with GS1's business document header, ${way}: the very same elements come back in XML, their values in JSON`,
    needs_corpus,
    async () => {
      const file = path.join(corpus, 'openepcis/1.2/XML/Capture/Documents/EPCISDocument_with_comment.xml');
      const body = readFileSync(file, 'utf8').replace(/eventID>[^<]*</g, (id) => id.replace('<', `-${way}<`));
      const job = JSON.parse(await capture(body, 'application/xml', way, { 'gs1-capture-error-behaviour': 'proceed' })) as Job;
      const { sender, receiver, instanceIdentifier, creationDate } = job['nguon:document'] ?? {};
      assert.deepEqual(
        [sender, receiver, instanceIdentifier, creationDate],
        ['urn:epc:id:sgln:030001.111111.0', 'urn:epc:id:sgln:039999.999999.0', '1100220001', '2023-04-01T08:45:16Z'],
      );
      const told = await ask(`/epcis/capture/${job.captureID}`, { accept: 'application/xml' });
      const sbdhOf = (xml: string): string | undefined =>
        /<sbdh:StandardBusinessDocumentHeader>[^]*<\/sbdh:StandardBusinessDocumentHeader>/.exec(xml)?.[0].replace(/>\s+</g, '><');
      const sent = sbdhOf(body);
      assert.ok(sent !== undefined && sent.length > 500);
      assert.equal(sbdhOf(told.body), sent);
      assert.match(told.body, /<nguon:document><epcis:EPCISDocument [^>]*xmlns:sbdh="http:\/\/www\.unece\.org\/cefact\/namespaces\//);
    },
  );
}

test('sender and receiver of the GS1 examples in JSON come back', needs_corpus, async () => {
  let looked = 0;
  for (const name of ['ObjectEvent_all_possible_fields.json', 'TransactionEvent_all_possible_fields.json']) {
    const body = readFileSync(path.join(corpus, 'openepcis/2.0/JSON/Capture/Documents', name), 'utf8');
    const sent = JSON.parse(body) as Record<string, unknown>;
    const job = JSON.parse(await capture(body, 'application/json', 'small', { 'gs1-capture-error-behaviour': 'proceed' })) as Job;
    for (const member of ['id', 'sender', 'receiver', 'instanceIdentifier', 'creationDate']) {
      assert.equal(job['nguon:document']?.[member], sent[member], `${name}: ${member}`);
      if (sent[member] !== undefined) looked++;
    }
  }
  assert.ok(looked >= 6, `${looked} members`);
});

test('only the organisation that sent it is told; a list of jobs leaves it out', async () => {
  const { captureID } = JSON.parse(await capture(jsonDocument, 'application/json', 'small')) as Job;
  assert.equal((await ask(`/epcis/capture/${captureID}`, {}, otherKey)).statusCode, 404);
  const list = await ask('/epcis/capture');
  assert.ok(list.body.includes(captureID));
  assert.ok(!list.body.includes('nguon:document') && !list.body.includes('HD-2026/09'));
});

test('the same request again is answered with the same header', async () => {
  const headers = { 'idempotency-key': 'dau-thu' };
  const [first, second] = [
    JSON.parse(await capture(jsonDocument, 'application/json', 'small', headers)) as Job,
    JSON.parse(await capture(jsonDocument, 'application/json', 'small', headers)) as Job,
  ];
  assert.deepEqual(second, first);
  assert.equal(first['nguon:document']?.['sender'], around.sender);
});

test('a header beyond the limit is left out and told, in both ways; the events are captured', async () => {
  const long = jsonDocument.replace('HĐ <7> & 8', 'x'.repeat(70_000));
  for (const way of ['small', 'large'] as const) {
    const job = JSON.parse(await capture(long, 'application/json', way)) as Job;
    assert.deepEqual([job.success, job['nguon:document']], [true, undefined]);
    assert.ok(
      job.warnings.some(({ code }) => code === 'document_header_too_long'),
      JSON.stringify(job.warnings),
    );
  }
});

test('the page of the capture tells in words who sent the document to whom, its number and its time', async () => {
  const { captureID } = JSON.parse(await capture(jsonDocument, 'application/json', 'small')) as Job;
  const { body } = await (await new Browser(product).signIn('dau-thu')).get(`/khong-gian/tai-lieu/${captureID}`);
  const words = body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  assert.match(words, /Bên gửi ghi trong tài liệu urn:epc:id:pgln:9520001\.00001/);
  assert.match(words, /Bên nhận ghi trong tài liệu https:\/\/id\.example\.org\/ben-nhan/);
  assert.match(words, /Số tài liệu HD-2026\/09/);
  assert.match(words, /Tài liệu lập lúc 08:30 18\/11\/2026|Tài liệu lập lúc 18\/11\/2026 08:30|Tài liệu lập lúc [^ ]* ?18\/11\/2026/);
});

const ownInMasterData = `{"vocabularyList":[{"type":"urn:epcglobal:epcis:vtype:Location","vocabularyElementList":[{"id":"https://id.gs1.org/414/9520001000003","vd:ghiChu":"mất"}]}]}`;
const jsonMasterData = jsonDocument.replace('{"vocabularyList":[]}', ownInMasterData);
const xmlMasterData = `<e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:2" xmlns:vd="https://example.org/vd/" schemaVersion="2.0" creationDate="2026-11-18T08:30:00+07:00"><EPCISHeader><extension><EPCISMasterData><VocabularyList><Vocabulary type="urn:epcglobal:epcis:vtype:Location"><VocabularyElementList><VocabularyElement id="https://id.gs1.org/414/9520001000003"><vd:ghiChu>mất</vd:ghiChu></VocabularyElement></VocabularyElementList></Vocabulary></VocabularyList></EPCISMasterData></extension></EPCISHeader><EPCISBody><EventList/></EPCISBody></e:EPCISDocument>`;

test('an own member of master data is not kept, and told with its place: in the job, small and large, and on its page', async () => {
  const browser = await new Browser(product).signIn('dau-thu');
  for (const way of ['small', 'large'] as const) {
    for (const [body, type, place] of [
      [jsonMasterData, 'application/ld+json', "vocabularyElementList[0]['vd:ghiChu']"],
      [xmlMasterData, 'application/xml', 'VocabularyElement[1]/vd:ghiChu'],
    ] as const) {
      const job = JSON.parse(await capture(body, type, way)) as Job;
      const [warning] = job.warnings.filter(({ code }) => code === 'master_data_own');
      assert.ok(warning !== undefined && job.success && warning.path.endsWith(place), JSON.stringify(job));
      assert.match(warning.title_vi, /“vd:ghiChu” của dữ liệu gốc không được giữ/);
      const page = await browser.get(`/khong-gian/tai-lieu/${job.captureID}`);
      assert.match(page.body, /“vd:ghiChu” của dữ liệu gốc không được giữ/);
    }
  }
});
