// Decides which registered link answers a request: by type, level, then media type, language and context. Pure.
import { gs1Voc, normaliseLinkType } from './link-types.ts';

export interface Link {
  /** Key at which it is registered. */
  readonly thing: string;
  readonly link_type: string;
  readonly href: string;
  readonly title: string;
  readonly hreflang: readonly string[];
  readonly media_type: string | null;
  readonly context: readonly string[];
  readonly is_default: boolean;
}

export interface Wish {
  /** `linkType` of the query, as written. */
  readonly linkType: string | undefined;
  /** Language ranges, the best first, lower case. */
  readonly languages: readonly string[];
  /** Media types of `Accept` without wildcards. */
  readonly mediaTypes: readonly string[];
  readonly context: string | undefined;
}

export type Choice =
  /** `byLanguage`: another Accept-Language may be answered otherwise. */
  | { readonly kind: 'one'; readonly link: Link; readonly byLanguage: boolean }
  /** Several fit equally well (§2.6.3): the reader chooses. */
  | { readonly kind: 'several'; readonly links: readonly Link[]; readonly byLanguage: boolean }
  | { readonly kind: 'none' };

/** `levels`: keys from the most specific to the most general. */
export function chooseLink(links: readonly Link[], levels: readonly string[], wish: Wish): Choice {
  if (wish.linkType !== undefined) {
    const type = normaliseLinkType(wish.linkType);
    if (type === `${gs1Voc}defaultLink`) return chooseDefault(links, levels);
    const level = levels.find((thing) => links.some((link) => link.thing === thing && normaliseLinkType(link.link_type) === type));
    return level === undefined
      ? { kind: 'none' }
      : narrow(
          links.filter((link) => link.thing === level && normaliseLinkType(link.link_type) === type),
          wish,
        );
  }
  return chooseDefault(links, levels);
}

function chooseDefault(links: readonly Link[], levels: readonly string[]): Choice {
  for (const thing of levels) {
    const link = links.find((one) => one.thing === thing && one.is_default);
    if (link !== undefined) return { kind: 'one', link, byLanguage: false };
  }
  return { kind: 'none' };
}

/** Each wish keeps the links that meet it, where any does. */
function narrow(links: readonly Link[], wish: Wish): Choice {
  const byMedia = keepIfAny(links, (link) => link.media_type !== null && wish.mediaTypes.includes(link.media_type));
  // One link is the answer in every language; which links pass the media types is told by `Vary: accept`.
  const isChoice = byMedia.length > 1 && byMedia.some((link) => link.hreflang.length > 0);
  let byLanguage = byMedia;
  for (const range of wish.languages) {
    const fitting = byMedia.filter((link) => link.hreflang.some((tag) => matchesLanguage(tag, range)));
    if (fitting.length > 0) {
      byLanguage = fitting;
      break;
    }
  }
  const rest = wish.context === undefined ? byLanguage : keepIfAny(byLanguage, (link) => link.context.includes(wish.context!));
  return rest.length === 1 ? { kind: 'one', link: rest[0]!, byLanguage: isChoice } : { kind: 'several', links: rest, byLanguage: isChoice };
}

function keepIfAny(links: readonly Link[], test: (link: Link) => boolean): readonly Link[] {
  const kept = links.filter(test);
  return kept.length > 0 ? kept : links;
}

/** RFC 4647 §3.3.1: `vi` fits `vi-VN`; a request for `vi-VN` is served by `vi` as well. */
function matchesLanguage(tag: string, range: string): boolean {
  const plain = tag.toLowerCase();
  return plain === range || plain.startsWith(`${range}-`) || range.startsWith(`${plain}-`);
}

const list_max_chars = 1_000;

/** Values of `Accept` or `Accept-Language` by falling q, wildcards and q=0 left out. */
export function readPreferences(header: string | undefined): string[] {
  if (header === undefined) return [];
  const wishes = header
    .slice(0, list_max_chars)
    .split(',')
    .map((part, order) => {
      const [value, ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find((q) => q !== undefined);
      return { value: value!.trim(), weight: weight === undefined ? 1 : Number(weight), order };
    });
  return wishes
    .filter(({ value, weight }) => value !== '' && !value.includes('*') && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.order - b.order)
    .map(({ value }) => value);
}
