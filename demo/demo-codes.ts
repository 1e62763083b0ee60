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
  readonly en: { readonly title: string; readonly see: string };
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
    { name: 'dung', path: box(right, 24), title: 'Mã đúng', see: 'Mãng cầu đang bày bán, đủ hành trình từ vườn đến cửa hàng', en: { title: 'A right code', see: 'Custard apples on sale, with the whole journey from orchard to shop' } },
    { name: 'thu-hoi', path: jar(muoiTomBatches.recalled, 0), title: 'Lô bị thu hồi', see: 'Cảnh báo thu hồi muối tôm đứng trên mọi thông tin khác', en: { title: 'A recalled lot', see: 'The warning about shrimp salt stands above everything else' } },
    { name: 'chua-kich-hoat', path: pack('banh-trang-nam-nhung', notActivated, 0), title: 'Tem chưa kích hoạt', see: 'Tem đã in nhưng chưa gắn vào lô bánh tráng nào', en: { title: 'A stamp not yet active', see: 'Printed, but not put on any lot of rice paper' } },
    { name: 'da-huy', path: pack('banh-trang-nam-nhung', voided, 0), title: 'Tem đã hủy', see: 'Tem rách đã bị cơ sở hủy', en: { title: 'A cancelled stamp', see: 'Torn, and cancelled by its maker' } },
    { name: 'het-han-chung-nhan', path: pack('banh-trang-ut-hanh', expiredCertificate, 0), title: 'Chứng nhận hết hạn', see: 'Giấy an toàn thực phẩm của cơ sở đã hết hạn', en: { title: 'An expired certificate', see: 'The maker’s food-safety certificate has run out' } },
    { name: 'dut-chuoi', path: box(broken, 0), title: 'Chuỗi bị đứt', see: 'Chợ đầu mối bán hàng nhưng không có lần nhận hàng', en: { title: 'A broken chain', see: 'The wholesale market sold goods that it never received' } },
    { name: 'ghi-muon', path: pack('banh-trang-nam-nhung', late, 0), title: 'Ghi nhận muộn', see: 'Cơ sở ghi sổ sau khi làm sáu ngày', en: { title: 'A late entry', see: 'Written down six days after it was done' } },
    { name: 'quet-nhieu', path: box(repeated, 0), title: 'Quét quá nhiều lần', see: 'Một mã duy nhất mà nhiều nơi cùng quét', en: { title: 'Scanned too often', see: 'One single code that was scanned in many places' } },
    { name: 'khong-ro', path: `/01/${mangCau.gtin}/10/${right}/21/KHONGCO99`, title: 'Mã không rõ', see: 'Sản phẩm có thật nhưng số sê-ri này chưa ai phát hành', en: { title: 'An unknown code', see: 'A real product, but nobody issued this serial number' } },
    { name: 'chi-13-so', path: `/01/${mangCau.gtin13}/10/${right}?8000=${taxCode(numberOf('demo'))}`, title: 'Liên kết viết kiểu cũ', see: 'Mã 13 số kèm mã số thuế, như nhiều nhãn đang dùng', en: { title: 'A link in the old style', see: 'Thirteen digits and a tax code, as many labels have them' } },
    { name: 'lo-hang', path: `/01/${productOf('muoi-tom-hu').gtin}/10/${muoiTomBatches.right}`, title: 'Cả lô muối tôm', see: 'Bốn nguyên liệu, hai công đoạn, bảy cửa hàng', en: { title: 'A whole lot of shrimp salt', see: 'Four ingredients, two steps, seven shops' } },
    { name: 'xuat-khau', path: label('thanh-long-thung', thanhLongShipments.shown, cartonsOf(thanhLongShipments.shown)[5]!), title: 'Thùng thanh long xuất khẩu', see: 'Tám mẻ cắt của bốn vườn, kiểm dịch, chuỗi lạnh ra cảng', en: { title: 'A carton of dragon fruit for export', see: 'Eight cuts from four orchards, quarantine, a cold chain to the port' } },
    { name: 'tung-trai', path: label('sau-rieng', sauRiengLots.shown, fruitsOf(sauRiengLots.shown)[10]!), title: 'Sầu riêng từng trái', see: 'Mỗi trái một mã từ lúc cắt', en: { title: 'Durians one by one', see: 'Each fruit has its own code from the moment it is cut' } },
  ];
}
