// URIs of our own for names that are not GS1 keys: `https://host/{root}/{namespace}/{text}`, written and read back.

import { readPath } from './digital-link-path.ts';
import { refuse, success } from './fault.ts';
import type { Result } from './fault.ts';
import type { NamingFaultCode } from './naming-fault-texts.ts';
import { findHostEnd, findHostStart } from './parsed-link.ts';
import { refuseName } from './naming-fault.ts';

/** One kind of such names. */
export interface OwnUriKind {
  /** Path before the namespace, with both slashes. */
  readonly root: string;
  /** Longest text, in characters. */
  readonly textMax: number;
  /** Fault of a text that cannot be one. */
  readonly badText: NamingFaultCode;
}

export interface OwnName {
  readonly namespace: string;
  readonly text: string;
}

/** Small letters, digits and inner hyphens, at least one letter, at most 63 characters. */
const NAMESPACE = /^(?=.*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/;

/** Writes the URI; refused where it could be read as a Digital Link, so that nobody takes the text for a GS1 key. */
export function writeOwnUri(kind: OwnUriKind, host: string, namespace: string, text: string): Result<string> {
  if (!HOST.test(host)) return refuse('bad_host', 0, { got: host });
  if (!NAMESPACE.test(namespace)) return refuseName('bad_namespace', 0, { got: namespace });
  const normal = text.normalize('NFC');
  if (!isText(kind, normal)) return refuseName(kind.badText, 0, { got: text, want: String(kind.textMax) });
  const path = `${kind.root}${namespace}/${encodeURIComponent(normal)}`;
  return readPath(path, 0, path.length) === undefined
    ? success(`https://${host}${path}`)
    : refuseName('bad_namespace', 0, { got: namespace });
}

/** No control, format or outer blank characters, and no dot segment, which every browser takes out of a path. */
function isText(kind: OwnUriKind, text: string): boolean {
  if (text.length === 0 || text.length > kind.textMax || !text.isWellFormed()) return false;
  return text.trim() === text && text !== '.' && text !== '..' && !/[\p{Cc}\p{Cf}]/u.test(text);
}

/** Namespace and text of a URI of that kind on that host (any case, http too), or undefined; a query is not looked at. */
export function readOwnUri(kind: OwnUriKind, uri: string, host: string): OwnName | undefined {
  const hostFrom = findHostStart(uri);
  if (hostFrom < 0) return undefined;
  const hostTo = findHostEnd(uri, hostFrom);
  if (uri.slice(hostFrom, hostTo).toLowerCase() !== host.toLowerCase()) return undefined;
  const path = uri.slice(hostTo).split(/[?#]/, 1)[0]!;
  if (!path.startsWith(kind.root)) return undefined;
  const [namespace, escaped, ...more] = path.slice(kind.root.length).split('/');
  if (namespace === undefined || escaped === undefined || more.length > 0 || !NAMESPACE.test(namespace)) return undefined;
  const text = decode(escaped)?.normalize('NFC');
  return text !== undefined && isText(kind, text) ? { namespace, text } : undefined;
}

function decode(escaped: string): string | undefined {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}
