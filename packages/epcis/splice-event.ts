// Writes a stored event by splicing its own text, where nothing in it would change but the id, the record time and the @context.

/**
 * What in the text of a body may need rewriting: escapes (they could hide all else), empty texts (left out), EPC URNs (Digital
 * Links instead), CBV values in other spellings than the bare word (listSpellings of cbv.ts), a record time or a second eventID,
 * white space between tokens. A match inside a text of the user's own costs time, nothing else.
 */
const MAY_CHANGE =
  /[\\\n\r\t]|""|": |urn:epc:|"recordTime"|"eventID"|"(?:cbv|gs1):|:cbv:(?:bizstep|disp|btt|sdt|er):|gs1\.org\/(?:cbv|voc)\//g;

const OPENS = /[[{]/;
const EVENT_ID = '"eventID"';
const TYPE = '"type":"';
const QUOTE = 34;

export interface SplicedFields {
  /** The id under which the event is kept. */
  readonly eventId: string;
  /** ISO 8601 with offset; undefined leaves the event without one. */
  readonly recordTime: string | undefined;
}

/**
 * The event with Digital Links and everything shown, as `writeEvent` would write it without its @context, from the opening brace
 * on; members keep their order. Undefined where the body must be read and rewritten.
 * @param start where the members begin, after the comma behind the @context
 */
export function spliceEvent(body: string, start: number, { eventId, recordTime }: SplicedFields): string | undefined {
  const idAt = body.indexOf(EVENT_ID, start);
  let checkedFrom = start;
  if (idAt >= 0) {
    const before = body.slice(start, idAt);
    const valueAt = idAt + EVENT_ID.length + 2;
    // With no object and no list before it, it is the event's own and not that of a part of it.
    if (OPENS.test(before) || mayChange(before, 0)) return undefined;
    if (!body.startsWith(':"', idAt + EVENT_ID.length) || !body.startsWith(eventId, valueAt)) return undefined;
    checkedFrom = valueAt + eventId.length;
    if (body.charCodeAt(checkedFrom) !== QUOTE) return undefined;
  }
  if (mayChange(body, checkedFrom)) return undefined;
  const id = idAt >= 0 ? '' : `"eventID":"${eventId}"`;
  const time = recordTime === undefined ? '' : `"recordTime":"${recordTime}"`;
  const added = id === '' || time === '' ? id + time : `${id},${time}`;
  if (added === '') return `{${body.slice(start)}`;
  if (!body.startsWith(TYPE, start)) return `{${added},${body.slice(start)}`;
  const typeEnd = body.indexOf('"', start + TYPE.length) + 1;
  return `{${body.slice(start, typeEnd)},${added}${body.slice(typeEnd)}`;
}

function mayChange(text: string, from: number): boolean {
  MAY_CHANGE.lastIndex = from;
  return MAY_CHANGE.test(text);
}
