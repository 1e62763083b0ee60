// Writes SOAP 1.1 and 1.2 envelopes: results, and faults with the EPCIS exception as their detail. Pure.
import { escapeXmlText, writeXmlAttribute, writeXmlElement } from '@nguon/epcis/xml';
import type { XmlVersion } from '@nguon/epcis/xml';
import type { ExceptionName } from './operations.ts';

export type SoapVersion = '1.1' | '1.2';

export const soap_namespaces: Readonly<Record<SoapVersion, string>> = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
};
export const soap_media_types: Readonly<Record<SoapVersion, string>> = {
  '1.1': 'text/xml; charset=utf-8',
  '1.2': 'application/soap+xml; charset=utf-8',
};
export const query_namespaces: Readonly<Record<XmlVersion, string>> = {
  '2.0': 'urn:epcglobal:epcis-query:xsd:2',
  '1.2': 'urn:epcglobal:epcis-query:xsd:1',
};

export interface EpcisFault {
  readonly exception: ExceptionName;
  readonly reason: string;
  /** Of an ImplementationException: SEVERE where the next call will fail too. */
  readonly severity?: 'ERROR' | 'SEVERE';
  readonly queryName?: string;
  readonly subscriptionId?: string;
}

export interface SoapFault {
  readonly code: 'VersionMismatch' | 'MustUnderstand' | 'Client' | 'Server';
  readonly reason: string;
  readonly detail?: { readonly fault: EpcisFault; readonly version: XmlVersion };
}

/** Names of the codes in SOAP 1.2, where they differ (part 1 §5.4.6). */
const codes12 = { Client: 'Sender', Server: 'Receiver', VersionMismatch: 'VersionMismatch', MustUnderstand: 'MustUnderstand' } as const;

export function writeEnvelope(content: string, version: SoapVersion): string {
  const start = `<soapenv:Envelope${writeXmlAttribute('xmlns:soapenv', soap_namespaces[version])}>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${start}<soapenv:Body>${content}</soapenv:Body></soapenv:Envelope>`;
}

export function writeFault({ code, reason, detail }: SoapFault, version: SoapVersion): string {
  const inside = detail === undefined ? '' : writeException(detail.fault, detail.version);
  const fault =
    version === '1.1'
      ? writeXmlElement('faultcode', `soapenv:${code}`) +
        writeXmlElement('faultstring', reason) +
        (inside === '' ? '' : `<detail>${inside}</detail>`)
      : `<soapenv:Code>${writeXmlElement('soapenv:Value', `soapenv:${codes12[code]}`)}</soapenv:Code>` +
        `<soapenv:Reason><soapenv:Text xml:lang="en">${escapeXmlText(reason)}</soapenv:Text></soapenv:Reason>` +
        (inside === '' ? '' : `<soapenv:Detail>${inside}</soapenv:Detail>`);
  return writeEnvelope(`<soapenv:Fault>${fault}</soapenv:Fault>`, version);
}

/** The element of an exception, its members in the order of the query schema. */
export function writeException({ exception, reason, severity, queryName, subscriptionId }: EpcisFault, version: XmlVersion): string {
  const names = [
    queryName === undefined ? '' : writeXmlElement('queryName', queryName),
    subscriptionId === undefined ? '' : writeXmlElement('subscriptionID', subscriptionId),
  ].join('');
  const further =
    exception === 'ImplementationException'
      ? writeXmlElement('severity', severity ?? 'ERROR') + names
      : exception === 'QueryTooLargeException'
        ? names
        : '';
  return writeMessage(exception, writeXmlElement('reason', reason) + further, version);
}

/** A message of the query schema: its content stands without namespace. */
export function writeMessage(name: string, content: string, version: XmlVersion): string {
  const start = `epcisq:${name}${writeXmlAttribute('xmlns:epcisq', query_namespaces[version])}`;
  return content === '' ? `<${start}/>` : `<${start}>${content}</epcisq:${name}>`;
}

/** A message that is a list of texts. */
export function writeStrings(name: string, texts: readonly string[], version: XmlVersion): string {
  return writeMessage(name, texts.map((text) => writeXmlElement('string', text)).join(''), version);
}
