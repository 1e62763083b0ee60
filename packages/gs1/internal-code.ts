// Codes of makers without GS1 keys, under a namespace of their own (TCVN 13275:2020 admits trace codes outside GS1).

import type { Result } from './fault.ts';
import { readOwnUri, writeOwnUri } from './own-uri.ts';
import type { OwnUriKind } from './own-uri.ts';

/** Longest internal code, in characters. */
const INTERNAL_CODE_MAX_CHARS = 60;

/** The root is in words a reader understands. */
const INTERNAL_CODE: OwnUriKind = { root: '/ma-noi-bo/', textMax: INTERNAL_CODE_MAX_CHARS, badText: 'bad_internal_code' };

/**
 * URI of an organisation's own code: `https://host/ma-noi-bo/org-slug/code`. Never readable as a Digital Link, so that
 * it cannot be taken for a GS1 key. `code` is 1 to 60 characters without control characters and outer blanks, NFC.
 */
export function internalCode(namespaceHost: string, orgSlug: string, code: string): Result<string> {
  return writeOwnUri(INTERNAL_CODE, namespaceHost, orgSlug, code);
}

/** Organisation and code of an internal URI on that host, or undefined. */
export function readInternalCode(uri: string, namespaceHost: string): { orgSlug: string; code: string } | undefined {
  const read = readOwnUri(INTERNAL_CODE, uri, namespaceHost);
  return read === undefined ? undefined : { orgSlug: read.namespace, code: read.text };
}
