// Pages of the lists under /epcis that take no other parameters: perPage and nextPageToken read (EPCIS 2.0 §12.7).
import type { Call } from '../http.ts';
import { addNextLink, refusePaging, takePageToken } from './next-page.ts';

const per_page_default = 30;
const per_page_max = 1_000;

export interface ListPage {
  readonly perPage: number;
  /** The sort key after which the page begins; undefined on the first. */
  readonly after: string | undefined;
}

/** Refuses every parameter that is not about pages. */
export async function readListPage(call: Call, perPage_max = per_page_max): Promise<ListPage> {
  const given = new URL(call.request.url, 'http://nguon').searchParams;
  const stray = [...given.keys()].find((name) => name !== 'perPage' && name !== 'nextPageToken');
  if (stray !== undefined)
    throw refusePaging('unknown_parameter', {
      vi: `Không có tham số "${stray.slice(0, 80)}"; địa chỉ này nhận perPage và nextPageToken.`,
      en: `There is no parameter "${stray.slice(0, 80)}"; this address takes perPage and nextPageToken.`,
    });
  const [perPage = String(per_page_default), ...morePages] = given.getAll('perPage');
  const [token, ...moreTokens] = given.getAll('nextPageToken');
  if (!/^[1-9]\d{0,6}$/.test(perPage) || morePages.length + moreTokens.length > 0)
    throw refusePaging('bad_paging', {
      vi: 'perPage phải là số nguyên từ 1; mỗi tham số chỉ nêu một lần.',
      en: 'perPage must be a whole number from 1; each parameter is given once.',
    });
  return { perPage: Math.min(Number(perPage), perPage_max), after: await takePageToken(call, '', token) };
}

/** Adds the way to the page after the one that ends with `last`. */
export function addNextListPage(call: Call, { perPage }: ListPage, last: string): void {
  addNextLink(call, '', perPage, last);
}
