// The primary keys of GS1 Digital Link with their qualifiers and names.

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
  ['00', 'SSCC', 'Mã công-te-nơ vận chuyển theo sê-ri', 'Serial Shipping Container Code'],
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
