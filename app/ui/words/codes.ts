// Words of the printable sheets of codes.

export const vi = {
  demoTitle: 'Mã mẫu để quét thử',
  demoLead: 'In trang này ra giấy A4 hoặc quét ngay trên màn hình bằng máy ảnh điện thoại. Mọi tên và mã ở đây đều là dữ liệu mẫu.',
  sheetTitle: (code: string) => `Tờ mã QR: ${code}`,
  sheetLead: 'In ra giấy A4, ba nhãn một hàng, không thu phóng. Quét thử một nhãn trước khi in cả loạt.',
  lot: 'Mã của lô',
  item: (serial: string) => `Sê-ri ${serial}`,
  none: 'Chưa có mã nào để in.',
  cut: (shown: number) => `Tờ này dừng ở ${shown} mã.`,
  next: 'Mở tờ tiếp theo',
  qrOf: (title: string) => `Mã QR: ${title}`,
};

export const en: typeof vi = {
  demoTitle: 'Sample codes to scan',
  demoLead: 'Print this page on A4 paper or scan it from the screen with a phone. All names and codes here are samples.',
  sheetTitle: (code) => `Sheet of QR codes: ${code}`,
  sheetLead: 'Print on A4 paper, three labels a row, without scaling. Scan one label before printing the lot.',
  lot: 'Code of the lot',
  item: (serial) => `Serial ${serial}`,
  none: 'There is no code to print yet.',
  cut: (shown) => `This sheet ends after ${shown} codes.`,
  next: 'Open the next sheet',
  qrOf: (title) => `QR code: ${title}`,
};

export const codeWords = { vi, en };
