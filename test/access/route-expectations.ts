// What each route answers to each of the five readers. A route without a row here fails the build; so does a row without its route.
import type { ReaderName, Secret } from './matrix-fixture.ts';
import { epcisExpectations } from './epcis-expectations.ts';
import { subscriptionExpectations } from './subscription-expectations.ts';
import { documentOf, lotPath } from './matrix-fixture.ts';
import { linkExpectations } from './link-expectations.ts';

export interface Expectation {
  /** `METHOD path` as in the table of routes. */
  readonly route: string;
  /** What is asked; `{name}` stands for a value of the fixture, `{n}` for the reader's number. */
  readonly url: string;
  /** Status for public, stranger, party, agency outside its territory, owner. */
  readonly statuses: readonly [number, number, number, number, number];
  /** Secrets of the fixture that an answer may hold; nobody sees any where this is absent. */
  readonly shows?: Partial<Record<ReaderName, readonly Secret[]>>;
  /** A form's fields, a JSON body, or one of XML. */
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: string;
  readonly xml?: string;
}

const all = (status: number): Expectation['statuses'] => [status, status, status, status, status];
/** 303 = asked to sign in first. */
const people: Expectation['statuses'] = [303, 200, 200, 200, 200];
const members: Expectation['statuses'] = [303, 200, 200, 403, 200];
const officers: Expectation['statuses'] = [303, 403, 403, 200, 403];

/** One step back and one forward: the buyer sees what is for the chain, everybody else only what is public. */
const byChain: Expectation['shows'] = {
  public: ['public'],
  stranger: ['public'],
  party: ['public', 'quantity', 'chain'],
  agency: ['public'],
  owner: ['public', 'quantity', 'papers', 'chain', 'private'],
};

const newEvent = {
  type: 'ObjectEvent',
  eventTime: '2026-10-0{n}T08:00:00+07:00',
  eventTimeZoneOffset: '+07:00',
  action: 'OBSERVE',
  epcList: ['urn:epc:id:sgtin:9520800.012345.{n}'],
};

const access: readonly Expectation[] = [
  { route: 'GET /health', url: '/health', statuses: all(200) },
  { route: 'GET /dang-nhap', url: '/dang-nhap', statuses: [200, 303, 303, 303, 303] },
  { route: 'POST /dang-nhap', url: '/dang-nhap', statuses: all(401), form: { login: 'khong-co', password: 'sai' } },
  { route: 'POST /dang-nhap/ma-xac-thuc', url: '/dang-nhap/ma-xac-thuc', statuses: all(401), form: { ticket: 'v1.x', code: '000000' } },
  { route: 'POST /dang-xuat', url: '/dang-xuat', statuses: [401, 303, 303, 303, 303], form: {} },
  { route: 'GET /tai-khoan', url: '/tai-khoan', statuses: people },
  { route: 'POST /tai-khoan/to-chuc', url: '/tai-khoan/to-chuc', statuses: [401, 403, 403, 403, 303], form: { org: '{owner}' } },
  { route: 'GET /tai-khoan/bao-mat', url: '/tai-khoan/bao-mat', statuses: people },
  {
    route: 'POST /tai-khoan/mat-khau',
    url: '/tai-khoan/mat-khau',
    statuses: [401, 400, 400, 400, 400],
    form: { password: 'sai', new_password: 'mật khẩu mới đây' },
  },
  { route: 'GET /tai-khoan/xac-thuc-hai-lop', url: '/tai-khoan/xac-thuc-hai-lop', statuses: people },
  {
    route: 'POST /tai-khoan/xac-thuc-hai-lop',
    url: '/tai-khoan/xac-thuc-hai-lop',
    statuses: [401, 400, 400, 400, 400],
    form: { sealed: 'v1.x', code: '000000' },
  },
  {
    route: 'POST /tai-khoan/xac-thuc-hai-lop/tat',
    url: '/tai-khoan/xac-thuc-hai-lop/tat',
    statuses: [401, 400, 400, 400, 400],
    form: { off_password: 'sai' },
  },
  {
    route: 'POST /tai-khoan/ma-khoi-phuc',
    url: '/tai-khoan/ma-khoi-phuc',
    statuses: [401, 400, 400, 400, 400],
    form: { renew_password: 'sai' },
  },
  { route: 'POST /tai-khoan/phien', url: '/tai-khoan/phien', statuses: [401, 303, 303, 303, 303], form: { session: 'x' } },
];

