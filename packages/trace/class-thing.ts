// Tells classes and lots, which may be in many places at once, from instances, which are in one.

/** GTIN with or without lot, ITIP, component/part without serial, asset and document types, and lot or pattern URNs. */
const classForm =
  /^(?:01\/\d{14}(?:\/10\/[^/]+)?|8006\/\d{18}(?:\/10\/[^/]+)?|8010\/[^/]+|8003\/\d{14}|25[35]\/\d{13}|urn:epc:(?:class|idpat):.*)$/;
const lotForm = /^(?:(?:01\/\d{14}|8006\/\d{18})\/10\/[^/]+|urn:epc:class:lgtin:.*)$/;

/** True when the key names a kind of goods (class, lot) and not one piece. Keys are index keys of the database. */
export function isClassThing(thing: string): boolean {
  return classForm.test(thing);
}

/** True when the key names a lot: a class whose pieces may have serial numbers of their own. */
export function isLotThing(thing: string): boolean {
  return lotForm.test(thing);
}
