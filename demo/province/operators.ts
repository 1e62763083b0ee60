// Organisations of the demo province: invented names, all four legal kinds, and the bodies that vouch for others.

export interface DemoOrganisation {
  readonly slug: string;
  /** Number within the demonstration prefix; keys are made from it. */
  readonly number: number;
  readonly legalKind: 'organisation' | 'enterprise' | 'household_business' | 'individual';
  readonly role: 'operator' | 'agency' | 'certifier' | 'laboratory';
  readonly name: string;
  readonly nameEn: string;
  /** Official code of the commune or ward in force since 1 July 2025; '80' = the province itself. */
  readonly unit: string;
  readonly address: string;
  readonly about: string;
  readonly aboutEn: string;
  readonly image?: string;
}

const org = (
  [slug, number, legalKind, role]: readonly [string, number, DemoOrganisation['legalKind'], DemoOrganisation['role']],
  [name, nameEn]: readonly [string, string],
  [unit, address]: readonly [string, string],
  [about, aboutEn]: readonly [string, string],
  image?: string,
): DemoOrganisation => ({
  slug,
  number,
  legalKind,
  role,
  name,
  nameEn,
  unit,
  address,
  about,
  aboutEn,
  ...(image === undefined ? {} : { image }),
});

// prettier-ignore
export const demoOrganisations: readonly DemoOrganisation[] = [
  org(['demo', 101, 'organisation', 'operator'], ['Hợp tác xã Mãng cầu Suối Xanh', 'Suoi Xanh Custard Apple Cooperative'],
    ['25480', 'Tổ 4, đường vòng chân núi'], [
      '38 hộ trồng mãng cầu dưới chân núi Bà Đen, cùng một quy trình và một nhà sơ chế. Hợp tác xã ghi nhật ký thay cho xã viên lớn tuổi.',
      '38 families who grow custard apple at the foot of Ba Den mountain under one procedure, with one packhouse.'], 'mang-cau'),
  org(['vuon-tran-van-sau', 102, 'individual', 'operator'], ['Vườn ông Trần Văn Sáu', 'Orchard of Mr Tran Van Sau'],
    ['25480', 'Ấp Suối Nhỏ'], ['1,2 ha mãng cầu dai trồng từ năm 2016, tưới nhỏ giọt.', '1.2 ha of custard apple planted in 2016, drip irrigation.']),
  org(['vuon-nguyen-thi-lanh', 103, 'individual', 'operator'], ['Vườn bà Nguyễn Thị Lành', 'Orchard of Mrs Nguyen Thi Lanh'],
    ['25567', 'Khu phố Bàu Trai'], ['0,8 ha mãng cầu dai xen canh đậu phộng.', '0.8 ha of custard apple, intercropped with peanuts.']),
  org(['van-tai-vam-dong', 104, 'enterprise', 'operator'], ['Công ty TNHH Vận tải lạnh Vàm Đông', 'Vam Dong Cold Transport Co., Ltd.'],
    ['27694', '12 đường Bến Nước'], ['11 xe lạnh có cảm biến nhiệt độ, chạy tuyến Tây Ninh và TP. Hồ Chí Minh.', 'Eleven refrigerated trucks with temperature sensors.']),
  org(['cho-dau-moi-ninh-thanh', 105, 'organisation', 'operator'], ['Ban quản lý Chợ đầu mối nông sản Ninh Thạnh Mới', 'Ninh Thanh Moi Wholesale Market Board'],
    ['25567', 'Lô C, khu chợ đầu mối'], ['Chợ đầu mối rau quả với 64 sạp, quét mã tại cổng nhận hàng.', 'Wholesale market of 64 stalls that scans goods at its gate.']),
  org(['rau-qua-ngon', 106, 'enterprise', 'operator'], ['Công ty TNHH Cửa hàng Rau Quả Ngon', 'Rau Qua Ngon Shops Co., Ltd.'],
    ['25630', '88 đường Chợ Mới'], ['Bốn cửa hàng đặc sản tại Long Hoa, Tân Ninh, Trảng Bàng và Long An.', 'Four shops for regional specialities.']),
  org(['banh-trang-nam-nhung', 107, 'household_business', 'operator'], ['Hộ kinh doanh Bánh tráng Năm Nhung', 'Nam Nhung Rice Paper Household Business'],
    ['25708', 'Khu phố Lộc Sương'], [
      'Ba đời tráng bánh hai lớp, nướng sơ rồi phơi sương lúc rạng sáng.',
      'Three generations of two-layer rice paper, toasted lightly and laid out in the dew before dawn.'], 'banh-trang'),
  org(['banh-trang-ut-hanh', 108, 'household_business', 'operator'], ['Hộ kinh doanh Bánh tráng Út Hạnh', 'Ut Hanh Rice Paper Household Business'],
    ['25732', 'Ấp Lộc Phơi'], ['Bánh tráng phơi sương và bánh tráng nướng, 9 lao động trong xóm.', 'Dew-dried and toasted rice paper, nine workers of the hamlet.']),
  org(['xay-xat-rach-dao', 109, 'enterprise', 'operator'], ['Công ty TNHH Xay xát Rạch Đào', 'Rach Dao Rice Mill Co., Ltd.'],
    ['28132', 'Ấp Chợ Trên'], ['Nhà máy xay xát 40 tấn một ngày, thu mua lúa Nàng Thơm của 210 hộ.', 'Mill of 40 tonnes a day that buys Nang Thom paddy of 210 families.']),
  org(['ruong-le-van-dong', 110, 'individual', 'operator'], ['Ruộng ông Lê Văn Đồng', 'Rice field of Mr Le Van Dong'],
    ['28132', 'Ấp Cầu Ngang'], ['2,4 ha lúa Nàng Thơm, một vụ mùa và một vụ đông xuân.', '2.4 ha of Nang Thom rice.']),
  org(['ruong-pham-thi-mai', 111, 'individual', 'operator'], ['Ruộng bà Phạm Thị Mai', 'Rice field of Mrs Pham Thi Mai'],
    ['28114', 'Ấp Rạch Kiến Trong'], ['1,7 ha lúa Nàng Thơm.', '1.7 ha of Nang Thom rice.']),
  org(['muoi-tom-nang-gio', 112, 'enterprise', 'operator'], ['Công ty TNHH Gia vị Nắng Gió', 'Nang Gio Spices Co., Ltd.'],
    ['25645', 'Đường số 7, cụm nghề Long Thành'], ['Muối tôm rang từ tôm khô, ớt, tỏi trong vùng; xưởng đạt HACCP.', 'Shrimp salt roasted from local dried shrimp, chilli and garlic; HACCP workshop.'], 'muoi-tom'),
  org(['tom-kho-vam-co', 113, 'household_business', 'operator'], ['Hộ kinh doanh Tôm khô Vàm Nhựt', 'Vam Nhut Dried Shrimp Household Business'],
    ['28108', 'Ấp Bến Đáy'], ['Tôm đất hấp, phơi hai nắng, không phẩm màu.', 'Shrimp steamed and dried two days in the sun, no colouring.']),
  org(['ot-toi-thanh-duc', 114, 'organisation', 'operator'], ['Hợp tác xã Rau gia vị Thạnh Đức', 'Thanh Duc Seasoning Vegetables Cooperative'],
    ['25657', 'Ấp Bến Chò'], ['Ớt chỉ thiên và tỏi của 52 hộ, sấy năng lượng mặt trời.', 'Chilli and garlic of 52 families, dried by the sun.']),
  org(['muoi-bien-lanh', 115, 'enterprise', 'operator'], ['Công ty Cổ phần Muối Biển Lành', 'Bien Lanh Salt JSC'],
    ['27712', '5 đường Kho Muối'], ['Kho trung chuyển muối sạch kết tinh trên bạt.', 'Depot for clean salt crystallised on sheets.']),
  org(['thanh-long-tam-vu', 116, 'organisation', 'operator'], ['Hợp tác xã Thanh long Tầm Vu Xanh', 'Tam Vu Xanh Dragon Fruit Cooperative'],
    ['28210', 'Ấp Hồi Xuân'], ['96 ha thanh long ruột đỏ, sáu mã số vùng trồng được cấp để xuất khẩu.', '96 ha of red dragon fruit with six growing-area codes for export.'], 'thanh-long'),
  org(['vuon-vo-minh-khoa', 117, 'individual', 'operator'], ['Vườn ông Võ Minh Khoa', 'Orchard of Mr Vo Minh Khoa'],
    ['28243', 'Ấp Cầu Đôi'], ['1,5 ha thanh long ruột đỏ, chong đèn LED.', '1.5 ha of red dragon fruit under LED light.']),
  org(['vuon-huynh-thi-ut', 118, 'individual', 'operator'], ['Vườn bà Huỳnh Thị Út', 'Orchard of Mrs Huynh Thi Ut'],
    ['28225', 'Ấp Vàm Kinh'], ['0,9 ha thanh long ruột đỏ ven sông Vàm Cỏ.', '0.9 ha of red dragon fruit by the Vam Co river.']),
  org(['trai-cay-song-vam', 119, 'enterprise', 'operator'], ['Công ty TNHH Trái cây Sông Vàm', 'Song Vam Fruits Co., Ltd.'],
    ['28210', 'Km 9, tỉnh lộ ven sông'], ['Cơ sở đóng gói xuất khẩu, xử lý hơi nước nóng, kho lạnh 600 tấn.', 'Export packhouse with hot-vapour treatment and 600 tonnes of cold storage.']),
  org(['cang-cua-soai', 120, 'enterprise', 'operator'], ['Công ty Cổ phần Bến cảng Cửa Soài', 'Cua Soai Port JSC'],
    ['28207', 'Bến số 3'], ['Bến container lạnh trên sông Soài Rạp.', 'Reefer container berth on the Soai Rap river.']),
  org(['sau-rieng-bau-don', 121, 'organisation', 'operator'], ['Tổ hợp tác Sầu riêng Bàu Đồn Trên', 'Bau Don Tren Durian Group'],
    ['25666', 'Ấp 4'], ['17 hộ trồng sầu riêng, mỗi trái một mã từ lúc cắt.', 'Seventeen durian growers; each fruit has a code of its own from the cut.'], 'sau-rieng'),
  org(['sieu-thi-nha-vuon', 122, 'enterprise', 'operator'], ['Công ty TNHH Bán lẻ Nhà Vườn', 'Nha Vuon Retail Co., Ltd.'],
    ['27694', '201 đường Hùng Bưởi'], ['Ba siêu thị nhỏ ở Long An, Tân An và Tân Ninh.', 'Three small supermarkets.']),
  org(['so-khcn', 201, 'organisation', 'agency'], ['Sở Khoa học và Công nghệ tỉnh Tây Ninh', 'Department of Science and Technology of Tay Ninh'],
    ['80', 'Trung tâm hành chính tỉnh'], ['Cơ quan thường trực, vận hành cổng truy xuất nguồn gốc của tỉnh.', "Runs the province's traceability portal."]),
  org(['chi-cuc-trong-trot', 202, 'organisation', 'agency'], ['Chi cục Trồng trọt và Bảo vệ thực vật', 'Sub-department of Crop Production and Plant Protection'],
    ['80', 'Trung tâm hành chính tỉnh'], ['Cấp mã số vùng trồng, kiểm tra dịch hại trước khi xuất khẩu.', 'Issues growing-area codes and checks pests before export.']),
  org(['ubnd-binh-minh', 203, 'organisation', 'agency'], ['Ủy ban nhân dân phường Bình Minh', "People's Committee of Binh Minh ward"],
    ['25480', 'Trụ sở phường'], ['Vận động, giám sát truy xuất nguồn gốc trên địa bàn phường.', 'Supervises traceability in the ward.']),
  org(['minh-nong', 204, 'enterprise', 'certifier'], ['Công ty Cổ phần Chứng nhận Minh Nông', 'Minh Nong Certification JSC'],
    ['27694', '3 đường Đo Lường'], ['Chứng nhận VietGAP, HACCP, hữu cơ.', 'Certifies VietGAP, HACCP and organic.']),
  org(['kiem-nghiem-vam-co', 205, 'organisation', 'laboratory'], ['Trung tâm Kiểm nghiệm Vàm Cỏ', 'Vam Co Testing Centre'],
    ['27694', '7 đường Đo Lường'], ['Phòng thử nghiệm dư lượng, vi sinh, kim loại nặng.', 'Tests residues, microbes and heavy metals.']),
];

/** Number of an organisation of the table. */
export function numberOf(slug: string): number {
  const found = demoOrganisations.find((organisation) => organisation.slug === slug);
  if (found === undefined) throw new Error(`no demo organisation ${slug}`);
  return found.number;
}
