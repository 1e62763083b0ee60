// Writes a stored event as XML for a reader: our eventID and record time, parts withheld left out (EPCIS 2.0 §12).
import { discloseBody } from '../disclose.ts';
import { FaultList } from '../fault.ts';
import { JsonObject, findMember } from '../json-value.ts';
import { NO_NAMESPACES, readContext } from '../namespaces.ts';
import type { Namespaces } from '../namespaces.ts';
import { readJson } from '../read-json.ts';
import type { WriteOptions } from '../write-event.ts';
import { writeXmlTree } from './write-xml-event.ts';
import type { WrittenXmlEvent } from './write-xml-event.ts';
import type { XmlEventOptions } from './write-xml-fields.ts';

export type StoredXmlOptions = XmlEventOptions & Pick<WriteOptions, 'eventId' | 'recordTime' | 'withheld'>;

/** Deepest nesting of a stored body; what capture takes is far flatter. */
const DEPTH_MAX = 500;

/** As `writeEvent` for JSON; asserts that the body is one this package made. */
export function writeXmlEvent(body: string, options: StoredXmlOptions): WrittenXmlEvent {
  const { value } = readJson(body, { depthMax: DEPTH_MAX });
  if (!(value instanceof JsonObject)) throw new Error('A stored event body is not a JSON object');
  const event = options.withheld === undefined ? value : discloseBody(value, options.withheld);
  const rebuilt = new JsonObject();
  for (const [index, key] of event.keys.entries()) {
    if (LEFT_OUT.has(key)) continue;
    rebuilt.keys.push(key);
    rebuilt.values.push(event.values[index] ?? null);
  }
  for (const [key, text] of [
    ['eventID', options.eventId],
    ['recordTime', options.recordTime],
  ] as const) {
    if (text === undefined) continue;
    rebuilt.keys.push(key);
    rebuilt.values.push(text);
  }
  return writeXmlTree(rebuilt, namespacesOf(value), options);
}

const LEFT_OUT: ReadonlySet<string> = new Set(['@context', 'eventID', 'recordTime']);

function namespacesOf(event: JsonObject): Namespaces {
  const context = findMember(event, '@context');
  if (context === undefined) return NO_NAMESPACES;
  const nowhere = new FaultList(0);
  return readContext(context, NO_NAMESPACES, { list: nowhere, warnings: nowhere, path: [] });
}
