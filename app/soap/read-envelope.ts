// Reads a SOAP 1.1 or 1.2 envelope down to the one element of its body, with what is wrong as a fault to answer. Pure.
import { readXmlTree } from '@nguon/epcis/xml';
import type { XmlElement, XmlVersion } from '@nguon/epcis/xml';
import type { Fault } from '../errors.ts';
import { soap_namespaces } from './write-envelope.ts';
import type { SoapFault, SoapVersion } from './write-envelope.ts';

/** Envelope, body, operation, params, param, value, string, and room for what clients wrap around. */
const depth_max = 32;
/** Names of the messages, and the WSDL's own, which some clients put on the element of an operation. */
const namespaceOfQueries = /^urn:epcglobal:epcis(?:-query:xsd|:wsdl):([12])$/;
const next_actors = ['', 'http://schemas.xmlsoap.org/soap/actor/next', 'http://www.w3.org/2003/05/soap-envelope/role/next'];

export interface SoapMessage {
  readonly soapVersion: SoapVersion;
  /** Version of EPCIS that the caller speaks and is answered in. */
  readonly epcisVersion: XmlVersion;
  readonly operation: XmlElement;
}

export type EnvelopeReading =
  | { readonly kind: 'message'; readonly message: SoapMessage }
  /** A SOAP envelope that is answered with a fault. */
  | { readonly kind: 'fault'; readonly soapVersion: SoapVersion; readonly fault: SoapFault }
  /** No SOAP at all. */
  | { readonly kind: 'not_soap'; readonly faults: readonly Fault[] };

export function readEnvelope(text: string): EnvelopeReading {
  const { root, fault } = readXmlTree(text, { depthMax: depth_max });
  if (root === undefined) return { kind: 'not_soap', faults: fault === undefined ? [] : [fault] };
  if (root.name !== 'Envelope') return { kind: 'not_soap', faults: [noEnvelope(root)] };
  const soapVersion = root.uri === soap_namespaces['1.1'] ? '1.1' : root.uri === soap_namespaces['1.2'] ? '1.2' : undefined;
  // SOAP 1.1 §4.1.2: who speaks another version is told so in the one we know.
  if (soapVersion === undefined)
    return { kind: 'fault', soapVersion: '1.1', fault: { code: 'VersionMismatch', reason: 'SOAP 1.1 and SOAP 1.2 are spoken here.' } };
  const refuse = (code: SoapFault['code'], reason: string): EnvelopeReading => ({ kind: 'fault', soapVersion, fault: { code, reason } });
  const header = root.children.find((child) => child.name === 'Header' && child.uri === root.uri);
  const demanded = header?.children.find((block) => mustBeUnderstood(block, root.uri));
  if (demanded !== undefined)
    return refuse('MustUnderstand', `The header "${demanded.name}" is not understood here: send the API key by HTTP (Bearer or Basic).`);
  const bodies = root.children.filter((child) => child.name === 'Body' && child.uri === root.uri);
  const operation = bodies[0]?.children[0];
  if (bodies.length !== 1 || operation === undefined || bodies[0]!.children.length !== 1)
    return refuse('Client', 'One Body with one operation in it is wanted.');
  const version = namespaceOfQueries.exec(operation.uri)?.[1];
  if (version === undefined)
    return refuse(
      'Client',
      `"${operation.name.slice(0, 80)}" is in no namespace of the EPCIS query service: urn:epcglobal:epcis-query:xsd:2 (EPCIS 2.0) or urn:epcglobal:epcis-query:xsd:1 (EPCIS 1.x).`,
    );
  return { kind: 'message', message: { soapVersion, epcisVersion: version === '2' ? '2.0' : '1.2', operation } };
}

/** SOAP 1.1 §4.2.3, SOAP 1.2 part 1 §5.2.3: blocks for us that may not be passed over. */
function mustBeUnderstood(block: XmlElement, soap: string): boolean {
  const must = block.attribute('mustUnderstand', soap);
  if (must !== '1' && must !== 'true') return false;
  return next_actors.includes(block.attribute('actor', soap) ?? block.attribute('role', soap) ?? '');
}

function noEnvelope({ name }: XmlElement): Fault {
  return {
    code: 'no_soap_envelope',
    path: `/${name.slice(0, 80)}`,
    vi: 'Cần một phong bì SOAP: <soap:Envelope> với thao tác nằm trong <soap:Body>.',
    en: 'A SOAP envelope is wanted: <soap:Envelope> with the operation in its <soap:Body>.',
  };
}
