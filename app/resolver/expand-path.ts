// Reads compressed links: EPC-binary strings (`/eh…`, `/ex…`, Conformant Resolver §2.3) and codes of the older compression. Pure.
import { decompressLink, isLegacyCompressed } from '@nguon/gs1/compressed';
import type { PathFault } from './resolve-path.ts';

export type Expansion =
  /** Path and query (attributes that the code held) of the uncompressed link. */
  | { readonly kind: 'expanded'; readonly path: string; readonly query: string }
  | { readonly kind: 'broken'; readonly faults: readonly PathFault[] }
  | { readonly kind: 'not_compressed' };

const epcBinary = /^\/e[hx]/;
const code_min_chars = 8;

export function expandPath(path: string): Expansion {
  if (epcBinary.test(path)) {
    const read = decompressLink(path);
    return read.ok ? cut(read.value.link) : { kind: 'broken', faults: read.faults };
  }
  if (path.length < code_min_chars || !isLegacyCompressed(path)) return { kind: 'not_compressed' };
  const read = decompressLink(path);
  return read.ok ? cut(read.value.link) : { kind: 'not_compressed' };
}

function cut(link: string): Expansion {
  const mark = link.indexOf('?');
  return mark < 0
    ? { kind: 'expanded', path: link, query: '' }
    : { kind: 'expanded', path: link.slice(0, mark), query: link.slice(mark + 1) };
}
