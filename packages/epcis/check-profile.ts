// Holds an event against a profile: which of the wanted data it lacks, or has in another kind than wanted.
import { canonicalId } from '@nguon/gs1';
import { findCbvWord } from './cbv.ts';
import type { EpcisEvent, EventTree } from './event.ts';
import type { Fault } from './fault.ts';
import { expandCurie } from './field-value.ts';
import { JsonObject, findMember, isArray, isNumber } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import type { Namespaces } from './namespaces.ts';
import { WORD_LISTS } from './profile.ts';
import type { PathPart, Profile, ProfileStep, WantedField, WantedPath } from './profile.ts';
import { attributeName } from './read-query-name.ts';
import { readTime } from './time.ts';
import { isUri } from './uri.ts';

/** Whether the profile wants anything of an event of this kind; its product group is the caller's to know. */
export function wantsEvent({ steps }: Profile, event: EpcisEvent): boolean {
  return steps.some((step) => isOfStep(step, event));
}

/**
 * The wanted data that the event lacks, each once, as faults `profile_field_missing` and `profile_field_wrong` at the first
 * place where it may stand. `path`: of the event in its document. Declarations of errors repeat an earlier event and lack nothing.
 */
export function checkProfile(profile: Profile, event: EpcisEvent, path: string): Fault[] {
  if (event.errorDeclaration !== undefined) return [];
  const faults = new Map<string, Fault>();
  for (const step of profile.steps) {
    if (!isOfStep(step, event)) continue;
    for (const wanted of step.wanted) {
      const code = findLack(wanted, event);
      const place = placeOf(path, wanted.paths[0]?.text ?? '');
      if (code !== undefined && !faults.has(place + wanted.name[0]))
        faults.set(place + wanted.name[0], makeLack(code, place, wanted, profile));
    }
  }
  return [...faults.values()];
}

function isOfStep({ bizSteps, eventTypes, actions }: ProfileStep, event: EpcisEvent): boolean {
  const fits = (list: readonly string[], value: string | undefined): boolean =>
    list.length === 0 || (value !== undefined && list.includes(value));
  return fits(bizSteps, event.bizStep) && fits(eventTypes, event.type) && fits(actions, event.action);
}

/** Below a JSON path, or below the XPath of an event in XML. */
const placeOf = (path: string, below: string): string =>
  path.startsWith('/') ? `${path}/${below.replaceAll('.', '/')}` : `${path}.${below}`;

type LackCode = 'profile_field_missing' | 'profile_field_wrong';

function findLack(wanted: WantedField, { tree }: EpcisEvent): LackCode | undefined {
  let found = false;
  for (const { parts } of wanted.paths) {
    const values: (JsonValue | undefined)[] = [];
    collect(tree.object, parts, 0, tree.namespaces, values);
    const isGiven = values.some((value) => value !== undefined);
    if (isGiven) found = true;
    if (isGiven && values.every((value) => (value === undefined ? !wanted.each : isOfKind(value, wanted, tree)))) return undefined;
  }
  return found ? 'profile_field_wrong' : 'profile_field_missing';
}

function makeLack(code: LackCode, path: string, { name: [vi, en] }: WantedField, { title }: Profile): Fault {
  return code === 'profile_field_missing'
    ? {
        code,
        path,
        vi: `Thiếu “${vi}”, theo “${title[0]}” phải có ở công đoạn này. Hãy bổ sung.`,
        en: `"${en}" is missing; "${title[1]}" wants it at this step. Add it.`,
      }
    : {
        code,
        path,
        vi: `“${vi}” chưa đủ hoặc không đúng loại mà “${title[0]}” cần. Hãy sửa lại.`,
        en: `"${en}" is not complete, or not of the kind that "${title[1]}" wants. Mend it.`,
      };
}

/**
 * Adds the values at the rest of a path; undefined for each member of a list on the way that lacks it. Empty texts count as
 * omitted.
 */
function collect(
  value: JsonValue | undefined,
  parts: WantedPath['parts'],
  from: number,
  namespaces: Namespaces,
  to: (JsonValue | undefined)[],
): void {
  if (isArray(value)) {
    for (const item of value) collect(item, parts, from, namespaces, to);
    return;
  }
  const part = parts[from];
  if (part === undefined) to.push(value === null || value === '' ? undefined : value);
  else if (!(value instanceof JsonObject)) to.push(undefined);
  else collect(choose(findNamed(value, part, namespaces), part, namespaces), parts, from + 1, namespaces, to);
}

/** The members of a list that carry the wanted word; undefined where none does. */
function choose(member: JsonValue | undefined, { filter }: PathPart, namespaces: Namespaces): JsonValue | undefined {
  if (filter === undefined || member === undefined) return member;
  const chosen = (isArray(member) ? member : [member]).filter(
    (item) => item instanceof JsonObject && wordOf(findMember(item, filter.key), namespaces) === filter.word,
  );
  return chosen.length === 0 ? undefined : chosen;
}

function findNamed(object: JsonObject, { name, ending }: PathPart, namespaces: Namespaces): JsonValue | undefined {
  if (ending === undefined) return findMember(object, name);
  const at = object.keys.findIndex((key) => key.endsWith(ending) && attributeName(key, (prefix) => namespaces.find(prefix)) === name);
  return at < 0 ? undefined : object.values[at];
}

/** A CBV value as its bare word, others as whole URIs. */
function wordOf(value: JsonValue | undefined, namespaces: Namespaces): string | undefined {
  if (typeof value !== 'string') return undefined;
  for (const kind of WORD_LISTS) {
    const word = findCbvWord(kind, value);
    if (word !== undefined) return word;
  }
  return expandCurie(value, (prefix) => namespaces.find(prefix));
}

function isOfKind(value: JsonValue, { kind, oneOf, keys }: WantedField, { namespaces, identifiers }: EventTree): boolean {
  switch (kind) {
    case 'any':
      return true;
    case 'text':
      return typeof value === 'string' || isNumber(value);
    case 'number':
      return isNumber(value) || (typeof value === 'string' && /^[+-]?\d+(?:\.\d+)?$/.test(value.trim()));
    case 'boolean':
      return typeof value === 'boolean' || value === 'true' || value === 'false';
    case 'time':
      return typeof value === 'string' && (isDay(value) || typeof readTime(value) === 'number');
    case 'uri':
      return typeof value === 'string' && isUri(value);
    case 'word':
      return oneOf.length === 0 ? typeof value === 'string' : oneOf.includes(wordOf(value, namespaces) ?? '');
    case 'gs1':
      return typeof value === 'string' && isOfKeys(value, keys, identifiers);
    case 'lot':
      return typeof value === 'string' && (!isUri(value) || namesLot(value, identifiers));
  }
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && typeof readTime(`${text}T00:00:00Z`) === 'number';

/** `01/…/10/…`, or a link to an item that names its lot as well. */
function namesLot(text: string, identifiers: EventTree['identifiers']): boolean {
  const read = identifiers.get(text) ?? canonicalId(text);
  return read.ok && (read.value.lot !== undefined || /^01\/\d{14}\/10\//.test(read.value.thing));
}

/** `01/10` takes a lot of a GTIN; without keys any GS1 identifier will do. */
function isOfKeys(text: string, keys: readonly string[], identifiers: EventTree['identifiers']): boolean {
  const read = identifiers.get(text) ?? canonicalId(text);
  if (!read.ok || read.value.key === undefined) return false;
  const parts = read.value.thing.split('/').filter((_part, index) => index % 2 === 0);
  return keys.length === 0 || keys.includes(parts.join('/'));
}
