// Reads the address to which a link leads: a page of the web, and never an identifier of our own, which would go round in a circle. Pure.
import type { Fault } from '../errors.ts';
import { readWebAddress } from '../web-address.ts';
import { href_max_chars } from './link.ts';

const path = 'href';

/** First path segments of our pages for people. All else at our address is, or may become, an identifier: `/01/…`, packed forms. */
const ownPages = ['', 'xem', 'san-pham', 'co-so', 'truy-vet', 'thu-hoi', 'tim-kiem', 'cach-doc-trang', 'anh', 'tai-san'];

/** The address as it is kept and answered: ASCII, as browsers read it where it was not. */
export function readTarget(text: string, ownHosts: readonly string[]): string | Fault {
  const given = text.trim();
  if (given === '')
    return { code: 'href_missing', path, vi: 'Hãy nhập địa chỉ trang đích.', en: 'Give the address that the link leads to.' };
  if (given.length > href_max_chars) return tooLong();
  const wrong: Fault = {
    code: 'href_wrong',
    path,
    vi: 'Địa chỉ phải bắt đầu bằng https:// hoặc http://, không có dấu cách, không kèm tên đăng nhập hay mật khẩu.',
    en: 'The address must begin with https:// or http://, hold no blanks, no user name and no password.',
  };
  // The schema of GS1 linksets wants an ASCII letter, digit, dot or bracket behind the slashes; names of other letters are written in ASCII.
  const href = /[\p{Cc}\p{Cf}\s\\]/u.test(given) ? undefined : readWebAddress(given);
  if (href === undefined) return wrong;
  const url = new URL(href);
  if (!/^[a-z0-9.[]/i.test(url.hostname)) return wrong;
  if (isOwnIdentifier(url, ownHosts))
    return {
      code: 'href_loops',
      path,
      vi: 'Địa chỉ này là một mã trên chính cổng này, nên người quét sẽ bị dẫn vòng quanh. Hãy dùng địa chỉ trang thông tin, ví dụ trang web của cơ sở, hoặc trang /san-pham/… trên cổng.',
      en: 'This address is an identifier on this very portal: whoever scans would be led in a circle. Use the address of a page of information, such as your website or /san-pham/… here.',
    };
  // The schema also wants the scheme in small letters and a plain host.
  const kept = /^https?:\/\/[A-Za-z0-9.[][\x21-\x7e]*$/.test(given) ? given : href;
  return kept.length > href_max_chars ? tooLong() : kept;
}

function tooLong(): Fault {
  return {
    code: 'href_too_long',
    path,
    vi: `Địa chỉ dài quá ${href_max_chars} ký tự.`,
    en: `The address is longer than ${href_max_chars} characters.`,
  };
}

function isOwnIdentifier(url: URL, ownHosts: readonly string[]): boolean {
  const isOwn = ownHosts.some((own) => {
    const other = new URL(`${url.protocol}//${own}`);
    return nameOf(other.hostname) === nameOf(url.hostname) && (other.port === url.port || isUsual(other.port, url.port));
  });
  if (!isOwn) return false;
  const [, first = ''] = decode(url.pathname).toLowerCase().split('/');
  // A path such as //01/… has an empty first part and is no page of ours.
  return !ownPages.includes(first) || (first === '' && decode(url.pathname) !== '/');
}

/** Both reach the same server by http and https. */
const isUsual = (one: string, other: string): boolean => ['', '80', '443'].includes(one) && ['', '80', '443'].includes(other);

/** `www.` and a dot at the end name the same machine. */
const nameOf = (host: string): string =>
  host
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^www\./, '');

function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
