// Words of the frame around every page, and of the components: Vietnamese first, English beside it.

export const vi = {
  brand: (province: string) => `Nguồn gốc ${province}`,
  official: 'Trang chính thức của tỉnh',
  skip: 'Đến nội dung chính',
  mainNav: 'Mục chính',
  home: 'Trang chủ',
  search: 'Tìm kiếm',
  scanner: 'Quét mã',
  enterCode: 'Nhập mã',
  recalls: 'Thu hồi',
  howToRead: 'Cách đọc trang',
  trace: 'Truy vết',
  signIn: 'Đăng nhập',
  otherLanguage: 'English',
  language: 'Ngôn ngữ',
  footerNav: 'Liên kết cuối trang',
  footer:
    'Trang này cho biết ai đã khai điều gì về hàng hóa và hồ sơ có bị sửa hay không. Trang không thay cho việc kiểm tra hàng tận mắt.',
  runBy: (province: string) => `Đơn vị quản lý: Sở Khoa học và Công nghệ ${province}.`,
  errorSummary: 'Có chỗ cần sửa',
  errorPrefix: 'Lỗi: ',
  crumbs: 'Bạn đang ở',
  pages: 'Trang của danh sách',
  nextPage: 'Trang sau',
  previousPage: 'Trang trước',
  close: 'Đóng',
};

export const en: typeof vi = {
  brand: (province) => `Origins of ${province}`,
  official: 'Official page of the province',
  skip: 'Skip to main content',
  mainNav: 'Main sections',
  home: 'Home',
  search: 'Search',
  scanner: 'Scan a code',
  enterCode: 'Enter a code',
  recalls: 'Recalls',
  howToRead: 'How to read a page',
  trace: 'Trace',
  signIn: 'Sign in',
  otherLanguage: 'Tiếng Việt',
  language: 'Language',
  footerNav: 'Links at the end of the page',
  footer:
    'This page tells who has declared what about goods, and whether the record was altered. It does not replace looking at the goods yourself.',
  runBy: (province) => `Run by the Department of Science and Technology of ${province}.`,
  errorSummary: 'Something needs mending',
  errorPrefix: 'Error: ',
  crumbs: 'You are here',
  pages: 'Pages of the list',
  nextPage: 'Next page',
  previousPage: 'Previous page',
  close: 'Close',
};

export const layoutWords = { vi, en };
