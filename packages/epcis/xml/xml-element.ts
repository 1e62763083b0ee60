// One element of an XML document with what stands in it: the light tree that lives for one event at a time.

export interface XmlAttribute {
  readonly prefix: string;
  readonly name: string;
  /** Namespace; '' for an attribute without prefix. */
  readonly uri: string;
  readonly value: string;
}

/** Prefix → namespace at one place; '' is the default namespace. What an element declares lies on top of what is around it. */
export class XmlScope {
  readonly outer: XmlScope | undefined;
  readonly own: Map<string, string>;
  /** How many declarations are in force here, hidden ones too. */
  readonly size: number;

  /** The default namespace, which nearly every name needs. */
  readonly main: string;
  private last: XmlScope | undefined;

  constructor(own: Map<string, string>, outer: XmlScope | undefined) {
    this.own = own;
    this.main = own.get('') ?? outer?.main ?? '';
    this.outer = outer;
    this.size = own.size + (outer?.size ?? 0);
  }

  /** The scope inside an element that declares `own`; elements that declare the same one after another share it. */
  declare(own: Map<string, string>): XmlScope {
    const { last } = this;
    if (last?.declares(own) === true) return last;
    return (this.last = new XmlScope(own, this));
  }

  private declares(other: ReadonlyMap<string, string>): boolean {
    if (other.size !== this.own.size) return false;
    for (const [prefix, uri] of other) if (this.own.get(prefix) !== uri) return false;
    return true;
  }

  get(prefix: string): string | undefined {
    return this.own.get(prefix) ?? this.outer?.get(prefix);
  }
}

const NO_ATTRIBUTES: readonly XmlAttribute[] = [];
const NO_CHILDREN: readonly XmlElement[] = [];

export class XmlElement {
  readonly prefix: string;
  readonly name: string;
  /** Namespace; '' for none. */
  readonly uri: string;
  /** Without declarations of namespaces. */
  readonly attributes: readonly XmlAttribute[];
  children: readonly XmlElement[] = NO_CHILDREN;
  /** All character data directly inside, in one piece. */
  text = '';
  readonly scope: XmlScope;
  /** Where its tag begins, both from 1. */
  readonly line: number;
  readonly column: number;

  constructor(
    prefix: string,
    name: string,
    uri: string,
    attributes: readonly XmlAttribute[] | undefined,
    scope: XmlScope,
    line: number,
    column: number,
  ) {
    this.prefix = prefix;
    this.name = name;
    this.uri = uri;
    this.attributes = attributes ?? NO_ATTRIBUTES;
    this.scope = scope;
    this.line = line;
    this.column = column;
  }

  add(child: XmlElement): void {
    if (this.children === NO_CHILDREN) this.children = [child];
    else (this.children as XmlElement[]).push(child);
  }

  /** The text without white space around it, except where xml:space asks to keep it (XML 1.0 §2.10). */
  get value(): string {
    return this.keepsSpace ? this.text : this.text.trim();
  }

  get keepsSpace(): boolean {
    return this.attributes.length > 0 && this.attribute('space', XML_NAMESPACE) === 'preserve';
  }

  attribute(name: string, uri = ''): string | undefined {
    for (const attribute of this.attributes) if (attribute.name === name && attribute.uri === uri) return attribute.value;
    return undefined;
  }
}

export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
export const XSI_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';
export const XSD_NAMESPACE = 'http://www.w3.org/2001/XMLSchema';
export const SBDH_NAMESPACE = 'http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader';

/** Namespaces of the EPCIS schemas, 1.x and 2.0; in their documents the inner elements stand without any. */
const EPCIS_NAMESPACE = /^urn:epcglobal:epcis(?:-query|-masterdata)?:xsd:[12]$/;

const known = new Map<string, boolean>([['', true]]);
const KNOWN_MAX = 1_000;

/** Whether names of this namespace are the standard's own: none, or one of the EPCIS schemas' (read leniently). */
export function isStandard(uri: string): boolean {
  let standard = known.get(uri);
  if (standard === undefined) {
    standard = EPCIS_NAMESPACE.test(uri);
    if (known.size < KNOWN_MAX) known.set(uri, standard);
  }
  return standard;
}

/** Attributes that say how to read an element and are no content: xsi:schemaLocation, xml:space and their like. */
export function isInstruction({ uri }: XmlAttribute): boolean {
  return uri === XSI_NAMESPACE || uri === XML_NAMESPACE;
}

/** EPCIS 1.2 wraps what came after 1.0, 2.0 what may come after it; what stands inside belongs where the wrapper stands. */
export function isWrapper({ name }: XmlElement): boolean {
  return name === 'extension' || name === 'baseExtension';
}
