// The page that explains how to read a scan page: each verdict, who vouches, what is never said.

type Row = readonly [look: 'right' | 'wait' | 'stop' | 'void' | 'ask' | 'info', title: string, meaning: string];

export const vi = {
  title: 'Cách đọc trang nguồn gốc',
  lead: 'Mỗi trang trả lời ba câu: mã này có đúng không, hàng này là gì, ai nói như vậy.',
  verdictsTitle: 'Ô lớn ở đầu trang',
  verdicts: [
    [
      'right',
      'Mã đúng, hàng đang lưu hành',
      'Cơ sở đã khai đúng mã này, đã kích hoạt, và đến lúc này không có thông báo thu hồi hay cảnh báo nào.',
    ],
    [
      'wait',
      'Mã đúng, có điều cần lưu ý',
      'Mã có thật nhưng hồ sơ có điểm bất thường, ghi ngay bên dưới: giấy hết hạn, kiểm nghiệm không đạt, quá hạn dùng, giao đi mà không thấy ai nhận, mã bị quét quá nhiều lần.',
    ],
    [
      'wait',
      'Mã chưa được kích hoạt',
      'Tem đã in nhưng cơ sở chưa khai là đã dán lên hàng. Hàng bày bán mà mã chưa kích hoạt là điều đáng ngờ.',
    ],
    ['ask', 'Không có hồ sơ của mã này', 'Mã viết đúng quy cách nhưng chưa ai khai. Có thể hàng của nơi khác, có thể mã tự chế.'],
    ['void', 'Mã này đã bị hủy', 'Cơ sở đã ngừng dùng mã hoặc đã tiêu hủy hàng. Không được mang mã này đi bán nữa.'],
    ['stop', 'Bị thu hồi', 'Đứng trên mọi thông tin khác. Không ăn, không dùng, đem trả nơi mua.'],
    [
      'info',
      'Trang giới thiệu sản phẩm',
      'Mã chỉ cho biết loại hàng. Không có dấu xanh, vì không ai xác nhận được gói hàng cụ thể nếu không có số lô.',
    ],
  ] as readonly Row[],
  unavailable: 'Nếu trang ghi “Tạm thời không tra được” thì lỗi ở hệ thống, không phải ở hàng. Đợi ít phút rồi tải lại.',
  whoTitle: 'Ai bảo đảm điều gì',
  who: [
    ['Cơ quan nhà nước', 'Giấy do cơ quan nhà nước cấp hoặc công nhận, ví dụ hạng OCOP, mã số vùng trồng.'],
    ['Bên thứ ba độc lập', 'Tổ chức chứng nhận hoặc phòng kiểm nghiệm, không phải người bán.'],
    ['Cơ sở tự khai', 'Lời của chính người làm ra hàng. Họ chịu trách nhiệm về lời khai, nhưng chưa ai kiểm tra.'],
  ] as readonly (readonly [string, string])[],
  whoNote: 'Giấy hết hạn hoặc bị rút được xếp riêng, đóng lại, không bao giờ nằm trong phần này.',
  journeyTitle: 'Hành trình',
  journey: [
    'Các chặng xếp theo lúc diễn ra. Dưới mỗi chặng ghi nơi chốn và ai ghi vào hồ sơ.',
    'Vòng tròn đứt nét và chữ “Chưa thấy xác nhận nhận hàng” nghĩa là có người giao mà phần công khai chưa có người nhận.',
    '“Ghi muộn” nghĩa là chặng được ghi vào hồ sơ hơn 48 giờ sau khi diễn ra.',
    'Cơ sở có quyền không công khai một số chi tiết, ví dụ số lượng. Thông báo thu hồi thì luôn hiện.',
  ],
  neverTitle: 'Điều trang này không nói',
  never:
    'Trang không nói hàng thật hay giả, sạch hay bẩn. Mã có thể bị chép sang hàng khác. Hãy so tên, số lô, hạn dùng trên trang với nhãn; nếu khác, bấm “Báo nghi ngờ”.',
  scansTitle: 'Số lượt quét',
  scans:
    'Trang đếm lượt quét theo giờ và theo tỉnh, không giữ địa chỉ mạng hay điều gì nhận ra bạn. Một mã riêng của một gói hàng mà bị quét rất nhiều lần ở nhiều nơi thì có thể đã bị chép.',
};

export const en: typeof vi = {
  title: 'How to read a page of origin',
  lead: 'Each page answers three questions: is this code right, what are these goods, and who says so.',
  verdictsTitle: 'The large box at the top',
  verdicts: [
    [
      'right',
      'The code is right and the goods are in circulation',
      'The maker has declared exactly this code and activated it, and there is no recall and no warning so far.',
    ],
    [
      'wait',
      'The code is right, but please note',
      'The code is real, but something in the record is unusual and is named right below: an expired paper, a failed test, goods past their date, a shipment nobody received, too many scans.',
    ],
    [
      'wait',
      'This code is not active yet',
      'The stamp was printed, but the maker has not declared that it was put on goods. Goods on sale with such a code are doubtful.',
    ],
    [
      'ask',
      'There is no record of this code',
      'It is well formed, but nobody has declared it. The goods may come from elsewhere, or the code may be made up.',
    ],
    ['void', 'This code was cancelled', 'The maker no longer uses it, or has destroyed the goods. Nothing on sale may carry it.'],
    ['stop', 'Recalled', 'This stands above everything else. Do not eat or use the goods; take them back.'],
    [
      'info',
      'A page about the product',
      'The code names a kind of goods only. There is no green mark, because without a lot nobody can confirm one package.',
    ],
  ],
  unavailable:
    'If a page says "We cannot look this up right now", the fault is the system’s and not that of the goods. Wait a few minutes and load it again.',
  whoTitle: 'Who vouches for what',
  who: [
    ['State body', 'Papers that a State body issued or recognised, such as OCOP stars or a growing-area code.'],
    ['Independent third party', 'A certification body or laboratory, not the seller.'],
    ['Declared by the maker', 'The word of those who made the goods. They answer for it, but nobody has checked it.'],
  ],
  whoNote: 'Papers that have expired or were withdrawn are kept apart in a closed list and never stand here.',
  journeyTitle: 'Journey',
  journey: [
    'Steps stand in the order in which they happened, each with its place and with who recorded it.',
    'A dashed circle and "No confirmation of receipt" mean that somebody shipped and the public record names nobody who received.',
    '"Recorded late" means that a step was recorded more than 48 hours after it happened.',
    'Makers may keep some details to themselves, such as quantities. Recalls are always shown.',
  ],
  neverTitle: 'What a page never says',
  never:
    'It does not say that goods are genuine or fake, clean or not. A code can be copied onto other goods. Compare name, lot and dates with the label, and report a doubt if they differ.',
  scansTitle: 'Number of scans',
  scans:
    'Scans are counted by hour and province. Neither network addresses nor anything that could tell who you are is kept. The code of a single package that is scanned very often in many places may have been copied.',
};

export const howToReadWords = { vi, en };
