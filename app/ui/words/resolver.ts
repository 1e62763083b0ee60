// Words of the resolver: titles of our own links, and the refusal of a link type that is not there.

export const resolverWords = {
  scanPage: 'Nguồn gốc sản phẩm',
  tracePage: 'Truy vết chuỗi cung ứng',
  noSuchLink: {
    vi: 'Mã này không có liên kết loại bạn hỏi. Xem các liên kết có sẵn bằng ?linkType=linkset.',
    en: 'This identifier has no link of the type asked for. See those it has with ?linkType=linkset.',
  },
};
