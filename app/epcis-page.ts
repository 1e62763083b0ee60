// Pages of the lists under /epcis: perPage and nextPageToken read, the token and its end written (EPCIS 2.0 §12.7).
import { randomBytes } from 'node:crypto';
import { openSeal, seal_random_bytes, sealText } from './access/seal.ts';
import { AppError } from './errors.ts';
import { originOf } from './http.ts';
import type { Call } from './http.ts';

const per_page_default = 30;
const per_page_max = 1_000;
const token_max_characters = 4_000;
/** As for pages of events. */
const token_life_ms = 3_600_000;

export interface ListPage {
  readonly perPage: number;
  /** The sort key after which the page begins; undefined on the first. */
  readonly after: string | undefined;
}

/** @param list which list: a token of one is none of another. Refuses every parameter that is not about pages. */
export function readListPage({ context, request }: Call, list: string, perPage_max = per_page_max): ListPage {
  const given = new URL(request.url, 'http://nguon').searchParams;
  const stray = [...given.keys()].find((name) => name !== 'perPage' && name !== 'nextPageToken');
  if (stray !== undefined)
    throw refuse('unknown_parameter', {
      vi: `Không có tham số "${stray.slice(0, 80)}"; địa chỉ này nhận perPage và nextPageToken.`,
      en: `There is no parameter "${stray.slice(0, 80)}"; this address takes perPage and nextPageToken.`,
    });
  const [perPage = String(per_page_default), ...morePages] = given.getAll('perPage');
  const [token, ...moreTokens] = given.getAll('nextPageToken');
  if (!/^[1-9]\d{0,6}$/.test(perPage) || morePages.length + moreTokens.length > 0)
    throw refuse('bad_paging', {
      vi: 'perPage phải là số nguyên từ 1; mỗi tham số chỉ nêu một lần.',
      en: 'perPage must be a whole number from 1; each parameter is given once.',
    });
  return {
    perPage: Math.min(Number(perPage), perPage_max),
    after: token === undefined ? undefined : openToken(context, list, token),
  };
}

/** Adds `Link` to the page after the one that ends with `last`, and when its token ends. */
export function addNextLink({ context, request, reply }: Call, list: string, { perPage }: ListPage, last: string): void {
  const expiresAt = context.now().getTime() + token_life_ms;
  // Sealed, not only signed: where a page ended may be something that the reader is not shown.
  const token = sealText(context.config.secret, `page ${list}`, `${expiresAt} ${last}`, randomBytes(seal_random_bytes));
  const [path = ''] = request.url.split('?', 1);
  reply.header('link', `<${originOf(context, request)}${path}?perPage=${perPage}&nextPageToken=${token}>; rel="next"`);
  reply.header('gs1-next-page-token-expires', new Date(expiresAt).toISOString());
}

function openToken(context: Call['context'], list: string, token: string): string {
  const text = token.length > token_max_characters ? undefined : openSeal(context.config.secret, `page ${list}`, token);
  const space = text?.indexOf(' ') ?? -1;
  if (text === undefined || space < 0)
    throw refuse('bad_page_token', {
      vi: 'nextPageToken không thuộc danh sách này. Hãy lấy nguyên địa chỉ trong tiêu đề Link của trang trước.',
      en: 'nextPageToken does not belong to this list. Use the address in the Link header of the page before, unchanged.',
    });
  if (Number(text.slice(0, space)) <= context.now().getTime())
    throw refuse('page_token_expired', {
      vi: 'nextPageToken đã hết hạn. Hãy hỏi lại từ trang đầu.',
      en: 'nextPageToken has expired. Ask again from the first page.',
    });
  return text.slice(space + 1);
}

function refuse(code: string, words: { readonly vi: string; readonly en: string }): AppError {
  return new AppError('invalid', code, { ...words, epcisException: 'QueryParameterException' });
}
