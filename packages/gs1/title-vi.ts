// What application identifiers are called in Vietnamese.

import { findAi } from './ai.ts';

const VIETNAMESE_TITLES = new Map([
  ['00', 'Mã SSCC'],
  ['01', 'Mã GTIN'],
  ['02', 'GTIN của hàng bên trong'],
  ['10', 'Số lô'],
  ['11', 'Ngày sản xuất'],
  ['13', 'Ngày đóng gói'],
  ['15', 'Tốt nhất trước ngày'],
  ['16', 'Bán trước ngày'],
  ['17', 'Hạn sử dụng'],
  ['20', 'Biến thể'],
  ['21', 'Số sê-ri'],
  ['22', 'Biến thể tiêu dùng'],
  ['235', 'Phần mở rộng do bên thứ ba kiểm soát'],
  ['240', 'Mã bổ sung của nhà sản xuất'],
  ['253', 'Mã GDTI'],
  ['254', 'Phần mở rộng GLN'],
  ['30', 'Số lượng'],
  ['37', 'Số lượng bên trong'],
  ['400', 'Số đơn hàng'],
  ['414', 'Mã địa điểm GLN'],
  ['416', 'Mã địa điểm sản xuất'],
  ['417', 'Mã tổ chức'],
  ['421', 'Mã bưu chính nơi giao'],
  ['422', 'Nước xuất xứ'],
  ['7003', 'Hạn dùng (ngày giờ)'],
  ['7006', 'Ngày cấp đông đầu tiên'],
  ['7007', 'Ngày thu hoạch'],
  ['8008', 'Thời điểm sản xuất'],
]);

/** Name of an application identifier for a Vietnamese reader; the GS1 data title where we have none. */
export function titleVi(ai: string): string {
  if (/^310\d$/.test(ai)) return 'Khối lượng tịnh (kg)';
  if (/^330\d$/.test(ai)) return 'Khối lượng cả bì (kg)';
  return VIETNAMESE_TITLES.get(ai) ?? findAi(ai)?.title ?? '';
}
