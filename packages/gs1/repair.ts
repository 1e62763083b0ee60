// What lenient reading mended in a code, each with its words in Vietnamese and English.

// prettier-ignore
const REPAIR_TEXTS = {
  trimmed: ['Đã bỏ khoảng trắng và ký tự ẩn.', 'Blanks and invisible characters were removed.'],
  symbology_identifier: ['Đã bỏ ký hiệu loại mã vạch do máy quét gửi kèm.', 'The symbology identifier sent by the reader was removed.'],
  scheme_added: ['Đã thêm https:// vào đầu địa chỉ.', 'https:// was put before the address.'],
  gtin_padded: ['Đã thêm số 0 vào đầu GTIN cho đủ 14 chữ số.', 'The GTIN was filled with zeros to 14 digits.'],
  bare_gtin: ['Đã đọc dãy số này là mã vạch GTIN.', 'The digits were read as a GTIN barcode.'],
  bare_sscc: ['Đã đọc dãy 18 chữ số này là mã SSCC.', 'The 18 digits were read as an SSCC.'],
  element_string: ['Đã đọc chuỗi phần tử GS1 thay cho địa chỉ.', 'A GS1 element string was read in place of an address.'],
  letter_case: ['Đã đưa chữ hoa, chữ thường của tên miền và mã %XX về dạng chuẩn.', 'Upper and lower case of host and %XX escapes were put right.'],
  portal_page: ['Đã đọc địa chỉ trang sản phẩm của Cổng truy xuất quốc gia thành GTIN và số lô.', 'The address of a product page of the national portal was read as GTIN and lot.'],
  short_name: ['Đã đổi tên viết tắt (gtin, lot, ser…) thành mã AI.', 'Short names (gtin, lot, ser …) were replaced by identifiers.'],
  trailing_slash: ['Đã bỏ dấu / thừa ở cuối.', 'The slash at the end was removed.'],
  semicolon: ['Đã hiểu dấu ; là dấu ngăn tham số.', 'Semicolons were read as parameter separators.'],
  qualifiers_ordered: ['Đã xếp lại các phần của đường dẫn đúng thứ tự.', 'The parts of the path were put in order.'],
  qualifier_in_query: ['Đã chuyển số lô hoặc số sê-ri từ sau dấu hỏi vào đường dẫn.', 'Lot or serial was moved from the query into the path.'],
  attribute_in_path: ['Đã chuyển dữ liệu phụ từ đường dẫn ra sau dấu hỏi.', 'Data attributes were moved from the path to the query.'],
  attribute_ignored: ['Đã bỏ qua một dữ liệu phụ viết sai.', 'A malformed data attribute was left out.'],
  tax_code_read: ['Đã đọc tham số 8000 là mã số thuế của đơn vị.', 'Parameter 8000 was read as the operator\'s tax code.'],
  unknown_attribute_kept: ['Giữ nguyên tham số số không thuộc GS1.', 'A numeric parameter unknown to GS1 was kept as it is.'],
} as const satisfies Record<string, readonly [string, string]>;

export type RepairCode = keyof typeof REPAIR_TEXTS;

/** Every kind of repair. */
export const repairCodes = Object.keys(REPAIR_TEXTS) as readonly RepairCode[];

export interface Repair {
  readonly code: RepairCode;
  readonly vi: string;
  readonly en: string;
}

/** Adds a repair once. */
export function noteRepair(repairs: Repair[], code: RepairCode): void {
  if (repairs.some((repair) => repair.code === code)) return;
  const [vi, en] = REPAIR_TEXTS[code];
  repairs.push({ code, vi, en });
}
