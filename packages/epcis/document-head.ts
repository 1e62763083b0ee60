// What stands around the events of a document: who made it when, its header, and its own prefixes.
import { JsonObject } from './json-value.ts';
import { NO_NAMESPACES } from './namespaces.ts';
import type { Namespaces } from './namespaces.ts';

export interface DocumentHead {
  readonly schemaVersion: string | undefined;
  readonly creationDate: string | undefined;
  readonly id: string | undefined;
  readonly instanceIdentifier: string | undefined;
  readonly sender: string | undefined;
  readonly receiver: string | undefined;
  /** Of an EPCISQueryDocument. */
  readonly queryName: string | undefined;
  readonly subscriptionId: string | undefined;
  /** Members of epcisHeader beside the master data, the Standard Business Document Header among them. */
  readonly header: JsonObject;
  /** Members of the document beside the standard ones. */
  readonly extensions: JsonObject;
  readonly namespaces: Namespaces;
}

/** What is wrong with a schemaVersion, if anything. Versions within 1 and within 2 are read alike. */
export function findVersionFault(version: string): 'not_a_version' | 'version_not_read' | undefined {
  if (!/^\d+(\.\d+)*$/.test(version)) return 'not_a_version';
  return /^0*[12](\.|$)/.test(version) ? undefined : 'version_not_read';
}

/** Key of the Standard Business Document Header, which only XML has, among the members of epcisHeader. */
export const SBDH_KEY = 'sbdh:StandardBusinessDocumentHeader';

/** Of a document that tells nothing about itself. */
export const EMPTY_HEAD: DocumentHead = {
  schemaVersion: undefined,
  creationDate: undefined,
  id: undefined,
  instanceIdentifier: undefined,
  sender: undefined,
  receiver: undefined,
  queryName: undefined,
  subscriptionId: undefined,
  header: new JsonObject(),
  extensions: new JsonObject(),
  namespaces: NO_NAMESPACES,
};
