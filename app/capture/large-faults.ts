// What may be wrong with a large document as a whole, and what may befall its file, in words for whoever sent it.
import type { DocumentReading } from '@nguon/epcis';
import type { Fault } from '../errors.ts';
import type { Objection } from './large-store.ts';

/** A reading of nothing but one fault. */
export const listFrame = (fault: Fault): Omit<DocumentReading, 'events'> => ({
  kind: undefined,
  masterData: [],
  warnings: [],
  faults: [fault],
  faultsTotal: 1,
});

export const notUtf8: Fault = {
  code: 'not_utf8',
  path: '$',
  vi: 'Tệp không phải UTF-8. Hãy lưu tệp dạng UTF-8 rồi gửi lại.',
  en: 'The file is not UTF-8. Save it as UTF-8 and send it again.',
};

export function listTooLong(what: 'event' | 'frame' | 'events', max: number, path: string): Fault {
  if (what === 'event')
    return {
      code: 'event_too_long',
      path,
      vi: `Một sự kiện dài quá ${max} ký tự. Hãy chia thành nhiều sự kiện.`,
      en: `An event is longer than ${max} characters. Split it into several events.`,
    };
  if (what === 'events')
    return {
      code: 'too_many_events',
      path,
      vi: `Tài liệu có hơn ${max} sự kiện. Hãy chia thành nhiều tài liệu.`,
      en: `The document holds more than ${max} events. Split it into several documents.`,
    };
  return {
    code: 'frame_too_long',
    path: '$',
    vi: `Phần ngoài danh sách sự kiện (đầu tài liệu, dữ liệu gốc) dài quá ${max} ký tự. Hãy gửi dữ liệu gốc riêng, thành nhiều tài liệu.`,
    en: `What stands around the events (header, master data) is longer than ${max} characters. Send master data apart, in several documents.`,
  };
}

/** The fault of the event's own text; lines are counted in the part that was read, and would mislead. */
export const unreadable = (fault: Fault): Fault => ({
  ...fault,
  vi: `Trong sự kiện này: ${fault.vi.replace(/ ở dòng \d+, cột \d+/, '')}`,
  en: `In this event: ${fault.en.replace(/ at line \d+, column \d+/, '')}`,
});

export const fileGone: Fault = {
  code: 'capture_file_gone',
  path: '$',
  vi: 'Tệp chờ xử lý không còn trên máy chủ (thư mục DATA_DIR/captures), nên phần chưa ghi nhận không làm tiếp được. Hãy gửi lại tài liệu: sự kiện đã ghi nhận không bị ghi hai lần.',
  en: 'The waiting file is no longer on the server (folder DATA_DIR/captures), so what was not captured yet cannot be. Send the document again: what is stored is not written twice.',
};

/** Whoever sent the document may not capture any more. */
export const noLongerVouched = (objection: Objection): Fault =>
  objection === 'key_revoked'
    ? {
        code: 'capture_key_revoked',
        path: '$',
        vi: 'Khóa API đã gửi tài liệu này bị thu hồi nên phần chưa ghi nhận bị dừng lại. Nếu tài liệu đúng, hãy gửi lại bằng khóa khác.',
        en: 'The API key that sent this document was revoked, so what was not captured yet is left out. If the document is right, send it again with another key.',
      }
    : {
        code: 'capture_organisation_closed',
        path: '$',
        vi: 'Tổ chức gửi tài liệu này đã đóng nên phần chưa ghi nhận bị dừng lại.',
        en: 'The organisation that sent this document was closed, so what was not captured yet is left out.',
      };

export const gaveUp: Fault = {
  code: 'capture_given_up',
  path: '$',
  vi: 'Hệ thống đã thử nhiều lần mà không đọc tiếp được tài liệu này, nên dừng lại. Hãy chia thành nhiều tài liệu nhỏ hơn rồi gửi lại, hoặc báo cho quản trị viên mã của lần gửi này.',
  en: 'Work on this document was begun many times and got no further, so it was given up. Split it into smaller documents and send them, or tell the administrator the id of this job.',
};
