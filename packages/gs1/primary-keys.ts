// The primary keys of GS1 Digital Link with their qualifiers, their names, and the retired short names of both.

import { findAi } from './ai.ts';

export interface PrimaryKey {
  /** Application identifier of the key. */
  readonly ai: string;
  /** Abbreviation used by GS1. */
  readonly short: string;
  /** Allowed qualifier sequences, each in order; members may be left out (URI Syntax 4.9). */
  readonly qualifiers: readonly (readonly string[])[];
  readonly vi: string;
  readonly en: string;
}

const NAMES: readonly (readonly [string, string, string, string])[] = [
  ['00', 'SSCC', 'Mã công-te-nơ vận chuyển theo xê-ri', 'Serial Shipping Container Code'],
  ['01', 'GTIN', 'Mã số thương phẩm toàn cầu', 'Global Trade Item Number'],
  ['253', 'GDTI', 'Mã số phân định loại tài liệu toàn cầu', 'Global Document Type Identifier'],
  ['255', 'GCN', 'Mã số phiếu ưu đãi toàn cầu', 'Global Coupon Number'],
  ['401', 'GINC', 'Mã số phân định hàng gửi toàn cầu', 'Global Identification Number for Consignment'],
  ['402', 'GSIN', 'Mã số phân định chuyến hàng toàn cầu', 'Global Shipment Identification Number'],
  ['414', 'GLN', 'Mã số địa điểm toàn cầu', 'Global Location Number'],
  ['415', 'GLN', 'Mã số địa điểm toàn cầu của bên nhận thanh toán', 'Global Location Number of the invoicing party'],
  ['417', 'PGLN', 'Mã số tổ chức toàn cầu', 'Party Global Location Number'],
  ['8003', 'GRAI', 'Mã số tài sản có thể quay vòng toàn cầu', 'Global Returnable Asset Identifier'],
  ['8004', 'GIAI', 'Mã số tài sản riêng toàn cầu', 'Global Individual Asset Identifier'],
  ['8006', 'ITIP', 'Mã số thành phần của thương phẩm', 'Individual Trade Item Piece'],
  ['8010', 'CPID', 'Mã số phân định bộ phận hoặc linh kiện', 'Component / Part Identifier'],
  ['8013', 'GMN', 'Mã số kiểu sản phẩm toàn cầu', 'Global Model Number'],
  ['8017', 'GSRNP', 'Mã số quan hệ dịch vụ toàn cầu của bên cung cấp', 'Global Service Relation Number, provider'],
  ['8018', 'GSRN', 'Mã số quan hệ dịch vụ toàn cầu của bên nhận', 'Global Service Relation Number, recipient'],
];

/** All sixteen primary keys, in order of their application identifiers. */
export const primaryKeys: readonly PrimaryKey[] = NAMES.map(([ai, short, vi, en]) => ({
  ai,
  short,
  qualifiers: findAi(ai)!.qualifiers!,
  vi,
  en,
}));

/** Short names of URI Syntax 1.0 and 1.1 (withdrawn in 1.2), lower case. */
const SHORT_NAMES = new Map([
  ['sscc', '00'],
  ['gtin', '01'],
  ['gdti', '253'],
  ['gcn', '255'],
  ['ginc', '401'],
  ['gsin', '402'],
  ['gln', '414'],
  ['payto', '415'],
  ['party', '417'],
  ['grai', '8003'],
  ['giai', '8004'],
  ['itip', '8006'],
  ['cpid', '8010'],
  ['gmn', '8013'],
  ['gsrnp', '8017'],
  ['gsrn', '8018'],
  ['cpv', '22'],
  ['lot', '10'],
  ['ser', '21'],
  ['tpx', '235'],
  ['glnx', '254'],
  ['refno', '8020'],
  ['cpsn', '8011'],
  ['srin', '8019'],
]);

/** Longest short name, in characters. */
const SHORT_NAME_MAX_CHARS = 5;

/** The application identifier behind a short name in any case, for example `GTIN` → `01`. */
export function findShortName(text: string, from: number, to: number): string | undefined {
  const length = to - from;
  if (length < 3 || length > SHORT_NAME_MAX_CHARS) return undefined;
  return SHORT_NAMES.get(text.slice(from, to).toLowerCase());
}

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
  ['21', 'Số xê-ri'],
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
