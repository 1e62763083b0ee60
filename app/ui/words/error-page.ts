// Words of the error page: for each refusal what happened, what is kept, what to do next.

export interface ErrorWords {
  readonly title: string;
  readonly what: string;
  readonly next: string;
}

const vi: Readonly<Record<string, ErrorWords>> = {
  400: {
    title: 'Chưa đọc được yêu cầu',
    what: 'Địa chỉ hoặc nội dung gửi lên có chỗ viết sai nên hệ thống không hiểu.',
    next: 'Kiểm tra lại địa chỉ, hoặc quay về trang trước và gửi lại.',
  },
  401: {
    title: 'Cần đăng nhập',
    what: 'Trang này chỉ dành cho người đã đăng nhập.',
    next: 'Đăng nhập rồi mở lại trang. Nếu vừa điền biểu mẫu, hãy quay lại trang trước để không mất phần đã viết.',
  },
  403: {
    title: 'Không có quyền mở trang này',
    what: 'Tài khoản của bạn chưa được giao quyền làm việc này.',
    next: 'Nhờ người quản lý của cơ sở cấp quyền, hoặc đăng nhập bằng tài khoản khác.',
  },
  404: {
    title: 'Không có trang này',
    what: 'Địa chỉ bạn mở không dẫn đến trang nào.',
    next: 'Xem lại địa chỉ có bị thiếu chữ không, hoặc tìm theo tên sản phẩm, cơ sở, số lô hay mã in trên nhãn.',
  },
  409: {
    title: 'Việc này trùng với việc đã có',
    what: 'Nội dung bạn gửi trùng hoặc trái với điều đã ghi trước đó. Điều đã ghi vẫn giữ nguyên.',
    next: 'Mở lại trang để xem điều đã ghi rồi thử lại nếu cần.',
  },
  410: {
    title: 'Trang này đã được rút',
    what: 'Nội dung ở địa chỉ này từng có nhưng đã được rút lại.',
    next: 'Tìm nội dung mới hơn ở trang tìm kiếm.',
  },
  413: {
    title: 'Tệp hoặc nội dung quá lớn',
    what: 'Phần bạn gửi vượt quá giới hạn nên chưa được nhận.',
    next: 'Giảm kích thước ảnh hoặc chia nhỏ nội dung rồi gửi lại.',
  },
  415: {
    title: 'Không đọc được loại tệp này',
    what: 'Hệ thống chỉ nhận những loại tệp ghi trên trang.',
    next: 'Chọn tệp khác rồi gửi lại.',
  },
  429: {
    title: 'Gửi hơi nhiều lần',
    what: 'Trong thời gian ngắn có quá nhiều lần gửi từ mạng của bạn. Những gì đã gửi thành công vẫn được giữ.',
    next: 'Chờ một lát rồi thử lại.',
  },
  500: {
    title: 'Hệ thống gặp lỗi',
    what: 'Lỗi nằm ở phía chúng tôi, không phải do bạn. Những gì đã lưu vẫn còn nguyên.',
    next: 'Thử lại sau ít phút. Nếu vẫn lỗi, gửi cho chúng tôi mã sự cố ghi bên dưới.',
  },
  503: {
    title: 'Tạm thời không tra được',
    what: 'Hệ thống đang tạm ngừng trả lời. Điều này không nói gì về hàng hóa hay mã của bạn.',
    next: 'Thử lại sau ít phút.',
  },
};

const en: Readonly<Record<string, ErrorWords>> = {
  400: {
    title: 'We could not read this request',
    what: 'The address or what was sent has a mistake in it.',
    next: 'Check the address, or go back and send again.',
  },
  401: {
    title: 'Please sign in',
    what: 'This page is for people who are signed in.',
    next: 'Sign in and open the page again. If you were filling in a form, go back first so that nothing is lost.',
  },
  403: {
    title: 'You may not open this page',
    what: 'Your account has not been given this right.',
    next: 'Ask the manager of your organisation, or sign in with another account.',
  },
  404: {
    title: 'There is no such page',
    what: 'The address you opened leads to no page.',
    next: 'Check the address, or search by product, maker, lot number or the code on the label.',
  },
  409: {
    title: 'This has been recorded already',
    what: 'What you sent repeats or contradicts what was recorded before. The record stands as it was.',
    next: 'Open the page again to see the record.',
  },
  410: {
    title: 'This page was withdrawn',
    what: 'There was something here, and it was withdrawn.',
    next: 'Look for something newer with the search.',
  },
  413: {
    title: 'The file or text is too large',
    what: 'It is over the limit and was not received.',
    next: 'Make the picture smaller, or send the text in parts.',
  },
  415: {
    title: 'We cannot read this kind of file',
    what: 'Only the kinds named on the page are accepted.',
    next: 'Choose another file and send again.',
  },
  429: {
    title: 'Too many tries',
    what: 'There were too many tries from your network in a short time. What was received is kept.',
    next: 'Wait a little and try again.',
  },
  500: {
    title: 'Something went wrong on our side',
    what: 'This is our fault, not yours. What was saved is safe.',
    next: 'Try again in a few minutes. If it happens again, send us the incident number below.',
  },
  503: {
    title: 'We cannot look this up right now',
    what: 'The system is not answering for the moment. This says nothing about the goods or your code.',
    next: 'Try again in a few minutes.',
  },
};

export const errorPageWords = { vi, en };

export const errorPageLabels = {
  vi: {
    incident: 'Mã sự cố',
    home: 'Về trang chủ',
    search: 'Tìm kiếm',
    searchLabel: 'Tìm sản phẩm, cơ sở, số lô hoặc mã',
    go: 'Tìm',
    details: 'Chi tiết',
  },
  en: {
    incident: 'Incident number',
    home: 'Home page',
    search: 'Search',
    searchLabel: 'Search for a product, maker, lot or code',
    go: 'Search',
    details: 'Details',
  },
};
