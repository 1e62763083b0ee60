// The closed word lists of the Core Business Vocabulary 2.0 with names for screens: [word, Vietnamese, English].
// Facts of GS1's CBV 2.0 §7 and of the EPCIS 2.0.1 JSON Schema; the names are ours.

export type CbvRow = readonly [word: string, vi: string, en: string];

// prettier-ignore
export const BUSINESS_STEPS: readonly CbvRow[] = [
  ['accepting', 'Nghiệm thu', 'Accepting'],
  ['arriving', 'Đến nơi', 'Arriving'],
  ['assembling', 'Lắp ráp', 'Assembling'],
  ['collecting', 'Thu gom', 'Collecting'],
  ['commissioning', 'Tạo mã và đưa vào sử dụng', 'Commissioning'],
  ['consigning', 'Gửi hàng cho bên vận chuyển', 'Consigning'],
  ['creating_class_instance', 'Tạo lô mới', 'Creating a lot'],
  ['cycle_counting', 'Kiểm đếm định kỳ', 'Cycle counting'],
  ['decommissioning', 'Ngừng sử dụng mã', 'Decommissioning'],
  ['departing', 'Rời đi', 'Departing'],
  ['destroying', 'Tiêu hủy', 'Destroying'],
  ['disassembling', 'Tháo rời', 'Disassembling'],
  ['dispensing', 'Cấp phát', 'Dispensing'],
  ['encoding', 'Ghi mã lên tem', 'Encoding'],
  ['entering_exiting', 'Vào hoặc ra', 'Entering or exiting'],
  ['holding', 'Tạm giữ', 'Holding'],
  ['inspecting', 'Kiểm tra', 'Inspecting'],
  ['installing', 'Lắp đặt', 'Installing'],
  ['killing', 'Vô hiệu hóa thẻ', 'Killing the tag'],
  ['loading', 'Bốc hàng lên', 'Loading'],
  ['other', 'Bước khác', 'Other'],
  ['packing', 'Đóng gói', 'Packing'],
  ['picking', 'Lấy hàng theo đơn', 'Picking'],
  ['receiving', 'Nhận hàng', 'Receiving'],
  ['removing', 'Lấy ra', 'Removing'],
  ['repackaging', 'Đóng gói lại', 'Repackaging'],
  ['repairing', 'Sửa chữa', 'Repairing'],
  ['replacing', 'Thay thế', 'Replacing'],
  ['reserving', 'Giữ chỗ mã', 'Reserving'],
  ['retail_selling', 'Bán lẻ', 'Retail selling'],
  ['sampling', 'Lấy mẫu', 'Sampling'],
  ['sensor_reporting', 'Ghi nhận cảm biến', 'Sensor reporting'],
  ['shipping', 'Xuất hàng', 'Shipping'],
  ['staging_outbound', 'Chờ xuất hàng', 'Staging outbound'],
  ['stock_taking', 'Kiểm kê', 'Stock taking'],
  ['stocking', 'Xếp hàng lên kệ', 'Stocking'],
  ['storing', 'Lưu kho', 'Storing'],
  ['transporting', 'Vận chuyển', 'Transporting'],
  ['unloading', 'Dỡ hàng', 'Unloading'],
  ['unpacking', 'Mở gói', 'Unpacking'],
  ['void_shipping', 'Hủy xuất hàng', 'Void shipping'],
];

