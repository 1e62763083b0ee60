// Reads the JSON of a query (POST /queries, EPCIS 2.0 §12): parameters as members, lists as arrays, prefixes in @context.
import { makeFault, FaultList } from './fault.ts';
import { JsonObject, findMember, isArray, isNumber } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import { NO_NAMESPACES, readContext } from './namespaces.ts';
import type { QueryScalar, QueryValue } from './query-value.ts';
import { readQueryParameters } from './read-query-parameters.ts';
import type { QueryReading, QueryReadingOptions } from './read-query-parameters.ts';

const CONTEXT_FAULTS_MAX = 20;

/**
 * Reads the members of a JSON query as {@link readQueryParameters} does; `@context` declares prefixes beside `options.extensions`.
 * Members `queryType` and `type` with the name of the query are taken as said.
 */
export function readQueryObject(value: JsonValue, options: QueryReadingOptions = {}): QueryReading {
  if (!(value instanceof JsonObject)) return { query: undefined, faults: [makeFault('query_not_object', '$')] };
  const list = new FaultList(CONTEXT_FAULTS_MAX);
  const context = findMember(value, '@context');
  const namespaces =
    context === undefined ? NO_NAMESPACES : readContext(context, NO_NAMESPACES, { list, warnings: new FaultList(0), path: ['@context'] });
  const entries: [string, QueryValue][] = [];
  for (let index = 0; index < value.keys.length; index += 1) {
    const name = value.keys[index] ?? '';
    const member = value.values[index] ?? null;
    if (name === '@context' || ((name === 'queryType' || name === 'type') && member === 'SimpleEventQuery')) continue;
    entries.push([name, asQueryValue(member)]);
  }
  const reading = readQueryParameters(entries, { extensions: { ...options.extensions, ...Object.fromEntries(namespaces.own) } });
  if (list.total === 0) return reading;
  return { query: undefined, faults: [...list.faults, ...reading.faults] };
}

/** One text stands for a list of one: `|` is a letter in JSON. Objects, which no parameter takes, go on as their sign. */
function asQueryValue(value: JsonValue): QueryValue {
  return isArray(value) ? value.map(asScalar) : [asScalar(value)];
}

function asScalar(value: JsonValue): QueryScalar {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || isNumber(value)) return value;
  return '{…}';
}
