// Parameters and headers of the interface, each described once, by the names that operations use.
import { EPC_FORMATS, queryParameters } from '@nguon/epcis';
import { CBV_XML_FORMATS } from '@nguon/epcis/xml';
import { schedule_fields } from '../subscription/schedule.ts';
import type { Words } from './operation.ts';

export interface Parameter extends Words {
  readonly name: string;
  readonly in: 'query' | 'header' | 'path';
  readonly schema: Readonly<Record<string, unknown>>;
}

const text = { type: 'string' } as const;
const whole = (minimum: number, maximum: number) => ({ type: 'integer', minimum, maximum });
const version = { type: 'string', pattern: '^\\d+(\\.\\d+)*$', example: '2.0.0' } as const;

const inQuery = (name: string, schema: Parameter['schema'], vi: string, en: string): Parameter => ({ name, in: 'query', schema, vi, en });
const inHeader = (name: string, schema: Parameter['schema'], vi: string, en: string): Parameter => ({ name, in: 'header', schema, vi, en });
const inPath = (name: string, vi: string, en: string): Parameter => ({ name, in: 'path', schema: { ...text, minLength: 1 }, vi, en });

const perPage = inQuery(
  'perPage',
  whole(1, 1_000),
  'Nhiều nhất bao nhiêu mục một trang (30 nếu không nêu).',
  'Most entries of a page (30 if not given).',
);
const nextPageToken = inQuery('nextPageToken', text, 'Lấy nguyên từ Link của trang trước.', 'As in the Link of the page before.');

/** Of SimpleEventQuery; lists are joined by `|`. */
const eventParameters: readonly Parameter[] = [...queryParameters.keys()].map((name) =>
  name === 'perPage'
    ? perPage
    : name === 'nextPageToken'
      ? nextPageToken
      : inQuery(
          name,
          name === 'maxEventCount' || name === 'eventCountLimit' ? { type: 'integer', minimum: 1 } : text,
          'Tham số của SimpleEventQuery; nhiều giá trị nối bằng |.',
          'Parameter of SimpleEventQuery (EPCIS 2.0 §8.2.7.1); values joined by |.',
        ),
);
/** Names with a variable part cannot be listed one by one. */
const eventFamilies: Parameter = {
  name: 'families',
  in: 'query',
  schema: {
    type: 'object',
    additionalProperties: text,
    propertyNames: { pattern: '^(EQ|GT|GE|LT|LE|EXISTS|HASATTR|EQATTR|EQ_ATTR)_' },
  },
  vi: 'Các họ tham số có phần tên thay đổi: EQ_bizTransaction_…, EQ_source_…, EQ_value_…, EQ_INNER_ILMD_…, HASATTR_…',
  en: 'Families with a variable name: EQ_bizTransaction_…, EQ_source_…, EQ_value_…, EQ_INNER_ILMD_…, HASATTR_…',
};