const programs: readonly Expectation[] = [
  { route: 'POST /epcis/capture', url: '/epcis/capture', statuses: [401, 202, 202, 403, 202], json: documentOf(newEvent) },
  { route: 'GET /epcis/capture', url: '/epcis/capture', statuses: [401, 200, 200, 403, 200] },
  { route: 'GET /epcis/capture/:captureId', url: '/epcis/capture/{captureId}', statuses: [401, 404, 404, 403, 200] },
  {
    route: 'POST /epcis/events',
    url: '/epcis/events',
    statuses: [401, 201, 201, 403, 201],
    json: JSON.stringify({ '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'], ...newEvent, action: 'ADD' }),
  },
  {
    route: 'GET /epcis/events',
    url: '/epcis/events?MATCH_anyEPCClass=' + encodeURIComponent(`https://id.gs1.org/${lotPath}`),
    statuses: all(200),
    shows: byChain,
  },
  {
    route: 'GET /epcis/events/:eventId',
    url: '/epcis/events/{eventId}',
    statuses: [404, 404, 200, 404, 200],
    shows: { party: ['chain'], owner: ['chain'] },
  },
  ...subscriptionExpectations,
  { route: 'DELETE /epcis/nextPageToken/:token', url: '/epcis/nextPageToken/x', statuses: all(404) },
  ...epcisExpectations,
  {
    route: 'GET /api/v1/trace',
    url: '/api/v1/trace?direction=both&code=' + encodeURIComponent(`https://id.gs1.org/${lotPath}`),
    statuses: all(200),
    shows: { ...byChain, party: ['public', 'chain'], owner: ['public', 'chain', 'private'] },
  },
];

const workspace: readonly Expectation[] = [
  { route: 'GET /khong-gian', url: '/khong-gian', statuses: members },
  { route: 'GET /khong-gian/tai-lieu', url: '/khong-gian/tai-lieu', statuses: members },
  { route: 'GET /khong-gian/tai-lieu/:captureId', url: '/khong-gian/tai-lieu/{captureId}', statuses: [303, 404, 404, 403, 200] },
  {
    route: 'GET /khong-gian/tai-lieu/:captureId/loi.csv',
    url: '/khong-gian/tai-lieu/{captureId}/loi.csv',
    statuses: [303, 404, 404, 403, 200],
  },
  { route: 'GET /khong-gian/gui-tai-lieu', url: '/khong-gian/gui-tai-lieu', statuses: members },
  { route: 'POST /khong-gian/gui-tai-lieu', url: '/khong-gian/gui-tai-lieu', statuses: [401, 400, 400, 403, 400], form: {} },
  {
    route: 'GET /khong-gian/su-kien',
    url: '/khong-gian/su-kien',
    statuses: members,
    shows: { owner: ['public', 'quantity', 'chain', 'private'] },
  },
  {
    route: 'GET /khong-gian/su-kien/:seq',
    url: '/khong-gian/su-kien/{seq}',
    statuses: [303, 404, 404, 403, 200],
    shows: { owner: ['private'] },
  },
  { route: 'GET /khong-gian/san-pham', url: '/khong-gian/san-pham', statuses: members },
  { route: 'GET /khong-gian/dia-diem', url: '/khong-gian/dia-diem', statuses: members, shows: { owner: ['public', 'chain', 'private'] } },
  { route: 'GET /khong-gian/khoa-api', url: '/khong-gian/khoa-api', statuses: members },
  {
    route: 'POST /khong-gian/khoa-api',
    url: '/khong-gian/khoa-api',
    statuses: [401, 200, 200, 403, 200],
    form: { name: 'khóa', scope: 'query' },
  },
  { route: 'GET /khong-gian/khoa-api/:keyId/thu-hoi', url: '/khong-gian/khoa-api/{keyId}/thu-hoi', statuses: [303, 404, 404, 403, 200] },
  {
    route: 'POST /khong-gian/khoa-api/:keyId/thu-hoi',
    url: '/khong-gian/khoa-api/{keyId}/thu-hoi',
    statuses: [401, 404, 404, 403, 303],
    form: {},
  },
  { route: 'GET /khong-gian/tiep-nhan', url: '/khong-gian/tiep-nhan', statuses: members },
  { route: 'POST /khong-gian/tiep-nhan', url: '/khong-gian/tiep-nhan', statuses: [401, 400, 400, 403, 400], form: { mode: 'x' } },
  { route: 'GET /khong-gian/quyen-xem', url: '/khong-gian/quyen-xem', statuses: members },
  { route: 'POST /khong-gian/quyen-xem', url: '/khong-gian/quyen-xem', statuses: [401, 400, 400, 403, 400], form: { what: 'public' } },
  { route: 'GET /khong-gian/thanh-vien', url: '/khong-gian/thanh-vien', statuses: members },
  {
    route: 'POST /khong-gian/thanh-vien',
    url: '/khong-gian/thanh-vien',
    statuses: [401, 200, 200, 403, 200],
    form: { name: 'Người', login: 'nguoi.so.{n}', role: 'member' },
  },
  { route: 'GET /khong-gian/thanh-vien/:userId/roi', url: '/khong-gian/thanh-vien/{spare}/roi', statuses: [303, 404, 404, 403, 200] },
  {
    route: 'POST /khong-gian/thanh-vien/:userId/roi',
    url: '/khong-gian/thanh-vien/{spare}/roi',
    statuses: [401, 404, 404, 403, 303],
    form: {},
  },
  { route: 'GET /khong-gian/ma/*', url: '/khong-gian/ma/{lot}', statuses: members },
];

