// The words of faults of EPC URNs, patterns, single keys and names of our own; those who only read codes need none of them.

// prettier-ignore
export const NAMING_FAULT_TEXTS = {
  malformed_urn: ['Mã EPC “{got}” sai cấu trúc. Dạng đúng: {want}.', 'The EPC "{got}" is malformed. It should look like {want}.'],
  bad_company_prefix: ['Tiền tố doanh nghiệp “{got}” phải gồm 6 đến 12 chữ số.', 'The company prefix "{got}" must have 6 to 12 digits.'],
  bad_reference_length: ['Tiền tố doanh nghiệp và số tham chiếu phải có tổng cộng {want} chữ số.', 'Company prefix and reference must have {want} digits together.'],
  pattern_not_identifier: ['“{got}” là mẫu tìm kiếm, không phải mã. Hãy thay dấu * bằng giá trị.', '"{got}" is a search pattern, not an identifier. Replace the * by values.'],
  bad_pattern: ['Mẫu “{got}” sai: dấu * chỉ đứng ở các phần cuối.', 'The pattern "{got}" is wrong: * may stand only for the last parts.'],
  pattern_in_link: [
    'Dấu * trong liên kết không có nghĩa “tất cả”. Để hỏi mọi mã của một sản phẩm, hãy dùng mẫu urn:epc:idpat:sgtin:…* hoặc liên kết của cả lớp, kết thúc ở …/01/GTIN (bỏ phần có dấu *); nếu giá trị đúng là dấu *, hãy viết %2A.',
    'A * in a link does not mean "all". To ask for all codes of a product, use a pattern such as urn:epc:idpat:sgtin:…* or the link of the whole class, ending at …/01/GTIN (leave out the part with the *); for the sign * itself write %2A.',
  ],
  no_epc_scheme: ['({ai}) không có dạng EPC URN tương ứng.', '({ai}) has no EPC URN form.'],
  gcp_length_unknown: ['Chưa biết độ dài tiền tố doanh nghiệp của “{got}”. Hãy khai báo tiền tố đó.', 'The company prefix length of "{got}" is not known. Register the prefix.'],
  gcp_not_digits: ['Tiền tố doanh nghiệp dài {want} trong “{got}” không phải toàn chữ số.', 'The company prefix of length {want} in "{got}" is not all digits.'],
  bad_internal_code: ['Mã nội bộ “{got}” không hợp lệ. Dùng 1 đến {want} ký tự, không có dấu cách ở hai đầu.', 'The internal code "{got}" is not valid. Use 1 to {want} characters without outer spaces.'],
  bad_alias: ['Mã định danh “{got}” không hợp lệ. Dùng 1 đến {want} ký tự, không có dấu cách ở hai đầu.', 'The identifier "{got}" is not valid. Use 1 to {want} characters without outer spaces.'],
  bad_namespace: ['Không gian tên “{got}” không hợp lệ. Dùng chữ thường, chữ số và dấu gạch nối, có ít nhất một chữ cái.', 'The namespace "{got}" is not valid. Use lower-case letters, digits and hyphens, with at least one letter.'],
  bad_tax_code: ['Mã số thuế “{got}” không đúng dạng. Cần 10, 12 hoặc 13 chữ số.', 'The tax code "{got}" is malformed. It has 10, 12 or 13 digits.'],
  national_needs_gtin: ['Đường dẫn của Cổng truy xuất quốc gia cần GTIN (01) làm khóa.', 'A link of the national portal needs a GTIN (01) as its key.'],
  not_a_key: ['“{got}” không phải một mã khóa. Hãy nhập dãy 8, 12, 13, 14, 17 hoặc 18 chữ số, hoặc ghi rõ mã phân định: (8003)….', '"{got}" is not one key. Type 8, 12, 13, 14, 17 or 18 digits, or say which identifier it is: (8003)….'],
  not_a_uri: ['“{got}” không phải là địa chỉ (URI) tuyệt đối. Hãy ghi đủ phần đầu như https:// hoặc urn:; dấu cách viết là %20.', '"{got}" is not an absolute URI. Write its beginning too, such as https:// or urn:, and a blank as %20.'],
} as const satisfies Record<string, readonly [string, string]>;

export type NamingFaultCode = keyof typeof NAMING_FAULT_TEXTS;
