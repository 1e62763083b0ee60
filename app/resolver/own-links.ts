// The links that the portal itself has for every identifier it knows: its scan page and its trace. Pure.
import { resolverWords } from '../ui/words/resolver.ts';
import type { Link } from './choose-link.ts';
import { gs1Voc } from './link-types.ts';
import type { Identifier } from './resolve-path.ts';

/** Types under which a scan page may stand, the first that nobody registered; RFC 8288's `describedby` fits in any case. */
const scanPageTypes = [`${gs1Voc}pip`, `${gs1Voc}traceability`, 'describedby'];
const traceType = `${gs1Voc}traceability`;

/**
 * Adds to the registered links what is ours, without standing in anybody's way: a type that an owner registered at any level
 * is the owner's, and our page is the default only where none is registered (Conformant Resolver §2.5.9).
 */
export function addOwnLinks(registered: readonly Link[], { levels, path }: Identifier): readonly Link[] {
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
  ];
}

export const scanPagePath = (path: string): string => `/xem${path}`;

const tracePagePath = (path: string): string => `/truy-vet?code=${encodeURIComponent(path)}`;
