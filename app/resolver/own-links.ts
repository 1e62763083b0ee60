// The links that the portal itself has for every identifier it knows: its scan page, its trace, its master data. Pure.
import { CANONICAL_ROOT } from '@nguon/gs1';
import { resolverWords } from '../ui/words/resolver.ts';
import type { Link } from './choose-link.ts';
import { gs1Voc } from './link-types.ts';
import type { Identifier } from './resolve-path.ts';
import type { Found, MasterDataElement } from './store.ts';

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
  identifier: Identifier,
): readonly Link[] {
  const { path } = identifier;
  const isTaken = (type: string): boolean => registered.some((link) => link.type === type);
  const type = scanPageTypes.find((one) => !isTaken(one)) ?? scanPageTypes.at(-1)!;
  const common = { thing: anchorOf(identifier), mediaType: 'text/html', context: [] };
  const { scanPage, tracePage } = resolverWords.vi;
  const scan = { ...common, type, href: scanPagePath(path), title: scanPage, hreflang: ['vi', 'en', 'zh'] };
  const trace = { ...common, type: traceType, href: tracePagePath(path), title: tracePage, hreflang: ['vi', 'en'], isDefault: false };
  return [
    ...registered,
    { ...scan, isDefault: !registered.some((link) => link.isDefault) },
    ...(type === traceType || isTaken(traceType) ? [] : [trace]),
    ...(isTaken(masterDataType) ? [] : masterDataLinks(masterData, identifier)),
  ];
}

/** Whoever walks up the path as it is written must meet our links: 01+21 is no part of 01+10+21. */
function anchorOf({ levels, path }: Identifier): string {
  return (levels.find((level) => path === level.path || path.startsWith(`${level.path}/`)) ?? levels.at(-1)!).thing;
}

/**
 * For programs: the elements of EPCIS master data (EPCIS 2.0 §8.2.7.2), each at its own level, so that a lot's are met before its
 * product's. Keys that are no GS1 identifiers are URIs by themselves. Nothing else is known of a code where they stand alone:
 * the first of the nearest level is the default then.
 */
export function masterDataLinks(elements: readonly MasterDataElement[], identifier: Identifier, standAlone = false): readonly Link[] {
  const levels = identifier.levels.map(({ thing }) => thing);
  const links = elements.map(({ vocabulary, thing }): Link => {
    const id = thing.includes(':') ? thing : CANONICAL_ROOT + thing;
    return {
      thing: levels.includes(thing) ? thing : anchorOf(identifier),
      type: masterDataType,
      href: `/epcis/vocabularies/${encodeURIComponent(vocabulary)}/${encodeURIComponent(id)}`,
      title: elements.length === 1 ? resolverWords.vi.masterData : `${resolverWords.vi.masterData}: ${vocabulary}`,
      hreflang: [],
      mediaType: 'application/ld+json',
      context: [],
      isDefault: false,
    };
  });
  if (!standAlone) return links;
  const nearest = levels.find((level) => links.some(({ thing }) => thing === level));
  const first = links.find(({ thing }) => thing === nearest);
  return links.map((link) => (link === first ? { ...link, isDefault: true } : link));
}

export const scanPagePath = (path: string): string => `/xem${path}`;

const tracePagePath = (path: string): string => `/truy-vet?code=${encodeURIComponent(path)}`;
