// Opaque identifiers of other systems (national authentication, unit identifiers) as links of the portal that lead on.

import type { Result } from './fault.ts';
import { readOwnUri, writeOwnUri } from './own-uri.ts';
import type { OwnUriKind } from './own-uri.ts';

/** Longest identifier of another system, in characters. */
const ALIAS_MAX_CHARS = 200;

const ALIAS: OwnUriKind = { root: '/dinh-danh/', textMax: ALIAS_MAX_CHARS, badText: 'bad_alias' };

/** An identifier together with the system that gave it. */
export interface Alias {
  /** Short name of the system: small letters, digits, hyphens, at least one letter (for example `nda`). */
  readonly system: string;
  /** What the system calls the thing: 1 to 200 characters, NFC; nothing is read into it. */
  readonly identifier: string;
}

/**
 * URI of another system's identifier: `https://portalHost/dinh-danh/system/identifier` (percent-encoded). `portalHost`
 * is in small letters, with a port where it has one. Never readable as a Digital Link: what the identifier stands for is
 * known to the register of aliases alone. Faults: `bad_host`, `bad_namespace` (the system), `bad_alias`.
 */
export function aliasUri(portalHost: string, system: string, identifier: string): Result<string> {
  return writeOwnUri(ALIAS, portalHost, system, identifier);
}

/** System and identifier of such a URI on that host; undefined for every other text. */
export function readAlias(uri: string, portalHost: string): Alias | undefined {
  const read = readOwnUri(ALIAS, uri, portalHost);
  return read === undefined ? undefined : { system: read.namespace, identifier: read.text };
}
