// Places of the demo province: plots, packhouses, workshops, trucks, shops and the port, each with a key under 952.
import { placeKey } from '../keys.ts';
import { numberOf } from './operators.ts';

export interface DemoPlace {
  readonly org: string;
  readonly kind: 'field' | 'packhouse' | 'factory' | 'warehouse' | 'shop' | 'market' | 'port' | 'laboratory' | 'office' | 'vehicle';
  readonly name: string;
  readonly nameEn: string;
  readonly unit: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly growingAreaCode?: string;
  /** Index key, see keys.ts. */
  readonly key: string;
}

type Row = readonly [
  ref: string,
  org: string,
  number: number,
  kind: DemoPlace['kind'],
  name: string,
  nameEn: string,
  unit: string,
  latitude: number,
  longitude: number,
  more?: { area?: string; part?: string },
];

// prettier-ignore
const rows: readonly Row[] = [
  ['suoi-xanh-vuon-1', 'demo', 1, 'field', 'Vườn số 1, chân núi Bà Đen', 'Orchard 1, foot of Ba Den', '25480', 11.3921, 106.1562, { area: 'VN-TNOR-0142', part: 'V1' }],
  ['suoi-xanh-vuon-2', 'demo', 1, 'field', 'Vườn số 2, suối Lồ Ô', 'Orchard 2, Lo O stream', '25480', 11.3968, 106.1629, { area: 'VN-TNOR-0142', part: 'V2' }],
  ['suoi-xanh-vuon-3', 'demo', 1, 'field', 'Vườn số 3, Ma Thiên Lãnh', 'Orchard 3, Ma Thien Lanh', '25480', 11.4016, 106.1504, { area: 'VN-TNOR-0143', part: 'V3' }],
  ['suoi-xanh-so-che', 'demo', 2, 'packhouse', 'Nhà sơ chế Suối Xanh', 'Suoi Xanh packhouse', '25480', 11.3852, 106.1481],
  ['vuon-sau', 'vuon-tran-van-sau', 1, 'field', 'Vườn nhà ông Sáu', "Mr Sau's orchard", '25480', 11.3794, 106.1688, { area: 'VN-TNOR-0144' }],
  ['vuon-lanh', 'vuon-nguyen-thi-lanh', 1, 'field', 'Vườn nhà bà Lành', "Mrs Lanh's orchard", '25567', 11.3411, 106.1597, { area: 'VN-TNOR-0151' }],
  ['xe-07', 'van-tai-vam-dong', 1, 'vehicle', 'Xe lạnh số 07', 'Refrigerated truck 07', '27694', 10.5372, 106.4101, { part: 'XE07' }],
  ['xe-11', 'van-tai-vam-dong', 1, 'vehicle', 'Xe lạnh số 11', 'Refrigerated truck 11', '27694', 10.5372, 106.4101, { part: 'XE11' }],
  ['cho-dau-moi', 'cho-dau-moi-ninh-thanh', 1, 'market', 'Cổng nhận hàng chợ đầu mối', 'Wholesale market gate', '25567', 11.3142, 106.1322],
  ['cho-sap-12', 'cho-dau-moi-ninh-thanh', 2, 'market', 'Sạp 12, nhà lồng B', 'Stall 12, hall B', '25567', 11.3144, 106.1327, { part: 'S12' }],
  ['rqn-long-hoa', 'rau-qua-ngon', 1, 'shop', 'Cửa hàng Long Hoa', 'Long Hoa shop', '25630', 11.2801, 106.1284],
  ['rqn-tan-ninh', 'rau-qua-ngon', 2, 'shop', 'Cửa hàng Tân Ninh', 'Tan Ninh shop', '25459', 11.3105, 106.0983],
  ['rqn-trang-bang', 'rau-qua-ngon', 3, 'shop', 'Cửa hàng Trảng Bàng', 'Trang Bang shop', '25708', 11.0318, 106.3607],
  ['rqn-long-an', 'rau-qua-ngon', 4, 'shop', 'Cửa hàng Long An', 'Long An shop', '27694', 10.5349, 106.4119],
  ['nam-nhung-lo', 'banh-trang-nam-nhung', 1, 'factory', 'Lò tráng Năm Nhung', 'Nam Nhung steaming house', '25708', 11.0372, 106.3549],
  ['nam-nhung-san', 'banh-trang-nam-nhung', 2, 'field', 'Sân phơi sương Năm Nhung', 'Nam Nhung dew yard', '25708', 11.0379, 106.3558],
  ['ut-hanh-lo', 'banh-trang-ut-hanh', 1, 'factory', 'Lò tráng Út Hạnh', 'Ut Hanh steaming house', '25732', 11.0519, 106.3871],
  ['ut-hanh-san', 'banh-trang-ut-hanh', 2, 'field', 'Sân phơi sương Út Hạnh', 'Ut Hanh dew yard', '25732', 11.0523, 106.3882],
  ['rach-dao-nha-may', 'xay-xat-rach-dao', 1, 'factory', 'Nhà máy xay xát Rạch Đào', 'Rach Dao mill', '28132', 10.5467, 106.6321],
  ['ruong-dong', 'ruong-le-van-dong', 1, 'field', 'Ruộng nhà ông Đồng', "Mr Dong's field", '28132', 10.5514, 106.6278, { area: 'VN-LAOR-0310' }],
  ['ruong-mai', 'ruong-pham-thi-mai', 1, 'field', 'Ruộng nhà bà Mai', "Mrs Mai's field", '28114', 10.5913, 106.6102, { area: 'VN-LAOR-0311' }],
  ['nang-gio-xuong', 'muoi-tom-nang-gio', 1, 'factory', 'Xưởng rang muối Nắng Gió', 'Nang Gio roasting workshop', '25645', 11.2689, 106.1246],
  ['nang-gio-kho', 'muoi-tom-nang-gio', 2, 'warehouse', 'Kho thành phẩm Nắng Gió', 'Nang Gio warehouse', '25645', 11.2692, 106.1251],
  ['tom-san', 'tom-kho-vam-co', 1, 'factory', 'Sân phơi tôm Vàm Nhựt', 'Vam Nhut drying yard', '28108', 10.5041, 106.6079],
  ['ot-ruong', 'ot-toi-thanh-duc', 1, 'field', 'Cánh đồng ớt Bến Chò', 'Ben Cho chilli fields', '25657', 11.1522, 106.2431, { area: 'VN-TNOR-0207' }],
  ['ot-say', 'ot-toi-thanh-duc', 2, 'factory', 'Nhà sấy Thạnh Đức', 'Thanh Duc drying house', '25657', 11.1538, 106.2455],
  ['muoi-kho', 'muoi-bien-lanh', 1, 'warehouse', 'Kho muối Tân An', 'Tan An salt depot', '27712', 10.5201, 106.4277],
  ['tam-vu-vuon-1', 'thanh-long-tam-vu', 1, 'field', 'Vườn Hồi Xuân 1', 'Hoi Xuan orchard 1', '28210', 10.4492, 106.4683, { area: 'VN-LAOR-0401', part: 'HX1' }],
  ['tam-vu-vuon-2', 'thanh-long-tam-vu', 1, 'field', 'Vườn Hồi Xuân 2', 'Hoi Xuan orchard 2', '28210', 10.4511, 106.4719, { area: 'VN-LAOR-0402', part: 'HX2' }],
  ['tam-vu-tap-ket', 'thanh-long-tam-vu', 2, 'packhouse', 'Điểm tập kết Tầm Vu Xanh', 'Tam Vu Xanh collecting point', '28210', 10.4478, 106.4704],
  ['vuon-khoa', 'vuon-vo-minh-khoa', 1, 'field', 'Vườn nhà ông Khoa', "Mr Khoa's orchard", '28243', 10.4166, 106.5012, { area: 'VN-LAOR-0403' }],
  ['vuon-ut', 'vuon-huynh-thi-ut', 1, 'field', 'Vườn nhà bà Út', "Mrs Ut's orchard", '28225', 10.4381, 106.5503, { area: 'VN-LAOR-0404' }],
  ['song-vam-dong-goi', 'trai-cay-song-vam', 1, 'packhouse', 'Cơ sở đóng gói Sông Vàm', 'Song Vam export packhouse', '28210', 10.4537, 106.4752],
  ['song-vam-kho-lanh', 'trai-cay-song-vam', 2, 'warehouse', 'Kho lạnh Sông Vàm', 'Song Vam cold store', '28210', 10.4541, 106.4760],
  ['cua-soai-ben-3', 'cang-cua-soai', 1, 'port', 'Bến số 3, cảng Cửa Soài', 'Berth 3, Cua Soai port', '28207', 10.5188, 106.7491],
  ['bau-don-vuon', 'sau-rieng-bau-don', 1, 'field', 'Vườn sầu riêng Ấp 4', 'Durian orchard, hamlet 4', '25666', 11.1699, 106.2946, { area: 'VN-TNOR-0188' }],
  ['bau-don-tram', 'sau-rieng-bau-don', 2, 'packhouse', 'Trạm thu gom Bàu Đồn Trên', 'Bau Don Tren collecting point', '25666', 11.1708, 106.2978],
  ['nha-vuon-long-an', 'sieu-thi-nha-vuon', 1, 'shop', 'Siêu thị Nhà Vườn Long An', 'Nha Vuon supermarket, Long An', '27694', 10.5388, 106.4064],
  ['nha-vuon-tan-an', 'sieu-thi-nha-vuon', 2, 'shop', 'Siêu thị Nhà Vườn Tân An', 'Nha Vuon supermarket, Tan An', '27712', 10.5263, 106.4225],
  ['nha-vuon-tan-ninh', 'sieu-thi-nha-vuon', 3, 'shop', 'Siêu thị Nhà Vườn Tân Ninh', 'Nha Vuon supermarket, Tan Ninh', '25459', 11.3121, 106.1011],
  ['chi-cuc-van-phong', 'chi-cuc-trong-trot', 1, 'office', 'Trạm kiểm dịch thực vật', 'Plant quarantine station', '27694', 10.5401, 106.4133],
  ['phong-kiem-nghiem', 'kiem-nghiem-vam-co', 1, 'laboratory', 'Phòng thử nghiệm Vàm Cỏ', 'Vam Co laboratory', '27694', 10.5410, 106.4142],
];

/** Places by the short name that the chains use. */
export const demoPlaces: ReadonlyMap<string, DemoPlace> = new Map(
  rows.map(([ref, org, number, kind, name, nameEn, unit, latitude, longitude, more]) => [
    ref,
    {
      org,
      kind,
      name,
      nameEn,
      unit,
      latitude,
      longitude,
      key: placeKey(numberOf(org), number, more?.part),
      ...(more?.area === undefined ? {} : { growingAreaCode: more.area }),
    },
  ]),
);

export function placeOf(ref: string): DemoPlace {
  const place = demoPlaces.get(ref);
  if (place === undefined) throw new Error(`no demo place ${ref}`);
  return place;
}

export const placeUri = (ref: string): string => `https://id.gs1.org/${placeOf(ref).key}`;
