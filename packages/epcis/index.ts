// Public face of the EPCIS package: reading, validating, hashing and writing events (EPCIS 2.0, CBV 2.0).
export type * from './event.ts';
export { thingRoles } from './event.ts';
export type { Fault } from './fault.ts';
export type {
  EventQuery,
  FieldScope,
  FieldTest,
  OrderedValue,
  PlaceColumn,
  QueryCondition,
  TimeColumn,
  VocabularyField,
  WordColumn,
} from './event-query.ts';
export { CBV_LISTS, findCbvWebUri, findCbvWord } from './cbv.ts';
export type { CbvKind } from './cbv.ts';
export type { CbvRow } from './cbv-words.ts';
export type { DocumentHead } from './document-head.ts';
export { FIELD_GROUPS, NGUON_NAMESPACE, WITHHELD_FIELD, discloseBody } from './disclose.ts';
export type { FieldGroup } from './disclose.ts';
export { EVENT_TYPES } from './event-fields.ts';
export { compareDecimals } from './exact-number.ts';
export { JsonEventSplitter } from './json-event-splitter.ts';
export type { SplitFrame, SplitLimits } from './json-event-splitter.ts';
export { ownFieldValues } from './match-field.ts';
export { OVERFLOW_TERM, listConditionTerms, listEventTerms } from './event-terms.ts';
export type { ConditionTerms } from './event-terms.ts';
export { attributeName } from './read-query-name.ts';
export { NO_MASTER_DATA, matchEvent, vocabularyIdsOf, vocabularyKey } from './match-event.ts';
export type { EventMasterData } from './match-event.ts';
export { openStoredEvent, StoredEvent } from './stored-event.ts';
export type { StoredEventOptions } from './stored-event.ts';
export type { FaultCode } from './fault-texts.ts';
export { JsonNumber, JsonObject, findMember } from './json-value.ts';
export type { JsonArray, JsonValue } from './json-value.ts';
export { HASH_EDITIONS } from './hash-editions.ts';
export type { HashEdition } from './hash-editions.ts';
export { hashEventId, prehashEvent } from './prehash.ts';
export { SENSOR_UNIT_CODES, findSensorUnit } from './sensor-units.ts';
export { queryParameters } from './query-parameters.ts';
export type { QueryParameter } from './query-parameters.ts';
export type { QueryScalar, QueryValue } from './query-value.ts';
export { checkProfile, wantsEvent } from './check-profile.ts';
export { PROFILE_MAX_CHARS, readProfile } from './read-profile.ts';
export type { ProfileReading } from './read-profile.ts';
export type { BothLanguages, Profile, ProfileStep, WantedField, WantedKind } from './profile.ts';
export { readDocument } from './read-document.ts';
export type { DocumentLimits, DocumentOptions, DocumentReading, EventReading } from './read-document.ts';
export { readJson } from './read-json.ts';
export type { JsonLimits, JsonReading } from './read-json.ts';
export type { MasterDataElement } from './read-master-data.ts';
export { readQueryParameters } from './read-query-parameters.ts';
export type { QueryReading, QueryReadingOptions } from './read-query-parameters.ts';
export { readTime, writeTime } from './time.ts';
export { writeEventList, writeQueryDocument } from './write-document.ts';
export type { EventListText, QueryDocumentOptions } from './write-document.ts';
export { EPC_FORMATS, formatIdentifier, writeContext, writeEvent } from './write-event.ts';
export type { EpcFormat, EventContext, WriteOptions, WrittenEvent } from './write-event.ts';
export { writeJson } from './write-json.ts';
export { finishJsonEvent, writeJsonFrame, writeMasterData } from './write-json-frame.ts';
export type { JsonFrame, JsonFrameOptions } from './write-json-frame.ts';
