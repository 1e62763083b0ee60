// The link types of the GS1 Web Vocabulary 1.16 (29 January 2026, https://ref.gs1.org/voc/) with their names in both languages.

export interface LinkTypeName {
  readonly vi: string;
  readonly en: string;
  /** The type that took its place; a deprecated type is read, never registered anew. */
  readonly replacedBy?: string;
}

/** By the name after `gs1:`. Those that people register most often stand first. */
export const linkTypeNames: Readonly<Record<string, LinkTypeName>> = {
  pip: { vi: 'Trang thông tin sản phẩm', en: 'Product information page' },
  traceability: { vi: 'Thông tin truy xuất nguồn gốc', en: 'Traceability information' },
  certificationInfo: { vi: 'Giấy chứng nhận', en: 'Certification information' },
  dpp: { vi: 'Hộ chiếu số của sản phẩm', en: 'Digital product passport' },
  instructions: { vi: 'Hướng dẫn sử dụng', en: 'Instructions' },
  consumerHandlingStorageInfo: { vi: 'Cách bảo quản và sử dụng an toàn', en: 'Consumer handling and storage information' },
  recipeInfo: { vi: 'Công thức chế biến', en: 'Recipes' },
  homepage: { vi: 'Trang chủ của tổ chức', en: 'Organisation information page' },
  support: { vi: 'Hỗ trợ khách hàng', en: 'Support' },
  socialMedia: { vi: 'Mạng xã hội', en: 'Social media' },
  relatedImage: { vi: 'Hình ảnh', en: 'Related image' },
  relatedVideo: { vi: 'Phim giới thiệu', en: 'Related video' },
  defaultLinkMulti: { vi: 'Liên kết mặc định theo ngôn ngữ', en: 'Default link by language' },
  activityIdeas: { vi: 'Gợi ý hoạt động', en: 'Activity ideas' },
  allergenInfo: { vi: 'Thông tin chất gây dị ứng', en: 'Allergen information' },
  appDownload: { vi: 'Tải ứng dụng', en: 'App download' },
  backgroundInfo: { vi: 'Câu chuyện sản phẩm', en: 'Background information' },
  brandHomepageClinical: { vi: 'Thông tin cho người làm chuyên môn y tế', en: 'Information for professionals about this brand' },
  brandHomepagePatient: { vi: 'Thông tin cho người bệnh', en: 'Information for patients about this brand' },
  careersInfo: { vi: 'Tuyển dụng', en: 'Careers information' },
  defaultLink: { vi: 'Liên kết mặc định', en: 'Default link' },
  eifu: { vi: 'Hướng dẫn sử dụng điện tử của thiết bị y tế', en: 'Electronic instructions for use' },
  epcis: { vi: 'Kho sự kiện EPCIS', en: 'EPCIS repository' },
  epil: { vi: 'Tờ hướng dẫn sử dụng thuốc điện tử', en: 'Electronic patient information leaflet' },
  eventsInfo: { vi: 'Sự kiện sắp diễn ra', en: 'Events information' },
  faqs: { vi: 'Câu hỏi thường gặp', en: 'Frequently asked questions' },
  handledBy: { vi: 'Do hệ thống phân giải khác xử lý', en: 'Handled by another resolver' },
  hasRetailers: { vi: 'Nơi bán', en: 'Retailers' },
  ingredientsInfo: { vi: 'Thành phần', en: 'Ingredients information' },
  jws: { vi: 'Chữ ký số JSON (JWS)', en: 'JSON Web Signature' },
  leaveReview: { vi: 'Viết đánh giá', en: 'Leave a review' },
  locationInfo: { vi: 'Bản đồ, chỉ đường', en: 'Location information' },
  logisticsInfo: { vi: 'Thông tin giao nhận', en: 'Logistics information' },
  loyaltyProgram: { vi: 'Khách hàng thân thiết', en: 'Loyalty programme' },
  masterData: { vi: 'Dữ liệu gốc cho đối tác', en: 'Master data' },
  menuInfo: { vi: 'Thực đơn', en: 'Menu information' },
  nutritionalInfo: { vi: 'Thông tin dinh dưỡng', en: 'Nutritional information' },
  openingHoursInfo: { vi: 'Giờ mở cửa', en: 'Opening hours' },
  paymentLink: { vi: 'Thanh toán', en: 'Make a payment' },
  productSustainabilityInfo: {
    vi: 'Bền vững và tái chế (từ cũ)',
    en: 'Sustainability and recycling (deprecated)',
    replacedBy: 'sustainabilityInfo',
  },
  promotion: { vi: 'Khuyến mãi', en: 'Promotion' },
  purchaseSuppliesOrAccessories: { vi: 'Mua vật tư, phụ kiện', en: 'Purchase supplies or accessories' },
  quickStartGuide: { vi: 'Hướng dẫn nhanh', en: 'Quick start guide' },
  recallStatus: { vi: 'Tình trạng thu hồi', en: 'Recall status' },
  registerProduct: { vi: 'Đăng ký sau khi mua', en: 'Register a purchase' },
  registryEntry: { vi: 'Mục trong sổ đăng ký', en: 'Entry in a register' },
  reportFound: { vi: 'Báo nhặt được', en: 'Report something found' },
  review: { vi: 'Đánh giá', en: 'Reviews' },
  safetyInfo: { vi: 'Thông tin an toàn', en: 'Safety information' },
  scheduleTime: { vi: 'Đặt lịch', en: 'Scheduling, reservation' },
  serviceInfo: { vi: 'Bảo dưỡng, sửa chữa', en: 'Service information' },
  smartLabel: { vi: 'Nhãn SmartLabel', en: 'SmartLabel' },
  smpc: { vi: 'Tóm tắt đặc tính của thuốc (SmPC)', en: 'Summary of product characteristics' },
  statisticInfo: { vi: 'Số liệu thống kê', en: 'Statistics' },
  subscribe: { vi: 'Đăng ký nhận tin', en: 'Subscribe' },
  sustainabilityInfo: { vi: 'Bền vững và tái chế', en: 'Sustainability and recycling' },
  tutorial: { vi: 'Bài hướng dẫn', en: 'Tutorial' },
  userAgreement: { vi: 'Điều khoản, cam kết', en: 'Agreement or waiver' },
  verificationService: { vi: 'Dịch vụ xác minh mã', en: 'Verification service' },
  whatsInTheBox: { vi: 'Trong hộp có gì', en: "What's in the box" },
};

/** What people call a link type as it is stored: `gs1:pip`, or the address of a type of somebody's own. */
export function nameLinkType(type: string, lang: 'vi' | 'en'): string {
  return linkTypeNames[type.startsWith('gs1:') ? type.slice(4) : '']?.[lang] ?? type;
}
