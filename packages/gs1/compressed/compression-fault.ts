// What is wrong with a compressed link or stands in the way of compressing one, in Vietnamese and English.

import type { FaultCode } from '../fault.ts';

// prettier-ignore
const TEXTS = {
  not_compressed: ['Đường dẫn không kết thúc bằng mã nén (eh…, ex… hoặc mã nén kiểu cũ). Hãy kiểm tra lại liên kết.', 'The path does not end in a compressed code (eh…, ex… or the older form). Check the link.'],
  link_too_long: ['Liên kết dài quá {got} ký tự. Hãy kiểm tra lại nơi cấp mã.', 'The link is longer than {got} characters. Check where it comes from.'],
  unknown_epc_header: ['Phần đầu {got} không thuộc mã EPC nào có mã khóa GS1 tương ứng. Hãy kiểm tra lại thẻ.', 'The header {got} belongs to no EPC with a GS1 key. Check the tag.'],
  code_cut_short: ['Mã nén bị thiếu ở cuối. Hãy chép lại đầy đủ.', 'The compressed code ends too early. Copy it whole.'],
  bits_after_end: ['Sau phần cuối của mã nén còn dữ liệu thừa. Hãy chép lại cho đúng.', 'There is more after the end of the compressed code. Copy it exactly.'],
  reserved_bits: ['Mã nén dùng giá trị “{got}” mà tiêu chuẩn chưa định nghĩa. Hãy đọc lại thẻ.', 'The compressed code uses "{got}", which the standard does not define. Read the tag again.'],
  too_many_values: ['Mã nén có hơn {got} giá trị. Hãy kiểm tra lại nơi cấp mã.', 'The compressed code holds more than {got} values. Check where it comes from.'],
  number_too_large: ['Số trong mã nén có nhiều hơn {got} chữ số cho phép. Hãy đọc lại thẻ.', 'A number in the compressed code has more than the {got} digits allowed. Read the tag again.'],
  uncompressible_ai: ['({got}) không có cách ghi nhị phân trong tiêu chuẩn. Hãy dùng liên kết không nén.', '({got}) has no binary form in the standard. Use the link uncompressed.'],
  ambiguous_code: ['Mã nén kiểu cũ này đọc được theo hai cách. Hãy dùng liên kết không nén.', 'This code of the older form can be read in two ways. Use the link uncompressed.'],
  // compressing
  no_binary_scheme: ['Mã {got} không có dạng nhị phân EPC: chỉ vật có số sê-ri riêng mới nén được (GLN không có phần mở rộng cần độ dài tiền tố doanh nghiệp).', '{got} has no EPC binary form: only serialised things have one (a GLN without extension needs its company prefix length).'],
  restricted_number: ['GTIN {got} thuộc dải số nội bộ hoặc hạn chế nên không được ghi thành EPC.', 'The GTIN {got} is of a restricted range and must not be made an EPC.'],
  not_reversible: ['Không nén được ({got}) mà giữ nguyên giá trị. Hãy dùng liên kết không nén.', '({got}) cannot be compressed without loss. Use the link uncompressed.'],
  bad_filter: ['Giá trị lọc phải từ 0 đến 7.', 'The filter value must be 0 to 7.'],
} as const satisfies Record<string, readonly [string, string]>;

export type CompressionCode = keyof typeof TEXTS;

/** One thing wrong; `position` counts characters of the input from 0. Codes of the other readers of identifiers occur too. */
export interface CompressionFault {
  readonly code: CompressionCode | FaultCode;
  readonly position: number;
  readonly vi: string;
  readonly en: string;
}

export type CompressionResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly CompressionFault[] };

/** Longest piece of the input, in characters, repeated in a message. */
const QUOTE_MAX_CHARS = 60;

/** A refusal with one fault; `got` fills the words. */
export function refuseCode(code: CompressionCode, position: number, got = ''): CompressionResult<never> {
  // What wrong bits say may be any character; controls are not repeated.
  const plain = got.replace(/[^ -~]/g, '·');
  const quoted = plain.length > QUOTE_MAX_CHARS ? `${plain.slice(0, QUOTE_MAX_CHARS)}…` : plain;
  const [vi, en] = TEXTS[code];
  return { ok: false, faults: [{ code, position, vi: vi.replace('{got}', () => quoted), en: en.replace('{got}', () => quoted) }] };
}
