// The remote @context addresses that Nguồn knows without fetching them, and the prefixes that each declares.

/** Addresses under which GS1 publishes the EPCIS context: documents use three, one without a version. */
const EPCIS_CONTEXT =
  /^https?:\/\/(?:ref\.gs1\.org\/standards\/epcis\/(?:\d+(?:\.\d+)*\/)?|(?:www\.)?gs1\.github\.io\/EPCIS\/)epcis-context\.jsonld$/;

/** The address that answers carry. */
export const EPCIS_CONTEXT_URL = 'https://ref.gs1.org/standards/epcis/epcis-context.jsonld';

export function isEpcisContext(address: string): boolean {
  return EPCIS_CONTEXT.test(address);
}

/** Prefixes of the EPCIS context itself; it protects them, so they always mean this. */
export const STANDARD_PREFIXES: ReadonlyMap<string, string> = new Map([
  ['epcis', 'https://ref.gs1.org/epcis/'],
  ['cbv', 'https://ref.gs1.org/cbv/'],
  ['cbvmda', 'urn:epcglobal:cbv:mda:'],
  ['gs1', 'https://gs1.org/voc/'],
  ['rdfs', 'http://www.w3.org/2000/01/rdf-schema#'],
  ['owl', 'http://www.w3.org/2002/07/owl#'],
  ['xsd', 'http://www.w3.org/2001/XMLSchema#'],
  ['dcterms', 'http://purl.org/dc/terms/'],
]);

/** Other spellings of those namespaces that partners write; they are read as the standard one. */
export const STANDARD_VARIANTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['cbvmda', ['urn:epcglobal:cbv:mda', 'urn:epcglobal:cbvmda:mda', 'urn:epcglobal:cbvmda:mda:']],
  ['gs1', ['https://ref.gs1.org/voc/', 'http://gs1.org/voc/', 'https://www.gs1.org/voc/', 'http://www.gs1.org/voc/']],
  ['cbv', ['https://ns.gs1.org/cbv/', 'https://gs1.org/cbv/', 'http://ref.gs1.org/cbv/']],
]);

const OPENEPCIS = 'https://ref.openepcis.io/extensions/';
const DPP_CORE = { oec: `${OPENEPCIS}common/core/`, schema: 'https://schema.org/' };

/** Extension contexts that food, timber, textile and health partners use: address → prefix → namespace. */
const EXTENSION_CONTEXTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [`${OPENEPCIS}common/core/dpp-core-context.jsonld`]: DPP_CORE,
  [`${OPENEPCIS}eu/eudr/eudr-context.jsonld`]: { ...DPP_CORE, eudr: `${OPENEPCIS}eu/eudr/` },
  [`${OPENEPCIS}us/fsma204/fsma204-context.jsonld`]: { ...DPP_CORE, usfsma: `${OPENEPCIS}us/fsma204/` },
  [`${OPENEPCIS}us/fsma204/fsma204-operational-context.jsonld`]: { ...DPP_CORE, usfsma: `${OPENEPCIS}us/fsma204/` },
  [`${OPENEPCIS}eu/textile/textile-context.jsonld`]: { ...DPP_CORE, eutex: `${OPENEPCIS}eu/textile/` },
  [`${OPENEPCIS}common/interop/rail-bridge-context.jsonld`]: {
    rail: 'https://gs1-epcis-reg.org/rail/voc/data#',
    oec: `${OPENEPCIS}common/core/`,
    oei: `${OPENEPCIS}common/interop/`,
    cv: 'http://data.europa.eu/m8g/',
  },
  'https://gs1-epcis-reg.org/rail/rail-context.jsonld': { rail: 'https://gs1-epcis-reg.org/rail/voc/data#' },
  'https://ref.gs1eg.org/extensions/epcis/hc/2.0.0/hc-context.jsonld': { gs1egypthc: 'https://ref.gs1eg.org/extensions/epcis/hc/' },
};

/** Prefixes of a known extension context; undefined for an address that is not known. */
export function findExtensionContext(address: string): readonly (readonly [string, string])[] | undefined {
  return Object.hasOwn(EXTENSION_CONTEXTS, address) ? Object.entries(EXTENSION_CONTEXTS[address] ?? {}) : undefined;
}
