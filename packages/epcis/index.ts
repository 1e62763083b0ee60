// Public face of the EPCIS package: reading, validating, hashing and writing events (EPCIS 2.0, CBV 2.0).
export type * from './event.ts';
export { thingRoles } from './event.ts';
