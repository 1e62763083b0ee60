// Names of the parts of the workspace and the console, shown as tabs.

export const vi = {
  home: 'Tổng quan',
  documents: 'Dữ liệu đã gửi',
  events: 'Sự kiện',
  products: 'Sản phẩm',
  places: 'Địa điểm',
  links: 'Liên kết',
  keys: 'Khóa API',
  intake: 'Tiếp nhận',
  subscriptions: 'Gửi đối tác',
  disclosure: 'Ai được xem',
  members: 'Thành viên',
  organisations: 'Cơ sở',
  doubts: 'Phản ánh',
  profiles: 'Hồ sơ dữ liệu',
  audit: 'Nhật ký',
  noOrganisation: 'Chưa chọn tổ chức',
};

export const en: typeof vi = {
  home: 'Overview',
  documents: 'Documents sent',
  events: 'Events',
  products: 'Products',
  places: 'Places',
  links: 'Links',
  keys: 'API keys',
  intake: 'Intake',
  subscriptions: 'Sent to partners',
  disclosure: 'Who may see',
  members: 'Members',
  organisations: 'Organisations',
  doubts: 'Doubts',
  profiles: 'Data profiles',
  audit: 'Audit trail',
  noOrganisation: 'No organisation chosen',
};

export const frameWords = { vi, en };
