// Public face of @nguon/gs1: GS1 keys, application identifiers, element strings, Digital Link and EPC URN.

export { findAi, listAis } from './ai.ts';
export type { ApplicationIdentifier } from './ai.ts';
export { aliasUri, readAlias } from './alias.ts';
export type { Alias } from './alias.ts';
export { buildDigitalLink } from './build-digital-link.ts';
export type { BuildOptions } from './build-digital-link.ts';
export { canonicalId } from './canonical-id.ts';
export { checkDigit, checkPair, gtin14, hasValidCheckDigit } from './check-digit.ts';
export { checkAssociations } from './element.ts';
export type { Element } from './element.ts';
export { formatBracketed, formatSeparated, parseElementString } from './element-string.ts';
export type { ElementStringOptions } from './element-string.ts';
export type { FaultCode } from './fault-texts.ts';
export type { Fault, Result } from './fault.ts';
export { internalCode, isVietnamesePrefix, readInternalCode } from './internal-code.ts';
export { matchPattern } from './match-pattern.ts';
export type { Match, MatchRole } from './match-pattern.ts';
export { parseDigitalLink, parseDigitalLinkPath } from './parse-digital-link.ts';
export type { Profile } from './parse-digital-link.ts';
export type { Parsed, QueryPair } from './parsed-link.ts';
export { primaryKeys, titleVi } from './primary-keys.ts';
export type { PrimaryKey } from './primary-keys.ts';
export type { Repair, RepairCode } from './repair.ts';
export { CANONICAL_ROOT } from './thing.ts';
export type { CanonicalId, Level } from './thing.ts';
export { prefixLengthFromTable, toDigitalLink, toEpcUrn } from './to-epc-urn.ts';
export type { PrefixLength } from './to-epc-urn.ts';
