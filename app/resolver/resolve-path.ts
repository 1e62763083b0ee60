// Reads the path of a Digital Link request: the levels at which links may be registered, or the strict path to go to.
import { linkKey, parseDigitalLinkPath } from '@nguon/gs1';
import type { Element, Fault } from '@nguon/gs1';

export type PathReading =
  /** `levels`: keys at which links may stand, the most specific first (Conformant Resolver §2.5.9 rule 4). */
  | { readonly kind: 'identifier'; readonly path: string; readonly levels: readonly string[] }
  /** Readable, but not strictly written: where it should have gone. */
  | { readonly kind: 'mended'; readonly path: string; readonly query: string }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] };

export function readResolverPath(given: string, query: string): PathReading {
  // A slash at the end is tolerated (Conformant Resolver §2.13).
  const path = given.replace(/\/+$/, '');
  const strict = parseDigitalLinkPath(path, query, 'strict');
  if (strict.ok) {
    const own = path.slice(strict.value.prefixPath.length);
    return { kind: 'identifier', path: own, levels: listLevels(strict.value.path) };
  }
  const lenient = parseDigitalLinkPath(path, query, 'lenient');
  if (!lenient.ok || lenient.value.faults.length > 0) return { kind: 'refused', faults: strict.faults };
  const mended = lenient.value.path.map(writeElement).join('');
  // What keeps the same path is wrong in its query only; that is told to the scan page's reader and kept.
  if (mended === path) return { kind: 'identifier', path, levels: listLevels(lenient.value.path) };
  // Data attributes that stood in the path go into the query; what was there stays as it was.
  const asked = new URLSearchParams(query);
  const moved = lenient.value.attributes.filter(({ ai }) => !asked.has(ai)).map(({ ai, value }) => `${ai}=${encodeURIComponent(value)}`);
  return { kind: 'mended', path: mended, query: [query, ...moved].filter((part) => part !== '').join('&') };
}

function writeElement({ ai, value }: Element): string {
  return `/${ai}/${encodeURIComponent(value)}`;
}

/** For a GTIN up to 01+21, 01+22+10, 01+10, 01+22, 01 or 01+235, 01; for other keys with and without their qualifier. */
function listLevels(path: readonly Element[]): string[] {
  const [key, ...qualifiers] = path as [Element, ...Element[]];
  const of = (...ais: string[]): string | undefined => {
    const chosen = ais.map((ai) => qualifiers.find((qualifier) => qualifier.ai === ai));
    return chosen.includes(undefined) ? undefined : linkKey([key, ...(chosen as Element[])]);
  };
  const combinations =
    key.ai === '01' || key.ai === '8006' ? [['235'], ['21'], ['22', '10'], ['10'], ['22'], []] : [...qualifiers.map(({ ai }) => [ai]), []];
  return combinations.flatMap((ais) => of(...ais) ?? []);
}
