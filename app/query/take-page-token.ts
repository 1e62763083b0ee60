// Page tokens as a caller holds them: taken for one query while they live, given back before their time.
import type { EventQuery } from '@nguon/epcis';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { fingerprint, hashPageToken, readPageToken } from './page-token.ts';
import type { PagePosition } from './page-token.ts';
import { insertDeadPageToken, isPageTokenDead } from './page-token-store.ts';

/** Where the page before ended; undefined on a first page. Throws `invalid` (QueryParameterException) for a token that is none of this query. */
export async function takePageToken(context: Context, query: EventQuery): Promise<PagePosition | undefined> {
  const token = query.nextPageToken;
  if (token === undefined) return undefined;
  const read = readPageToken(context.config.secret, token);
  if (read === undefined || read.fingerprint !== fingerprint(query))
    throw refuse('bad_page_token', {
      vi: 'nextPageToken không thuộc truy vấn này. Hãy lấy nguyên địa chỉ trong tiêu đề Link của trang trước.',
      en: 'nextPageToken does not belong to this query. Use the address in the Link header of the page before, unchanged.',
    });
  if (read.expiresAt <= context.now() || (await isPageTokenDead(context.database.system, hashPageToken(token))))
    throw refuse('page_token_expired', {
      vi: 'nextPageToken đã hết hạn hoặc đã được trả lại. Hãy hỏi lại từ trang đầu.',
      en: 'nextPageToken has expired or was given back. Ask again from the first page.',
    });
  return read.position;
}

/** Ends a token's life now. Throws `not_found` for a text that never was a living token of ours. */
export async function endPageToken(context: Context, token: string): Promise<void> {
  const read = readPageToken(context.config.secret, token);
  if (read === undefined || read.expiresAt <= context.now())
    throw new AppError('not_found', 'page_token_unknown', {
      vi: 'Không có mã trang này, hoặc mã đã hết hạn.',
      en: 'There is no such page token, or it has expired.',
      epcisException: 'NoSuchNameException',
    });
  await insertDeadPageToken(context.database.system, hashPageToken(token), read.expiresAt);
}

function refuse(code: string, words: { readonly vi: string; readonly en: string }): AppError {
  return new AppError('invalid', code, { ...words, epcisException: 'QueryParameterException' });
}
