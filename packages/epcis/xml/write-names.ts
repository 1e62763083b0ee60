// Gives the keys of a JSON tree names in XML and notes the namespaces that they need declared.
import { NGUON_NAMESPACE } from '../disclose.ts';
import { expandCurie } from '../field-value.ts';
import { STANDARD_PREFIXES } from '../known-contexts.ts';
import type { Namespaces } from '../namespaces.ts';
import { isWholeUri } from '../read-extension.ts';
import { cutUri, isUri } from '../uri.ts';
import { SBDH_NAMESPACE, XSD_NAMESPACE, XSI_NAMESPACE } from './xml-element.ts';
import { fromKeyPart, toXmlName } from './xml-names.ts';

/** The namespace of CBV master data in XML has no colon at its end (CBV 2.0 §8, examples), in the EPCIS context it has one. */
const IN_XML: ReadonlyMap<string, string> = new Map([['urn:epcglobal:cbv:mda:', 'urn:epcglobal:cbv:mda']]);

/** Prefixes of the document's frame: a partner's own prefix of the same name gets another. */
const FRAME: ReadonlyMap<string, string> = new Map([
  ['epcis', ''],
  ['epcisq', ''],
  ['sbdh', SBDH_NAMESPACE],
  ['xsi', XSI_NAMESPACE],
  ['xsd', XSD_NAMESPACE],
]);

export class XmlNames {
  /** Prefix → namespace of all that was written. */
  readonly used: Map<string, string>;
  private readonly source: Namespaces;
  private readonly prefixes: Map<string, string>;

  /** @param around whose declarations are shared: for a part with prefixes of its own. */
  constructor(source: Namespaces, around?: XmlNames) {
    this.source = source;
    this.used = around?.used ?? new Map();
    this.prefixes = around?.prefixes ?? new Map();
  }

  name(key: string): string {
    const colon = key.indexOf(':');
    if (colon < 0) return toXmlName(key);
    const prefix = key.slice(0, colon);
    const namespace = this.find(prefix);
    if (namespace !== undefined) return `${this.declare(prefix, namespace)}:${toXmlName(fromKeyPart(key.slice(colon + 1)))}`;
    if (!isUri(key) || !isWholeUri(key, colon)) return toXmlName(key);
    const whole = cutUri(key);
    return `${this.declare('ns1', whole.namespace)}:${toXmlName(fromKeyPart(whole.local))}`;
  }

  find(prefix: string): string | undefined {
    return this.source.find(prefix) ?? (prefix === 'nguon' ? NGUON_NAMESPACE : prefix === 'sbdh' ? SBDH_NAMESPACE : undefined);
  }

  /** The prefix under which a namespace stands in the XML. */
  declare(wanted: string, namespace: string): string {
    const uri = IN_XML.get(namespace) ?? namespace;
    const known = this.prefixes.get(uri);
    if (known !== undefined) return known;
    const frame = FRAME.get(wanted);
    const reserved = (frame !== undefined && frame !== uri) || /^xml/i.test(wanted);
    let prefix = reserved ? `x-${wanted}` : wanted;
    for (let number = 2; this.used.has(prefix); number += 1) prefix = `ns${number}`;
    this.prefixes.set(uri, prefix);
    this.used.set(prefix, uri);
    return prefix;
  }

  /** A prefix of the frame itself. */
  declareFrame(prefix: string, namespace: string): void {
    this.prefixes.set(namespace, prefix);
    this.used.set(prefix, namespace);
  }

  xsi(): string {
    return this.declare('xsi', XSI_NAMESPACE);
  }

  xsd(): string {
    return this.declare('xsd', XSD_NAMESPACE);
  }

  /** A CURIE as a whole URI; other texts unchanged. */
  expand(text: string): string {
    return expandCurie(text, (prefix) => this.find(prefix));
  }

  /** Declares what a value that is kept as a CURIE needs, so that a reader can tell what it means. */
  noteCurie(text: string): void {
    const colon = text.indexOf(':');
    if (colon < 1 || text.startsWith('//', colon + 1)) return;
    const prefix = text.slice(0, colon);
    const namespace = STANDARD_PREFIXES.get(prefix) ?? this.source.own.get(prefix);
    if (namespace !== undefined) this.declare(prefix, namespace);
  }
}
