// Decides which registered link answers a request: by type, level, then media type, language and context. Pure.
import { defaultLink, defaultLinkMulti } from './link-types.ts';
import { fitLanguage, fitMedia, isBetter } from '../preferences.ts';
import type { Fit, Preference } from '../preferences.ts';

export interface Link {
  /** Key at which it is registered. */
  readonly thing: string;
  /** In the form of `normaliseLinkType`. */
  readonly type: string;
  readonly href: string;
  readonly title: string;
  readonly hreflang: readonly string[];
  readonly mediaType: string | undefined;
  readonly context: readonly string[];
  readonly isDefault: boolean;
}

export interface Wish {
  /** `linkType` in the form of `normaliseLinkType`; undefined = the default link. */
  readonly type: string | undefined;
  readonly languages: readonly Preference[] | undefined;
  readonly mediaTypes: readonly Preference[] | undefined;
  readonly context: string | undefined;
}

export type Choice =
  /** `byLanguage`: another Accept-Language may be answered otherwise. */
  | { readonly kind: 'one'; readonly link: Link; readonly byLanguage: boolean }
  /** Several fit equally well (§2.6.3): the reader chooses. */
  | { readonly kind: 'several'; readonly links: readonly Link[]; readonly byLanguage: boolean }
  | { readonly kind: 'none' };

/** `things`: keys from the most specific to the most general. */
export function chooseLink(links: readonly Link[], things: readonly string[], wish: Wish): Choice {
  if (wish.type === undefined) return chooseDefault(links, things, wish);
  for (const thing of things) {
    const fitting = links.filter((link) => link.thing === thing && (wish.type === defaultLink ? link.isDefault : link.type === wish.type));
    if (fitting.length > 0) return narrow(fitting, wish);
  }
  return { kind: 'none' };
}

/** The nearest level with a default answers; one of its `gs1:defaultLinkMulti` where the request fits one of them best (§2.5.8). */
function chooseDefault(links: readonly Link[], things: readonly string[], wish: Wish): Choice {
  let byLanguage = false;
  for (const thing of things) {
    const several = links.filter((link) => link.thing === thing && link.type === defaultLinkMulti);
    byLanguage ||= several.some(({ hreflang }) => hreflang.length > 0);
    const better = findBetter(several, wish);
    const link = better ?? links.find((one) => one.thing === thing && one.isDefault);
    if (link !== undefined) return { kind: 'one', link, byLanguage };
  }
  return { kind: 'none' };
}

/** The one link that meets everything it is bound to; undefined where none does, or several do equally well. */
function findBetter(several: readonly Link[], wish: Wish): Link | undefined {
  const fitting = several.filter(
    (link) =>
      (link.mediaType === undefined || fitMedia(wish.mediaTypes, link.mediaType).quality > 0) &&
      (link.hreflang.length === 0 || fitLink(link, wish).quality > 0) &&
      (link.context.length === 0 || (wish.context !== undefined && link.context.includes(wish.context))),
  );
  const choice = narrow(fitting, wish);
  return choice.kind === 'one' ? choice.link : undefined;
}

/** Each wish keeps the links that meet it best; what the request says nothing of leaves those that are bound to nothing. */
function narrow(links: readonly Link[], wish: Wish): Choice {
  const byMedia = keepBest(links, ({ mediaType }) =>
    mediaType === undefined ? fitUnbound(wish.mediaTypes, '*/*') : fitMedia(wish.mediaTypes, mediaType),
  );
  // One link is the answer in every language; which links pass the media types is told by `Vary: accept`.
  const byLanguage = byMedia.length > 1 && byMedia.some(({ hreflang }) => hreflang.length > 0);
  const spoken = keepBest(byMedia, (link) => (link.hreflang.length === 0 ? fitUnbound(wish.languages, '*') : fitLink(link, wish)));
  const rest = keepBest(spoken, ({ context }) =>
    context.length === 0 ? unbound : { quality: wish.context !== undefined && context.includes(wish.context) ? 1 : 0, exactness: 0 },
  );
  if (rest.length === 0) return { kind: 'none' };
  return rest.length === 1 ? { kind: 'one', link: rest[0]!, byLanguage } : { kind: 'several', links: rest, byLanguage };
}

/** Below every quality that can be written (0.001), above 0. */
const unbound: Fit = { quality: 0.0005, exactness: 0 };

/**
 * A link bound to no media type or language: behind what is wanted by name, before what is wanted only because anything is,
 * and before what is not wanted.
 */
function fitUnbound(wanted: readonly Preference[] | undefined, any: string): Fit {
  const quality = wanted === undefined ? 1 : (wanted.find(({ range }) => range === any)?.quality ?? 0);
  return quality > unbound.quality ? { quality, exactness: 1 } : unbound;
}

/** Of the languages of a link the one that fits best. */
function fitLink({ hreflang }: Link, { languages }: Wish): Fit {
  let best: Fit = { quality: 0, exactness: 0 };
  if (languages === undefined) return best;
  for (const tag of hreflang) {
    const fit = fitLanguage(languages, tag);
    if (isBetter(fit, best)) best = fit;
  }
  return best;
}

/** The links whose fit is best: all of them where none is wanted. */
function keepBest(links: readonly Link[], fitOf: (link: Link) => Fit): readonly Link[] {
  let best: Fit = { quality: 0, exactness: 0 };
  const fits = links.map((link) => {
    const fit = fitOf(link);
    if (isBetter(fit, best)) best = fit;
    return fit;
  });
  return links.filter((_, index) => !isBetter(best, fits[index]!));
}
