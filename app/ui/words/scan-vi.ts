// The scan page in Vietnamese: the text of record, which the other languages follow.

interface VerdictWords {
  title: string;
  what: string;
  next: string;
}
const verdict = (title: string, what: string, next: string): VerdictWords => ({ title, what, next });

export const vi = {
  languages: 'Ngôn ngữ',
  official: 'Trang chính thức của tỉnh',
  brand: (province: string) => `Nguồn gốc ${province}`,
  skip: 'Đến nội dung chính',
  nextStep: 'Nên làm gì: ',

  verdicts: {
    recalled_item: verdict(
      'Hàng này bị thu hồi',
      'Đơn vị hàng mang mã này có thông báo thu hồi.',
      'không ăn, không dùng. Giữ nguyên bao bì và đem trả nơi đã mua.',
    ),
    recalled_lot: verdict(
      'Lô hàng này bị thu hồi',
      'Cả lô có thông báo thu hồi, kể cả sản phẩm bạn đang cầm.',
      'không ăn, không dùng. Giữ nguyên bao bì và đem trả nơi đã mua.',
    ),
    recalled_product: verdict(
      'Sản phẩm này bị thu hồi',
      'Mọi lô của sản phẩm này có thông báo thu hồi.',
      'không ăn, không dùng. Giữ nguyên bao bì và đem trả nơi đã mua.',
    ),
    recalled_container: verdict(
      'Kiện hàng chứa sản phẩm này bị thu hồi',
      'Thùng hoặc kiện chứa sản phẩm này có thông báo thu hồi.',
      'không ăn, không dùng. Giữ nguyên bao bì và đem trả nơi đã mua.',
    ),
    voided: verdict(
      'Mã này đã bị hủy',
      'Mã này đã ngừng dùng, hoặc hàng mang mã này đã bị tiêu hủy. Hàng đang bán không được mang mã đã hủy.',
      'không mua, không dùng hàng này và báo cho chúng tôi biết bạn thấy mã ở đâu.',
    ),
    not_activated: verdict(
      'Mã chưa được kích hoạt',
      'Mã đã được in nhưng cơ sở chưa khai là đã dán lên hàng.',
      'hỏi người bán. Nếu hàng đã bày bán, hãy báo nghi ngờ để chúng tôi kiểm tra.',
    ),
    unknown: verdict(
      'Không có hồ sơ của mã này',
      'Mã được viết đúng quy cách, nhưng chưa cơ sở nào khai hàng mang mã này với cổng của tỉnh.',
      'kiểm tra lại mã in trên nhãn. Nếu nhãn ghi hàng của tỉnh, hãy báo nghi ngờ.',
    ),
    unknown_item: verdict(
      'Không có hồ sơ của mã này',
      'Chúng tôi biết sản phẩm bên dưới, nhưng cơ sở chưa khai lô hoặc đơn vị hàng nào mang đúng mã này.',
      'so mã trên nhãn với mã bên dưới từng ký tự. Nếu giống hệt, hãy báo nghi ngờ.',
    ),
    not_by_owner: verdict(
      'Chủ mã chưa xác nhận mã này',
      '',
      'hỏi cơ sở đứng tên sản phẩm trước khi mua. Thấy đáng ngờ thì báo cho cơ quan quản lý ở cuối trang.',
    ),
    right: verdict('Mã đúng, hàng đang lưu hành', '', ''),
    caution: verdict('Mã đúng, có điều cần lưu ý', '', ''),
    product: verdict(
      'Trang giới thiệu sản phẩm',
      'Mã này chỉ cho biết loại sản phẩm, không cho biết lô hàng, nên không thể xác nhận gói hàng bạn đang cầm.',
      'tìm mã QR hoặc số lô in trên bao bì rồi quét, hoặc nhập số lô bên dưới.',
    ),
    place: verdict(
      'Mã của một địa điểm',
      'Đây là mã của nơi sản xuất, chế biến hoặc buôn bán, không phải mã của hàng hóa.',
      'muốn xem nguồn gốc hàng, hãy quét mã trên sản phẩm.',
    ),
    party: verdict(
      'Mã của một cơ sở',
      'Đây là mã của tổ chức hoặc người kinh doanh, không phải mã của hàng hóa.',
      'muốn xem nguồn gốc hàng, hãy quét mã trên sản phẩm.',
    ),
    unavailable: verdict(
      'Tạm thời không tra được',
      'Hệ thống đang tạm ngừng trả lời nên chưa xem được hồ sơ. Điều này không nói gì về hàng bạn đang cầm.',
      'chờ ít phút rồi tải lại trang.',
    ),
  },
  recalledSince: (when: string, who: string) => `Thông báo từ ${when}${who === '' ? '' : `, do ${who} ghi`}.`,
  voidedSince: (when: string, who: string) => `${who === '' ? 'Cơ sở' : who} ghi ngày ${when}.`,
  notByOwner: (who: string, owner: string) =>
    `Hồ sơ của mã này do ${who === '' ? 'một nơi không nêu tên' : who} ghi, không phải do ${owner}, cơ sở đứng tên sản phẩm. Chưa có hồ sơ công khai nào của ${owner} về mã này.`,
  declaredBy: (makers: number) => (makers === 1 ? 'Hồ sơ do 1 cơ sở khai' : `Hồ sơ do ${makers} cơ sở khai`),
  confirmedBy: (others: number) => (others === 0 ? '' : `, có giấy chứng nhận của ${others} nơi khác`),
  noWarning: 'Chưa có cảnh báo nào.',

  warnings: {
    heading: 'Điều cần lưu ý',
    test_failed: (name: string, when: string) =>
      `Kết quả kiểm nghiệm ${name}, ngày ${when}, không đạt. Không nên mua hoặc dùng khi chưa có kết quả đạt.`,
    certificate_expired: (name: string, when: string) => `${name} đã hết hạn từ ${when}. Hãy hỏi cơ sở giấy mới.`,
    certificate_withdrawn: (name: string) => `${name} đã bị rút. Trang này không coi giấy đó là còn giá trị.`,
    past_expiry: (when: string) => `Hàng đã quá hạn dùng ngày ${when}. Không nên mua hoặc ăn.`,
    broken_chain: (when: string) => `Chuỗi bị đứt: hàng giao đi ngày ${when} nhưng phần công khai chưa có ai ghi đã nhận.`,
    late_entry: (n: number) => `${n === 1 ? 'Một chặng' : `${n} chặng`} được ghi vào hồ sơ muộn hơn 48 giờ so với lúc diễn ra.`,
    flagged: (what: string) => `Cơ sở ghi tình trạng hàng: ${what}. Hỏi người bán trước khi mua.`,
    scanned_often: (n: string) =>
      `Mã riêng của một đơn vị hàng mà đã được quét ${n} lượt. Nếu bạn vừa mua hàng mới, mã có thể đã bị chép lại.`,
    void_unconfirmed: (when: string, who: string) =>
      `${who === '' ? 'Một nơi không nêu tên' : who} khai ngày ${when} rằng mã này đã hủy, nhưng nơi đó không phát hành mã và chưa từng được giao hàng: lời khai chưa được xác nhận.`,
    lot_differs: (lot: string) => `Nhãn ghi lô khác với hồ sơ. Hồ sơ ghi đơn vị hàng này thuộc lô ${lot}.`,
  },

  lot: 'Lô hàng',
  serial: 'Số sê-ri',
  code: 'Mã',
  harvested: 'Thu hoạch',
  produced: 'Sản xuất',
  packed: 'Đóng gói',
  useBy: 'Hạn dùng',
  bestBefore: 'Dùng tốt nhất trước',
  sellBy: 'Bán trước',
  weight: 'Khối lượng',
  quantity: 'Số lượng',
  growingArea: 'Mã vùng trồng',
  standard: 'Tiêu chuẩn áp dụng',
  ocop: 'OCOP',
  stars: (n: number) => `${n} sao`,
  lotForm: 'Nhập số lô in trên bao bì',
  lotGo: 'Xem lô này',
  address: 'Địa chỉ',
  taxCode: 'Mã số thuế',
  phone: 'Điện thoại',

  vouching: 'Ai bảo đảm điều gì',
  noVouching: 'Chưa có chứng nhận, kết quả kiểm nghiệm hay lời khai nào còn hiệu lực.',
  validUntil: (when: string) => `còn hiệu lực đến ${when}`,
  dated: (when: string) => `ngày ${when}`,
  number: (number: string) => `số ${number}`,
  self: 'Cơ sở tự khai',
  certified: 'Có chứng nhận còn hiệu lực',
  outcomes: { passed: 'Đạt', failed: 'Không đạt' },
  third_party: 'Bên thứ ba độc lập',
  state: 'Cơ quan nhà nước',
  kinds: { certificate: 'Chứng nhận', test: 'Kiểm nghiệm', declaration: 'Tự khai' },
  expiredList: (n: number) => `Giấy hết hạn hoặc bị rút (${n})`,
  expiredNote: 'Những giấy dưới đây không còn giá trị, chỉ ghi lại để bạn biết.',
  expiredOn: (when: string) => `hết hạn ${when}`,
  withdrawnOn: (when: string) => `bị rút ${when}`,

  journey: 'Hành trình',
  journeySummary: (stations: number, places: number) => (places === 0 ? `${stations} chặng` : `${stations} chặng, ${places} nơi`),
  journeyGap: 'có chặng chưa được xác nhận',
  gap: 'Chưa thấy xác nhận nhận hàng',
  gapWhat: 'Phần công khai của hồ sơ chưa có người nhận ghi đã nhận.',
  onTheWay: 'Đang trên đường giao',
  late: (when: string) => `ghi muộn, ngày ${when}`,
  inside: (what: string) => `trong ${what}`,
  recordedBy: (who: string) => `${who} ghi`,
  moreEvents: (n: number) => `Còn ${n} sự kiện khác trong hồ sơ.`,
  pieces: (n: string) => `${n} đơn vị`,
  otherStep: 'Sự kiện khác',
  origin: 'Làm từ',
  takenBack: (declared: string, who: string, step: string, time: string, why: string, more: number) =>
    `Đã đính chính: ${declared}, ${who === '' ? 'cơ sở đã khai' : who} rút lại bản ghi “${step}” của ${time}.${why === '' ? '' : ` Lý do: ${why.charAt(0).toLowerCase()}${why.slice(1)}.`}${more === 0 ? '' : ` Còn ${more} bản ghi khác cũng bị rút lại.`} Kết luận ở trên không tính bản ghi đã rút.`,
  corrections: 'Đã đính chính',
  correction: (declared: string, step: string, time: string) => `${declared}: rút lại bản ghi “${step}” của ${time}.`,
  correctionReasons: { did_not_occur: 'Việc đó không xảy ra', incorrect_data: 'Số liệu ghi sai' } as Readonly<Record<string, string>>,
  fullTrace: 'Xem toàn bộ chuỗi',

  scans: (asOf: string, total: string, first: string) => `Tính đến ${asOf}, mã này được quét ${total} lượt, lần đầu ${first}.`,
  scansIn: (places: string) => `Nơi quét: ${places}.`,
  otherProvinces: 'nơi khác',
  doubt: 'Báo nghi ngờ',
  productPage: 'Trang sản phẩm',
  howToRead: 'Cách đọc trang này',
  home: 'Cổng của tỉnh',
  footer:
    'Trang này cho biết ai đã khai điều gì và hồ sơ có điều gì bất thường. Trang không khẳng định hàng thật hay an toàn và không thay cho việc kiểm tra tận mắt.',
  printed: (when: string) => `Thông tin tính đến ${when}.`,
  retry: 'Tải lại trang',
  photoOf: (name: string) => `Ảnh ${name}`,
};

export type ScanWords = typeof vi;
