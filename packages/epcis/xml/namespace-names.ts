// Gives the names of an XML document's own namespaces as the prefixed keys of the JSON tree, and keeps the @context they need.
import { NGUON_NAMESPACE } from '../disclose.ts';
import { FIELD_NAMES } from '../event-fields.ts';
import { STANDARD_PREFIXES, STANDARD_VARIANTS } from '../known-contexts.ts';
import { Namespaces } from '../namespaces.ts';
import { isUri } from '../uri.ts';
import { SBDH_NAMESPACE, XML_NAMESPACE, XSD_NAMESPACE, XSI_NAMESPACE, isStandard } from './xml-element.ts';
import type { XmlScope } from './xml-element.ts';
import { toKeyPart } from './xml-names.ts';

/** Namespaces of GS1 → the prefix that the EPCIS context declares for them; other spellings of them too. */
const STANDARD_URIS = new Map<string, string>([
  ...[...STANDARD_VARIANTS].flatMap(([prefix, uris]) => uris.map((uri) => [uri, prefix] as const)),
  ...[...STANDARD_PREFIXES].map(([prefix, uri]) => [uri, prefix] as const),
]);

/** Namespaces that documents declare for their frame; they become prefixes only where a name uses them. */
const OF_THE_FRAME: ReadonlySet<string> = new Set([XML_NAMESPACE, XSI_NAMESPACE, XSD_NAMESPACE, SBDH_NAMESPACE]);

/** Most namespaces of one document that are kept. */
const NAMESPACES_MAX = 500;
const NO_TERMS: ReadonlyMap<string, string> = new Map();

export class NamespaceNames {
  private readonly own: Map<string, string>;
  private readonly prefixes = new Map<string, string>();
  private readonly keys = new Map<string, string>();
  private readonly scopes = new WeakSet<XmlScope>();
  private current: Namespaces | undefined;
  /** Namespaces that are no URI, which no JSON key can name. */
  readonly wrong = new Set<string>();

  /** `given`: prefix → namespace of the GS1-Extensions header. */
  constructor(given: Readonly<Record<string, string>> = {}) {
    this.own = new Map(Object.entries(given));
    for (const [prefix, uri] of this.own) this.prefixes.set(uri, prefix);
  }

  /** The prefixes found up to now; the same value as long as no further one comes. */
  get namespaces(): Namespaces {
    return (this.current ??= new Namespaces(new Map(this.own), NO_TERMS));
  }

  readonly namespacesMax = NAMESPACES_MAX;

  get isFull(): boolean {
    return this.own.size > NAMESPACES_MAX;
  }

  /** Takes in all that is declared at a place: values such as `example:red` may use a prefix that no name uses. */
  declare(scope: XmlScope): void {
    if (this.scopes.has(scope)) return;
    this.scopes.add(scope);
    if (scope.outer !== undefined) this.declare(scope.outer);
    for (const [prefix, uri] of scope.own) {
      if (prefix !== '' && !isStandard(uri) && !OF_THE_FRAME.has(uri) && isUri(uri)) this.prefixOf(uri, prefix);
    }
  }

  /** `prefix:local`; a name without namespace is its own key. */
  key(uri: string, prefix: string, local: string): string {
    if (uri === '') return toKeyPart(local);
    const memo = `${uri} ${local}`;
    let key = this.keys.get(memo);
    if (key === undefined) {
      if (this.keys.size >= NAMESPACES_MAX * 10) this.keys.clear();
      key = `${this.prefixOf(uri, prefix)}:${toKeyPart(local)}`;
      this.keys.set(memo, key);
    }
    return key;
  }

  private prefixOf(uri: string, wanted: string): string {
    const known = STANDARD_URIS.get(uri) ?? this.prefixes.get(uri);
    if (known !== undefined) return known;
    if (!isUri(uri)) this.wrong.add(uri);
    let prefix = uri === SBDH_NAMESPACE ? 'sbdh' : wanted;
    for (let number = 1; !this.isFree(prefix, uri); number += 1) prefix = `ns${number}`;
    this.own.set(prefix, uri);
    this.prefixes.set(uri, prefix);
    this.current = undefined;
    return prefix;
  }

  private isFree(prefix: string, uri: string): boolean {
    if (!/^(?!(?:urn|https?|tag)$)[A-Za-z][\w.-]{0,63}$/.test(prefix) || this.own.has(prefix)) return false;
    if (prefix === 'nguon') return uri === NGUON_NAMESPACE;
    return !STANDARD_PREFIXES.has(prefix) && !FIELD_NAMES.has(prefix);
  }
}