/** A name of an operation's list → the parameters it stands for. */
export const parameterSets: Readonly<Record<string, readonly Parameter[]>> = {
  perPage: [perPage],
  nextPageToken: [nextPageToken],
  simpleEventQuery: [...eventParameters, eventFamilies],
  eventFormat: [
    inHeader('GS1-EPC-Format', { enum: [...EPC_FORMATS] }, 'Dạng viết của định danh.', 'Form in which identifiers are written.'),
    inHeader('GS1-CBV-XML-Format', { enum: [...CBV_XML_FORMATS] }, 'Dạng viết từ CBV trong XML.', 'Form of CBV words in XML.'),
    inHeader('GS1-Extensions', text, 'prefix=không-gian-tên, cách nhau bằng dấu phẩy.', 'prefix=namespace, separated by commas.'),
  ],
  'GS1-EPC-Format': [
    inHeader('GS1-EPC-Format', { enum: [...EPC_FORMATS] }, 'Dạng viết của định danh.', 'Form in which identifiers are written.'),
  ],
  'GS1-Extensions': [
    inHeader('GS1-Extensions', text, 'prefix=không-gian-tên, cách nhau bằng dấu phẩy.', 'prefix=namespace, separated by commas.'),
  ],
  'GS1-EPCIS-Version': [
    inHeader('GS1-EPCIS-Version', version, 'Phiên bản EPCIS của nội dung gửi, từ 1.0 đến 2.0.', 'EPCIS version of the body, 1.0 to 2.0.'),
  ],
  'GS1-CBV-Version': [
    inHeader('GS1-CBV-Version', version, 'Phiên bản CBV của nội dung gửi, từ 1.0 đến 2.0.', 'CBV version of the body, 1.0 to 2.0.'),
  ],
  'GS1-Capture-Error-Behaviour': [
    inHeader(
      'GS1-Capture-Error-Behaviour',
      { enum: ['rollback', 'proceed'], default: 'rollback' },
      'rollback: có lỗi thì không ghi gì; proceed: ghi những sự kiện đúng.',
      'rollback: all or nothing; proceed: what is good is stored.',
    ),
  ],
  'Idempotency-Key': [
    inHeader(
      'Idempotency-Key',
      { type: 'string', minLength: 1, maxLength: 200 },
      'Gửi lại cùng khóa trong 72 giờ thì nhận lại câu trả lời cũ, không ghi hai lần; nội dung khác thì bị từ chối (409).',
      'Sent again with the same key within 72 hours, the first answer comes back and nothing is stored twice; another body is refused (409).',
    ),
  ],
  line: [
    inHeader('Upgrade', { const: 'websocket' }, 'Mở đường WebSocket.', 'Opens a WebSocket.'),
    inQuery(
      'stream',
      { type: 'boolean' },
      'Ngay khi có sự kiện; hoặc các trường của lịch.',
      'As events are committed; or the fields of a schedule.',
    ),
    ...schedule_fields.map((name) => inQuery(name, text, 'Trường của lịch nhận.', 'Field of the schedule.')),
    inQuery('reportIfEmpty', { type: 'boolean', default: false }, 'Báo cả khi không có gì mới.', 'Also report when nothing is new.'),
    inQuery('initialRecordTime', { type: 'string', format: 'date-time' }, 'Nhận từ lúc ghi nhận này.', 'From this record time on.'),
  ],
  masterDataQuery: [
    inQuery('EQ_name', text, 'Định danh; nhiều giá trị nối bằng |.', 'Identifiers, joined by |.'),
    inQuery('WD_name', text, 'Định danh và mọi thứ bên dưới.', 'Identifiers and all below them, joined by |.'),
    inQuery('HASATTR', text, 'Có một trong các thuộc tính này.', 'Has one of the attributes, joined by |.'),
    inQuery('attributeNames', text, 'Chỉ nêu những thuộc tính này.', 'Only these attributes are told, joined by |.'),
    inQuery('includeAttributes', { type: 'boolean', default: true }, 'Có nêu thuộc tính không.', 'Whether attributes are told.'),
    inQuery('includeChildren', { type: 'boolean', default: true }, 'Có nêu phần tử con không.', 'Whether children are told.'),
    inQuery(
      'maxElementCount',
      { type: 'integer', minimum: 1 },
      'Có nhiều phần tử hơn thì từ chối (413).',
      'More elements than this are refused (413).',
    ),
    {
      name: 'attributeFamilies',
      in: 'query',
      schema: { type: 'object', additionalProperties: text, propertyNames: { pattern: '^(EQATTR|EQ_ATTR)_' } },
      vi: 'Họ tham số EQATTR_…: thuộc tính có một trong các giá trị này.',
      en: 'The family EQATTR_…: the attribute has one of these values.',
    },
  ],
  vocabularyName: [
    inQuery(
      'vocabularyName',
      text,
      'Danh mục: URN đầy đủ hoặc từ cuối, như EPCClass; nhiều giá trị nối bằng |.',
      'Vocabularies: the full URN or its last word, such as EPCClass, joined by |.',
    ),
  ],
  elementsPerPage: [
    inQuery(
      'perPage',
      whole(1, 1_000),
      'Nhiều nhất bao nhiêu phần tử một trang (100 nếu không nêu).',
      'Most elements of a page (100 if not given).',
    ),
  ],
  code: [
    inQuery('code', text, 'Mã: GS1 Digital Link, EPC URN, GTIN kèm lô, SSCC, GLN.', 'GS1 Digital Link, EPC URN, GTIN with lot, SSCC, GLN.'),
  ],
  direction: [inQuery('direction', { enum: ['back', 'forward', 'both'], default: 'both' }, 'Hướng.', 'Direction.')],
  depth: [inQuery('depth', whole(0, 100), 'Nhiều nhất bao nhiêu bước.', 'Most steps.')],
  format: [inQuery('format', { enum: ['json', 'csv'], default: 'json' }, 'Dạng trả lời.', 'Form of the answer.')],
  items: [inQuery('items', text, 'Liệt kê bao nhiêu vật; "all" là tất cả.', 'How many things are listed; "all" lists all.')],
  offset: [inQuery('offset', whole(0, 999_999_999), 'Bỏ qua bao nhiêu vật.', 'Things passed over.')],
  lots_before: [inQuery('lots_before', text, 'Trang tiếp của danh sách lô.', 'Next page of the list of lots.')],
  state: [
    inQuery(
      'state',
      { enum: ['live', 'withdrawn', 'all'], default: 'live' },
      'Còn hiệu lực, đã gỡ, hay tất cả.',
      'Live, withdrawn, or all.',
    ),
  ],
  thing: [inQuery('thing', text, 'Mã.', 'Identifier.')],
  q: [inQuery('q', text, 'Chữ trong tiêu đề hoặc địa chỉ.', 'Words in title or address.')],
  linksPerPage: [inQuery('perPage', whole(1, 1_000), 'Nhiều nhất bao nhiêu liên kết một trang (100).', 'Most links of a page (100).')],
  linksNextPage: [inQuery('nextPageToken', text, 'Từ câu trả lời trước.', 'From the answer before.')],
  linksFormat: [inQuery('format', { const: 'csv' }, 'Bảng CSV.', 'A CSV table.')],
  wsdl: [inQuery('wsdl', text, 'Phiên bản.', 'Version.')],
  dryRun: [inQuery('dryRun', { type: 'boolean', default: false }, 'Chỉ thử.', 'Only try.')],
};

