// Whose named queries and subscriptions a request is about.
import type { Caller } from '../access/reader.ts';
import type { By } from '../access/record-act.ts';
import { AppError } from '../errors.ts';

export interface Owner extends By {
  readonly orgId: number;
}

/** The public may query; names and subscriptions belong to an organisation. Throws `unauthenticated` where there is none. */
export function orgOf(orgId: number | undefined): number {
  if (orgId !== undefined) return orgId;
  throw new AppError('unauthenticated', 'sign_in_first', {
    vi: 'Truy vấn đặt tên và đăng ký nhận thuộc về một tổ chức: hãy gửi kèm khóa API của tổ chức.',
    en: 'Named queries and subscriptions belong to an organisation: send an API key of yours.',
  });
}

/** A webhook would send what the agency's organisation sees, which is not what its officer sees: an officer opens a line instead. */
export function refuseOfficers({ reader }: Pick<Caller, 'reader'>): void {
  if (reader.kind !== 'agency') return;
  throw new AppError('forbidden', 'officers_do_not_subscribe', {
    vi: 'Cán bộ không đăng ký nhận qua webhook: quyền xem theo địa bàn là của người, không của một địa chỉ. Hãy mở kết nối WebSocket tại …/queries/{tên}/events.',
    en: 'Officers do not subscribe by webhook: what they see by territory belongs to a person, not to an address. Open a WebSocket at …/queries/{name}/events.',
  });
}
