// Codes of makers without GS1 keys, under a namespace of their own (TCVN 13275:2020 admits trace codes outside GS1).

import { readPath } from './digital-link-path.ts';
import { refuse, success } from './fault.ts';
import type { Result } from './fault.ts';
import { findHostEnd, findHostStart } from './parsed-link.ts';

/** Path under which internal codes live, in words a reader understands. */
const INTERNAL_ROOT = '/ma-noi-bo/';

/** Longest internal code, in characters. */
export const INTERNAL_CODE_MAX_CHARS = 60;

const SLUG = /^(?=.*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/;

/**
 * URI of an organisation's own code: `https://host/ma-noi-bo/org-slug/code`. Never readable as a Digital Link, so that
 * it cannot be taken for a GS1 key. `code` is 1 to 60 characters without control characters and outer blanks, NFC.
 */
export function internalCode(namespaceHost: string, orgSlug: string, code: string): Result<string> {
  if (!HOST.test(namespaceHost)) return refuse('bad_host', 0, { got: namespaceHost });
  if (!SLUG.test(orgSlug)) return refuse('bad_namespace', 0, { got: orgSlug });
  const text = code.normalize('NFC');
  if (!isCode(text)) return refuse('bad_internal_code', 0, { got: code });
  const uri = `https://${namespaceHost}${INTERNAL_ROOT}${orgSlug}/${encodeURIComponent(text)}`;
  const path = `${INTERNAL_ROOT}${orgSlug}/${encodeURIComponent(text)}`;
  return readPath(path, 0, path.length) === undefined ? success(uri) : refuse('bad_namespace', 0, { got: orgSlug });
}

function isCode(text: string): boolean {
  if (text.length === 0 || text.length > INTERNAL_CODE_MAX_CHARS || !text.isWellFormed()) return false;
  return text.trim() === text && !/[\p{Cc}\p{Cf}]/u.test(text);
}

/** Organisation and code of an internal URI on that host, or undefined. */
export function readInternalCode(uri: string, namespaceHost: string): { orgSlug: string; code: string } | undefined {
  const hostFrom = findHostStart(uri);
  if (hostFrom < 0 || uri.slice(hostFrom, findHostEnd(uri, hostFrom)).toLowerCase() !== namespaceHost) return undefined;
  const path = uri.slice(findHostEnd(uri, hostFrom)).split(/[?#]/, 1)[0]!;
  if (!path.startsWith(INTERNAL_ROOT)) return undefined;
  const [orgSlug, escaped, ...more] = path.slice(INTERNAL_ROOT.length).split('/');
  if (orgSlug === undefined || escaped === undefined || more.length > 0 || !SLUG.test(orgSlug)) return undefined;
  const code = decodeCode(escaped);
  return code !== undefined && isCode(code) ? { orgSlug, code } : undefined;
}

function decodeCode(escaped: string): string | undefined {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}

/** Whether a key's digits begin with 893, the prefix of GS1 Vietnam (a GTIN-14 also with its indicator digit first). */
export function isVietnamesePrefix(digits: string): boolean {
  return digits.startsWith('893') || (digits.length === 14 && digits.startsWith('893', 1));
}
