// Reads the path of a Digital Link request: the levels at which links may be registered, or the strict path to go to.
import { CANONICAL_ROOT, linkKey, linkPath, parseDigitalLinkPath } from '@nguon/gs1';
import type { Element, Parsed, RepairCode } from '@nguon/gs1';
import { resolverRefusals } from '../ui/words/resolver.ts';

/** A key with some of its qualifiers, at which links may be registered. */
export interface Level {
  /** Key in the database. */
  readonly thing: string;
  /** Its one spelling as a path, `/01/…/10/…`. */
  readonly path: string;
  /** Key first. */
  readonly elements: readonly Element[];
}

export interface Identifier {
  readonly kind: 'identifier';
  /** Application identifier of the primary key. */
  readonly key: string;
  /** The one spelling of the path. */
  readonly path: string;
  /** The most specific first (Conformant Resolver §2.5.9 rule 4). */
  readonly levels: readonly Level[];
  /** Key under which events know it. */
  readonly thing: string;
}

/** What was meant, in its one spelling. */
export interface Meant {
  readonly path: string;
  readonly query: string;
}

/** As of packages/gs1, with one of our own. */
export interface PathFault {
  readonly code: string;
  readonly position: number;
  readonly vi: string;
  readonly en: string;
}

export type PathReading =
  | Identifier
  /** Readable without doubt, but spelt otherwise: where it should have gone. */
  | ({ readonly kind: 'mended' } & Meant)
  | {
      readonly kind: 'refused';
      readonly faults: readonly PathFault[];
      /** What the writer probably meant; undefined where the code itself is wrong. */
      readonly meant: Meant | undefined;
    };

/** These change where the parts stand: not left to us to decide (URI Syntax 4.9, 4.11), only offered. */
const offered: readonly RepairCode[] = ['qualifiers_ordered', 'attribute_in_path'];

/** What the database is asked of an identifier. */
export function askedOf({ levels, thing }: Identifier): { readonly things: readonly string[]; readonly top: string } {
  return { things: [...new Set([...levels.map((level) => level.thing), thing])], top: levels.at(-1)!.thing };
}

export function readResolverPath(given: string, query: string): PathReading {
  // A slash at the end is tolerated (Conformant Resolver §2.13).
  const path = withoutSlash(given);
  const strict = parseDigitalLinkPath(path, query, 'strict');
  if (strict.ok) {
    const own = linkPath(strict.value.path);
    // The rightmost key would be read behind a stem (URI Syntax 6.1), but our root has none.
    if (strict.value.prefixPath !== '')
      return { kind: 'refused', faults: [{ code: 'stem', position: 0, ...resolverRefusals.stem }], meant: { path: own, query } };
    return own === path ? asIdentifier(strict.value, own) : { kind: 'mended', path: own, query };
  }
  const lenient = parseDigitalLinkPath(path, query, 'lenient');
  if (!lenient.ok || lenient.value.faults.length > 0) return { kind: 'refused', faults: strict.faults, meant: undefined };
  const own = linkPath(lenient.value.path);
  const isMisplaced = strict.faults.some(({ code }) => code === 'path_sequence');
  if (isMisplaced || lenient.value.prefixPath !== '' || lenient.value.repairs.some(({ code }) => offered.includes(code)))
    return { kind: 'refused', faults: strict.faults, meant: { path: own, query: addAttributes(query, lenient.value.attributes) } };
  if (own !== path) return { kind: 'mended', path: own, query };
  // What is wrong in the query only (`8000=` on Vietnamese labels) hides no product from a shopper.
  return parseDigitalLinkPath(path, '', 'strict').ok
    ? asIdentifier(lenient.value, own)
    : { kind: 'refused', faults: strict.faults, meant: undefined };
}

function withoutSlash(path: string): string {
  let end = path.length;
  while (end > 1 && path.charCodeAt(end - 1) === 47) end--;
  return end === path.length ? path : path.slice(0, end);
}

function asIdentifier({ key, path, canonical }: Parsed, own: string): Identifier {
  return { kind: 'identifier', key, path: own, levels: listLevels(path, own), thing: canonical.slice(CANONICAL_ROOT.length) };
}

/** Data attributes that stood in the path go into the query; what was there stays as it was. */
function addAttributes(query: string, attributes: readonly Element[]): string {
  const asked = new URLSearchParams(query);
  const moved = attributes.filter(({ ai }) => !asked.has(ai)).map(({ ai, value }) => `${ai}=${encodeURIComponent(value)}`);
  return [query, ...moved].filter((part) => part !== '').join('&');
}

/** For a GTIN up to 01+235, 01+21, 01+22+10, 01+10, 01+22, 01; for other keys with and without their qualifier. */
const itemLevels: readonly (readonly string[])[] = [['235'], ['21'], ['22', '10'], ['10'], ['22']];

function listLevels(elements: readonly Element[], own: string): Level[] {
  const [key, ...qualifiers] = elements as [Element, ...Element[]];
  if (qualifiers.length === 0) return [{ thing: linkKey(elements), path: own, elements }];
  const isItem = key.ai === '01' || key.ai === '8006';
  const levels: Level[] = [];
  for (const ais of isItem ? itemLevels : qualifiers.map(({ ai }) => [ai])) {
    const chosen = qualifiers.filter(({ ai }) => ais.includes(ai));
    if (chosen.length === ais.length) levels.push(makeLevel([key, ...chosen]));
  }
  return [...levels, makeLevel([key])];
}

const makeLevel = (elements: readonly Element[]): Level => ({ thing: linkKey(elements), path: linkPath(elements), elements });
