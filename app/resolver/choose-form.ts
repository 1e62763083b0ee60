// Decides in which form a list of links is answered (Conformant Resolver §2.9, §2.10; RFC 9110 §12.5.1). Pure.
import { fitMedia, isBetter } from '../preferences.ts';
import type { Fit, Preference } from '../preferences.ts';

export type Form = 'linkset' | 'jsonld' | 'json' | 'page';

/** The first of equals is taken: programs that take anything (a star, as curl and fetch send it) get the linkset itself. */
export const mediaTypeOf: Readonly<Record<Form, string>> = {
  linkset: 'application/linkset+json',
  jsonld: 'application/ld+json',
  json: 'application/json',
  page: 'text/html',
};

/** Nothing said: a page (§2.10). Nothing acceptable: the linkset, never 406. */
export function chooseForm(accepted: readonly Preference[] | undefined): Form {
  if (accepted === undefined) return 'page';
  let chosen: Form = 'linkset';
  let best: Fit = { quality: 0, exactness: 0 };
  for (const form of ['linkset', 'jsonld', 'json', 'page'] as const) {
    const fit = fitMedia(accepted, mediaTypeOf[form]);
    if (!isBetter(fit, best)) continue;
    chosen = form;
    best = fit;
  }
  return chosen;
}

/** §2.9: named in `Accept`, and nothing wanted more, the linkset is never redirected. */
export function wantsLinkset(accepted: readonly Preference[] | undefined): boolean {
  const named = accepted?.find(({ range }) => range === mediaTypeOf.linkset);
  return named !== undefined && named.quality > 0 && accepted!.every(({ quality }) => quality <= named.quality);
}