const console_: readonly Expectation[] = [
  { route: 'GET /dieu-hanh', url: '/dieu-hanh', statuses: officers },
  { route: 'GET /dieu-hanh/co-so', url: '/dieu-hanh/co-so', statuses: officers },
  { route: 'GET /dieu-hanh/co-so/:orgId', url: '/dieu-hanh/co-so/{owner}', statuses: [303, 403, 403, 404, 403] },
  {
    route: 'POST /dieu-hanh/co-so/:orgId/phe-duyet',
    url: '/dieu-hanh/co-so/{waiting}/phe-duyet',
    statuses: [401, 403, 403, 303, 403],
    form: {},
  },
  {
    route: 'POST /dieu-hanh/co-so/:orgId/tien-to',
    url: '/dieu-hanh/co-so/{owner}/tien-to',
    statuses: [401, 403, 403, 404, 403],
    form: { prefix: '9520807' },
  },
  {
    route: 'GET /dieu-hanh/co-so/:orgId/tien-to/:prefix/ket-thuc',
    url: '/dieu-hanh/co-so/{owner}/tien-to/9520807/ket-thuc',
    statuses: [303, 403, 403, 404, 403],
  },
  {
    route: 'POST /dieu-hanh/co-so/:orgId/tien-to/:prefix/ket-thuc',
    url: '/dieu-hanh/co-so/{owner}/tien-to/9520807/ket-thuc',
    statuses: [401, 403, 403, 404, 403],
    form: {},
  },
  { route: 'GET /dieu-hanh/phan-anh', url: '/dieu-hanh/phan-anh', statuses: officers },
  { route: 'GET /dieu-hanh/phan-anh/:ticket', url: '/dieu-hanh/phan-anh/NN-2222-2222', statuses: [303, 403, 403, 404, 403] },
  { route: 'GET /dieu-hanh/phan-anh/:ticket/anh', url: '/dieu-hanh/phan-anh/NN-2222-2222/anh', statuses: [303, 403, 403, 404, 403] },
  {
    route: 'POST /dieu-hanh/phan-anh/:ticket/tra-loi',
    url: '/dieu-hanh/phan-anh/NN-2222-2222/tra-loi',
    statuses: [401, 403, 403, 404, 403],
    form: { answer: 'Một câu trả lời.' },
  },
  { route: 'GET /dieu-hanh/ho-so-du-lieu', url: '/dieu-hanh/ho-so-du-lieu', statuses: officers },
  { route: 'POST /dieu-hanh/ho-so-du-lieu', url: '/dieu-hanh/ho-so-du-lieu', statuses: [401, 403, 403, 403, 403], form: { profile: '{}' } },
  { route: 'GET /dieu-hanh/ho-so-du-lieu/:profileId', url: '/dieu-hanh/ho-so-du-lieu/999', statuses: [303, 403, 403, 404, 403] },
  {
    route: 'POST /dieu-hanh/ho-so-du-lieu/:profileId/ngung',
    url: '/dieu-hanh/ho-so-du-lieu/999/ngung',
    statuses: [401, 403, 403, 403, 403],
    form: {},
  },
  { route: 'GET /dieu-hanh/nhat-ky', url: '/dieu-hanh/nhat-ky', statuses: officers },
];

