// What a link may be: identifiers read strictly, targets that lead out, types of GS1, and all faults in one answer.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { linkTypeNames } from '../ui/words/link-types.ts';
import { links_of_thing_max } from './link.ts';
import type { StoredLink, WantedLink } from './link.ts';
import { planLinks } from './plan-links.ts';
import { readLink } from './read-link.ts';
import type { LinkFields } from './read-link.ts';

const now = new Date('2026-11-22T03:00:00Z');
const ownHosts = ['nguon.example.gov.vn', 'localhost:8080'];
const good: LinkFields = { thing: '01/09520001000010', link_type: 'gs1:pip', href: 'https://x.example/a', title: 'Trang' };
const codes = (changes: Partial<LinkFields>): string[] => {
  const read = readLink({ ...good, ...changes }, { ownHosts, now });
  return read.ok ? [] : read.faults.map(({ code }) => code);
};
const value = (changes: Partial<LinkFields>): WantedLink => {
  const read = readLink({ ...good, ...changes }, { ownHosts, now });
  assert.ok(read.ok, JSON.stringify(read));
  return read.link;
};

test('identifiers: every spelling that is strict, one key', () => {
  for (const thing of [
    '9520001000010',
    '09520001000010',
    '01/09520001000010',
    '/01/09520001000010',
    'https://shop.example/x/01/09520001000010',
  ])
    assert.equal(value({ thing }).thing, '01/09520001000010', thing);
  assert.equal(value({ thing: '01/09520001000010/22/A/10/B' }).thing, '01/09520001000010/22/A/10/B');
  for (const thing of [
    '',
    '01/9520001000010',
    '01/09520001000011',
    '01/09520001000010/10/A/22/B',
    '01/09520001000010/17/271231',
    'https://x.example/01/09520001000010?17=271231',
    'https://x.example/01/09520001000010?utm=1',
    'https://x.example/san-pham/1',
    'urn:epc:id:sgtin:9520001.000001.1',
    '8013/1987654',
    'x'.repeat(501),
  ])
    assert.equal(codes({ thing }).length, 1, thing);
  assert.deepEqual(codes({ thing: '01/09520001000010/10/A/21/B' }), ['mixed_levels']);
  assert.deepEqual(codes({ thing: '01/09520001000010/22/A/21/B' }), ['mixed_levels']);
});

test('targets lead to pages of the web and never round in a circle', () => {
  for (const href of [
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://x.example/',
    '//x.example/',
    'https://user:secret@x.example/',
    'https://user@x.example/',
    'https://x.example/a b',
    'https://x.example/\u0001',
    'https://x.example/\u202e',
    'https:\\\\x.example',
    'x.example',
    'http://',
  ])
    assert.deepEqual(codes({ href }), ['href_wrong'], href);
  assert.deepEqual(codes({ href: '' }), ['href_missing']);
  assert.deepEqual(codes({ href: `https://x.example/${'a'.repeat(2_048)}` }), ['href_too_long']);
  for (const href of [
    'https://nguon.example.gov.vn/01/09520001000010',
    'http://nguon.example.gov.vn/01/09520001000010?x=1',
    'https://NGUON.example.gov.vn./414/9520001000003',
    'https://www.nguon.example.gov.vn/gtin/09520001000010',
    'https://nguon.example.gov.vn/dinh-danh/nda/1',
    'https://nguon.example.gov.vn/xem/../01/09520001000010',
    'https://nguon.example.gov.vn/%30%31/09520001000010',
    'https://nguon.example.gov.vn//01/09520001000010',
    'https://nguon.example.gov.vn/eh3074257bf7194e4000001a85',
    'https://nguon.example.gov.vn/AQnYUc1gmiCNV4JG',
    'http://localhost:8080/01/09520001000010',
  ])
    assert.deepEqual(codes({ href }), ['href_loops'], href);
  for (const href of [
    'https://nguon.example.gov.vn/san-pham/mang-cau',
    'https://nguon.example.gov.vn/xem/01/09520001000010',
    'https://nguon.example.gov.vn/',
    'http://localhost:9000/01/09520001000010',
    'https://id.gs1.org/01/09520001000010',
    'https://x.example/?a=1&b=2#c',
  ])
    assert.equal(value({ href }).href, href);
  // Kept as it was typed only where the linkset schema takes it so.
  assert.equal(value({ href: 'https://%41.example/b%20c' }).href, 'https://a.example/b%20c');
  assert.equal(value({ href: 'HTTPS://X.example/B' }).href, 'https://x.example/B');
  assert.equal(
    value({ href: 'https://đặc-sản.example/mãng cầu'.replace(' ', '%20') }).href,
    'https://xn--c-sn-zua7356b5da.example/m%C3%A3ng%20c%E1%BA%A7u',
  );
});

