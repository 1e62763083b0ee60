// The links of an identifier as an RFC 9264 linkset, in the form of the GS1 linkset schema. Pure.
import { gs1Voc, normaliseLinkType } from './link-types.ts';
import type { Link } from './choose-link.ts';

interface Target {
  readonly href: string;
  readonly title: string;
  readonly hreflang?: readonly string[];
  readonly type?: string;
  readonly context?: readonly string[];
}

export interface Linkset {
  readonly linkset: readonly Readonly<Record<string, string | readonly Target[]>>[];
}

/** One entry for each level that has links, the most specific first; anchors on the resolver that answers. */
export function makeLinkset(links: readonly Link[], levels: readonly string[], origin: string, description: string | undefined): Linkset {
  const entries = levels.flatMap((thing) => {
    const own = links.filter((link) => link.thing === thing);
    if (own.length === 0) return [];
    const entry: Record<string, string | Target[]> = { anchor: `${origin}/${thing}` };
    if (description !== undefined) entry['itemDescription'] = description;
    const fallback = own.find((link) => link.is_default);
    // §2.5.8: the default has a title only, and stands under a type that describes it as well.
    if (fallback !== undefined) entry[`${gs1Voc}defaultLink`] = [{ href: fallback.href, title: fallback.title }];
    for (const link of own) {
      const type = normaliseLinkType(link.link_type);
      const targets = entry[type];
      if (Array.isArray(targets)) targets.push(targetOf(link));
      else entry[type] = [targetOf(link)];
    }
    return [entry];
  });
  return { linkset: entries };
}

function targetOf({ href, title, hreflang, media_type, context }: Link): Target {
  return {
    href,
    title,
    ...(hreflang.length > 0 && { hreflang }),
    ...(media_type !== null && { type: media_type }),
    ...(context.length > 0 && { context }),
  };
}
