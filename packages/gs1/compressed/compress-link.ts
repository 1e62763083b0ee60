// Compresses GS1 Digital Links of serialised things into EPC binary strings, the shortest that can be read back whole.

import type { Element } from '../element.ts';
import { escapeInQuery } from '../escape.ts';
import { parseDigitalLink } from '../parse-digital-link.ts';
import { findHostStart } from '../parsed-link.ts';
import type { Parsed } from '../parsed-link.ts';
import type { PrefixLength } from '../to-epc-urn.ts';
import { textOfBits } from './bits.ts';
import { CLASSIC_SCHEMES } from './classic-scheme-table.ts';
import { refuseCode } from './compression-fault.ts';
import type { CompressionResult } from './compression-fault.ts';
import { decompressLink } from './decompress-link.ts';
import { writePlus } from './plus-coding.ts';
import { PLUS_SCHEMES } from './plus-scheme-table.ts';
import { writeClassic } from './write-classic.ts';

export interface CompressOptions {
  /** `base64` (`ex…`, the default) is shorter than `hex` (`eh…`). */
  readonly form?: 'base64' | 'hex';
  /** Filter value 0 to 7 of the tag (TDS 2.3 section 10); 0 when not given. */
  readonly filter?: number;
  /** Length of the company prefix; where it is known, schemes with partition tables are tried too. */
  readonly prefixLength?: PrefixLength;
}

export interface Compressed {
  readonly link: string;
  /** EPC scheme chosen, such as `SGTIN+`. */
  readonly scheme: string;
  /** Attributes that have no binary form and stay in the query. */
  readonly left: readonly Element[];
}

interface Candidate {
  readonly scheme: string;
  readonly bits: string;
  readonly left: readonly Element[];
}

/**
 * Compresses a strict Digital Link. What cannot be written in bits stays in the query, as does every parameter that is
 * no identifier. Refused: what is no Digital Link, what has no serial and so no EPC, what would not come back the same.
 * Positions count characters of `link`.
 */
export function compressLink(link: string, options: CompressOptions = {}): CompressionResult<Compressed> {
  const { filter = 0, form = 'base64' } = options;
  if (!Number.isInteger(filter) || filter < 0 || filter > 7) return refuseCode('bad_filter', 0);
  const parsed = parseDigitalLink(link, 'strict');
  if (!parsed.ok) return parsed;
  const { path, attributes } = parsed.value;
  const key = path[0]!;
  const at = link.indexOf(`/${key.ai}/`);
  if (key.ai === '01' && RESTRICTED.test(key.value.slice(1))) return refuseCode('restricted_number', at, key.value);
  const candidates = [...writeAllPlus(path, attributes, filter), ...writeAllClassic(path, attributes, filter, options.prefixLength)];
  const best = candidates.toSorted((a, b) => a.left.length - b.left.length || a.bits.length - b.bits.length)[0];
  if (best === undefined) return refuseCode('no_binary_scheme', at, path.map(({ ai }) => `(${ai})`).join(''));
  const compressed = writeLink(link, parsed.value, best, form);
  const back = decompressLink(compressed);
  const lost = back.ok ? findLost(parsed.value, back.value.link) : key.ai;
  return lost === undefined
    ? { ok: true, value: { link: compressed, scheme: best.scheme, left: best.left } }
    : refuseCode('not_reversible', at, lost);
}

/** Prefixes of internal, restricted, coupon, refund and serial publication numbers: no EPC may be made of them (7.3.3 to 7.3.8). */
const RESTRICTED = /^(?:0[24]|000[1-7]|2|977|98[0-4]|99)/;

function writeAllPlus(path: readonly Element[], attributes: readonly Element[], filter: number): Candidate[] {
  return PLUS_SCHEMES.flatMap((scheme) => {
    if (scheme.ais[0] !== path[0]!.ai) return [];
    const written = writePlus(scheme, path, attributes, filter);
    return written === undefined ? [] : [{ scheme: scheme.name, ...written }];
  });
}

function writeAllClassic(
  path: readonly Element[],
  attributes: readonly Element[],
  filter: number,
  prefixLength: PrefixLength | undefined,
): Candidate[] {
  if (prefixLength === undefined) return [];
  const key = path[0]!;
  const isFronted = key.ai === '01' || key.ai === '00' || key.ai === '8006' || key.ai === '8003';
  const digits = prefixLength(key.value.slice(isFronted ? 1 : 0));
  if (digits === undefined || !Number.isInteger(digits)) return [];
  return CLASSIC_SCHEMES.flatMap((scheme) => {
    const bits = writeClassic(scheme, path, digits, filter);
    return bits === undefined ? [] : [{ scheme: scheme.name, bits, left: attributes }];
  });
}

/** Head of the link, the code, then the query without what the code holds. */
function writeLink(link: string, parsed: Parsed, { bits, left }: Candidate, form: 'base64' | 'hex'): string {
  const head = link.slice(0, findHostStart(link) + parsed.host.length) + parsed.prefixPath;
  const code = form === 'hex' ? `eh${textOfBits(bits, 4)}` : `ex${textOfBits(bits, 6)}`;
  const [beforeHash, ...rest] = link.split('#');
  const names = new Set(parsed.attributes.map(({ ai }) => ai));
  const others = beforeHash!.split('?').slice(1).join('?').split('&');
  const query = [
    ...left.map(({ ai, value }) => `${ai}=${escapeInQuery(value)}`),
    ...others.filter((pair) => pair !== '' && !names.has(pair.split('=')[0]!)),
  ].join('&');
  return `${head}/${code}${query === '' ? '' : `?${query}`}${rest.length === 0 ? '' : `#${rest.join('#')}`}`;
}

/** The identifier whose value did not come back; undefined when all did and none was added. */
function findLost(before: Parsed, link: string): string | undefined {
  const after = parseDigitalLink(link, 'strict');
  if (!after.ok) return before.key;
  const values = new Map(after.value.elements.map(({ ai, value }) => [ai, value]));
  const lost = before.elements.find(({ ai, value }) => values.get(ai) !== value);
  return lost?.ai ?? (values.size === before.elements.length ? undefined : before.key);
}