/** Read on every address under /epcis. */
export const commonHeaders: readonly Parameter[] = ['EPCIS', 'CBV'].flatMap((name) => [
  inHeader(`GS1-${name}-Min`, version, `Phiên bản ${name} thấp nhất mà bạn đọc được.`, `Lowest ${name} version that you read.`),
  inHeader(`GS1-${name}-Max`, version, `Phiên bản ${name} cao nhất mà bạn đọc được.`, `Highest ${name} version that you read.`),
]);

export const pathParameters: Readonly<Record<string, Parameter>> = {
  captureId: inPath('captureId', 'Mã lần gửi.', 'Id of the capture job.'),
  eventId: inPath('eventId', 'Mã sự kiện, mã hóa URL.', 'eventID, URL-encoded.'),
  token: inPath('token', 'Mã trang.', 'The page token.'),
  value: inPath('value', 'Từ hoặc URI, mã hóa URL; CURIE với GS1-Extensions.', 'A word or a URI, URL-encoded; CURIEs with GS1-Extensions.'),
  name: inPath('name', 'Tên truy vấn.', 'Name of the query.'),
  id: inPath('id', 'Mã.', 'Its id.'),
  vocabulary: inPath('vocabulary', 'URN của danh mục, hoặc từ cuối của nó.', 'URN of the vocabulary, or its last word.'),
  linkId: inPath('linkId', 'Số của liên kết.', 'Number of the link.'),
};

