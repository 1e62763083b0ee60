// Writes the WSDL of the query service, for EPCIS 2.0 and 1.2: the operations of operations.ts with their messages (EPCIS 2.0 §11.2). Pure.
import { writeXmlAttribute } from '@nguon/epcis/xml';
import type { XmlVersion } from '@nguon/epcis/xml';
import { operations } from './operations.ts';
import type { ExceptionName, OperationName } from './operations.ts';
import { query_namespaces } from './write-envelope.ts';
import { writeMessageSchema } from './write-message-schema.ts';

const service_namespaces: Readonly<Record<XmlVersion, string>> = {
  '2.0': 'urn:epcglobal:epcis:wsdl:2',
  '1.2': 'urn:epcglobal:epcis:wsdl:1',
};
const names = Object.keys(operations) as OperationName[];
const exceptions = [...new Set<ExceptionName>(['DuplicateNameException', ...names.flatMap((name) => operations[name].exceptions)])];

/** @param address where the service is called. */
export function writeWsdl(version: XmlVersion, address: string): string {
  const namespace = service_namespaces[version];
  const definitions =
    writeXmlAttribute('targetNamespace', namespace) +
    writeXmlAttribute('xmlns:wsdl', 'http://schemas.xmlsoap.org/wsdl/') +
    writeXmlAttribute('xmlns:soap', 'http://schemas.xmlsoap.org/wsdl/soap/') +
    writeXmlAttribute('xmlns:impl', namespace) +
    writeXmlAttribute('xmlns:epcisq', query_namespaces[version]);
  const parts = [
    `<wsdl:types>${writeMessageSchema(query_namespaces[version], exceptions)}</wsdl:types>`,
    ...names.flatMap(writeMessages),
    ...exceptions.map((name) => writeMessage(`${name}Response`, 'fault', name)),
    `<wsdl:portType name="EPCISServicePortType">${names.map(writePort).join('')}</wsdl:portType>`,
    '<wsdl:binding name="EPCISServiceBinding" type="impl:EPCISServicePortType">' +
      '<soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>' +
      `${names.map(writeBinding).join('')}</wsdl:binding>`,
    '<wsdl:service name="EPCglobalEPCISService"><wsdl:port name="EPCglobalEPCISServicePort" binding="impl:EPCISServiceBinding">' +
      `<soap:address${writeXmlAttribute('location', address)}/></wsdl:port></wsdl:service>`,
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<wsdl:definitions${definitions}>\n${parts.join('\n')}\n</wsdl:definitions>\n`;
}

/** Operations begin with a small letter, their elements with a capital. */
const lower = (name: string): string => name[0]!.toLowerCase() + name.slice(1);

function writeMessages(name: OperationName): string[] {
  const port = lower(name);
  return [writeMessage(`${port}Request`, 'parms', name), writeMessage(`${port}Response`, `${port}Return`, operations[name].result)];
}

function writeMessage(name: string, part: string, element: string): string {
  return `<wsdl:message name="${name}"><wsdl:part name="${part}" element="epcisq:${element}"/></wsdl:message>`;
}

function writePort(name: OperationName): string {
  const port = lower(name);
  const faults = operations[name].exceptions.map((one) => `<wsdl:fault name="${one}Fault" message="impl:${one}Response"/>`);
  return (
    `<wsdl:operation name="${port}"><wsdl:input name="${port}Request" message="impl:${port}Request"/>` +
    `<wsdl:output name="${port}Response" message="impl:${port}Response"/>${faults.join('')}</wsdl:operation>`
  );
}

function writeBinding(name: OperationName): string {
  const port = lower(name);
  const body = '<soap:body use="literal"/>';
  const faults = operations[name].exceptions.map(
    (one) => `<wsdl:fault name="${one}Fault"><soap:fault name="${one}Fault" use="literal"/></wsdl:fault>`,
  );
  return (
    `<wsdl:operation name="${port}"><soap:operation soapAction=""/><wsdl:input name="${port}Request">${body}</wsdl:input>` +
    `<wsdl:output name="${port}Response">${body}</wsdl:output>${faults.join('')}</wsdl:operation>`
  );
}