test('types: the vocabulary of GS1 in any spelling, or an address of letters, digits, dots and slashes', () => {
  for (const type of ['gs1:pip', 'pip', 'https://ref.gs1.org/voc/pip', 'https://gs1.org/voc/pip', 'https://www.gs1.org/voc/pip'])
    assert.equal(value({ link_type: type }).link_type, 'gs1:pip', type);
  assert.equal(value({ link_type: 'https://x.example/voc/muaNgay' }).link_type, 'https://x.example/voc/muaNgay');
  assert.deepEqual(codes({ link_type: 'gs1:nosuchlt' }), ['link_type_unknown']);
  assert.deepEqual(codes({ link_type: 'gs1:toString' }), ['link_type_unknown']);
  assert.deepEqual(codes({ link_type: 'gs1:productSustainabilityInfo' }), ['link_type_deprecated']);
  for (const type of ['', 'x', 'http://x.example/a', 'https://x.example/a-b', 'https://x.example/?a', 'alternate'])
    assert.deepEqual(codes({ link_type: type }), ['link_type_wrong'], type);
  assert.deepEqual(codes({ link_type: 'gs1:defaultLink' }), ['default_is_a_mark']);
  assert.deepEqual(codes({ link_type: 'gs1:defaultLinkMulti' }), ['multi_without_choice']);
  assert.deepEqual(codes({ link_type: 'gs1:defaultLinkMulti', hreflang: 'vi', is_default: true }), ['default_is_a_mark']);
  assert.deepEqual(value({ link_type: 'gs1:defaultLinkMulti', hreflang: 'vi EN vi-vn' }).hreflang, ['vi', 'en', 'vi-VN']);
});

test('the list of types is the one of the published vocabulary', (t) => {
  const corpus = process.env['NGUON_CORPUS'] ?? path.join(process.cwd(), '../shared/corpus');
  const file = path.join(corpus, 'gs1/schemas/linktypes-1.16.json');
  if (!existsSync(file)) {
    assert.ok(process.env['CI'] !== 'true', `no ${file}`);
    return t.skip('no corpus');
  }
  const published = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { status: string }>;
  assert.deepEqual(Object.keys(linkTypeNames).sort(), Object.keys(published).sort());
  for (const [name, { status }] of Object.entries(published))
    assert.equal(linkTypeNames[name]?.replacedBy !== undefined, status === 'deprecated', name);
});

test('all faults come at once, each with its field and both languages', () => {
  const read = readLink(
    {
      thing: 'x',
      link_type: 'x',
      href: 'x',
      title: ' ',
      hreflang: 'vie',
      media_type: 'pdf',
      context: 'a b c d e f g h i j k',
      expires_at: '31/02/2027',
    },
    { ownHosts, now },
  );
  assert.ok(!read.ok);
  assert.deepEqual(
    read.faults.map(({ path: field }) => field),
    ['thing', 'link_type', 'href', 'title', 'hreflang', 'media_type', 'context', 'expires_at'],
  );
  for (const { vi, en } of read.faults) assert.ok(vi.length > 10 && en.length > 10);
});

test('an expiry is the end of a Vietnamese day, or an instant to come', () => {
  assert.equal(value({ expires_at: '31/12/2027' }).expires_at?.toISOString(), '2027-12-31T16:59:59.999Z');
  assert.equal(value({ expires_at: '2027-12-31' }).expires_at?.toISOString(), '2027-12-31T16:59:59.999Z');
  assert.equal(value({ expires_at: '2027-01-01T00:00:00Z' }).expires_at?.toISOString(), '2027-01-01T00:00:00.000Z');
  for (const expires_at of ['21/11/2026', '2026-11-22T02:59:59Z', '01/01/2227'])
    assert.deepEqual(codes({ expires_at }), ['expiry_past'], expires_at);
  for (const expires_at of ['mai', '2027-13-01', '2027-01-01T00:00', '1/1/27'])
    assert.deepEqual(codes({ expires_at }), ['expiry_wrong'], expires_at);
});

const stored = (id: number, changes: Partial<LinkFields>): StoredLink => ({
  ...value(changes),
  id,
  org_id: 1,
  replaces: null,
  created_at: now,
  created_by: 'test',
  withdrawn_at: null,
  withdrawn_by: null,
});

test('a table that moves the default writes each link once, in whichever order its rows stand', () => {
  const [one, other] = ['https://x.example/1', 'https://x.example/2'];
  const live = [stored(1, { href: one, is_default: true }), stored(2, { href: other })];
  const rows = [value({ href: one, title: 'Tên mới' }), value({ href: other, is_default: true })];
  for (const wanted of [rows, rows.toReversed()]) {
    const plan = planLinks({ orgId: 1, wanted, live, changesTwins: true });
    assert.deepEqual(
      plan.outcomes.map(({ kind }) => kind),
      ['changed', 'changed'],
    );
    assert.deepEqual(
      plan.inserted
        .map(({ href, title, is_default, replaces }) => [href, title, is_default, replaces])
        .sort((a, b) => Number(a[3]) - Number(b[3])),
      [
        [one, 'Tên mới', false, 1],
        [other, 'Trang', true, 2],
      ],
    );
    assert.deepEqual(
      plan.withdrawn.map(({ id }) => id).sort((a, b) => a - b),
      [1, 2],
    );
  }
});

test('a table is refused where it says a thing twice, names two defaults, or too many links', () => {
  const wanted = [
    value({}),
    value({ title: 'Khác' }),
    value({ href: 'https://x.example/2', is_default: true }),
    value({ href: 'https://x.example/3', is_default: true }),
  ];
  const kinds = planLinks({ orgId: 1, wanted, live: [], changesTwins: true }).outcomes.map((outcome) =>
    outcome.kind === 'refused' ? outcome.fault.code : outcome.kind,
  );
  assert.deepEqual(kinds, ['new', 'row_repeated', 'new', 'two_defaults']);
  const many = Array.from({ length: links_of_thing_max + 1 }, (_, number) => value({ href: `https://x.example/${number}` }));
  const last = planLinks({ orgId: 1, wanted: many, live: [] }).outcomes.at(-1);
  assert.equal(last?.kind === 'refused' ? last.fault.code : last?.kind, 'too_many_links');
});
