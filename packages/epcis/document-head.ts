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
