// What may be wrong with the syntax of an XML document, in words of both languages (XML 1.0 §2, well-formedness).

/** `[Vietnamese, English]` */
export const SYNTAX_TEXTS = {
  unclosed: ['có thẻ chưa đóng', 'a tag is not closed'],
  unexpected_end: ['tài liệu dừng giữa chừng', 'the document ends in the middle'],
  unmatched_close: ['thẻ đóng không khớp thẻ mở', 'a closing tag does not match the open one'],
  no_root: ['không có phần tử gốc', 'there is no root element'],
  two_roots: ['có nhiều hơn một phần tử gốc', 'there is more than one root element'],
  text_outside: ['có chữ nằm ngoài phần tử gốc', 'text stands outside the root element'],
  attribute_twice: ['một thuộc tính xuất hiện hai lần', 'an attribute stands twice'],
  attribute_value: ['thuộc tính không có giá trị', 'an attribute has no value'],
  attribute_quotes: ['giá trị thuộc tính không nằm trong dấu nháy', 'the value of an attribute has no quotation marks'],
  attribute_blank: ['thiếu dấu cách giữa hai thuộc tính', 'there is no blank between attributes'],
  attributes_many: ['một thẻ có quá nhiều thuộc tính', 'a tag has too many attributes'],
  slash: ['dấu / trong thẻ phải đứng ngay trước dấu >', 'a slash in a tag is not followed by >'],
  namespace: ['khai báo không gian tên xmlns sai', 'a declaration xmlns of a namespace is wrong'],
  name: ['tên phần tử hoặc thuộc tính sai', 'the name of an element or attribute is malformed'],
  character: ['có ký tự không được phép', 'a character is not allowed here'],
  character_reference: ['tham chiếu ký tự &#…; sai', 'a character reference &#…; is malformed'],
  ampersand: ['dấu & phải viết là &amp;', 'the sign & must be written &amp;'],
  cdata_end: ['chuỗi ]]> không được đứng trong văn bản', 'the string ]]> may not stand in text'],
  comment: ['chú thích sai dạng', 'a comment is malformed'],
  declared_unknown: ['sau <! chỉ được là chú thích, CDATA hoặc DOCTYPE', 'only a comment, CDATA or DOCTYPE may follow <!'],
  declaration: ['khai báo <?xml …?> sai dạng', 'the declaration <?xml …?> is malformed'],
  declaration_place: ['khai báo <?xml …?> phải đứng đầu tài liệu', 'the declaration <?xml …?> must come first'],
  doctype_place: ['<!DOCTYPE> đứng sai chỗ', '<!DOCTYPE> stands in the wrong place'],
} as const satisfies Record<string, readonly [string, string]>;

export type SyntaxFault = keyof typeof SYNTAX_TEXTS;
