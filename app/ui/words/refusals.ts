// Words of refusals that no verb worded itself: what happened and what to do next.

export const refusalWords: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  internal: {
    vi: 'Hệ thống gặp lỗi khi xử lý yêu cầu này. Dữ liệu đã có vẫn nguyên vẹn. Hãy thử lại; nếu vẫn lỗi, báo mã yêu cầu cho đơn vị vận hành.',
    en: 'Something went wrong on our side. Nothing stored was harmed. Try again; if it fails again, report the request id to the operator.',
  },
  not_found: { vi: 'Không có gì ở địa chỉ này. Hãy kiểm tra lại địa chỉ.', en: 'There is nothing at this address. Check the address.' },
  method_not_allowed: {
    vi: 'Địa chỉ này không nhận phương thức đó. Tiêu đề Allow nêu những phương thức được nhận.',
    en: 'This address does not take that method. The header Allow names those it takes.',
  },
  bad_request: {
    vi: 'Yêu cầu không đúng dạng. Hãy kiểm tra địa chỉ, tiêu đề và nội dung.',
    en: 'The request is malformed. Check its address, headers and body.',
  },
  request_malformed: {
    vi: 'Dữ liệu gửi tới không phải một yêu cầu HTTP đúng chuẩn. Hãy kiểm tra chương trình gửi.',
    en: 'What was sent is no well-formed HTTP request. Check the program that sends it.',
  },
  request_too_slow: {
    vi: 'Yêu cầu gửi tới quá chậm nên kết nối đã đóng. Hãy kiểm tra đường truyền rồi gửi lại.',
    en: 'The request came too slowly and the connection was closed. Check the line and send it again.',
  },
  head_too_large: {
    vi: 'Phần đầu của yêu cầu lớn quá giới hạn. Hãy bớt tiêu đề hoặc cookie rồi gửi lại.',
    en: 'The head of the request is larger than the limit. Send fewer or smaller headers or cookies.',
  },
  body_too_large: {
    vi: 'Nội dung gửi lên lớn quá giới hạn. Hãy chia nhỏ rồi gửi lại.',
    en: 'The body is larger than the limit. Split it and send again.',
  },
  unsupported_media_type: { vi: 'Kiểu nội dung (Content-Type) này không được nhận ở đây.', en: 'This Content-Type is not taken here.' },
  uri_too_long: { vi: 'Địa chỉ quá dài.', en: 'The address is too long.' },
  not_acceptable: {
    vi: 'Không trả lời được ở dạng mà tiêu đề Accept yêu cầu.',
    en: 'There is no answer in the form that Accept asks for.',
  },
  database_unavailable: {
    vi: 'Tạm thời không tra cứu được. Hãy thử lại sau ít giây.',
    en: 'Cannot look up now. Try again in a few seconds.',
  },
  query_too_long: {
    vi: 'Truy vấn chạy quá lâu nên đã dừng. Hãy thêm điều kiện để thu hẹp.',
    en: 'The query ran too long and was stopped. Add conditions to narrow it.',
  },
  sign_in_first: { vi: 'Hãy đăng nhập, hoặc gửi kèm khóa API hợp lệ.', en: 'Sign in, or send a valid API key.' },
  not_allowed: { vi: 'Tài khoản hoặc khóa này không được làm việc đó.', en: 'This account or key may not do that.' },
};
