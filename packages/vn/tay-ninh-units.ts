// Administrative units of the demo province: the new Tây Ninh (code 80) with its communes, and what they came from.
// Plain facts, put into our own form on 22 November 2026. Units in force: list of 25 July 2026 of
// thanglequoc/vietnamese-provinces-database v4.2.0 (MIT), after Nghị quyết 1656/NQ-UBTVQH15, in force on 1 July 2025.
// Units before: the same project's v2.4.1, the list of 1 March 2025. Predecessors: that project and
// tanthuan031/vnadministrative (MIT). To be checked against Quyết định 19/2025/QĐ-TTg before real use.

import type { Unit, UnitKind } from './units.ts';

/** Day from which the new units exist. */
const REFORM_DAY = '2025-07-01';

/** Communes in force: kind (p phường, x xã, t thị trấn), code, name, and the codes of the communes they came from. */
const COMMUNES = `
p 25459 Tân Ninh: 25456 25459 25462 25465 25468 25597
p 25480 Bình Minh: 25471 25474 25477 25480 25555 25558
x 25486 Tân Biên: 25486 25495 25501
x 25489 Tân Lập: 25489 25492
x 25498 Thạnh Bình: 25498 25507
x 25510 Trà Vong: 25510 25513
x 25516 Tân Châu: 25516 25534 25540 25546
x 25522 Tân Đông: 25519 25522
x 25525 Tân Hội: 25525 25537
x 25531 Tân Hoà: 25528 25531
x 25534 Tân Thành: 25534 25543
x 25549 Tân Phú: 25507 25510 25513 25546 25549
x 25552 Dương Minh Châu: 25552 25555 25558 25564
p 25567 Ninh Thạnh: 25483 25567 25570
x 25573 Cầu Khởi: 25561 25570 25573
x 25579 Lộc Ninh: 25564 25576 25579
x 25585 Châu Thành: 25585 25594 25597 25615
x 25588 Hảo Đước: 25588 25600 25609
x 25591 Phước Vinh: 25504 25591
x 25606 Hoà Hội: 25603 25606 25612
x 25621 Ninh Điền: 25621 25624
p 25630 Long Hoa: 25630 25636 25639 25642 25648
p 25633 Thanh Điền: 25618 25633
p 25645 Hoà Thành: 25645 25651
p 25654 Gò Dầu: 25654 25678 25723
x 25657 Thạnh Đức: 25657 25660
x 25663 Phước Thạnh: 25663 25669 25675
x 25666 Truông Mít: 25582 25666
p 25672 Gia Lộc: 25672 25720
x 25681 Bến Cầu: 25681 25693 25699 25705
x 25684 Long Chữ: 25627 25684 25687
x 25702 Long Thuận: 25690 25696 25702
p 25708 Trảng Bàng: 25708 25735
x 25711 Hưng Thuận: 25711 25714
x 25729 Phước Chỉ: 25729 25738
p 25732 An Tịnh: 25717 25732
p 27694 Long An: 27685 27691 27694 27697 27700 27703 28063
p 27712 Tân An: 27698 27706 27712 27718
p 27715 Khánh Hậu: 27692 27709 27715
x 27721 Tân Hưng: 27721 27739 27745
x 27727 Hưng Điền: 27724 27727 27730
x 27736 Vĩnh Thạnh: 27733 27736 27742
x 27748 Vĩnh Châu: 27748 27751 27754
x 27757 Vĩnh Hưng: 27757 27763 27766 27769 27772 27775 27778
x 27763 Khánh Hưng: 27760 27763 27766 27769 27772
x 27775 Tuyên Bình: 27772 27775 27778 27781 27784
p 27787 Kiến Tường: 27787 27788 27806
x 27793 Bình Hiệp: 27790 27793 27796 27799
x 27811 Bình Hoà: 27802 27808 27811
x 27817 Tuyên Thạnh: 27805 27817 27829
x 27823 Mộc Hoá: 27814 27820 27823
x 27826 Tân Thạnh: 27826 27847 27853 27862
x 27838 Nhơn Hoà Lập: 27835 27838 27844
x 27841 Hậu Thạnh: 27829 27832 27841
x 27856 Nhơn Ninh: 27850 27856 27859
x 27865 Thạnh Hoá: 27865 27886 27895
x 27868 Bình Thành: 27868 27871 27922
x 27877 Thạnh Phước: 27874 27877 27880
x 27889 Tân Tây: 27883 27889 27892
x 27898 Đông Thành: 27898 27910 27913 27928
x 27907 Mỹ Quý: 27901 27904 27907
x 27925 Đức Huệ: 27916 27919 27925
x 27931 Hậu Nghĩa: 27931 27949 27955
x 27937 Đức Hoà: 27937 27985 27988
x 27943 An Ninh: 27940 27943 27946
x 27952 Hiệp Hoà: 27934 27952 27961
x 27964 Đức Lập: 27958 27964 27967
x 27976 Mỹ Hạnh: 27967 27976 27982
x 27979 Hoà Khánh: 27970 27973 27979
x 27991 Bến Lức: 27991 28012 28021
x 27994 Thạnh Lợi: 27994 27997 28000
x 28003 Lương Hoà: 28003 28009
x 28015 Bình Đức: 28015 28027 28033
x 28018 Mỹ Yên: 28018 28024 28030
x 28036 Thủ Thừa: 28036 28042 28057 28063
x 28051 Mỹ Thạnh: 28042 28048 28051 28054
x 28066 Mỹ An: 28060 28066
x 28072 Tân Long: 28039 28045 28072
x 28075 Tân Trụ: 28075 28090 28096 28099
x 28087 Nhựt Tảo: 28036 28057 28078 28084 28087
x 28093 Vàm Cỏ: 28093 28102 28105
x 28108 Cần Đước: 28108 28141 28147 28156
x 28114 Rạch Kiến: 28111 28114 28123
x 28126 Long Cang: 28117 28120 28126
x 28132 Mỹ Lệ: 28129 28132 28135
x 28138 Tân Lân: 28138 28150
x 28144 Long Hựu: 28144 28153
x 28159 Cần Giuộc: 28159 28168 28180
x 28165 Phước Lý: 28162 28165 28174
x 28177 Mỹ Lộc: 28177 28183 28189
x 28201 Phước Vĩnh Tây: 28192 28198 28201
x 28207 Tân Tập: 28195 28204 28207
x 28210 Tầm Vu: 28210 28219 28228 28231
x 28222 Vĩnh Công: 28213 28216 28222
x 28225 Thuận Mỹ: 28225 28234 28246
x 28243 An Lục Long: 28237 28240 28243`;

