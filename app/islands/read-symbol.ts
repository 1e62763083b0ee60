// Says what a scanned text is: a code of goods with its path, a link to elsewhere, or some other text. Pure.
import { formatBracketed, parseDigitalLink, readPortalPage, readScanData } from '@nguon/gs1';
import type { Parsed, Result } from '@nguon/gs1';
import { decompressLink } from '@nguon/gs1/compressed';

export type Reading =
  | {
      readonly kind: 'code';
      readonly text: string;
      /** `/01/…/10/…`, strictly written. */
      readonly path: string;
      /** Key alone, `01/0952…`: the same for all codes on one package. */
      readonly top: string;
    }
  /** A code whose check digit does not hold. */
  | { readonly kind: 'faulty'; readonly text: string; readonly vi: string; readonly en: string }
  /** A page of this portal. */
  | { readonly kind: 'ours'; readonly text: string; readonly href: string }
  | { readonly kind: 'link'; readonly text: string; readonly host: string }
  | { readonly kind: 'text'; readonly text: string };

/** Behind an identifier of the symbol (`]Q1`, `]C1`, …); none = as typed. `origin` is the page's own. undefined = misread. */
export function readSymbol(scanned: string, origin: string): Reading | undefined {
  const aim = /^\][A-Za-z]\d/.exec(scanned)?.[0] ?? '';
  const text = scanned.slice(aim.length);
  // Part of an ITF reads as a shorter ITF: only ITF-14 counts (General Specifications 5.3.2).
  if (aim.startsWith(']I') && !/^\d{14}$/.test(text)) return undefined;
  const parsed = parseScanned(scanned, origin);
  if (parsed.ok) {
    const { path, faults } = parsed.value;
    if (faults.length > 0) return isBars(aim) ? undefined : { kind: 'faulty', text, vi: faults[0]!.vi, en: faults[0]!.en };
    const written = path.map(({ ai, value }) => `/${ai}/${encodeURIComponent(value)}`);
    return { kind: 'code', text, path: written.join(''), top: written[0]!.slice(1) };
  }
  const link = readLink(text);
  if (link === undefined) return { kind: 'text', text };
  if (link.origin === origin) return { kind: 'ours', text, href: link.pathname + link.search };
  return { kind: 'link', text, host: link.host };
}

/** The symbology decides where the same characters can be two things (UPC-E and EAN-8), then the ways in which links are written. */
function parseScanned(scanned: string, origin: string): Result<Parsed> {
  const data = readScanData(scanned, 'lenient');
  const elements = data.ok && data.value.link === undefined ? data.value.elements : [];
  const parsed = parseDigitalLink(elements.length > 0 ? formatBracketed(elements) : scanned, 'lenient');
  if (parsed.ok) return parsed;
  const text = scanned.replace(/^\][A-Za-z]\d/, '').trim();
  return readCompressed(text, origin) ?? readPortalPage(text) ?? parsed;
}

/** EPC binary codes say what they are. The older compression does not, and all short links look like it: it counts on few hosts. */
function readCompressed(text: string, origin: string): Result<Parsed> | undefined {
  const link = readLink(text);
  if (link === undefined) return undefined;
  const read = decompressLink(text);
  if (!read.ok || (read.value.kind === 'legacy' && link.origin !== origin && !/(?:^|\.)gs1\.org$/.test(link.hostname))) return undefined;
  return parseDigitalLink(read.value.link, 'lenient');
}

/** Bars with a wrong check digit were misread. */
function isBars(aim: string): boolean {
  return aim.startsWith(']E') || aim.startsWith(']I');
}

function readLink(text: string): URL | undefined {
  if (!/^https?:\/\//i.test(text)) return undefined;
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

export interface PlacedReading {
  readonly reading: Reading;
  readonly offCentre: number;
}

/**
 * What a picture with these readings is about: codes before anything else; of one package's codes the one that says most;
 * of several packages all, the nearest to the middle first; without codes the nearest of the rest.
 */
export function chooseReadings(placed: readonly PlacedReading[]): Reading[] {
  const sorted = [...placed].sort((a, b) => a.offCentre - b.offCentre).map(({ reading }) => reading);
  const codes = sorted.filter((reading) => reading.kind === 'code');
  if (codes.length === 0) return sorted.slice(0, 1);
  const best = new Map<string, Reading>();
  for (const code of codes) {
    // Two different lots or serials are two packages; a bare key beside them is the same goods.
    const more = codes.some((other) => other !== code && other.path.startsWith(`${code.path}/`));
    if (!more && !best.has(code.path)) best.set(code.path, code);
  }
  return [...best.values()];
}
