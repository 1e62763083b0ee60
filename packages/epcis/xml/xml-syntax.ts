// Says in both languages what the XML parser found wrong (XML 1.0 §2, well-formedness).

/** [beginning of the parser's message, Vietnamese, English]; the first that fits is used. */
const MESSAGES: readonly (readonly [string, string, string])[] = [
  ['unclosed tag', 'có thẻ chưa đóng', 'a tag is not closed'],
  ['unexpected end', 'tài liệu dừng giữa chừng', 'the document ends in the middle'],
  ['unmatched closing tag', 'thẻ đóng không khớp thẻ mở', 'a closing tag does not match the open one'],
  ['unexpected close tag', 'thẻ đóng không khớp thẻ mở', 'a closing tag does not match the open one'],
  ['document must contain a root', 'không có phần tử gốc', 'there is no root element'],
  ['documents may contain only one root', 'có nhiều hơn một phần tử gốc', 'there is more than one root element'],
  ['text data outside of root', 'có chữ nằm ngoài phần tử gốc', 'text stands outside the root element'],
  ['duplicate attribute', 'một thuộc tính xuất hiện hai lần', 'an attribute stands twice'],
  ['wrong namespace', 'khai báo không gian tên xmlns sai', 'a declaration xmlns of a namespace is wrong'],
  ['malformed name', 'tên phần tử hoặc thuộc tính sai', 'the name of an element or attribute is malformed'],
  ['attribute without value', 'thuộc tính không có giá trị', 'an attribute has no value'],
  ['unquoted attribute', 'giá trị thuộc tính không nằm trong dấu nháy', 'the value of an attribute has no quotation marks'],
  ['no whitespace between', 'thiếu dấu cách giữa hai thuộc tính', 'there is no blank between attributes'],
  ['disallowed character', 'có ký tự không được phép', 'a character is not allowed here'],
  ['malformed character entity', 'tham chiếu ký tự &#…; sai', 'a character reference &#…; is malformed'],
  ['empty entity', 'dấu & phải viết là &amp;', 'the sign & must be written &amp;'],
  ['the string "]]>"', 'chuỗi ]]> không được đứng trong văn bản', 'the string ]]> may not stand in text'],
  ['malformed comment', 'chú thích sai dạng', 'a comment is malformed'],
  ['an XML declaration must', 'khai báo <?xml …?> phải đứng đầu tài liệu', 'the declaration <?xml …?> must come first'],
  ['the XML declaration must', 'khai báo <?xml …?> phải đứng đầu tài liệu', 'the declaration <?xml …?> must come first'],
  ['inappropriately located doctype', '<!DOCTYPE> đứng sai chỗ', '<!DOCTYPE> stands in the wrong place'],
];

/** Vietnamese and English words for a message of the parser; others are kept as they are. */
export function describeSyntax(message: string): readonly [string, string] {
  for (const [start, vi, en] of MESSAGES) if (message.startsWith(start)) return [vi, en];
  return [message, message];
}
