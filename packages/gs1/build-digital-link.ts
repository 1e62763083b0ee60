// Writes GS1 Digital Link URIs from elements.

import { checkValue, findAi } from './ai.ts';
import { couldStandInPath, findMisplaced } from './digital-link-path.ts';
import { checkAssociations } from './element.ts';
import type { Element } from './element.ts';
import { escapeInPath, escapeInQuery } from './escape.ts';
import { makeFault, refuse, success } from './fault.ts';
import type { Fault, Result } from './fault.ts';
import type { RawElement } from './element-string.ts';
import { findHostEnd, findHostStart, valueFault } from './parsed-link.ts';

export interface BuildOptions {
  /** Scheme, host and custom path before the key, without a slash at its end; by default `https://id.gs1.org`. */
  readonly stem?: string;
}

/**
 * Digital Link of the elements: the first primary key among them is the key, its qualifiers follow in their order, what
 * remains goes into the query, predefined lengths first (URI Syntax 4 and 5). Positions count elements.
 */
export function buildDigitalLink(elements: readonly Element[], options: BuildOptions = {}): Result<string> {
  const stem = (options.stem ?? 'https://id.gs1.org').replace(/\/+$/, '');
  const hostFrom = findHostStart(stem);
  if (hostFrom < 0 || findHostEnd(stem, hostFrom) === hostFrom) return refuse('bad_host', 0, { got: stem });
  const checked = checkElements(elements);
  if (!checked.ok) return checked;
  const { value: parts } = checked;
  const key = parts.find(({ ai }) => ai.qualifiers !== undefined);
  if (key === undefined) return refuse('no_primary_key', 0);
  const path = [key, ...chooseQualifiers(key, parts)];
  const rest = parts.filter((part) => !path.includes(part));
  const faults = rest.flatMap(({ ai, position }) => {
    if (!ai.attribute) return [makeFault('not_an_attribute', position, { ai: ai.ai })];
    return couldStandInPath(path, ai) ? [makeFault('belongs_in_path', position, { ai: ai.ai })] : [];
  });
  if (faults.length > 0) return { ok: false, faults };
  const query = [...rest.filter(({ ai }) => ai.predefined), ...rest.filter(({ ai }) => !ai.predefined)];
  const head = path.map(({ ai, value }) => `/${ai.ai}/${escapeInPath(value)}`).join('');
  const tail = query.map(({ ai, value }) => `${ai.ai}=${escapeInQuery(value)}`).join('&');
  return success(tail === '' ? stem + head : `${stem}${head}?${tail}`);
}

/** Known, right and compatible elements, repeated ones once. */
function checkElements(elements: readonly Element[]): Result<RawElement[]> {
  const parts: RawElement[] = [];
  const faults: Fault[] = [];
  elements.forEach(({ ai: name, value }, position) => {
    const ai = findAi(name);
    if (ai === undefined) {
      faults.push(makeFault('unknown_ai', position, { got: name }));
      return;
    }
    const fault = checkValue(ai, value);
    if (fault) faults.push({ ...valueFault(ai, value, fault, 0), position });
    if (!parts.some((part) => part.ai === ai)) parts.push({ ai, value, position });
  });
  if (faults.length === 0) {
    for (const { code, index, words } of checkAssociations(elements)) faults.push(makeFault(code, index, words));
  }
  return faults.length > 0 ? { ok: false, faults } : success(parts);
}

/** The qualifiers of the sequence that leaves the fewest elements without a place and takes most, in its order. */
function chooseQualifiers(key: RawElement, parts: readonly RawElement[]): RawElement[] {
  let best: RawElement[] = [];
  let fewest = Infinity;
  for (const sequence of key.ai.qualifiers!) {
    const found = sequence.flatMap((name) => parts.find(({ ai }) => ai.ai === name) ?? []);
    if (findMisplaced([key, ...found]) >= 0) continue;
    const homeless = parts.filter((part) => !part.ai.attribute && part !== key && !found.includes(part)).length;
    if (homeless > fewest || (homeless === fewest && found.length <= best.length)) continue;
    best = found;
    fewest = homeless;
  }
  return best;
}
