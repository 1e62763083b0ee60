// The links that the portal itself has for every identifier it knows: its scan page, its trace, master data of its registers. Pure.
import { CANONICAL_ROOT } from '@nguon/gs1';
import { resolverWords } from '../ui/words/resolver.ts';
import type { Link } from './choose-link.ts';
import { gs1Voc } from './link-types.ts';
import type { Identifier } from './resolve-path.ts';
import type { Found } from './store.ts';

/** Types under which a scan page may stand, the first that nobody registered; RFC 8288's `describedby` fits in any case. */
const scanPageTypes = [`${gs1Voc}pip`, `${gs1Voc}traceability`, 'describedby'];
const traceType = `${gs1Voc}traceability`;
const masterDataType = `${gs1Voc}masterData`;

/**
 * Adds to the registered links what is ours, without standing in anybody's way: a type that an owner registered at any level
 * is the owner's, and our page is the default only where none is registered (Conformant Resolver §2.5.9).
 */
export function addOwnLinks(
  { links: registered, masterData }: Pick<Found, 'links' | 'masterData'>,
  { levels, path }: Identifier,
): readonly Link[] {
  const isTaken = (type: string): boolean => registered.some((link) => link.type === type);
  const type = scanPageTypes.find((one) => !isTaken(one)) ?? scanPageTypes.at(-1)!;
  // Whoever walks up the path as it is written must meet them: 01+21 is no part of 01+10+21.
  const anchor = levels.find((level) => path === level.path || path.startsWith(`${level.path}/`)) ?? levels.at(-1)!;
  const common = { thing: anchor.thing, mediaType: 'text/html', context: [] };
  const { scanPage, tracePage } = resolverWords.vi;
  const scan = { ...common, type, href: scanPagePath(path), title: scanPage, hreflang: ['vi', 'en', 'zh'] };
  const trace = { ...common, type: traceType, href: tracePagePath(path), title: tracePage, hreflang: ['vi', 'en'], isDefault: false };
  return [
    ...registered,
    { ...scan, isDefault: !registered.some((link) => link.isDefault) },
    ...(type === traceType || isTaken(traceType) ? [] : [trace]),
    ...(masterData === undefined || isTaken(masterDataType) ? [] : [masterDataLink(masterData, anchor.thing)]),
  ];
}

/** For programs: the element of EPCIS master data (EPCIS 2.0 §8.2.7.2). Keys that are no GS1 identifiers are URIs by themselves. */
function masterDataLink({ vocabulary, thing }: NonNullable<Found['masterData']>, anchor: string): Link {
  const id = thing.includes(':') ? thing : CANONICAL_ROOT + thing;
  return {
    thing: anchor,
    type: masterDataType,
    href: `/epcis/vocabularies/${vocabulary}/${encodeURIComponent(id)}`,
    title: resolverWords.vi.masterData,
    hreflang: [],
    mediaType: 'application/ld+json',
    context: [],
    isDefault: false,
  };
}

export const scanPagePath = (path: string): string => `/xem${path}`;

const tracePagePath = (path: string): string => `/truy-vet?code=${encodeURIComponent(path)}`;
