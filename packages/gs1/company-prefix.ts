// Asks a list of GS1 company prefixes whether the prefix in a key exists, for those who have such a list.

import { AI_ROWS } from './ai-table.ts';
import { findAi } from './ai.ts';
import type { AssociationFault, Element } from './element.ts';
import { findLinter } from './linters.ts';
import type { Linter } from './linter.ts';

/** What a list says of the prefix with which the digits begin; `offline` when it cannot be asked now. */
export type PrefixVerdict = 'known' | 'unknown' | 'offline';

/** A list of company prefixes: gets the key from its prefix on, however long. */
export type PrefixSource = (digits: string) => PrefixVerdict;

/** The linters `gcppos1` and `gcppos2` of the dictionary, which ask the list after their own look at the digits. */
export function companyPrefixLinters(source: PrefixSource): Readonly<Record<'gcppos1' | 'gcppos2', Linter>> {
  const ask = (name: 'gcppos1' | 'gcppos2', at: number): Linter => {
    const look = findLinter(name)!;
    return (value) => {
      const code = FAULTS[source(value.slice(at))];
      return look(value) ?? (code === undefined ? undefined : { code, at, length: value.length - at });
    };
  };
  return { gcppos1: ask('gcppos1', 0), gcppos2: ask('gcppos2', 1) };
}

const FAULTS = { known: undefined, unknown: 'invalid_gcp_prefix', offline: 'gcp_datasource_offline' } as const;

/**
 * Faults of the elements whose company prefix the list does not know (`invalid_gcp_prefix`), or could not look up
 * (`gcp_datasource_offline`); for elements that have been read already.
 */
export function checkCompanyPrefixes(elements: readonly Element[], source: PrefixSource): AssociationFault[] {
  return elements.flatMap(({ ai, value }, index) => {
    const at = prefixPlaces().get(ai);
    const code = at === undefined ? undefined : FAULTS[source(value.slice(at))];
    const title = findAi(ai)?.title ?? '';
    return code === undefined ? [] : [{ code, index, words: { ai, title, got: value } }];
  });
}

let places: Map<string, number> | undefined;

/** Where the company prefix begins in the value of each identifier that has one. */
function prefixPlaces(): Map<string, number> {
  places ??= new Map(
    AI_ROWS.flatMap(([ai, , , format]): [string, number][] => {
      let from = 0;
      for (const component of format.split(' ')) {
        const position = /gcppos(\d)/.exec(component)?.[1];
        if (position !== undefined) return [[ai, from + Number(position) - 1]];
        from += Number(/\d+/.exec(component)![0]);
      }
      return [];
    }),
  );
  return places;
}
