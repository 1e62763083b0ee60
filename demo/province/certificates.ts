// Certificates and test results of the demo province, with days counted from now so that they stay in force or expired.
import { mangCauLots } from '../chains/mang-cau.ts';
import { muoiTomBatches } from '../chains/muoi-tom.ts';
import { thanhLongShipments } from '../chains/thanh-long.ts';
import { sauRiengLots } from '../chains/sau-rieng.ts';
import { productOf } from './products.ts';

export interface DemoCertificate {
  /** Holder. */
  readonly org: string;
  /** Index key of what it speaks of. */
  readonly thing: string;
  readonly kind: 'certificate' | 'test' | 'declaration';
  readonly name: string;
  readonly nameEn: string;
  readonly number: string;
  /** Slug of the issuer, where it is in the register. */
  readonly issuer?: string;
  readonly issuerName: string;
  readonly vouchedBy: 'self' | 'third_party' | 'state';
  readonly result?: string;
  readonly issuedDaysAgo: number;
  /** Days from now; negative = expired. */
  readonly validForDays?: number;
}

const ofProduct = (product: string): Pick<DemoCertificate, 'org' | 'thing'> => ({
  org: productOf(product).org,
  thing: `01/${productOf(product).gtin}`,
});
const ofLot = (product: string, lot: string): Pick<DemoCertificate, 'org' | 'thing'> => ({
  org: productOf(product).org,
  thing: `01/${productOf(product).gtin}/10/${lot}`,
});
const byMinhNong = { issuer: 'minh-nong', issuerName: 'Công ty Cổ phần Chứng nhận Minh Nông', vouchedBy: 'third_party' } as const;
const byLaboratory = { issuer: 'kiem-nghiem-vam-co', issuerName: 'Trung tâm Kiểm nghiệm Vàm Cỏ', vouchedBy: 'third_party' } as const;
const byPlantProtection = {
  issuer: 'chi-cuc-trong-trot',
  issuerName: 'Chi cục Trồng trọt và Bảo vệ thực vật',
  vouchedBy: 'state',
} as const;
const byProvince = { issuerName: 'Ủy ban nhân dân tỉnh Tây Ninh', vouchedBy: 'state' } as const;
const certificate = 'certificate' as const;

