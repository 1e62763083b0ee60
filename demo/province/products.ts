// Products of the demo province: what is sold, and the raw materials that the chains start from.
import { gtin13, gtin14 } from '../keys.ts';
import { numberOf } from './operators.ts';

export interface DemoProduct {
  readonly org: string;
  readonly item: number;
  readonly name: string;
  readonly nameEn: string;
  readonly nameZh?: string;
  readonly category: string;
  readonly netContent?: string;
  readonly description: string;
  readonly descriptionEn: string;
  /** Name of the drawing in demo/images, without `.svg`. */
  readonly image: string;
  readonly ocopStars?: 3 | 4 | 5;
  readonly shelfLifeDays?: number;
  readonly standard?: string;
  readonly gtin: string;
  readonly gtin13: string;
}

type Row = readonly [
  ref: string,
  org: string,
  item: number,
  names: readonly [string, string, string?],
  category: string,
  image: string,
  text: readonly [string, string],
  more?: { net?: string; stars?: 3 | 4 | 5; days?: number; standard?: string; level?: number },
];

const fruit = 'Trái cây';
const food = 'Thực phẩm chế biến';
const material = 'Nguyên liệu';

// prettier-ignore
const rows: readonly Row[] = [
  ['mang-cau-tuoi', 'demo', 1, ['Mãng cầu dai tươi (nguyên liệu)', 'Custard apple, fresh from the orchard'], material, 'mang-cau', ['Trái mới hái, chưa phân loại.', 'Just picked, not yet graded.'], { days: 5 }],
  ['mang-cau-hop', 'demo', 10, ['Mãng cầu Bà Đen', 'Ba Den custard apple', '黑婆山番荔枝'], fruit, 'mang-cau',
    ['Trái 350–500 g, mắt nở, chín trong 2–3 ngày ở nhiệt độ thường. Hộp 1,5 kg.', 'Fruits of 350–500 g that ripen in 2–3 days at room temperature. Box of 1.5 kg.'],
    { net: '1,5 kg', stars: 4, days: 10, standard: 'VietGAP trồng trọt' }],
  ['mang-cau-loai-2', 'demo', 11, ['Mãng cầu loại 2 làm nguyên liệu chế biến', 'Custard apple, second grade for processing'], material, 'mang-cau', ['Trái nhỏ, bán cho cơ sở ép và làm kem.', 'Small fruit for juice and ice cream.'], { days: 5 }],
  ['lua-nang-thom', 'xay-xat-rach-dao', 1, ['Lúa Nàng Thơm', 'Nang Thom paddy'], material, 'lua', ['Lúa khô, ẩm độ dưới 14 %.', 'Dry paddy under 14 % moisture.'], { days: 180 }],
  ['gao-nang-thom', 'xay-xat-rach-dao', 10, ['Gạo Nàng Thơm Rạch Đào', 'Rach Dao Nang Thom rice', '香米'], 'Gạo, lương thực', 'gao',
    ['Gạo thơm hạt dài, xay trong 7 ngày trước khi giao.', 'Fragrant long-grain rice, milled within 7 days of delivery.'], { net: '25 kg', stars: 3, days: 240, standard: 'TCVN 11888:2017' }],
  ['banh-trang-nam-nhung', 'banh-trang-nam-nhung', 10, ['Bánh tráng phơi sương Năm Nhung', 'Nam Nhung dew-dried rice paper', '露晒米纸'], food, 'banh-trang',
    ['Bánh hai lớp, nướng sơ, phơi sương cho mềm. Ăn với thịt luộc và rau rừng. Gói 300 g.', 'Two layers, lightly toasted and softened by the dew. Pack of 300 g.'], { net: '300 g', stars: 4, days: 30 }],
  ['banh-trang-ut-hanh', 'banh-trang-ut-hanh', 10, ['Bánh tráng phơi sương Út Hạnh', 'Ut Hanh dew-dried rice paper', '露晒米纸'], food, 'banh-trang',
    ['Bánh mỏng, dẻo, cuốn không rách. Gói 500 g.', 'Thin and supple. Pack of 500 g.'], { net: '500 g', days: 30 }],
  ['banh-trang-muoi-ot', 'banh-trang-nam-nhung', 11, ['Bánh tráng cuốn muối tỏi', 'Rice paper rolls with garlic salt'], food, 'banh-trang', ['Ăn liền, gói 120 g.', 'Ready to eat, 120 g.'], { net: '120 g', days: 60 }],
  ['muoi-hat', 'muoi-bien-lanh', 1, ['Muối hạt sạch', 'Clean sea salt'], material, 'muoi', ['Muối kết tinh trên bạt, bao 50 kg.', 'Salt crystallised on sheets, bag of 50 kg.'], { net: '50 kg', days: 1_095 }],
  ['tom-kho', 'tom-kho-vam-co', 1, ['Tôm khô Vàm Nhựt', 'Vam Nhut dried shrimp', '虾干'], 'Thủy sản', 'tom', ['Tôm đất hấp, phơi hai nắng, túi 5 kg.', 'Steamed and sun-dried, bag of 5 kg.'], { net: '5 kg', stars: 3, days: 180 }],
  ['ot-kho', 'ot-toi-thanh-duc', 1, ['Ớt chỉ thiên sấy', 'Dried bird chilli'], material, 'ot', ['Ớt sấy nguyên trái, bao 10 kg.', 'Whole dried chilli, bag of 10 kg.'], { net: '10 kg', days: 240 }],
  ['toi-kho', 'ot-toi-thanh-duc', 2, ['Tỏi khô', 'Dried garlic'], material, 'toi', ['Tỏi phơi khô, bao 10 kg.', 'Dried garlic, bag of 10 kg.'], { net: '10 kg', days: 180 }],
  ['muoi-tom-mon', 'muoi-tom-nang-gio', 1, ['Muối tôm đã trộn (bán thành phẩm)', 'Shrimp salt mix, unfinished'], material, 'muoi-tom', ['Mẻ trộn chờ rang.', 'Mixed, waiting to be roasted.'], { days: 30 }],
  ['muoi-tom-hu', 'muoi-tom-nang-gio', 10, ['Muối tôm Tây Ninh Nắng Gió', 'Nang Gio Tay Ninh shrimp salt', '西宁虾盐'], food, 'muoi-tom',
    ['Rang chậm với tôm khô, ớt, tỏi. Chấm trái cây, ướp đồ nướng. Hũ 150 g.', 'Slowly roasted with dried shrimp, chilli and garlic. Jar of 150 g.'], { net: '150 g', stars: 5, days: 365, standard: 'HACCP' }],
  ['muoi-tom-thung', 'muoi-tom-nang-gio', 10, ['Muối tôm Tây Ninh Nắng Gió, thùng 24 hũ', 'Nang Gio Tay Ninh shrimp salt, case of 24'], food, 'muoi-tom', ['Thùng giấy 24 hũ 150 g.', 'Case of 24 jars of 150 g.'], { net: '24 × 150 g', days: 365, level: 1 }],
  ['thanh-long-tuoi', 'thanh-long-tam-vu', 1, ['Thanh long ruột đỏ (nguyên liệu)', 'Red dragon fruit, fresh from the orchard'], material, 'thanh-long', ['Trái cắt buổi sớm, chưa phân cỡ.', 'Cut in the early morning, not yet sized.'], { days: 10 }],
  ['thanh-long-thung', 'trai-cay-song-vam', 10, ['Thanh long ruột đỏ xuất khẩu', 'Red dragon fruit for export', '红心火龙果'], fruit, 'thanh-long',
    ['Xử lý hơi nước nóng, cỡ 350–450 g. Thùng 4,5 kg.', 'Hot-vapour treated, 350–450 g each. Carton of 4.5 kg.'], { net: '4,5 kg', days: 28, standard: 'GlobalG.A.P.' }],
  ['sau-rieng', 'sau-rieng-bau-don', 10, ['Sầu riêng Bàu Đồn', 'Bau Don durian', '榴莲'], fruit, 'sau-rieng',
    ['Giống Ri6, mỗi trái một mã, cắt đúng độ chín.', 'Ri6 variety, one code per fruit, cut when ripe.'], { net: '2–4 kg', stars: 3, days: 7 }],
];

/** Products by the short name that the chains use. */
export const demoProducts: ReadonlyMap<string, DemoProduct> = new Map(
  rows.map(([ref, org, item, [name, nameEn, nameZh], category, image, [description, descriptionEn], more]) => [
    ref,
    {
      org,
      item,
      name,
      nameEn,
      category,
      image,
      description,
      descriptionEn,
      gtin: gtin14(numberOf(org), item, more?.level),
      gtin13: gtin13(numberOf(org), item),
      ...(nameZh === undefined ? {} : { nameZh }),
      ...(more?.net === undefined ? {} : { netContent: more.net }),
      ...(more?.stars === undefined ? {} : { ocopStars: more.stars }),
      ...(more?.days === undefined ? {} : { shelfLifeDays: more.days }),
      ...(more?.standard === undefined ? {} : { standard: more.standard }),
    },
  ]),
);

export function productOf(ref: string): DemoProduct {
  const product = demoProducts.get(ref);
  if (product === undefined) throw new Error(`no demo product ${ref}`);
  return product;
}
