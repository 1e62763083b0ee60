// Prefixes in force at one place of a document, read from @context without fetching or expanding anything (JSON-LD 1.1 §4).
import { NGUON_NAMESPACE } from './disclose.ts';
import { FIELD_NAMES } from './event-fields.ts';
import type { FaultList, PathStep } from './fault.ts';
import { JsonObject, findMember, isArray } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import { EPCIS_CONTEXT_URL, STANDARD_PREFIXES, STANDARD_VARIANTS, findExtensionContext, isEpcisContext } from './known-contexts.ts';
import { isUri } from './uri.ts';
import { writeJson } from './write-json.ts';

/** Longest prefix and namespace taken, in characters, and most prefixes and terms of one place. */
const PREFIX_MAX_CHARS = 64;
const NAMESPACE_MAX_CHARS = 1_000;
const TERMS_MAX = 500;

export class Namespaces {
  /** Prefixes beyond the standard ones, with their namespaces as written. */
  readonly own: ReadonlyMap<string, string>;
  /** Type definitions of own terms (`"rail:axles": {"@type": "xsd:integer"}`), as JSON text. */
  readonly terms: ReadonlyMap<string, string>;
  private readonly contexts = new Map<string, string>();

  constructor(own: ReadonlyMap<string, string>, terms: ReadonlyMap<string, string>) {
    this.own = own;
    this.terms = terms;
  }

  /** The namespace of a prefix; undefined when it is not declared. */
  find(prefix: string): string | undefined {
    return STANDARD_PREFIXES.get(prefix) ?? this.own.get(prefix);
  }

  /** The @context value that a text using these own prefixes needs, as JSON text. */
  writeContext(used: ReadonlySet<string>): string {
    if (used.size === 0) return BARE_CONTEXT;
    const memo = used.size === 1 ? [...used].join() : [...used].sort().join(' ');
    let text = this.contexts.get(memo);
    if (text === undefined) {
      text = `["${EPCIS_CONTEXT_URL}",${this.writeTerms(used)}]`;
      this.contexts.set(memo, text);
    }
    return text;
  }

  private writeTerms(used: ReadonlySet<string>): string {
    const members: string[] = [];
    for (const [prefix, namespace] of this.own) {
      if (used.has(prefix)) members.push(`${JSON.stringify(prefix)}:${JSON.stringify(namespace)}`);
    }
    for (const [term, json] of this.terms) {
      if (used.has(term.slice(0, term.indexOf(':')))) members.push(`${JSON.stringify(term)}:${json}`);
    }
    return `{${members.join()}}`;
  }
}

const BARE_CONTEXT = `["${EPCIS_CONTEXT_URL}"]`;

export const NO_NAMESPACES = new Namespaces(new Map(), new Map());

/** Where faults (wrong contexts) and warnings (remote ones that are not fetched) of a context go. */
export interface ContextFaults {
  readonly list: FaultList;
  readonly warnings: FaultList;
  readonly path: readonly PathStep[];
}

/** Reads the value of an @context on top of `outer`. The standard addresses and known extension contexts need no fetching. */
export function readContext(value: JsonValue, outer: Namespaces, to: ContextFaults): Namespaces {
  if (isBare(value)) return outer;
  const own = new Map(outer.own);
  const terms = new Map(outer.terms);
  const entries = isArray(value) ? value : [value];
  for (const [index, entry] of entries.entries()) {
    const path = isArray(value) ? [...to.path, index] : to.path;
    if (typeof entry === 'string') readAddress(entry, own, { ...to, path });
    else if (entry instanceof JsonObject) readTerms(entry, own, terms, { ...to, path });
    else to.list.add('context_malformed', path);
  }
  return new Namespaces(own, terms);
}

/** Nearly every context: the EPCIS one alone. */
function isBare(value: JsonValue): boolean {
  return value === EPCIS_CONTEXT_URL || (isArray(value) && value.length === 1 && value[0] === EPCIS_CONTEXT_URL);
}

function readAddress(address: string, own: Map<string, string>, to: ContextFaults): void {
  if (isEpcisContext(address)) return;
  const known = findExtensionContext(address);
  if (known !== undefined) for (const [prefix, namespace] of known) own.set(prefix, namespace);
  else if (isUri(address)) to.warnings.add('context_unknown', to.path, { got: address });
  else to.list.add('context_malformed', to.path);
}

function readTerms(entry: JsonObject, own: Map<string, string>, terms: Map<string, string>, to: ContextFaults): void {
  for (const [index, term] of entry.keys.entries()) {
    const definition = entry.values[index];
    const path = [...to.path, term];
    const namespace = definition instanceof JsonObject ? findMember(definition, '@id') : definition;
    if (term.startsWith('@')) continue; // @vocab, @version …: no field of an event depends on them
    if (FIELD_NAMES.has(term)) to.list.add('context_protected', path, { got: term });
    else if (STANDARD_PREFIXES.has(term)) checkStandard(term, namespace, { ...to, path });
    else if (term === 'nguon' && namespace !== NGUON_NAMESPACE) to.list.add('context_protected', path, { got: term });
    else if (own.size + terms.size >= TERMS_MAX) {
      to.list.add('context_too_large', to.path, { max: TERMS_MAX });
      return;
    } else if (term.includes(':')) terms.set(term, writeJson(definition ?? null));
    else if (typeof namespace !== 'string' || !isNamespace(term, namespace)) to.list.add('context_prefix_malformed', path, { got: term });
    else own.set(term, namespace);
  }
}

function checkStandard(prefix: string, namespace: JsonValue | undefined, to: ContextFaults): void {
  if (namespace === STANDARD_PREFIXES.get(prefix)) return;
  const variants = STANDARD_VARIANTS.get(prefix) ?? [];
  if (typeof namespace !== 'string' || !variants.includes(namespace)) to.list.add('context_protected', to.path, { got: prefix });
}

function isNamespace(prefix: string, namespace: string): boolean {
  if (prefix.length === 0 || prefix.length > PREFIX_MAX_CHARS || namespace.length > NAMESPACE_MAX_CHARS) return false;
  return /^(?!(?:urn|https?|tag)$)[A-Za-z][\w.-]*$/.test(prefix) && isUri(namespace);
}
