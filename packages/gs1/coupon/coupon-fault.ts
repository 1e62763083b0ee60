// What can be wrong with a North American coupon, in words.

/** Parts of a coupon as the linters of the GS1 dictionary call them, in Vietnamese and English. */
const FIELDS = {
  format_code: ['mã định dạng', 'format code'],
  gcp: ['tiền tố doanh nghiệp', 'company prefix'],
  funder: ['tiền tố doanh nghiệp của bên tài trợ', "funder's company prefix"],
  offer_code: ['mã ưu đãi', 'offer code'],
  save_value: ['số tiền được giảm', 'save value'],
  '1st_purchase_requirement': ['điều kiện mua thứ nhất', 'first purchase requirement'],
  '1st_purchase_requirement_code': ['loại điều kiện mua thứ nhất', 'first purchase requirement code'],
  '1st_purchase_family_code': ['mã nhóm hàng thứ nhất', 'first purchase family code'],
  additional_purchase_rules_code: ['mã quy tắc mua thêm', 'additional purchase rules code'],
  '2nd_purchase_requirement': ['điều kiện mua thứ hai', 'second purchase requirement'],
  '2nd_purchase_requirement_code': ['loại điều kiện mua thứ hai', 'second purchase requirement code'],
  '2nd_purchase_family_code': ['mã nhóm hàng thứ hai', 'second purchase family code'],
  '2nd_purchase_gcp': ['tiền tố doanh nghiệp của hàng thứ hai', 'company prefix of the second purchase'],
  '3rd_purchase_requirement': ['điều kiện mua thứ ba', 'third purchase requirement'],
  '3rd_purchase_requirement_code': ['loại điều kiện mua thứ ba', 'third purchase requirement code'],
  '3rd_purchase_family_code': ['mã nhóm hàng thứ ba', 'third purchase family code'],
  '3rd_purchase_gcp': ['tiền tố doanh nghiệp của hàng thứ ba', 'company prefix of the third purchase'],
  expiration_date: ['ngày hết hạn', 'expiration date'],
  start_date: ['ngày bắt đầu', 'start date'],
  serial_number: ['số sê-ri', 'serial number'],
  retailer_gcp_or_gln: ['mã của nhà bán lẻ', "retailer's prefix or GLN"],
  save_value_code: ['loại giảm giá', 'save value code'],
  save_value_applies_to_item: ['mặt hàng được giảm', 'item to which the save value applies'],
  store_coupon_flag: ['dấu phiếu của cửa hàng', 'store coupon flag'],
  dont_multiply_flag: ['dấu không nhân giá trị', "don't-multiply flag"],
} as const;

export type CouponField = keyof typeof FIELDS;

const KINDS = {
  missing: ['thiếu {field}', 'the {field} is missing'],
  missing_length: ['thiếu chữ số cho biết độ dài của {field}', 'the digit that tells the length of the {field} is missing'],
  truncated: ['{field} bị cắt cụt', 'the {field} is cut short'],
  length: ['độ dài của {field} không hợp lệ', 'the length of the {field} is not valid'],
  invalid: ['{field} không hợp lệ', 'the {field} is not valid'],
  unknown: ['{field} không có trong danh sách', 'the {field} is not in the list'],
  offline: ['chưa tra được {field}', 'the {field} cannot be looked up now'],
} as const;

export type CouponFaultKind = keyof typeof KINDS;

export interface CouponFault {
  /** Name of the fault in the GS1 dictionary, in small letters. */
  readonly code: string;
  /** First character concerned in the value, and how many. */
  readonly at: number;
  readonly length: number;
  readonly vi: string;
  readonly en: string;
}

/** A fault of one field; `code` where the dictionary does not name it `coupon_{kind}_{field}`. */
export function fieldFault(kind: CouponFaultKind, field: CouponField, code: string, at: number, length: number): CouponFault {
  const [vi, en] = KINDS[kind];
  const words = FIELDS[field];
  return couponFault(code, at, length, vi.replace('{field}', words[0]), en.replace('{field}', words[1]));
}

export function couponFault(code: string, at: number, length: number, vi: string, en: string): CouponFault {
  return { code, at, length, vi: `Phiếu ưu đãi sai: ${vi}.`, en: `The coupon is wrong: ${en}.` };
}
