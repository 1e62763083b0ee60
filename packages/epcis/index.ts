// Public face of the EPCIS package: reading, validating, hashing and writing events (EPCIS 2.0, CBV 2.0).
export type * from './event.ts';
export { thingRoles } from './event.ts';
export { CBV_LISTS, findCbvWebUri, findCbvWord } from './cbv.ts';
export type { CbvKind } from './cbv.ts';
export type { CbvRow } from './cbv-words.ts';
export { EVENT_TYPES } from './event-fields.ts';
export type { FaultCode } from './fault-texts.ts';
export { JsonNumber, JsonObject, findMember } from './json-value.ts';
export type { JsonArray, JsonValue } from './json-value.ts';
export { hashEventId, prehashEvent } from './prehash.ts';
export { readDocument } from './read-document.ts';
export type { DocumentLimits, DocumentOptions, DocumentReading, EventReading } from './read-document.ts';
export { readJson } from './read-json.ts';
export type { JsonLimits, JsonReading } from './read-json.ts';
export type { MasterDataElement } from './read-master-data.ts';
export { readTime, writeTime } from './time.ts';
export { writeJson } from './write-json.ts';