export const answerHeaders: Readonly<Record<string, Words & { readonly schema: Parameter['schema'] }>> = {
  Location: { schema: { type: 'string', format: 'uri' }, vi: 'Địa chỉ của cái vừa tạo.', en: 'Address of what was made.' },
  Link: { schema: text, vi: 'Trang tiếp theo, rel="next"; không có ở trang cuối.', en: 'The next page, rel="next"; absent on the last.' },
  'GS1-Next-Page-Token-Expires': {
    schema: { type: 'string', format: 'date-time' },
    vi: 'Hạn của mã trang.',
    en: 'When the page token ends.',
  },
  'GS1-EPC-Format': { schema: { enum: [...EPC_FORMATS] }, vi: 'Dạng định danh đã dùng.', en: 'Form of identifiers that was used.' },
  // OPTIONS tells all that are taken, one after another.
  'GS1-EPC-Format-List': {
    schema: { type: 'array', items: { enum: [...EPC_FORMATS] } },
    vi: 'Các dạng định danh nhận được.',
    en: 'Forms of identifiers that are taken.',
  },
  'GS1-CBV-XML-Format-List': {
    schema: { type: 'array', items: { enum: [...CBV_XML_FORMATS] } },
    vi: 'Các dạng từ CBV nhận được (XML).',
    en: 'Forms of CBV words that are taken (XML).',
  },
  'GS1-EPCIS-Version': { schema: version, vi: 'Phiên bản EPCIS đã dùng.', en: 'EPCIS version used.' },
  'GS1-CBV-Version': { schema: version, vi: 'Phiên bản CBV đã dùng.', en: 'CBV version used.' },
  'GS1-Extensions': { schema: text, vi: 'Các prefix đã dùng.', en: 'Prefixes used.' },
  'GS1-CBV-XML-Format': {
    schema: { enum: [...CBV_XML_FORMATS] },
    vi: 'Dạng từ CBV đã dùng (XML).',
    en: 'Form of CBV words that was used (XML).',
  },
  'Nguon-Incomplete': {
    schema: text,
    vi: 'Sự kiện đã ghi nhưng còn thiếu dữ liệu theo hồ sơ: các đường dẫn trong sự kiện (mã hóa URI), cách nhau bằng dấu phẩy.',
    en: 'The event is stored and lacks data that a profile wants: paths in the event (URI-encoded), separated by commas.',
  },
  'GS1-Query-Min-Record-Time': {
    schema: { type: 'string', format: 'date-time' },
    vi: 'Báo các sự kiện ghi nhận từ lúc này.',
    en: 'Events recorded from this time on are reported.',
  },
  Upgrade: { schema: { const: 'websocket' }, vi: 'Giao thức đã chuyển.', en: 'The protocol switched to.' },
  ...Object.fromEntries(
    ['EPCIS', 'CBV'].flatMap((name) => [
      [
        `GS1-${name}-Min`,
        { schema: version, vi: `Phiên bản ${name} thấp nhất được trả lời.`, en: `Lowest ${name} version that is answered.` },
      ],
      [
        `GS1-${name}-Max`,
        { schema: version, vi: `Phiên bản ${name} cao nhất được trả lời.`, en: `Highest ${name} version that is answered.` },
      ],
    ]),
  ),
  'GS1-Vendor-Version': { schema: text, vi: 'Phần mềm và phiên bản.', en: 'Program and version.' },
  'GS1-EPCIS-Capture-Limit': {
    schema: whole(1, 1_000_000_000),
    vi: 'Nhiều nhất bao nhiêu sự kiện một lần gửi, kể cả tài liệu được xử lý dần.',
    en: 'Most events of a capture, those worked off in the background included.',
  },
  'GS1-EPCIS-Capture-File-Size-Limit': {
    schema: whole(1, 1_000_000_000_000),
    vi: 'Nhiều nhất bao nhiêu byte một lần gửi, kể cả tài liệu được xử lý dần.',
    en: 'Most bytes of a capture, those worked off in the background included.',
  },
  'GS1-Capture-Error-Behaviour': {
    schema: { enum: ['rollback', 'proceed', 'all'] },
    vi: 'Các cách xử lý lỗi được nhận.',
    en: 'Error behaviours that are taken.',
  },
  Allow: { schema: text, vi: 'Các phương thức được nhận.', en: 'Methods that are taken.' },
};
