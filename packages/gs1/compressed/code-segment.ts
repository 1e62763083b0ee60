// Finds the compressed code in a link or path: its last part, and what stands before and after it.

import { findHostEnd, findHostStart } from '../parsed-link.ts';

export interface CodeSegment {
  readonly kind: 'epc-hex' | 'epc-base64' | 'legacy';
  /** The code without `eh` or `ex`, and where it begins in the text. */
  readonly code: string;
  readonly position: number;
  /** Scheme, host and path before the code, ending in `/`. */
  readonly head: string;
  /** Where the path begins, and where the code ends. */
  readonly pathFrom: number;
  readonly end: number;
  /** Query without its `?`, and the fragment with its `#`. */
  readonly query: string;
  readonly fragment: string;
}

/** Shortest code of the older form, in characters: identifier and value of the shortest key. */
const LEGACY_MIN_CHARS = 6;

/**
 * The last part of the path as a code (URI Syntax 1.7, 6.1.2); undefined when it cannot be one. A slash at the end is
 * tolerated. Nothing is decoded yet.
 */
export function findSegment(text: string): CodeSegment | undefined {
  const hostFrom = findHostStart(text);
  if (hostFrom < 0 && !text.startsWith('/')) return undefined;
  const pathFrom = hostFrom < 0 ? 0 : findHostEnd(text, hostFrom);
  const hash = text.indexOf('#', pathFrom);
  const beforeHash = hash < 0 ? text : text.slice(0, hash);
  const mark = beforeHash.indexOf('?', pathFrom);
  const whole = mark < 0 ? beforeHash : beforeHash.slice(0, mark);
  const until = whole.endsWith('/') ? whole.slice(0, -1) : whole;
  const slash = until.lastIndexOf('/');
  if (slash < pathFrom) return undefined;
  const segment = until.slice(slash + 1);
  const kind = kindOf(segment);
  if (kind === undefined) return undefined;
  const cut = kind === 'legacy' ? 0 : 2;
  return {
    kind,
    code: segment.slice(cut),
    position: slash + 1 + cut,
    head: text.slice(0, slash + 1),
    pathFrom,
    end: until.length,
    query: mark < 0 ? '' : beforeHash.slice(mark + 1),
    fragment: hash < 0 ? '' : text.slice(hash),
  };
}

/** No code of the older form begins with `eh` or `ex`: the bits of these letters name nothing in it. */
function kindOf(segment: string): CodeSegment['kind'] | undefined {
  if (/^eh[0-9a-f]+$/.test(segment)) return 'epc-hex';
  if (!/^[A-Za-z0-9_-]+$/.test(segment)) return undefined;
  if (segment.startsWith('ex')) return segment.length > 2 ? 'epc-base64' : undefined;
  return segment.length >= LEGACY_MIN_CHARS ? 'legacy' : undefined;
}

/**
 * Whether the text reads like a word, a number or a phrase: parts between `-` and `_` that are all digits, all capitals,
 * or lower case with single capitals before two letters and more, digits last.
 */
export function isWordLike(segment: string): boolean {
  return segment.split(/[-_]/).every((part) => {
    const letters = part.replace(/[0-9]+$/, '');
    if (letters === '' || letters === letters.toUpperCase()) return !/[0-9]/.test(letters);
    const runs = letters.match(/[A-Z]+|[a-z]+|[0-9]+/g) ?? [];
    return runs.every((run) => (/[A-Z]/.test(run) ? run.length === 1 : !/[0-9]/.test(run) && run.length > 1));
  });
}
