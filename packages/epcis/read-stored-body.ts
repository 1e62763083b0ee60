// Reads the body of a stored event again (EpcisEvent.body): what was read before has no faults to tell.
import { FaultList } from './fault.ts';
import { JsonObject } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import { NO_NAMESPACES, readContext } from './namespaces.ts';
import type { Namespaces } from './namespaces.ts';
import { readJson } from './read-json.ts';

/** Deepest nesting of a stored body; what capture takes is far flatter. */
const DEPTH_MAX = 500;

/** Asserts that the body is one this package made. */
export function readStoredBody(body: string): JsonObject {
  const { value } = readJson(body, { depthMax: DEPTH_MAX });
  if (!(value instanceof JsonObject)) throw new Error('A stored event body is not a JSON object');
  return value;
}

/** The prefixes that the body's @context declares. */
export function readStoredContext(context: JsonValue | undefined): Namespaces {
  if (context === undefined) return NO_NAMESPACES;
  const nowhere = new FaultList(0);
  return readContext(context, NO_NAMESPACES, { list: nowhere, warnings: nowhere, path: [] });
}