/** Communes until 30 June 2025 by province code and district: kind, code, name. */
const FORMER_COMMUNES: readonly (readonly [string, string, string])[] = [
  [
    '72',
    'Thành phố Tây Ninh',
    `
    p 25456 1, p 25459 3, p 25462 4, p 25465 Hiệp Ninh, p 25468 2, x 25471 Thạnh Tân, x 25474 Tân Bình, x 25477 Bình Minh, p 25480
    Ninh Sơn, p 25483 Ninh Thạnh`,
  ],
  [
    '72',
    'Huyện Tân Biên',
    `
    t 25486 Tân Biên, x 25489 Tân Lập, x 25492 Thạnh Bắc, x 25495 Tân Bình, x 25498 Thạnh Bình, x 25501 Thạnh Tây, x 25504 Hòa Hiệp, x
    25507 Tân Phong, x 25510 Mỏ Công, x 25513 Trà Vong`,
  ],
  [
    '72',
    'Huyện Tân Châu',
    `
    t 25516 Tân Châu, x 25519 Tân Hà, x 25522 Tân Đông, x 25525 Tân Hội, x 25528 Tân Hòa, x 25531 Suối Ngô, x 25534 Suối Dây, x 25537
    Tân Hiệp, x 25540 Thạnh Đông, x 25543 Tân Thành, x 25546 Tân Phú, x 25549 Tân Hưng`,
  ],
  [
    '72',
    'Huyện Dương Minh Châu',
    `
    t 25552 Dương Minh Châu, x 25555 Suối Đá, x 25558 Phan, x 25561 Phước Ninh, x 25564 Phước Minh, x 25567 Bàu Năng, x 25570 Chà Là,
    x 25573 Cầu Khởi, x 25576 Bến Củi, x 25579 Lộc Ninh, x 25582 Truông Mít`,
  ],
  [
    '72',
    'Huyện Châu Thành',
    `
    t 25585 Châu Thành, x 25588 Hảo Đước, x 25591 Phước Vinh, x 25594 Đồng Khởi, x 25597 Thái Bình, x 25600 An Cơ, x 25603 Biên Giới,
    x 25606 Hòa Thạnh, x 25609 Trí Bình, x 25612 Hòa Hội, x 25615 An Bình, x 25618 Thanh Điền, x 25621 Thành Long, x 25624 Ninh Điền,
    x 25627 Long Vĩnh`,
  ],
  [
    '72',
    'Thị xã Hòa Thành',
    `
    p 25630 Long Hoa, p 25633 Hiệp Tân, p 25636 Long Thành Bắc, x 25639 Trường Hòa, x 25642 Trường Đông, p 25645 Long Thành Trung, x
    25648 Trường Tây, x 25651 Long Thành Nam`,
  ],
  [
    '72',
    'Huyện Gò Dầu',
    `
    t 25654 Gò Dầu, x 25657 Thạnh Đức, x 25660 Cẩm Giang, x 25663 Hiệp Thạnh, x 25666 Bàu Đồn, x 25669 Phước Thạnh, x 25672 Phước
    Đông, x 25675 Phước Trạch, x 25678 Thanh Phước`,
  ],
  [
    '72',
    'Huyện Bến Cầu',
    `
    t 25681 Bến Cầu, x 25684 Long Chữ, x 25687 Long Phước, x 25690 Long Giang, x 25693 Tiên Thuận, x 25696 Long Khánh, x 25699 Lợi
    Thuận, x 25702 Long Thuận, x 25705 An Thạnh`,
  ],
  [
    '72',
    'Thị xã Trảng Bàng',
    `
    p 25708 Trảng Bàng, x 25711 Đôn Thuận, x 25714 Hưng Thuận, p 25717 Lộc Hưng, p 25720 Gia Lộc, p 25723 Gia Bình, x 25729 Phước
    Bình, p 25732 An Tịnh, p 25735 An Hòa, x 25738 Phước Chỉ`,
  ],
  [
    '80',
    'Thành phố Tân An',
    `
    p 27685 5, p 27691 4, p 27692 Tân Khánh, p 27694 1, p 27697 3, p 27698 7, p 27700 6, x 27703 Hướng Thọ Phú, x 27706 Nhơn Thạnh
    Trung, x 27709 Lợi Bình Nhơn, x 27712 Bình Tâm, p 27715 Khánh Hậu, x 27718 An Vĩnh Ngãi`,
  ],
  [
    '80',
    'Thị xã Kiến Tường',
    `
    p 27787 1, p 27788 2, x 27790 Thạnh Trị, x 27793 Bình Hiệp, x 27799 Bình Tân, x 27805 Tuyên Thạnh, p 27806 3, x 27817 Thạnh Hưng`,
  ],
  [
    '80',
    'Huyện Tân Hưng',
    `
    t 27721 Tân Hưng, x 27724 Hưng Hà, x 27727 Hưng Điền B, x 27730 Hưng Điền, x 27733 Thạnh Hưng, x 27736 Hưng Thạnh, x 27739 Vĩnh
    Thạnh, x 27742 Vĩnh Châu B, x 27745 Vĩnh Lợi, x 27748 Vĩnh Đại, x 27751 Vĩnh Châu A, x 27754 Vĩnh Bửu`,
  ],
  [
    '80',
    'Huyện Vĩnh Hưng',
    `
    t 27757 Vĩnh Hưng, x 27760 Hưng Điền A, x 27763 Khánh Hưng, x 27766 Thái Trị, x 27769 Vĩnh Trị, x 27772 Thái Bình Trung, x 27775
    Vĩnh Bình, x 27778 Vĩnh Thuận, x 27781 Tuyên Bình, x 27784 Tuyên Bình Tây`,
  ],
  [
    '80',
    'Huyện Mộc Hóa',
    `
    x 27796 Bình Hòa Tây, x 27802 Bình Thạnh, x 27808 Bình Hòa Trung, x 27811 Bình Hòa Đông, t 27814 Bình Phong Thạnh, x 27820 Tân
    Lập, x 27823 Tân Thành`,
  ],
  [
    '80',
    'Huyện Tân Thạnh',
    `
    t 27826 Tân Thạnh, x 27829 Bắc Hòa, x 27832 Hậu Thạnh Tây, x 27835 Nhơn Hòa Lập, x 27838 Tân Lập, x 27841 Hậu Thạnh Đông, x 27844
    Nhơn Hoà, x 27847 Kiến Bình, x 27850 Tân Thành, x 27853 Tân Bình, x 27856 Tân Ninh, x 27859 Nhơn Ninh, x 27862 Tân Hòa`,
  ],
  [
    '80',
    'Huyện Thạnh Hóa',
    `
    t 27865 Thạnh Hóa, x 27868 Tân Hiệp, x 27871 Thuận Bình, x 27874 Thạnh Phước, x 27877 Thạnh Phú, x 27880 Thuận Nghĩa Hòa, x 27883
    Thủy Đông, x 27886 Thủy Tây, x 27889 Tân Tây, x 27892 Tân Đông, x 27895 Thạnh An`,
  ],
  [
    '80',
    'Huyện Đức Huệ',
    `
    t 27898 Đông Thành, x 27901 Mỹ Quý Đông, x 27904 Mỹ Thạnh Bắc, x 27907 Mỹ Quý Tây, x 27910 Mỹ Thạnh Tây, x 27913 Mỹ Thạnh Đông, x
    27916 Bình Thành, x 27919 Bình Hòa Bắc, x 27922 Bình Hòa Hưng, x 27925 Bình Hòa Nam, x 27928 Mỹ Bình`,
  ],
  [
    '80',
    'Huyện Đức Hòa',
    `
    t 27931 Hậu Nghĩa, t 27934 Hiệp Hòa, t 27937 Đức Hòa, x 27940 Lộc Giang, x 27943 An Ninh Đông, x 27946 An Ninh Tây, x 27949 Tân
    Mỹ, x 27952 Hiệp Hòa, x 27955 Đức Lập Thượng, x 27958 Đức Lập Hạ, x 27961 Tân Phú, x 27964 Mỹ Hạnh Bắc, x 27967 Đức Hòa Thượng, x
    27970 Hòa Khánh Tây, x 27973 Hòa Khánh Đông, x 27976 Mỹ Hạnh Nam, x 27979 Hòa Khánh Nam, x 27982 Đức Hòa Đông, x 27985 Đức Hòa Hạ,
    x 27988 Hựu Thạnh`,
  ],
  [
    '80',
    'Huyện Bến Lức',
    `
    t 27991 Bến Lức, x 27994 Thạnh Lợi, x 27997 Lương Bình, x 28000 Thạnh Hòa, x 28003 Lương Hòa, x 28009 Tân Bửu, x 28012 An Thạnh, x
    28015 Bình Đức, x 28018 Mỹ Yên, x 28021 Thanh Phú, x 28024 Long Hiệp, x 28027 Thạnh Đức, x 28030 Phước Lợi, x 28033 Nhựt Chánh`,
  ],
  [
    '80',
    'Huyện Thủ Thừa',
    `
    t 28036 Thủ Thừa, x 28039 Long Thạnh, x 28042 Tân Thành, x 28045 Long Thuận, x 28048 Mỹ Lạc, x 28051 Mỹ Thạnh, x 28054 Bình An, x
    28057 Nhị Thành, x 28060 Mỹ An, x 28063 Bình Thạnh, x 28066 Mỹ Phú, x 28072 Tân Long`,
  ],
  [
    '80',
    'Huyện Tân Trụ',
    `
    t 28075 Tân Trụ, x 28078 Tân Bình, x 28084 Quê Mỹ Thạnh, x 28087 Lạc Tấn, x 28090 Bình Trinh Đông, x 28093 Tân Phước Tây, x 28096
    Bình Lãng, x 28099 Bình Tịnh, x 28102 Đức Tân, x 28105 Nhựt Ninh`,
  ],
  [
    '80',
    'Huyện Cần Đước',
    `
    t 28108 Cần Đước, x 28111 Long Trạch, x 28114 Long Khê, x 28117 Long Định, x 28120 Phước Vân, x 28123 Long Hòa, x 28126 Long Cang,
    x 28129 Long Sơn, x 28132 Tân Trạch, x 28135 Mỹ Lệ, x 28138 Tân Lân, x 28141 Phước Tuy, x 28144 Long Hựu Đông, x 28147 Tân Ân, x
    28150 Phước Đông, x 28153 Long Hựu Tây, x 28156 Tân Chánh`,
  ],
  [
    '80',
    'Huyện Cần Giuộc',
    `
    t 28159 Cần Giuộc, x 28162 Phước Lý, x 28165 Long Thượng, x 28168 Long Hậu, x 28174 Phước Hậu, x 28177 Mỹ Lộc, x 28180 Phước Lại,
    x 28183 Phước Lâm, x 28189 Thuận Thành, x 28192 Phước Vĩnh Tây, x 28195 Phước Vĩnh Đông, x 28198 Long An, x 28201 Long Phụng, x
    28204 Đông Thạnh, x 28207 Tân Tập`,
  ],
  [
    '80',
    'Huyện Châu Thành',
    `
    t 28210 Tầm Vu, x 28213 Bình Quới, x 28216 Hòa Phú, x 28219 Phú Ngãi Trị, x 28222 Vĩnh Công, x 28225 Thuận Mỹ, x 28228 Hiệp Thạnh,
    x 28231 Phước Tân Hưng, x 28234 Thanh Phú Long, x 28237 Dương Xuân Hội, x 28240 An Lục Long, x 28243 Long Trì, x 28246 Thanh Vĩnh
    Đông`,
  ],
];

