// What the kinds of places are called.

export const vi = {
  field: 'Vùng trồng, ruộng, vườn',
  packhouse: 'Nhà sơ chế, đóng gói',
  factory: 'Nhà máy, xưởng',
  warehouse: 'Kho',
  shop: 'Cửa hàng',
  market: 'Chợ',
  port: 'Cảng',
  laboratory: 'Phòng thử nghiệm',
  office: 'Văn phòng',
  vehicle: 'Phương tiện',
};

export const en: typeof vi = {
  field: 'Field, orchard',
  packhouse: 'Packhouse',
  factory: 'Factory, workshop',
  warehouse: 'Warehouse',
  shop: 'Shop',
  market: 'Market',
  port: 'Port',
  laboratory: 'Laboratory',
  office: 'Office',
  vehicle: 'Vehicle',
};

export const placeKindWords: Readonly<Record<'vi' | 'en', Readonly<Record<string, string>>>> = { vi, en };
