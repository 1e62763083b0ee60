// People of the demo province who may sign in while the product runs as a demonstration, and as what.

export interface DemoPerson {
  readonly login: string;
  readonly displayName: string;
  /** What this sign-in shows, for the terminal. */
  readonly shows: string;
  readonly isAdministrator?: boolean;
  readonly member?: { readonly org: string; readonly role: 'owner' | 'member' };
  /** Territory: code of the province or commune. */
  readonly officer?: { readonly org: string; readonly territory: string };
}

/** One password for all: these people exist only in a demonstration. */
export const demoPassword = 'suoi-xanh-ba-den';

// prettier-ignore
export const demoPeople: readonly DemoPerson[] = [
  { login: 'chu-htx', displayName: 'Đặng Thị Bích Trâm', shows: 'Chủ tài khoản Hợp tác xã Mãng cầu Suối Xanh', member: { org: 'demo', role: 'owner' } },
  { login: 'thanh-vien-htx', displayName: 'Lý Minh Tâm', shows: 'Thành viên ghi nhật ký của hợp tác xã', member: { org: 'demo', role: 'member' } },
  { login: 'can-bo-tinh', displayName: 'Trương Quốc Việt', shows: 'Cán bộ Sở Khoa học và Công nghệ, cả tỉnh', officer: { org: 'so-khcn', territory: '80' } },
  { login: 'can-bo-phuong', displayName: 'Hồ Thị Kim Ngân', shows: 'Cán bộ phường Bình Minh, trong phường', officer: { org: 'ubnd-binh-minh', territory: '25480' } },
  { login: 'nguoi-dan', displayName: 'Phan Văn Lộc', shows: 'Người tiêu dùng' },
  { login: 'quan-tri', displayName: 'Quản trị hệ thống', shows: 'Quản trị', isAdministrator: true },
];
