// Codes of the demo province worth scanning: one for each thing that a scan page can say. Fixed, whatever the day.
import { banhTrangBatches, packsOf } from './chains/banh-trang.ts';
import { boxesOf, mangCauLots } from './chains/mang-cau.ts';
import { jarsOf, muoiTomBatches } from './chains/muoi-tom.ts';
import { fruitsOf, sauRiengLots } from './chains/sau-rieng.ts';
import { cartonsOf, thanhLongShipments } from './chains/thanh-long.ts';
import { taxCode } from './keys.ts';
import { numberOf } from './province/operators.ts';
import { productOf } from './province/products.ts';

export interface DemoCode {
  /** Short name, unique. */
  readonly name: string;
  readonly title: string;
  /** GS1 Digital Link path, from the first slash. */
  readonly path: string;
  /** What the page shows. */
  readonly see: string;
}

/** Path of an item's label: product, lot and serial. `item` = its Digital Link. */
function label(product: string, lot: string, item: string): string {
  const serial = item.slice(item.lastIndexOf('/') + 1);
  return `/01/${productOf(product).gtin}/10/${lot}/21/${serial}`;
}

const box = (lot: string, index: number): string => label('mang-cau-hop', lot, boxesOf(lot)[index]!);
const jar = (lot: string, index: number): string => label('muoi-tom-hu', lot, jarsOf(lot)[index]!);

export function demoCodes(): DemoCode[] {
  const { right, broken, repeated } = mangCauLots;
  const { voided, notActivated, expiredCertificate, late } = banhTrangBatches;
  const pack = (product: string, lot: string, index: number): string => label(product, lot, packsOf(lot)[index]!);
  const mangCau = productOf('mang-cau-hop');
  // prettier-ignore
  return [
    { name: 'dung', title: 'Mã đúng', path: box(right, 24), see: 'Mãng cầu đang bày bán, đủ hành trình từ vườn đến cửa hàng' },
    { name: 'thu-hoi', title: 'Lô bị thu hồi', path: jar(muoiTomBatches.recalled, 0), see: 'Cảnh báo thu hồi muối tôm đứng trên mọi thông tin khác' },
    { name: 'chua-kich-hoat', title: 'Tem chưa kích hoạt', path: pack('banh-trang-nam-nhung', notActivated, 0), see: 'Tem đã in nhưng chưa gắn vào lô bánh tráng nào' },
    { name: 'da-huy', title: 'Tem đã hủy', path: pack('banh-trang-nam-nhung', voided, 0), see: 'Tem rách đã bị cơ sở hủy' },
    { name: 'het-han-chung-nhan', title: 'Chứng nhận hết hạn', path: pack('banh-trang-ut-hanh', expiredCertificate, 0), see: 'Giấy an toàn thực phẩm của cơ sở đã hết hạn' },
    { name: 'dut-chuoi', title: 'Chuỗi bị đứt', path: box(broken, 0), see: 'Chợ đầu mối bán hàng nhưng không có lần nhận hàng' },
    { name: 'ghi-muon', title: 'Ghi nhận muộn', path: pack('banh-trang-nam-nhung', late, 0), see: 'Cơ sở ghi sổ sau khi làm sáu ngày' },
    { name: 'quet-nhieu', title: 'Quét quá nhiều lần', path: box(repeated, 0), see: 'Một mã duy nhất mà nhiều nơi cùng quét' },
    { name: 'khong-ro', title: 'Mã không rõ', path: `/01/${mangCau.gtin}/10/${right}/21/KHONGCO99`, see: 'Sản phẩm có thật nhưng số sê-ri này chưa ai phát hành' },
    { name: 'chi-13-so', title: 'Liên kết viết kiểu cũ', path: `/01/${mangCau.gtin13}/10/${right}?8000=${taxCode(numberOf('demo'))}`, see: 'Mã 13 số kèm mã số thuế, như nhiều nhãn đang dùng' },
    { name: 'lo-hang', title: 'Cả lô muối tôm', path: `/01/${productOf('muoi-tom-hu').gtin}/10/${muoiTomBatches.right}`, see: 'Bốn nguyên liệu, hai công đoạn, bảy cửa hàng' },
    { name: 'xuat-khau', title: 'Thùng thanh long xuất khẩu', path: label('thanh-long-thung', thanhLongShipments.shown, cartonsOf(thanhLongShipments.shown)[5]!), see: 'Tám mẻ cắt của bốn vườn, kiểm dịch, chuỗi lạnh ra cảng' },
    { name: 'tung-trai', title: 'Sầu riêng từng trái', path: label('sau-rieng', sauRiengLots.shown, fruitsOf(sauRiengLots.shown)[10]!), see: 'Mỗi trái một mã từ lúc cắt' },
  ];
}
