// CBV business steps and conditions as a buyer would say them, [Vietnamese, English, Chinese]; CBV 2.0 §7.1 and §7.2.

type Three = readonly [vi: string, en: string, zh: string];

// prettier-ignore
const steps: Readonly<Record<string, Three>> = {
  accepting: ['Nghiệm thu', 'Accepted', '验收'],
  arriving: ['Đến nơi', 'Arrived', '到达'],
  assembling: ['Ghép thành bộ', 'Assembled', '组装'],
  collecting: ['Thu gom', 'Collected', '收集'],
  commissioning: ['Gắn mã lên hàng', 'Code put on the goods', '赋码'],
  consigning: ['Giao cho bên vận chuyển', 'Handed to the carrier', '交付承运方'],
  creating_class_instance: ['Lập lô hàng', 'Lot created', '建立批次'],
  cycle_counting: ['Kiểm đếm', 'Counted', '盘点'],
  decommissioning: ['Ngừng dùng mã', 'Code cancelled', '停用代码'],
  departing: ['Rời đi', 'Departed', '离开'],
  destroying: ['Tiêu hủy', 'Destroyed', '销毁'],
  disassembling: ['Tháo rời', 'Taken apart', '拆解'],
  dispensing: ['Cấp phát', 'Dispensed', '发放'],
  encoding: ['In mã', 'Code printed', '印制代码'],
  entering_exiting: ['Ra vào kho', 'In or out of the store', '进出'],
  holding: ['Tạm giữ', 'Held', '暂存'],
  inspecting: ['Kiểm tra', 'Inspected', '检查'],
  installing: ['Lắp đặt', 'Installed', '安装'],
  killing: ['Vô hiệu hóa thẻ', 'Tag disabled', '标签失效'],
  loading: ['Xếp lên xe', 'Loaded', '装车'],
  other: ['Sự kiện khác', 'Another event', '其他事件'],
  packing: ['Đóng gói', 'Packed', '包装'],
  picking: ['Soạn hàng', 'Picked', '拣货'],
  receiving: ['Nhận hàng', 'Received', '收货'],
  removing: ['Lấy ra', 'Taken out', '取出'],
  repackaging: ['Đóng gói lại', 'Repacked', '重新包装'],
  repairing: ['Sửa chữa', 'Repaired', '维修'],
  replacing: ['Thay thế', 'Replaced', '更换'],
  reserving: ['Giữ mã', 'Reserved', '预留'],
  retail_selling: ['Bán cho người mua', 'Sold', '零售'],
  sampling: ['Lấy mẫu', 'Sampled', '抽样'],
  sensor_reporting: ['Ghi nhiệt độ, độ ẩm', 'Measured by sensors', '传感器记录'],
  shipping: ['Giao đi', 'Shipped', '发货'],
  staging_outbound: ['Chờ giao', 'Waiting to be shipped', '待发货'],
  stock_taking: ['Kiểm kê', 'Stock taken', '库存盘点'],
  stocking: ['Bày bán', 'Put on display', '上架'],
  storing: ['Lưu kho', 'Stored', '仓储'],
  transporting: ['Vận chuyển', 'Transported', '运输'],
  unloading: ['Dỡ hàng', 'Unloaded', '卸货'],
  unpacking: ['Mở kiện', 'Unpacked', '拆箱'],
  void_shipping: ['Hủy chuyến giao', 'Shipment cancelled', '取消发货'],
};

const transformed: Three = ['Chế biến', 'Processed', '加工'];
const usedUp: Three = ['Đưa vào chế biến', 'Used in processing', '投入加工'];

/** Conditions that a buyer should hear about although the code is right. */
// prettier-ignore
const flags: Readonly<Record<string, Three>> = {
  damaged: ['hư hỏng', 'damaged', '损坏'],
  expired: ['hết hạn', 'expired', '过期'],
  mismatch_class: ['sai loại hàng', 'wrong kind of goods', '类别不符'],
  mismatch_instance: ['sai mã', 'wrong code', '代码不符'],
  mismatch_quantity: ['sai số lượng', 'wrong quantity', '数量不符'],
  needs_replacement: ['cần thay thế', 'needs replacement', '需要更换'],
  no_pedigree_match: ['không khớp hồ sơ nguồn gốc', 'does not match its papers', '与溯源记录不符'],
  non_conformant: ['không đạt yêu cầu', 'does not meet requirements', '不合格'],
  non_sellable_other: ['không được bán', 'not for sale', '不得销售'],
  returned: ['đã trả lại', 'returned', '已退回'],
  stolen: ['bị mất cắp', 'stolen', '被盗'],
};

const position = { vi: 0, en: 1, zh: 2 } as const;

/** Name of a business step; a step of somebody's own vocabulary has none. */
export function findStepName(step: string | null, lang: 'vi' | 'en' | 'zh'): string | undefined {
  return step === null ? undefined : steps[step]?.[position[lang]];
}

export function transformationName(asInput: boolean, lang: 'vi' | 'en' | 'zh'): string {
  return (asInput ? usedUp : transformed)[position[lang]];
}

export function findFlag(disposition: string | null, lang: 'vi' | 'en' | 'zh'): string | undefined {
  return disposition === null ? undefined : flags[disposition]?.[position[lang]];
}
