// What a request prefers, read from `Accept` and `Accept-Language` with their q-values (RFC 9110 §12.5, RFC 4647). Pure.

/** Media or language range, lower case, with its weight from 0 (never) to 1. */
export interface Preference {
  readonly range: string;
  readonly quality: number;
}

const header_max_chars = 1_000;

/** In the order written; undefined where the header says nothing. */
export function readPreferences(header: string | undefined): readonly Preference[] | undefined {
  if (header === undefined) return undefined;
  const preferences = header
    .slice(0, header_max_chars)
    .toLowerCase()
    .split(',')
    .flatMap((part) => {
      const [range = '', ...parameters] = part.split(';').map((text) => text.trim());
      return range === '' ? [] : [{ range, quality: readQuality(parameters) }];
    });
  return preferences.length === 0 ? undefined : preferences;
}

/** RFC 9110 §12.4.2: 0 to 1 with up to three decimals; what is none of these counts as not given. */
function readQuality(parameters: readonly string[]): number {
  const given = parameters.find((parameter) => parameter.startsWith('q='));
  return given !== undefined && /^q=(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(given) ? Number(given.slice(2)) : 1;
}

/** How far something is wanted: by quality, and among equals by how exactly it was named. 0 = not at all. */
export interface Fit {
  readonly quality: number;
  readonly exactness: number;
}

export const isBetter = (one: Fit, other: Fit): boolean =>
  one.quality > other.quality || (one.quality > 0 && one.quality === other.quality && one.exactness > other.exactness);

const unwanted: Fit = { quality: 0, exactness: 0 };
const anything: Fit = { quality: 1, exactness: 0 };

/** The most specific range that names the type counts (RFC 9110 §12.5.1): exactness 3 the type, 2 `text/*`, 0 any. */
export function fitMedia(wanted: readonly Preference[] | undefined, type: string): Fit {
  if (wanted === undefined) return anything;
  const plain = type.toLowerCase();
  const family = `${plain.slice(0, plain.indexOf('/'))}/*`;
  let fit: Fit | undefined;
  for (const { range, quality } of wanted) {
    const exactness = range === plain ? 3 : range === family ? 2 : range === '*/*' ? 0 : -1;
    if (exactness >= 0 && exactness > (fit?.exactness ?? -1)) fit = { quality, exactness };
  }
  return fit ?? unwanted;
}

/**
 * RFC 4647: `vi` fits `vi-VN` (filtering §3.3.1), and who wants `vi-VN` is served by `vi` (lookup §3.4). The range closest to
 * the tag counts, so that `en-GB;q=0` keeps that one out where `en` is wanted. Exactness: twice the parts shared, one more
 * where all are the same; 0 for `*`.
 */
export function fitLanguage(wanted: readonly Preference[], tag: string): Fit {
  const plain = tag.toLowerCase();
  let fit: Fit | undefined;
  for (const { range, quality } of wanted) {
    const exactness = range === '*' ? 0 : shareOf(plain, range);
    if (exactness >= 0 && (fit === undefined || exactness > fit.exactness)) fit = { quality, exactness };
  }
  return fit ?? unwanted;
}

/** -1 where neither begins the other. */
function shareOf(tag: string, range: string): number {
  if (tag === range) return 2 * tag.split('-').length + 1;
  if (tag.startsWith(`${range}-`)) return 2 * range.split('-').length;
  return range.startsWith(`${tag}-`) ? 2 * tag.split('-').length : -1;
}