// prettier-ignore
export const DISPOSITIONS: readonly CbvRow[] = [
  ['active', 'Đang dùng', 'Active'],
  ['available', 'Sẵn có', 'Available'],
  ['completeness_inferred', 'Được suy ra là đủ', 'Completeness inferred'],
  ['completeness_verified', 'Đã kiểm là đủ', 'Completeness verified'],
  ['conformant', 'Đạt yêu cầu', 'Conformant'],
  ['container_closed', 'Thùng đã đóng', 'Container closed'],
  ['container_open', 'Thùng đang mở', 'Container open'],
  ['damaged', 'Hư hỏng', 'Damaged'],
  ['destroyed', 'Đã tiêu hủy', 'Destroyed'],
  ['dispensed', 'Đã cấp phát', 'Dispensed'],
  ['disposed', 'Đã thải bỏ', 'Disposed'],
  ['encoded', 'Đã ghi mã', 'Encoded'],
  ['expired', 'Hết hạn', 'Expired'],
  ['in_progress', 'Đang xử lý', 'In progress'],
  ['in_transit', 'Đang trên đường', 'In transit'],
  ['inactive', 'Không còn dùng', 'Inactive'],
  ['mismatch_class', 'Sai loại hàng', 'Class mismatch'],
  ['mismatch_instance', 'Sai mã từng đơn vị', 'Instance mismatch'],
  ['mismatch_quantity', 'Sai số lượng', 'Quantity mismatch'],
  ['needs_replacement', 'Cần thay thế', 'Needs replacement'],
  ['no_pedigree_match', 'Không khớp hồ sơ nguồn gốc', 'No pedigree match'],
  ['non_conformant', 'Không đạt yêu cầu', 'Non-conformant'],
  ['non_sellable_other', 'Không được bán', 'Not sellable'],
  ['partially_dispensed', 'Đã cấp phát một phần', 'Partially dispensed'],
  ['recalled', 'Bị thu hồi', 'Recalled'],
  ['reserved', 'Đã giữ chỗ', 'Reserved'],
  ['retail_sold', 'Đã bán lẻ', 'Retail sold'],
  ['returned', 'Đã trả lại', 'Returned'],
  ['sellable_accessible', 'Đang bày bán', 'Sellable, on display'],
  ['sellable_not_accessible', 'Bán được, chưa bày', 'Sellable, not on display'],
  ['stolen', 'Bị mất cắp', 'Stolen'],
  ['unavailable', 'Không sẵn có', 'Unavailable'],
  ['unknown', 'Không rõ', 'Unknown'],
];

// prettier-ignore
export const BUSINESS_TRANSACTION_TYPES: readonly CbvRow[] = [
  ['bol', 'Vận đơn', 'Bill of lading'],
  ['cert', 'Giấy chứng nhận', 'Certificate'],
  ['desadv', 'Thông báo gửi hàng', 'Despatch advice'],
  ['inv', 'Hóa đơn', 'Invoice'],
  ['pedigree', 'Hồ sơ nguồn gốc', 'Pedigree'],
  ['po', 'Đơn đặt hàng', 'Purchase order'],
  ['poc', 'Xác nhận đơn hàng', 'Purchase order confirmation'],
  ['prodorder', 'Lệnh sản xuất', 'Production order'],
  ['recadv', 'Thông báo nhận hàng', 'Receiving advice'],
  ['rma', 'Chấp thuận trả hàng', 'Return merchandise authorisation'],
  ['testprd', 'Quy trình kiểm nghiệm', 'Test procedure'],
  ['testres', 'Kết quả kiểm nghiệm', 'Test result'],
  ['upevt', 'Sự kiện liên quan phía trước', 'Upstream event'],
];

export const SOURCE_DESTINATION_TYPES: readonly CbvRow[] = [
  ['location', 'Địa điểm', 'Location'],
  ['owning_party', 'Bên sở hữu', 'Owning party'],
  ['possessing_party', 'Bên đang giữ hàng', 'Possessing party'],
];

export const ERROR_REASONS: readonly CbvRow[] = [
  ['did_not_occur', 'Sự việc không xảy ra', 'Did not occur'],
  ['incorrect_data', 'Số liệu sai', 'Incorrect data'],
];

export const SENSOR_ALERTS: readonly CbvRow[] = [
  ['ALARM_CONDITION', 'Vượt ngưỡng cảnh báo', 'Alarm condition'],
  ['ERROR_CONDITION', 'Thiết bị lỗi', 'Error condition'],
];

// prettier-ignore
export const SENSOR_COMPONENTS: readonly CbvRow[] = [
  ['x', 'Trục x', 'x'], ['y', 'Trục y', 'y'], ['z', 'Trục z', 'z'],
  ['axial_distance', 'Khoảng cách trục', 'Axial distance'],
  ['azimuth', 'Góc phương vị', 'Azimuth'],
  ['height', 'Chiều cao', 'Height'],
  ['spherical_radius', 'Bán kính cầu', 'Spherical radius'],
  ['polar_angle', 'Góc cực', 'Polar angle'],
  ['elevation_angle', 'Góc nâng', 'Elevation angle'],
  ['easting', 'Tọa độ đông', 'Easting'],
  ['northing', 'Tọa độ bắc', 'Northing'],
  ['latitude', 'Vĩ độ', 'Latitude'],
  ['longitude', 'Kinh độ', 'Longitude'],
  ['altitude', 'Độ cao', 'Altitude'],
];
