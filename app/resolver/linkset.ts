// The links of an identifier as an RFC 9264 linkset, in the form of the GS1 linkset schema, plain or as JSON-LD. Pure.
import type { Link } from './choose-link.ts';
import { defaultLink } from './link-types.ts';
import type { Level } from './resolve-path.ts';

/** The JSON-LD context of linksets, published by GS1. */
export const linksetContext = 'https://ref.gs1.org/standards/resolver/linkset-context';

export interface LinkTarget {
  readonly href: string;
  readonly title: string;
  readonly hreflang?: readonly string[];
  readonly type?: string;
  readonly context?: readonly string[];
}

export interface Linkset {
  readonly linkset: readonly Readonly<Record<string, string | readonly LinkTarget[]>>[];
}

/** What the schema takes as a key: a registered relation, or a URL without a hyphen. */
const writableType = /^(?:[a-z-]+|https?:\/\/[A-Za-z0-9_./]+)$/;

/**
 * One entry for each level that has links, the most specific first, with anchors on the resolver that answers.
 * @param description name of what is identified
 */
export function makeLinkset(links: readonly Link[], levels: readonly Level[], origin: string, description: string | undefined): Linkset {
  const entries = levels.flatMap(({ thing, path }) => {
    const own = links.filter((link) => link.thing === thing && writableType.test(link.type));
    if (own.length === 0) return [];
    const entry: Record<string, string | LinkTarget[]> = { anchor: origin + path };
    if (description !== undefined) entry['itemDescription'] = description;
    const fallback = own.find((link) => link.isDefault);
    // §2.5.8: the default has a title only, and stands under a type that describes it as well.
    if (fallback !== undefined) entry[defaultLink] = [{ href: absolute(fallback.href, origin), title: fallback.title }];
    for (const link of own) {
      const targets = entry[link.type];
      if (Array.isArray(targets)) targets.push(targetOf(link, origin));
      else entry[link.type] = [targetOf(link, origin)];
    }
    return [entry];
  });
  return { linkset: entries };
}

/** §2.10: a reader of JSON-LD finds the context inside. */
export function asJsonLd(linkset: Linkset): Linkset & { readonly '@context': string } {
  return { '@context': linksetContext, ...linkset };
}

/** Our own pages are written without origin. */
export function absolute(href: string, origin: string): string {
  return href.startsWith('/') ? origin + href : href;
}

function targetOf({ href, title, hreflang, mediaType, context }: Link, origin: string): LinkTarget {
  const languages = [...new Set(hreflang.flatMap(writableLanguage))];
  return {
    href: absolute(href, origin),
    title,
    ...(languages.length > 0 && { hreflang: languages }),
    ...(mediaType !== undefined && { type: mediaType }),
    ...(context.length > 0 && { context }),
  };
}

/** The schema takes `vi` and `vi-VN` only: `zh-Hant` and `es-419` are told by their language. */
function writableLanguage(tag: string): string[] {
  if (/^[A-Za-z]{2}(?:-[A-Za-z]{2})?$/.test(tag)) return [tag];
  const language = /^[A-Za-z]{2}(?=-)/.exec(tag)?.[0];
  return language === undefined ? [] : [language];
}