const KINDS: Readonly<Record<string, UnitKind>> = { p: 'phường', x: 'xã', t: 'thị trấn' };

const FORMER_PROVINCES: readonly Unit[] = [makeFormerProvince('72', 'Tây Ninh'), makeFormerProvince('80', 'Long An')];

function makeFormerProvince(code: string, name: string): Unit {
  return { id: `${code}-former`, code, level: 'province', kind: 'tỉnh', name, provinceCode: code, validTo: REFORM_DAY, predecessors: [] };
}

const PROVINCE: Unit = {
  id: '80-2025',
  code: '80',
  level: 'province',
  kind: 'tỉnh',
  name: 'Tây Ninh',
  provinceCode: '80',
  validFrom: REFORM_DAY,
  predecessors: FORMER_PROVINCES.map((province) => province.id),
};

function readCommune(text: string): Unit {
  const [head, codes] = text.split(':') as [string, string];
  return {
    ...readHead(head),
    id: `${readHead(head).code}-2025`,
    provinceCode: PROVINCE.code,
    validFrom: REFORM_DAY,
    predecessors: codes
      .trim()
      .split(' ')
      .map((code) => `${code}-former`),
  };
}

function readFormer(provinceCode: string, districtName: string, text: string): Unit {
  const head = readHead(text);
  return { ...head, id: `${head.code}-former`, provinceCode, districtName, validTo: REFORM_DAY, predecessors: [] };
}

function readHead(text: string): Pick<Unit, 'code' | 'level' | 'kind' | 'name'> {
  const [kind, code, ...name] = text.trim().split(/\s+/) as [string, string, ...string[]];
  return { code, level: 'commune', kind: KINDS[kind]!, name: name.join(' ') };
}

/** Province and communes in force, then the two former provinces and their communes. */
export const tayNinhUnits: readonly Unit[] = [
  PROVINCE,
  ...COMMUNES.trim().split('\n').map(readCommune),
  ...FORMER_PROVINCES,
  ...FORMER_COMMUNES.flatMap(([provinceCode, district, list]) => list.split(',').map((text) => readFormer(provinceCode, district, text))),
];
