// Words of the resolver: titles of our own links, the pages that list links, and what is said of a code that is none.

const vi = {
  scanPage: 'Nguồn gốc sản phẩm',
  tracePage: 'Truy vết chuỗi cung ứng',
  masterData: 'Dữ liệu gốc EPCIS',
  listTitle: 'Các liên kết của mã này',
  listLead: 'Những trang mà chủ mã và cổng truy xuất nguồn gốc gắn với mã này. Trang ngoài do đơn vị có tên miền đó chịu trách nhiệm.',
  chooseTitle: 'Chọn trang bạn cần',
  chooseLead: 'Có nhiều trang cùng trả lời được yêu cầu này. Hãy chọn một.',
  noSuchType: 'Mã này không có loại thông tin bạn hỏi',
  noSuchTypeLead: (type: string) => `Không có liên kết loại “${type}” cho mã này. Dưới đây là những liên kết đang có.`,
  formerType: 'Liên kết này đã được rút',
  formerTypeLead: (type: string) => `Liên kết loại “${type}” từng có nhưng chủ mã đã rút lại. Dưới đây là những liên kết đang có.`,
  code: 'Mã',
  isDefault: 'Trang mở khi quét',
  level: {
    item: (value: string) => `Chung cho mọi sản phẩm mang mã ${value}`,
    lot: (value: string) => `Riêng lô ${value}`,
    serial: (value: string) => `Riêng sản phẩm có số sê-ri ${value}`,
    variant: (value: string) => `Riêng biến thể ${value}`,
    variantLot: (variant: string, lot: string) => `Riêng lô ${lot} của biến thể ${variant}`,
    other: (name: string, value: string) => `${name}: ${value}`,
  },
  pdf: 'Tệp PDF',
  file: (type: string) => `Tệp ${type}`,
  image: 'Hình ảnh',
  video: 'Phim',
  forContext: (context: string) => `Dành cho: ${context}`,
  forPrograms: 'Cho máy đọc',
  wrongTitle: 'Mã này chưa đúng',
  wrongDigits: (code: string) =>
    `Các chữ số của mã ${code} không khớp nhau: chữ số cuối dùng để kiểm tra những chữ số đứng trước. Thường là có chữ số bị gõ nhầm, hoặc tem bị mờ.`,
  wrongDigitsNext: [
    'So từng chữ số với mã in trên bao bì rồi nhập lại.',
    'Nếu bao bì in đúng như vậy thì mã đã in sai: cổng này không xác nhận được hàng đó.',
  ],
  wrongLead: 'Đường dẫn này không viết đúng quy tắc nên hệ thống không biết bạn hỏi về mã nào.',
  meant: 'Có lẽ bạn muốn mở:',
  whatIsWrong: 'Chỗ sai',
  enterCode: 'Nhập lại mã',
  askedFor: 'Địa chỉ đã mở',
};

type Words = typeof vi;

const en: Words = {
  scanPage: 'Where this product comes from',
  tracePage: 'Trace along the supply chain',
  masterData: 'EPCIS master data',
  listTitle: 'Links of this code',
  listLead: 'The pages that the owner of the code and this portal have put with it. Whoever runs another site answers for its pages.',
  chooseTitle: 'Choose a page',
  chooseLead: 'Several pages answer this request equally well. Choose one.',
  noSuchType: 'This code has no link of that kind',
  noSuchTypeLead: (type) => `There is no link of type “${type}” for this code. These are the links it has.`,
  formerType: 'This link was withdrawn',
  formerTypeLead: (type) => `A link of type “${type}” existed, but the owner of the code withdrew it. These are the links it has.`,
  code: 'Code',
  isDefault: 'Opens when scanned',
  level: {
    item: (value) => `For every product with the code ${value}`,
    lot: (value) => `For lot ${value} only`,
    serial: (value) => `For the item with serial number ${value} only`,
    variant: (value) => `For variant ${value} only`,
    variantLot: (variant, lot) => `For lot ${lot} of variant ${variant} only`,
    other: (name, value) => `${name}: ${value}`,
  },
  pdf: 'PDF file',
  file: (type) => `${type} file`,
  image: 'Picture',
  video: 'Video',
  forContext: (context) => `For: ${context}`,
  forPrograms: 'For programs',
  wrongTitle: 'This code is not right',
  wrongDigits: (code) =>
    `The digits of ${code} do not fit together: the last one checks those before it. Usually one digit was mistyped, or the label is hard to read.`,
  wrongDigitsNext: [
    'Compare every digit with the code printed on the pack and type it again.',
    'If the pack shows exactly this, the code was printed wrongly: this portal cannot vouch for the goods.',
  ],
  wrongLead: 'This address does not follow the rules, so that we cannot tell which code is asked for.',
  meant: 'You probably meant:',
  whatIsWrong: 'What is wrong',
  enterCode: 'Type the code again',
  askedFor: 'Address opened',
};

export const resolverWords: { readonly vi: Words; readonly en: Words } = { vi, en };

/** For programs, which get both languages. */
export const resolverRefusals = {
  notALink: {
    vi: 'Đường dẫn không phải GS1 Digital Link đúng cú pháp; từng chỗ sai ở faults.',
    en: 'The path is no well-formed GS1 Digital Link; faults lists what is wrong.',
  },
  stem: {
    vi: 'Trước mã chính không được có phần nào khác trong đường dẫn.',
    en: 'Nothing may stand before the primary key in the path.',
  },
  unknown: {
    vi: 'Mã đúng cú pháp nhưng chưa có thông tin nào về mã này.',
    en: 'The identifier is well formed, but nothing is known of it.',
  },
  aliasUnknown: {
    vi: 'Chưa có mã định danh này trong sổ đăng ký. Hãy xem lại địa chỉ có bị thiếu chữ không.',
    en: 'This identifier is not in the register. Check whether the address lacks something.',
  },
  aliasWithdrawn: {
    vi: 'Mã định danh này từng dẫn tới một sản phẩm nhưng đã được rút.',
    en: 'This identifier led to a product once, but was withdrawn.',
  },
  gone: {
    vi: 'Mọi liên kết của mã này đã được rút.',
    en: 'All links of this identifier were withdrawn.',
  },
  noSuchType: {
    vi: 'Mã này không có liên kết loại bạn hỏi. Xem các liên kết có sẵn bằng ?linkType=linkset.',
    en: 'This identifier has no link of the type asked for. See those it has with ?linkType=linkset.',
  },
  formerType: {
    vi: 'Liên kết loại này đã được rút. Xem các liên kết có sẵn bằng ?linkType=linkset.',
    en: 'The link of this type was withdrawn. See those there are with ?linkType=linkset.',
  },
};
