// Words of the page that describes the interface for programs.

const vi = {
  title: 'Giao diện cho phần mềm',
  lead: 'Phần mềm của bạn gửi và hỏi dữ liệu truy xuất theo chuẩn GS1 EPCIS 2.0. Mọi ví dụ dưới đây đã được chạy thật.',
  startTitle: 'Bắt đầu',
  start: (events: string, megabytes: string): readonly string[] => [
    'Tạo khóa API trong Không gian làm việc, mục Khóa API, với quyền gửi (capture), hỏi (query) hoặc liên kết (links).',
    'Gửi khóa trong mỗi yêu cầu: Authorization: Bearer <khóa>. Không có khóa, các địa chỉ hỏi trả lời phần công khai.',
    'Trong ví dụ, $KEY là khóa của bạn: đặt KEY=<khóa> trước khi dán lệnh. Mã lần gửi, mã đăng ký nhận, số liên kết và mã hàng trong ví dụ chỉ để minh họa: hãy thay bằng của bạn.',
    `Mỗi lần gửi nhiều nhất ${events} sự kiện và ${megabytes} MB. Gửi lại an toàn với Idempotency-Key.`,
    'Danh sách dài chia trang: đi theo tiêu đề Link đến khi không còn rel="next".',
    'Có lỗi thì câu trả lời là application/problem+json (hoặc +xml): type, title, status, và từng chỗ sai trong faults.',
  ],
  documents: 'Bản mô tả cho máy đọc (OpenAPI 3.1):',
  contents: 'Các nhóm',
  parameters: 'Tham số',
  request: 'Ví dụ',
  answer: 'Trả lời',
  refusals: 'Từ chối',
  standard: 'mọi tham số của SimpleEventQuery',
  tags: {
    capture: 'Gửi dữ liệu',
    events: 'Hỏi sự kiện',
    topLevel: 'Có những gì',
    queries: 'Truy vấn đặt tên và đăng ký nhận',
    masterData: 'Dữ liệu gốc',
    soap: 'Dịch vụ truy vấn qua SOAP',
    discovery: 'Giới thiệu giao diện',
    trace: 'Truy vết',
    links: 'Liên kết của mã',
  },
};

const en: typeof vi = {
  title: 'Interface for programs',
  lead: 'Your programs hand in and ask for traceability data by GS1 EPCIS 2.0. Every example below was really run.',
  startTitle: 'To begin',
  start: (events, megabytes) => [
    'Make an API key in your workspace, under API keys, with the right to send (capture), to ask (query) or to manage links (links).',
    'Send the key with every request: Authorization: Bearer <key>. Without a key, addresses that are asked answer what is public.',
    'In the examples $KEY is your key: set KEY=<key> before you paste. The ids of captures, subscriptions and links and the product codes are those of our run: put your own in their place.',
    `One document holds at most ${events} events and ${megabytes} MB. Sending again is safe with an Idempotency-Key.`,
    'Long lists come in pages: follow the Link header until there is no rel="next".',
    'A refusal is application/problem+json (or +xml): type, title, status, and every fault in faults.',
  ],
  documents: 'Descriptions for machines (OpenAPI 3.1):',
  contents: 'Groups',
  parameters: 'Parameters',
  request: 'Example',
  answer: 'Answer',
  refusals: 'Refusals',
  standard: 'every parameter of SimpleEventQuery',
  tags: {
    capture: 'Sending data',
    events: 'Asking for events',
    topLevel: 'What there is',
    queries: 'Named queries and subscriptions',
    masterData: 'Master data',
    soap: 'Query service over SOAP',
    discovery: 'About the interface',
    trace: 'Traces',
    links: 'Links of identifiers',
  },
};

export const openApiWords = { vi, en } as const;
