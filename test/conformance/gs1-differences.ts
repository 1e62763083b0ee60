// The deliberate differences from the vectors of the set gs1, each with its reason; docs/divergences.md lists the same.

export interface Difference {
  readonly name: string;
  /** Name of the set of vectors, without `.json`. */
  readonly set: string;
  /** Whether the vector with this input falls under it. */
  concerns(input: string): boolean;
  readonly reason: string;
}

/** At most nine in all: more would be another syntax. */
export const differencesMax = 9;

export const differences: readonly Difference[] = [
  {
    name: 'companions of an unreleased dictionary',
    set: 'dictionary, unreleased',
    concerns: (input) => input.startsWith('rules of '),
    reason: 'the release of 2026-01-27 holds; the draft after it lets a made-to-order GTIN (03) stand beside more',
  },
  {
    name: 'numeric parameter unknown to GS1',
    set: 'dl-parse-structural',
    concerns: (input) => input.includes('?99999='),
    reason: 'lenient reading keeps it and says so: Vietnamese labels carry the tax code as 8000',
  },
  {
    name: 'unknown identifier in the path',
    set: 'dl-parse-structural',
    concerns: (input) => input.includes('/89/'),
    reason: 'what stands behind it is not known to belong to the key, so no key is read',
  },
  {
    name: 'short company prefix',
    set: 'bwipp-gs1process',
    concerns: (input) => /^\((401|8010)\)\d{2,3}(\D|$)/.test(input),
    reason: 'a company prefix has at least four digits (linters gcppos1, gcppos2); that implementation asks for fewer',
  },
  {
    name: 'name of a fault',
    set: 'linters',
    concerns: (input) => input.startsWith('GS1_LINTER_COUPON_INVALID_EXIPIRATION_DATE'),
    reason: 'the dictionary misspells EXPIRATION in the name; verdict and marked span agree',
  },
  {
    name: 'company prefix with a hyphen',
    set: 'dl-to-urn-with-gcp-length',
    concerns: (input) => input.endsWith('/8010/123457-57578'),
    reason: 'a company prefix is digits only, so with the length given there is no EPC URN',
  },
  {
    name: 'wrong check digit',
    set: 'dl-to-urn-with-gcp-length',
    concerns: (input) => input.startsWith('wrong check digit: '),
    reason: 'refused: an EPC URN has no check digit, so the fault would vanish unseen',
  },
  {
    name: 'characters that no URI may hold',
    set: 'dl-to-urn-with-gcp-length',
    concerns: (input) => input.startsWith('not written as a URI: '),
    reason: 'refused, or percent-encoded in the EPC URN as TDS 5.4 wants; the translator of the vectors copies them',
  },
];
