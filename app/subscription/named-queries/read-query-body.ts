// Reads the body that names a query (EPCIS 2.0 §12.6): its name, parameters and prefixes, with all faults. Pure.
import { JsonNumber, JsonObject, findMember, readJson, readQueryParameters, writeJson } from '@nguon/epcis';
import type { EventQuery, JsonValue, QueryScalar } from '@nguon/epcis';
import type { Fault } from '../../errors.ts';

const query_name_max_characters = 80;
const depth_max = 8;
const parameters_max = 100;
/** Names that every repository has (EPCIS 2.0 §8.2.7). */
const predefined = ['SimpleEventQuery', 'SimpleMasterDataQuery'];

/** A value as JSON gave it; a number whose digits JavaScript would change (`1.50`) is kept as its text. */
type KeptScalar = string | number | boolean | null | { readonly number: string };
export type Parameters = Readonly<Record<string, KeptScalar | readonly KeptScalar[]>>;

export interface QueryBody {
  readonly name: string;
  readonly parameters: Parameters;
  readonly extensions: Readonly<Record<string, string>>;
}

export interface QueryBodyReading {
  readonly body: QueryBody | undefined;
  readonly faults: readonly Fault[];
}

/** @param headerExtensions prefixes of the GS1-Extensions header; those of the body's `@context` win. */
export function readQueryBody(text: string, headerExtensions: Readonly<Record<string, string>>): QueryBodyReading {
  const json = readJson(text, { depthMax: depth_max });
  if (json.faults.length > 0) return { body: undefined, faults: json.faults };
  const root = json.value;
  if (!(root instanceof JsonObject))
    return refuse('$', 'Cần một đối tượng JSON {"name": …, "query": {…}}.', 'A JSON object {"name": …, "query": {…}} is wanted.');
  const name = findMember(root, 'name');
  const query = findMember(root, 'query');
  const faults: Fault[] = [];
  if (typeof name !== 'string' || !isQueryName(name))
    faults.push(
      fault(
        '$.name',
        `Tên truy vấn dài từ 1 đến ${query_name_max_characters} ký tự, không có "/" và ký tự điều khiển, khác ${predefined.join(', ')}.`,
        `The name has 1 to ${query_name_max_characters} characters, no "/" and no control characters, and is not ${predefined.join(', ')}.`,
      ),
    );
  if (!(query instanceof JsonObject) || query.keys.length > parameters_max)
    return {
      body: undefined,
      faults: [
        ...faults,
        fault(
          '$.query',
          `"query" là đối tượng có tối đa ${parameters_max} tham số.`,
          `"query" is an object of at most ${parameters_max} parameters.`,
        ),
      ],
    };
  const extensions = { ...headerExtensions, ...readPrefixes(findMember(root, '@context')), ...readPrefixes(findMember(query, '@context')) };
  const parameters = readParameters(query, faults);
  faults.push(...readQuery({ parameters, extensions }).faults.map((one) => ({ ...one, path: `$.query.${one.path}` })));
  return faults.length > 0 ? { body: undefined, faults } : { body: { name: name as string, parameters, extensions }, faults };
}

/** The query behind stored parameters. Paging belongs to requests, not to queries. */
export function readQuery({ parameters, extensions }: Omit<QueryBody, 'name'>): {
  query: EventQuery | undefined;
  faults: readonly Fault[];
} {
  const paging = ['perPage', 'nextPageToken'].filter((name) => Object.hasOwn(parameters, name));
  const { query, faults } = readQueryParameters(listParameters(parameters), { extensions });
  return paging.length === 0
    ? { query, faults }
    : {
        query: undefined,
        faults: [
          ...faults,
          ...paging.map((name) =>
            fault(name, `${name} thuộc về yêu cầu, không thuộc truy vấn.`, `${name} belongs to a request, not to a query.`),
          ),
        ],
      };
}

/** One text stands for a list of one: `|` joins values in a URL, in JSON it is a letter. */
export function listParameters(parameters: Parameters): (readonly [string, readonly QueryScalar[]])[] {
  return Object.entries(parameters).map(([name, value]) => [name, (isList(value) ? value : [value]).map(toScalar)]);
}

/** `{"EQ_bizStep":["shipping"],…}` as it was given, numbers to the last digit. */
export function writeParameters(parameters: Parameters): string {
  return writeJson(new JsonObject(Object.keys(parameters), Object.values(parameters).map(toJson)));
}

const isList = (value: Parameters[string]): value is readonly KeptScalar[] => Array.isArray(value);
const toScalar = (value: KeptScalar): QueryScalar => (typeof value === 'object' && value !== null ? new JsonNumber(value.number) : value);
const toJson = (value: Parameters[string]): JsonValue => (isList(value) ? value.map(toScalar) : toScalar(value));

function isQueryName(name: string): boolean {
  return (
    name.length >= 1 &&
    name.length <= query_name_max_characters &&
    name.trim() === name &&
    !/[/\p{Cc}\p{Cf}]/u.test(name) &&
    !predefined.includes(name)
  );
}

function readParameters(query: JsonObject, faults: Fault[]): Parameters {
  const parameters: Record<string, Parameters[string]> = {};
  query.keys.forEach((name, index) => {
    if (name.startsWith('@')) return;
    const value = query.values[index]!;
    const kept = (Array.isArray(value) ? (value as readonly JsonValue[]) : [value]).map(keepScalar);
    const scalars = kept.filter((scalar) => scalar !== undefined);
    if (scalars.length < kept.length)
      faults.push(
        fault(
          `$.query.${name}`,
          'Giá trị là chữ, số, đúng/sai, hoặc danh sách của chúng.',
          'A value is a text, a number, a boolean, or a list of them.',
        ),
      );
    else parameters[name] = Array.isArray(value) ? scalars : scalars[0]!;
  });
  return parameters;
}

/** null stands for a flag without a value. */
function keepScalar(value: JsonValue): KeptScalar | undefined {
  if (value instanceof JsonNumber) return { number: value.text };
  return typeof value === 'object' && value !== null ? undefined : value;
}

/** Prefixes declared in a @context; addresses of contexts are known or not, they declare none here. */
function readPrefixes(context: JsonValue | undefined): Record<string, string> {
  const parts = Array.isArray(context) ? (context as readonly JsonValue[]) : [context];
  const prefixes: Record<string, string> = {};
  for (const part of parts)
    if (part instanceof JsonObject)
      part.keys.forEach((key, index) => {
        const value = part.values[index];
        if (typeof value === 'string' && /^[A-Za-z][\w.-]{0,63}$/.test(key)) prefixes[key] = value;
      });
  return prefixes;
}

function fault(path: string, vi: string, en: string): Fault {
  return { code: 'query_body', path, vi, en };
}

function refuse(path: string, vi: string, en: string): QueryBodyReading {
  return { body: undefined, faults: [fault(path, vi, en)] };
}
