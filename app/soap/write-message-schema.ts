// Writes the XML Schema of the query messages for the WSDL, so that clients can be generated from it alone; events are left open. Pure.
import { schedule_fields } from '../subscription/schedule.ts';
import type { ExceptionName } from './operations.ts';

type Field = readonly [name: string, type: string, occurs?: 'optional' | 'list'];

/** Types of the messages, their members in order. */
const types: Readonly<Record<string, readonly Field[]>> = {
  EmptyParms: [],
  VoidHolder: [],
  ArrayOfString: [['string', 'xsd:string', 'list']],
  QueryParam: [
    ['name', 'xsd:string'],
    ['value', 'xsd:anyType'],
  ],
  QueryParams: [['param', 'epcisq:QueryParam', 'list']],
  Poll: [
    ['queryName', 'xsd:string'],
    ['params', 'epcisq:QueryParams'],
  ],
  QuerySchedule: schedule_fields.map((field): Field => [field, 'xsd:string', 'optional']),
  SubscriptionControls: [
    ['schedule', 'epcisq:QuerySchedule', 'optional'],
    ['trigger', 'xsd:anyURI', 'optional'],
    ['initialRecordTime', 'xsd:dateTime', 'optional'],
    ['reportIfEmpty', 'xsd:boolean'],
  ],
  Subscribe: [
    ['queryName', 'xsd:string'],
    ['params', 'epcisq:QueryParams'],
    ['dest', 'xsd:anyURI'],
    ['controls', 'epcisq:SubscriptionControls'],
    ['subscriptionID', 'xsd:string'],
  ],
  Unsubscribe: [['subscriptionID', 'xsd:string']],
  GetSubscriptionIDs: [['queryName', 'xsd:string']],
  // Holds an EventList or a VocabularyList of the EPCIS schema.
  QueryResultsBody: [
    ['EventList', 'xsd:anyType', 'optional'],
    ['VocabularyList', 'xsd:anyType', 'optional'],
  ],
  QueryResults: [
    ['queryName', 'xsd:string'],
    ['subscriptionID', 'xsd:string', 'optional'],
    ['resultsBody', 'epcisq:QueryResultsBody'],
  ],
};

/** Elements of the messages and their types. */
const elements: readonly (readonly [name: string, type: string])[] = [
  ['GetQueryNames', 'epcisq:EmptyParms'],
  ['GetQueryNamesResult', 'epcisq:ArrayOfString'],
  ['Subscribe', 'epcisq:Subscribe'],
  ['SubscribeResult', 'epcisq:VoidHolder'],
  ['Unsubscribe', 'epcisq:Unsubscribe'],
  ['UnsubscribeResult', 'epcisq:VoidHolder'],
  ['GetSubscriptionIDs', 'epcisq:GetSubscriptionIDs'],
  ['GetSubscriptionIDsResult', 'epcisq:ArrayOfString'],
  ['Poll', 'epcisq:Poll'],
  ['QueryResults', 'epcisq:QueryResults'],
  ['GetStandardVersion', 'epcisq:EmptyParms'],
  ['GetStandardVersionResult', 'xsd:string'],
  ['GetVendorVersion', 'epcisq:EmptyParms'],
  ['GetVendorVersionResult', 'xsd:string'],
];

const reason: Field = ['reason', 'xsd:string'];
const about: readonly Field[] = [
  ['queryName', 'xsd:string', 'optional'],
  ['subscriptionID', 'xsd:string', 'optional'],
];

export function writeMessageSchema(namespace: string, exceptions: readonly ExceptionName[]): string {
  const all = { ...types, ...Object.fromEntries(exceptions.map((name) => [name, fieldsOf(name)])) };
  const rows = [...elements, ...exceptions.map((name) => [name, `epcisq:${name}`] as const)];
  const attributes = `targetNamespace="${namespace}" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:epcisq="${namespace}"`;
  return (
    `<xsd:schema ${attributes} elementFormDefault="unqualified">` +
    rows.map(([name, type]) => `<xsd:element name="${name}" type="${type}"/>`).join('') +
    Object.entries(all)
      .map(([name, fields]) => writeType(name, fields))
      .join('') +
    '</xsd:schema>'
  );
}

function fieldsOf(name: ExceptionName): readonly Field[] {
  if (name === 'QueryTooLargeException') return [reason, ...about];
  return name === 'ImplementationException' ? [reason, ['severity', 'xsd:NCName'], ...about] : [reason];
}

/** Results may end in elements of others' namespaces, such as what EPCIS 1.2 could not express. */
function writeType(name: string, fields: readonly Field[]): string {
  const members = fields.map(([field, type, occurs]) => {
    const count = occurs === undefined ? '' : occurs === 'list' ? ' minOccurs="0" maxOccurs="unbounded"' : ' minOccurs="0"';
    return `<xsd:element name="${field}" type="${type}"${count}/>`;
  });
  const others = '<xsd:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>';
  return `<xsd:complexType name="${name}"><xsd:sequence>${members.join('')}${name === 'QueryResults' ? others : ''}</xsd:sequence></xsd:complexType>`;
}