/** The same for everybody, whoever is signed in: these pages are cached and shared. */
const onlyPublic: Expectation['shows'] = {
  public: ['public'],
  stranger: ['public'],
  party: ['public'],
  agency: ['public'],
  owner: ['public'],
};
/** Under each of these a GS1 identifier begins (app/resolver/http.ts): the answer never depends on who asks. */
const resolvedStems: Readonly<Record<string, string>> = {
  '01': lotPath.slice(3),
  gtin: lotPath.slice(3),
  '414': '9520800000013',
  gln: '9520800000013',
};
/** Here the matrix asks with a value that is none, because no thing of the fixture has such a key. */
const refusedStems = [
  '00',
  '253',
  '255',
  '401',
  '402',
  '415',
  '417',
  '8003',
  '8006',
  '8010',
  '8013',
  '8017',
  '8018',
  '10',
  '21',
  '22',
  '235',
  '254',
  '7040',
  '8011',
  '8019',
  '8020',
  'sscc',
  'gdti',
  'gcn',
  'ginc',
  'gsin',
  'payto',
  'party',
  'grai',
  'itip',
  'cpid',
  'gmn',
  'gsrnp',
  'gsrn',
  'lot',
  'ser',
  'cpv',
];
const resolverRows = (stem: string, value: string, status: number): Expectation[] => [
  { route: `GET /${stem}/*`, url: `/${stem}/${value}`, statuses: all(status) },
  { route: `OPTIONS /${stem}/*`, url: `/${stem}/${value}`, statuses: all(204) },
];
const resolver: readonly Expectation[] = [
  ...Object.entries(resolvedStems).flatMap(([stem, value]) => resolverRows(stem, value, 307)),
  // Well formed, but of nothing that the fixture knows; the short name leads to the number first.
  ...resolverRows('8004', '9520800X', 404),
  ...resolverRows('giai', '9520800X', 307),
  ...refusedStems.flatMap((stem) => resolverRows(stem, '1', 400)),
  // Compressed links: broken, unknown, and a word that is none.
  { route: 'GET /eh*', url: '/eh30', statuses: all(400) },
  { route: 'OPTIONS /eh*', url: '/eh30', statuses: all(204) },
  { route: 'GET /ex*', url: '/ex00', statuses: all(400) },
  { route: 'OPTIONS /ex*', url: '/ex00', statuses: all(204) },
  { route: 'GET /:code', url: '/JTLIetaiHYA', statuses: all(404) },
  { route: 'OPTIONS /:code', url: '/JTLIetaiHYA', statuses: all(204) },
  { route: 'GET /dinh-danh/:system/:identifier', url: '/dinh-danh/nda/A1', statuses: all(404) },
  { route: 'GET /.well-known/gs1resolver', url: '/.well-known/gs1resolver', statuses: all(200) },
  { route: 'OPTIONS /.well-known/gs1resolver', url: '/.well-known/gs1resolver', statuses: all(204) },
];

const portal: readonly Expectation[] = [
  {
    route: 'GET /truy-vet',
    url: '/truy-vet?direction=both&code=' + encodeURIComponent(`https://id.gs1.org/${lotPath}`),
    statuses: all(200),
    shows: { ...byChain, party: ['public', 'chain'], owner: ['public', 'chain', 'private'] },
  },
  { route: 'GET /tai-san/bieu-tuong.svg', url: '/tai-san/bieu-tuong.svg', statuses: all(200) },
  { route: 'GET /tai-san/:name', url: '/tai-san/khong-co.css', statuses: all(404) },
  { route: 'GET /anh/:name', url: '/anh/khong-co.jpg', statuses: all(404) },
  { route: 'GET /favicon.ico', url: '/favicon.ico', statuses: all(301) },
  { route: 'GET /', url: '/', statuses: all(200) },
  { route: 'GET /tim-kiem', url: '/tim-kiem?q=hang', statuses: all(200) },
  { route: 'GET /nhap-ma', url: '/nhap-ma', statuses: all(200) },
  { route: 'GET /san-pham/:slug', url: '/san-pham/hang-thu', statuses: all(200) },
  { route: 'GET /co-so/:slug', url: '/co-so/chu-so-huu', statuses: all(200) },
  { route: 'GET /thu-hoi', url: '/thu-hoi', statuses: all(200) },
  { route: 'GET /cach-doc-trang', url: '/cach-doc-trang', statuses: all(200) },
  { route: 'GET /sitemap.xml', url: '/sitemap.xml', statuses: all(200) },
  { route: 'GET /phong-chu/:name', url: '/phong-chu/khong-co.woff2', statuses: all(404) },
  { route: 'GET /kich-ban/:name', url: '/kich-ban/khong-co.js', statuses: all(404) },
  { route: 'GET /robots.txt', url: '/robots.txt', statuses: all(200) },
];

const shoppers: readonly Expectation[] = [
  { route: 'GET /ma-demo', url: '/ma-demo', statuses: all(404) },
  { route: 'GET /xem/*', url: '/xem/{lot}', statuses: all(200), shows: onlyPublic },
  { route: 'GET /quet', url: '/quet', statuses: all(200) },
  { route: 'GET /quet/tra-cuu', url: '/quet/tra-cuu?ma=/{lot}', statuses: all(200) },
  { route: 'GET /xem/bao-nghi-ngo', url: '/xem/bao-nghi-ngo', statuses: all(200) },
  {
    route: 'POST /xem/bao-nghi-ngo',
    url: '/xem/bao-nghi-ngo',
    statuses: all(303),
    form: { code: '/{lot}', reason: 'quality', details: 'có mùi lạ' },
  },
  { route: 'GET /xem/bao-nghi-ngo/:ticket', url: '/xem/bao-nghi-ngo/NN-2222-2222', statuses: all(200) },
];

export const routeExpectations: readonly Expectation[] = [
  ...access,
  ...programs,
  ...workspace,
  ...linkExpectations,
  ...console_,
  ...resolver,
  ...portal,
  ...shoppers,
];