// prettier-ignore
const standing: readonly DemoCertificate[] = [
  { ...ofProduct('mang-cau-hop'), ...byMinhNong, kind: certificate, name: 'VietGAP trồng trọt', nameEn: 'VietGAP crop production', number: 'VG-DEMO-0193', issuedDaysAgo: 410, validForDays: 320 },
  { ...ofProduct('mang-cau-hop'), ...byProvince, kind: certificate, name: 'Sản phẩm OCOP 4 sao', nameEn: 'OCOP, four stars', number: 'OCOP-DEMO-41', issuedDaysAgo: 300, validForDays: 795 },
  { ...ofProduct('mang-cau-hop'), issuerName: 'Hợp tác xã Mãng cầu Suối Xanh', kind: 'declaration', name: 'Tự công bố thời gian cách ly thuốc: 20 ngày', nameEn: 'Declared pre-harvest interval: 20 days', number: 'CB-DEMO-07', vouchedBy: 'self', issuedDaysAgo: 120 },
  { ...ofProduct('banh-trang-nam-nhung'), ...byProvince, kind: certificate, name: 'Sản phẩm OCOP 4 sao', nameEn: 'OCOP, four stars', number: 'OCOP-DEMO-42', issuedDaysAgo: 500, validForDays: 595 },
  { ...ofProduct('banh-trang-nam-nhung'), ...byMinhNong, kind: certificate, name: 'Cơ sở đủ điều kiện an toàn thực phẩm', nameEn: 'Food-safety conditions', number: 'ATTP-DEMO-310', issuedDaysAgo: 200, validForDays: 895 },
  { ...ofProduct('banh-trang-ut-hanh'), ...byMinhNong, kind: certificate, name: 'Cơ sở đủ điều kiện an toàn thực phẩm', nameEn: 'Food-safety conditions', number: 'ATTP-DEMO-177', issuedDaysAgo: 1_107, validForDays: -12 },
  { ...ofProduct('muoi-tom-hu'), ...byMinhNong, kind: certificate, name: 'HACCP', nameEn: 'HACCP', number: 'HC-DEMO-088', issuedDaysAgo: 260, validForDays: 835 },
  { ...ofProduct('muoi-tom-hu'), ...byProvince, kind: certificate, name: 'Sản phẩm OCOP 5 sao', nameEn: 'OCOP, five stars', number: 'OCOP-DEMO-51', issuedDaysAgo: 380, validForDays: 715 },
  { ...ofProduct('gao-nang-thom'), ...byProvince, kind: certificate, name: 'Sản phẩm OCOP 3 sao', nameEn: 'OCOP, three stars', number: 'OCOP-DEMO-33', issuedDaysAgo: 610, validForDays: 485 },
  { ...ofProduct('thanh-long-thung'), ...byMinhNong, kind: certificate, name: 'GlobalG.A.P.', nameEn: 'GlobalG.A.P.', number: 'GG-DEMO-0412', issuedDaysAgo: 150, validForDays: 215 },
  { ...ofProduct('thanh-long-thung'), ...byPlantProtection, kind: certificate, name: 'Mã số cơ sở đóng gói xuất khẩu', nameEn: 'Export packhouse code', number: 'VN-LAPH-DEMO-019', issuedDaysAgo: 330 },
  { ...ofProduct('sau-rieng'), ...byPlantProtection, kind: certificate, name: 'Mã số vùng trồng', nameEn: 'Growing-area code', number: 'VN-TNOR-0188', issuedDaysAgo: 290 },
];

/** Residue and hygiene tests of recent lots, by the province's laboratory. */
function lotTests(): DemoCertificate[] {
  const test = (product: string, lot: string, name: string, nameEn: string, result: string, issuedDaysAgo: number): DemoCertificate => ({
    ...ofLot(product, lot),
    ...byLaboratory,
    kind: 'test',
    name,
    nameEn,
    number: `KQ-DEMO-${lot}`,
    result,
    issuedDaysAgo,
  });
  const lots = (prefix: string, { first, count }: { first: number; count: number }): string[] =>
    Array.from({ length: count }, (_, index) => `${prefix}-${first + index}`);
  const residue = ['Dư lượng thuốc bảo vệ thực vật', 'Pesticide residues'] as const;
  return [
    ...lots('MC', mangCauLots).map((lot, index) => test('mang-cau-hop', lot, ...residue, 'Đạt, 42 chỉ tiêu', Math.round(64 - index * 2.4))),
    ...lots('TL', thanhLongShipments).map((lot, index) =>
      test('thanh-long-thung', lot, ...residue, 'Đạt, 68 chỉ tiêu', Math.max(0, 61 - index * 7)),
    ),
    ...lots('SR', sauRiengLots).map((lot, index) =>
      test('sau-rieng', lot, 'Cadimi và vàng O', 'Cadmium and Auramine O', 'Đạt', Math.max(0, 56 - index * 4)),
    ),
    ...lots('MT', muoiTomBatches)
      .filter((lot) => lot !== muoiTomBatches.recalled)
      .map((lot) =>
        test(
          'muoi-tom-hu',
          lot,
          'Vi sinh và độc tố vi nấm',
          'Microbes and mould toxins',
          'Đạt',
          66 - (Number(lot.slice(3)) - muoiTomBatches.first) * 4,
        ),
      ),
    test(
      'muoi-tom-hu',
      muoiTomBatches.recalled,
      'Vi sinh và độc tố vi nấm',
      'Microbes and mould toxins',
      'Không đạt: aflatoxin B1 vượt mức',
      4,
    ),
  ];
}

export const demoCertificates: readonly DemoCertificate[] = [...standing, ...lotTests()];
