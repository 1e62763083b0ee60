// Decides how a request for an identifier is answered, once its links are known: redirect, list, 404 or 410. Pure.
import { prefersPage } from '../answer-form.ts';
import { chooseForm, wantsLinkset } from './choose-form.ts';
import type { Form } from './choose-form.ts';
import { chooseLink } from './choose-link.ts';
import type { Link } from './choose-link.ts';
import { defaultLink, defaultLinkMulti, normaliseLinkType } from './link-types.ts';
import { addOwnLinks, masterDataLinks, scanPagePath } from './own-links.ts';
import { readParameter } from './pass-query.ts';
import { readPreferences } from '../preferences.ts';
import type { Identifier } from './resolve-path.ts';
import type { Found } from './store.ts';

export interface LinkRequest {
  readonly query: string;
  readonly accept: string | undefined;
  readonly acceptLanguage: string | undefined;
}

export type Answer =
  /** `isForAll`: who asks without a query is led there whatever languages and media types are wanted, save the linkset. */
  | { readonly kind: 'redirect'; readonly href: string; readonly byLanguage: boolean; readonly isForAll: boolean }
  /** All links, or (300) those between which the reader chooses. */
  | { readonly kind: 'list'; readonly status: 200 | 300; readonly links: readonly Link[]; readonly form: Form }
  /** There are links, none of the type asked for. */
  | { readonly kind: 'no_such_type'; readonly type: string; readonly links: readonly Link[] }
  /** Nothing is known of the identifier at any level that would be shown to people. */
  | { readonly kind: 'unknown' };

export function answerLinks(identifier: Identifier, found: Found, request: LinkRequest): Answer {
  const accepted = readPreferences(request.accept);
  const asked = readParameter(request.query, 'linkType');
  if (!found.isKnown && (found.masterData.length === 0 || (asked === undefined && prefersPage(request.accept)))) return { kind: 'unknown' };
  const links = found.isKnown ? addOwnLinks(found, identifier) : masterDataLinks(found.masterData, identifier, true);
  if (wantsList(asked, accepted)) return { kind: 'list', status: 200, links, form: chooseForm(accepted) };
  const type = asked === undefined ? undefined : normaliseLinkType(asked);
  // Whoever asks for nothing in particular is told of a recall before anything that an owner would rather show.
  if (found.isRecalled && (type === undefined || type === defaultLink || type === defaultLinkMulti))
    return { kind: 'redirect', href: scanPagePath(identifier.path), byLanguage: false, isForAll: true };
  const choice = chooseLink(
    links,
    identifier.levels.map(({ thing }) => thing),
    {
      type,
      languages: readPreferences(request.acceptLanguage),
      mediaTypes: accepted,
      context: readParameter(request.query, 'context'),
    },
  );
  if (choice.kind === 'one') {
    const { link, byLanguage } = choice;
    return { kind: 'redirect', href: link.href, byLanguage, isForAll: found.isKnown && !byLanguage && !links.some(isByMedia) };
  }
  if (choice.kind === 'several') return { kind: 'list', status: 300, links: choice.links, form: chooseForm(accepted) };
  // Our own page is the default of everything that is known: only a type can be missing.
  return type === undefined
    ? { kind: 'redirect', href: scanPagePath(identifier.path), byLanguage: false, isForAll: !links.some(isByMedia) }
    : { kind: 'no_such_type', type, links };
}

/** `all` is the older word (deprecated since 1.0). */
function wantsList(asked: string | undefined, accepted: ReturnType<typeof readPreferences>): boolean {
  return asked === 'linkset' || asked === 'all' || wantsLinkset(accepted);
}

/**
 * Whether master data that documents brought can be part of the answer: a list or a type is asked for, or a program asks for what is
 * not known otherwise. Most requests want the default link of a known code, or a page, and need not ask.
 */
export function dependsOnMasterData({ isKnown }: Found, { query, accept }: Pick<LinkRequest, 'query' | 'accept'>): boolean {
  return readParameter(query, 'linkType') !== undefined || (isKnown ? wantsLinkset(readPreferences(accept)) : !prefersPage(accept));
}

/** One of the defaults between which the media types of a request choose: the next reader may be led elsewhere. */
const isByMedia = ({ type, mediaType }: Link): boolean => type === defaultLinkMulti && mediaType !== undefined;
