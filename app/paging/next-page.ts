// The way from a page to the next under /epcis: the token that was sent is taken, the next one is told in headers (EPCIS 2.0 §12.7).
import { randomBytes } from 'node:crypto';
import { seal_random_bytes } from '../access/seal.ts';
import type { Caller } from '../access/reader.ts';
import { AppError } from '../errors.ts';
import { originOf } from '../http.ts';
import type { Call } from '../http.ts';
import { hashPageToken, openPageToken, sealPageToken } from './page-token.ts';
import type { TokenScope } from './page-token.ts';
import { insertDeadPageToken, isPageTokenDead } from './token-store.ts';

/** Anybody may be given tokens and give them back: what is remembered of them for an hour is bounded. */
const given_back_max = 20_000;

/**
 * Where the page before ended; undefined on a first page. Throws `invalid` (QueryParameterException) for a token of another
 * holder, resource or question, and for one whose life is over.
 * @param question what was asked beside the address of the resource; pages of one question may differ in size only.
 */
export async function takePageToken(call: Call, question: string, token: string | undefined): Promise<string | undefined> {
  const { context } = call;
  if (token === undefined) return undefined;
  const opened = openPageToken(context.config.secret, token);
  if (opened === undefined || !opened.isFor(scopeOf(call, question)))
    throw refusePaging('bad_page_token', {
      vi: 'nextPageToken không thuộc truy vấn này hoặc không phải cấp cho khóa này. Hãy lấy nguyên địa chỉ trong tiêu đề Link của trang trước.',
      en: 'nextPageToken does not belong to this query, or was given to another key. Use the address in the Link header of the page before, unchanged.',
    });
  if (opened.expiresAt <= context.now() || (await isPageTokenDead(context.database.system, hashPageToken(token))))
    throw refusePaging('page_token_expired', {
      vi: 'nextPageToken đã hết hạn hoặc đã được trả lại. Hãy hỏi lại từ trang đầu.',
      en: 'nextPageToken has expired or was given back. Ask again from the first page.',
    });
  return opened.position;
}

/** Adds `Link` to the page after the one that ended at `position`, and when its token ends. */
export function addNextLink(call: Call, question: string, perPage: number, position: string): void {
  const { context, request, reply } = call;
  const made = { at: context.now(), random: randomBytes(seal_random_bytes) };
  const { token, expiresAt } = sealPageToken(context.config.secret, scopeOf(call, question), position, made);
  const url = new URL(request.url, 'http://nguon');
  url.searchParams.set('perPage', String(perPage));
  url.searchParams.set('nextPageToken', token);
  reply.header('link', `<${originOf(context, request)}${url.pathname}${url.search}>; rel="next"`);
  reply.header('gs1-next-page-token-expires', expiresAt.toISOString());
}

/** Ends a token's life now; one that has ended already stays so. Throws `not_found` for a text that never was a token of the caller's. */
export async function endPageToken({ context, caller }: Pick<Call, 'context' | 'caller'>, token: string): Promise<void> {
  const opened = openPageToken(context.config.secret, token);
  if (opened === undefined || opened.holder !== holderOf(caller))
    throw new AppError('not_found', 'page_token_unknown', {
      vi: 'Không có mã trang này trong các mã đã cấp cho bạn.',
      en: 'No page token of yours reads so.',
      epcisException: 'NoSuchNameException',
    });
  if (opened.expiresAt <= context.now()) return;
  if (!(await insertDeadPageToken(context.database.system, hashPageToken(token), opened.expiresAt, given_back_max)))
    throw new AppError('too_many', 'too_many_tokens_given_back', {
      vi: 'Đang có quá nhiều mã trang được trả lại. Mã này tự hết hạn sau tối đa một giờ; không cần làm gì thêm.',
      en: 'Too many page tokens are being given back. This one ends by itself within the hour; nothing more need be done.',
      retryAfter_s: 600,
    });
}

/** Who acts for one organisation now and for another later holds two: what he sees differs. */
const holderOf = ({ name, orgId }: Caller): string => `${name} ${orgId ?? ''}`;

/** A path in any percent-encoding is one resource. */
function scopeOf({ caller, request }: Call, question: string): TokenScope {
  return { holder: holderOf(caller), question: JSON.stringify([request.routeOptions.url, request.params, question]) };
}

/** What is wrong with perPage, nextPageToken, or beside them. */
export function refusePaging(code: string, words: { readonly vi: string; readonly en: string }): AppError {
  return new AppError('invalid', code, { ...words, epcisException: 'QueryParameterException' });
}
