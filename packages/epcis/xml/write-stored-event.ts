// Writes a stored event as XML for a reader: our eventID and record time, parts withheld left out (EPCIS 2.0 §12).
import { discloseBody } from '../disclose.ts';
import { JsonObject, findMember } from '../json-value.ts';
import { readStoredBody, readStoredContext } from '../read-stored-body.ts';
import type { WriteOptions } from '../write-event.ts';
import { writeXmlTree } from './write-xml-event.ts';
import type { WrittenXmlEvent } from './write-xml-event.ts';
import type { XmlEventOptions } from './write-xml-fields.ts';

export type StoredXmlOptions = XmlEventOptions & Pick<WriteOptions, 'eventId' | 'recordTime' | 'withheld'>;

/** As `writeEvent` for JSON; asserts that the body is one this package made. */
export function writeXmlEvent(body: string, options: StoredXmlOptions): WrittenXmlEvent {
  const value = readStoredBody(body);
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
  return writeXmlTree(rebuilt, readStoredContext(findMember(value, '@context')), options);
}

const LEFT_OUT: ReadonlySet<string> = new Set(['@context', 'eventID', 'recordTime']);
