// The words of every fault of this package: Vietnamese, then English, each saying how to mend it.

// prettier-ignore
export const FAULT_TEXTS = {
  // JSON itself
  json_empty: ['Không có nội dung. Hãy gửi một tài liệu EPCIS dạng JSON.', 'There is no content. Send an EPCIS document in JSON.'],
  json_syntax: ['JSON sai cú pháp ở dòng {line}, cột {column}: gặp {got}, cần {want}.', 'JSON syntax error at line {line}, column {column}: found {got}, expected {want}.'],
  json_trailing: ['Còn nội dung thừa sau khi JSON kết thúc, ở dòng {line}, cột {column}. Hãy bỏ phần thừa.', 'There is more text after the end of the JSON, at line {line}, column {column}. Remove it.'],
  json_too_deep: ['JSON lồng nhau quá {max} tầng, ở dòng {line}, cột {column}. Hãy giảm số tầng.', 'The JSON is nested deeper than {max} levels, at line {line}, column {column}. Make it flatter.'],
  json_too_many_values: ['Tài liệu có hơn {max} đối tượng và danh sách. Hãy chia thành nhiều tài liệu.', 'The document holds more than {max} objects and lists. Split it into several documents.'],
  json_duplicate_key: ['Khóa “{got}” xuất hiện hai lần trong cùng một đối tượng. Hãy giữ lại một.', 'The key "{got}" stands twice in one object. Keep one.'],
  json_nul_character: ['Văn bản chứa ký tự NUL (\\u0000), không lưu được. Hãy bỏ ký tự đó.', 'The text holds a NUL character (\\u0000), which cannot be stored. Remove it.'],
  json_lone_surrogate: ['Văn bản chứa một nửa ký tự Unicode (surrogate lẻ), không lưu được. Hãy sửa lại cách mã hóa.', 'The text holds half a Unicode character (a lone surrogate), which cannot be stored. Mend its encoding.'],
  number_too_long: ['Số dài quá {max} ký tự. Hãy viết ngắn lại.', 'The number is longer than {max} characters. Write it shorter.'],
  number_out_of_range: ['Số “{got}” vượt quá phạm vi dùng được. Hãy kiểm tra lại giá trị.', 'The number "{got}" is out of range. Check the value.'],
  // documents
  document_not_object: ['Tài liệu phải là một đối tượng JSON.', 'The document must be a JSON object.'],
  document_type_missing: ['Thiếu "type". Hãy ghi EPCISDocument, EPCISQueryDocument hoặc loại sự kiện.', 'The "type" is missing. Write EPCISDocument, EPCISQueryDocument or the event type.'],
  document_too_many_events: ['Tài liệu có {got} sự kiện, tối đa {max}. Hãy chia thành nhiều tài liệu.', 'The document holds {got} events, at most {max} are taken. Split it into several documents.'],
  // fields
  field_missing: ['Thiếu trường bắt buộc "{want}".', 'The required field "{want}" is missing.'],
  field_unknown: ['Trường “{got}” không có trong chuẩn. Trường riêng phải có tiền tố không gian tên, ví dụ example:{got}.', 'The field "{got}" is not in the standard. A field of your own needs a namespace prefix, such as example:{got}.'],
  field_unknown_near: ['Trường “{got}” không có trong chuẩn. Có phải ý bạn là “{want}”?', 'The field "{got}" is not in the standard. Did you mean "{want}"?'],
  field_not_of_type: ['Trường “{got}” không thuộc loại {want}. Hãy bỏ trường này hoặc sửa loại sự kiện.', 'The field "{got}" does not belong to a {want}. Remove it or correct the event type.'],
  field_closed: ['Ở đây không được thêm trường “{got}”. Hãy đưa trường riêng ra ngoài, vào sự kiện.', 'The field "{got}" cannot be added here. Put fields of your own at the level of the event.'],
  prefix_unknown: ['Tiền tố “{got}” chưa được khai báo trong @context. Hãy thêm {"{got}": "https://…/"} vào @context hoặc gửi tiêu đề GS1-Extensions.', 'The prefix "{got}" is not declared in @context. Add {"{got}": "https://…/"} to @context, or send the GS1-Extensions header.'],
  value_not_string: ['Giá trị phải là chuỗi ký tự, đang là {got}.', 'The value must be a string, it is {got}.'],
  value_not_object: ['Giá trị phải là đối tượng {…}, đang là {got}.', 'The value must be an object, it is {got}.'],
  value_not_array: ['Giá trị phải là danh sách […], đang là {got}.', 'The value must be a list, it is {got}.'],
  value_not_number: ['Giá trị phải là số (không đặt trong dấu nháy), đang là {got}.', 'The value must be a number (without quotes), it is {got}.'],
  value_not_boolean: ['Giá trị phải là true hoặc false, đang là {got}.', 'The value must be true or false, it is {got}.'],
  value_empty: ['Giá trị bắt buộc đang để trống. Hãy điền giá trị.', 'A required value is empty. Fill it in.'],
  value_too_long: ['Giá trị dài quá {max} ký tự. Hãy viết ngắn lại.', 'The value is longer than {max} characters. Write it shorter.'],
  list_empty: ['Danh sách không được rỗng. Hãy thêm phần tử hoặc bỏ trường này.', 'The list must not be empty. Add a member or leave the field out.'],
  list_repeats: ['“{got}” xuất hiện hai lần trong danh sách. Hãy giữ lại một.', '"{got}" stands twice in the list. Keep one.'],
  not_a_uri: ['“{got}” không phải là URI. Hãy ghi đủ phần đầu như https:// hoặc urn:.', '"{got}" is not a URI. Write its beginning too, such as https:// or urn:.'],
  not_a_version: ['“{got}” không phải số phiên bản. Viết dạng 2.0 hoặc 2.0.0.', '"{got}" is not a version. Write 2.0 or 2.0.0.'],
  not_hexadecimal: ['“{got}” phải chỉ gồm chữ số thập lục phân 0–9, A–F.', '"{got}" must hold hexadecimal digits only, 0–9 and A–F.'],
  not_a_uom: ['Đơn vị “{got}” không hợp lệ. Dùng mã UN/CEFACT Rec. 20 gồm 2–3 chữ in hoa hoặc số, ví dụ KGM.', 'The unit "{got}" is not valid. Use a UN/CEFACT Rec. 20 code of 2–3 capitals or digits, such as KGM.'],
  // times
  time_malformed: ['Thời điểm “{got}” sai dạng. Viết theo ISO 8601, ví dụ 2026-11-22T08:30:00+07:00.', 'The time "{got}" is malformed. Write ISO 8601, such as 2026-11-22T08:30:00+07:00.'],
  time_without_offset: ['Thời điểm “{got}” thiếu múi giờ. Hãy thêm +07:00 (hoặc Z) ở cuối.', 'The time "{got}" has no offset. Add +07:00 (or Z) at its end.'],
  time_impossible: ['Thời điểm “{got}” không có thật. Hãy kiểm tra ngày, giờ và múi giờ.', 'The time "{got}" does not exist. Check date, hour and offset.'],
  offset_malformed: ['Múi giờ “{got}” sai dạng. Viết dạng +07:00, từ -14:00 đến +14:00.', 'The offset "{got}" is malformed. Write it as +07:00, between -14:00 and +14:00.'],
  // vocabulary
  cbv_unknown: ['“{got}” không có trong từ vựng chuẩn CBV của {field}. Từ riêng phải là URI hoặc có tiền tố.', '"{got}" is not in the CBV word list of {field}. A word of your own must be a URI or carry a prefix.'],
  cbv_unknown_near: ['“{got}” không có trong từ vựng chuẩn CBV của {field}. Có phải ý bạn là “{want}”?', '"{got}" is not in the CBV word list of {field}. Did you mean "{want}"?'],
  action_unknown: ['“{got}” không phải hành động. Chỉ dùng ADD, OBSERVE hoặc DELETE.', '"{got}" is not an action. Use ADD, OBSERVE or DELETE.'],
  event_type_unknown: ['Loại sự kiện “{got}” không có trong chuẩn. Dùng ObjectEvent, AggregationEvent, TransactionEvent, TransformationEvent, AssociationEvent, hoặc URI của loại riêng.', 'The event type "{got}" is not in the standard. Use ObjectEvent, AggregationEvent, TransactionEvent, TransformationEvent, AssociationEvent, or the URI of a type of your own.'],
  // identifiers
  identifier_wrong: ['Mã “{got}” sai: {why}', 'The identifier "{got}" is wrong: {why}'],
  // rules of the event types
  event_without_things: ['Sự kiện không nêu vật nào. Hãy ghi epcList, quantityList, hoặc sensorElementList cùng readPoint.', 'The event names no thing. Give epcList, quantityList, or sensorElementList together with readPoint.'],
  event_without_children: ['Sự kiện {want} cần ít nhất một phần tử trong childEPCs hoặc childQuantityList (trừ DELETE).', 'A {want} needs at least one member in childEPCs or childQuantityList (except DELETE).'],
  event_without_transaction_things: ['TransactionEvent cần epcList hoặc quantityList (trừ DELETE).', 'A TransactionEvent needs epcList or quantityList (except DELETE).'],
  transformation_incomplete: ['TransformationEvent cần ít nhất một đầu vào và một đầu ra; nếu chỉ có một phía thì phải có transformationID.', 'A TransformationEvent needs at least one input and one output; with one side only it needs a transformationID.'],
  parent_missing: ['{want} với hành động ADD hoặc DELETE cần có parentID.', 'A {want} with action ADD or DELETE needs a parentID.'],
  ilmd_not_allowed: ['ilmd chỉ dùng trong ObjectEvent với hành động ADD và trong TransformationEvent.', 'ilmd may stand only in an ObjectEvent with action ADD and in a TransformationEvent.'],
  quantity_uom_alone: ['Có đơn vị (uom) mà không có số lượng. Hãy thêm quantity hoặc bỏ uom.', 'There is a unit (uom) without a quantity. Add the quantity or remove the uom.'],
  quantity_not_positive: ['Số lượng phải lớn hơn 0, đang là {got}.', 'The quantity must be greater than 0, it is {got}.'],
  quantity_not_whole: ['Số lượng {got} không có đơn vị nên phải là số nguyên. Hãy thêm uom (ví dụ KGM) hoặc sửa số.', 'The quantity {got} has no unit and must be a whole number. Add a uom (such as KGM) or correct it.'],
  disposition_empty: ['persistentDisposition cần ít nhất set hoặc unset.', 'persistentDisposition needs at least set or unset.'],
  sensor_time_late: ['Thời điểm đo muộn hơn eventTime. Hãy kiểm tra lại.', 'The sensor time is later than eventTime. Check it.'],
  sensor_times_reversed: ['startTime phải sớm hơn endTime.', 'startTime must be before endTime.'],
  sensor_excludes: ['“{got}” và “{want}” không được đứng cùng nhau. Hãy bỏ một trong hai.', '"{got}" and "{want}" exclude each other. Remove one of them.'],
  sensor_needs: ['“{got}” cần có “{want}” đi cùng.', '"{got}" needs "{want}" beside it.'],
  sensor_both_levels: ['“{got}” được ghi ở cả sensorMetadata và sensorReport. Hãy giữ lại một.', '"{got}" stands in both sensorMetadata and sensorReport. Keep one.'],
  // @context
  context_missing: ['Thiếu @context. Hãy thêm "@context": ["https://ref.gs1.org/standards/epcis/epcis-context.jsonld"].', 'The @context is missing. Add "@context": ["https://ref.gs1.org/standards/epcis/epcis-context.jsonld"].'],
  context_malformed: ['@context phải là URI, đối tượng, hoặc danh sách các phần đó.', 'The @context must be a URI, an object, or a list of these.'],
  context_protected: ['Không được định nghĩa lại từ chuẩn “{got}” trong @context. Hãy chọn tên khác.', 'The standard term "{got}" must not be redefined in @context. Choose another name.'],
  context_prefix_malformed: ['Tiền tố “{got}” trong @context không hợp lệ. Không gian tên phải là URI.', 'The prefix "{got}" in @context is not valid. Its namespace must be a URI.'],
  context_unknown: ['Không tải @context từ xa “{got}”. Trường dùng tiền tố của nó cần khai báo ngay trong tài liệu.', 'The remote @context "{got}" is not fetched. Fields that use its prefixes need them declared in the document.'],
  // query parameters
  parameter_unknown: ['Không có tham số truy vấn “{got}”. Hãy kiểm tra tên.', 'There is no query parameter "{got}". Check its name.'],
  parameter_unknown_near: ['Không có tham số truy vấn “{got}”. Có phải ý bạn là “{want}”?', 'There is no query parameter "{got}". Did you mean "{want}"?'],
  parameter_repeated: ['Tham số “{got}” xuất hiện hai lần. Hãy gộp các giá trị bằng dấu |.', 'The parameter "{got}" stands twice. Join its values with |.'],
  parameter_value: ['Giá trị “{got}” của {field} không hợp lệ. Cần: {want}.', 'The value "{got}" of {field} is not valid. Expected: {want}.'],
  parameter_too_many: ['{field} có hơn {max} giá trị. Hãy chia thành nhiều truy vấn.', '{field} has more than {max} values. Split the query.'],
} as const satisfies Record<string, readonly [string, string]>;

export type FaultCode = keyof typeof FAULT_TEXTS;
