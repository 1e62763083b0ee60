// Words of the page that describes the interface for programs.
import type { CaptureSize } from '../format-capture-size.ts';

const vi = {
  title: 'Giao diện cho phần mềm',
  lead: 'Phần mềm của bạn gửi và hỏi dữ liệu truy xuất theo chuẩn GS1 EPCIS 2.0. Mọi ví dụ dưới đây đã được chạy thật.',
  startTitle: 'Bắt đầu',
  start: (atOnce: CaptureSize, large: CaptureSize | undefined): readonly string[] => [
    'Tạo khóa API trong Không gian làm việc, mục Khóa API, với quyền gửi (capture), hỏi (query) hoặc liên kết (links).',
    'Gửi khóa trong mỗi yêu cầu: Authorization: Bearer <khóa>. Không có khóa, các địa chỉ hỏi trả lời phần công khai.',
    'Trong ví dụ, $KEY là khóa của bạn: đặt KEY=<khóa> trước khi dán lệnh. Mã lần gửi, mã đăng ký nhận, số liên kết và mã hàng trong ví dụ chỉ để minh họa: hãy thay bằng của bạn.',
    `Tài liệu đến ${atOnce.megabytes} MB và ${atOnce.events} sự kiện được ghi xong mới trả lời.${
      large === undefined
        ? ''
        : ` Tài liệu nặng hơn hoặc nhiều sự kiện hơn, đến ${large.megabytes} MB và ${large.events} sự kiện, được nhận trước rồi xử lý dần: hỏi địa chỉ ở Location đến khi running là false; chỗ sai nằm trong errors.`
    } Gửi lại an toàn với Idempotency-Key (giữ 72 giờ).`,
    'XML: gửi với Content-Type: application/xml (EPCIS 2.0 và 1.2), nhận với Accept: application/xml; thêm GS1-EPCIS-Max: 1.2 để nhận EPCIS 1.2. Định danh dạng URN: GS1-EPC-Format: Always_EPC_URN.',
    'Danh sách dài chia trang: đi theo tiêu đề Link đến khi không còn rel="next".',
    'Đăng ký nhận: cổng gửi POST đến địa chỉ của bạn, trả lời 2xx là đã nhận, không thì được gửi lại cùng Nguon-Delivery. Có signatureToken thì GS1-Signature là sha256= và HMAC-SHA-256 (hệ 16) của nguyên nội dung với chuỗi ấy: hãy tính lại và so trước khi tin.',
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
  start: (atOnce, large) => [
    'Make an API key in your workspace, under API keys, with the right to send (capture), to ask (query) or to manage links (links).',
    'Send the key with every request: Authorization: Bearer <key>. Without a key, addresses that are asked answer what is public.',
    'In the examples $KEY is your key: set KEY=<key> before you paste. The ids of captures, subscriptions and links and the product codes are those of our run: put your own in their place.',
    `A document of up to ${atOnce.megabytes} MB and ${atOnce.events} events is stored before it is answered.${
      large === undefined
        ? ''
        : ` A heavier one, or one of more events, up to ${large.megabytes} MB and ${large.events} events, is accepted first and worked off: ask the address in Location until running is false; faults are in errors.`
    } Sending again is safe with an Idempotency-Key (kept for 72 hours).`,
    'XML: send it with Content-Type: application/xml (EPCIS 2.0 and 1.2), ask for it with Accept: application/xml; with GS1-EPCIS-Max: 1.2 too, for EPCIS 1.2. Identifiers as URNs: GS1-EPC-Format: Always_EPC_URN.',
    'Long lists come in pages: follow the Link header until there is no rel="next".',
    'Subscriptions: the portal sends a POST to your address; 2xx takes it, else it comes again with the same Nguon-Delivery. With a signatureToken, GS1-Signature is sha256= and the HMAC-SHA-256 (hexadecimal) of the body with it: reckon it again and compare before you believe it.',
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
