// Whose named queries and subscriptions a request is about.
import { AppError } from '../errors.ts';

/** The public may query; names and subscriptions belong to an organisation. Throws `unauthenticated` where there is none. */
export function orgOf(orgId: number | undefined): number {
  if (orgId !== undefined) return orgId;
  throw new AppError('unauthenticated', 'sign_in_first', {
    vi: 'Truy vấn đặt tên và đăng ký nhận thuộc về một tổ chức: hãy gửi kèm khóa API của tổ chức.',
    en: 'Named queries and subscriptions belong to an organisation: send an API key of yours.',
  });
}
