// Reads the element of an operation into its typed form, leniently about prefixes and order, with all faults. Pure.
import type { XmlElement } from '@nguon/epcis/xml';
import type { Fault } from '../errors.ts';
import { operations } from './operations.ts';
import type { OperationName } from './operations.ts';

/** Name and values of a query parameter; an empty list for an empty value. */
export type SoapParameter = readonly [name: string, values: readonly string[]];

export interface SoapControls {
  /** Fields of the schedule as written; undefined where there is none. */
  readonly schedule: Readonly<Record<string, string>> | undefined;
  readonly trigger: string | undefined;
  readonly initialRecordTime: string | undefined;
  readonly reportIfEmpty: string | undefined;
}

export interface PollOperation {
  readonly name: 'Poll';
  readonly queryName: string;
  readonly parameters: readonly SoapParameter[];
}
export interface SubscribeOperation {
  readonly name: 'Subscribe';
  readonly queryName: string;
  readonly parameters: readonly SoapParameter[];
  readonly dest: string;
  readonly controls: SoapControls;
  readonly subscriptionId: string;
}
export type Operation =
  | { readonly name: 'GetQueryNames' | 'GetStandardVersion' | 'GetVendorVersion' }
  | { readonly name: 'GetSubscriptionIDs'; readonly queryName: string }
  | { readonly name: 'Unsubscribe'; readonly subscriptionId: string }
  | PollOperation
  | SubscribeOperation;

export interface OperationReading {
  /** Undefined where there is any fault. */
  readonly operation: Operation | undefined;
  readonly faults: readonly Fault[];
}

/** As many as a named query may have: those of a subscription are kept. */
const parameters_max = 100;

export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}

export function readOperation(name: OperationName, element: XmlElement): OperationReading {
  const faults: Fault[] = [];
  const text = (field: string): string => {
    const value = find(element, field)?.value ?? '';
    if (value === '') faults.push(missing(name, field));
    return value;
  };
  const operation = read(name, element, text, faults);
  return faults.length > 0 ? { operation: undefined, faults } : { operation, faults };
}

function read(name: OperationName, element: XmlElement, text: (field: string) => string, faults: Fault[]): Operation {
  switch (name) {
    case 'Poll':
      return { name, queryName: text('queryName'), parameters: readParameters(element, faults) };
    case 'Subscribe':
      return {
        name,
        queryName: text('queryName'),
        parameters: readParameters(element, faults),
        dest: text('dest'),
        controls: readControls(find(element, 'controls')),
        subscriptionId: text('subscriptionID'),
      };
    case 'Unsubscribe':
      return { name, subscriptionId: text('subscriptionID') };
    case 'GetSubscriptionIDs':
      return { name, queryName: text('queryName') };
    default:
      return { name };
  }
}

function readParameters(element: XmlElement, faults: Fault[]): SoapParameter[] {
  const params = find(element, 'params')?.children ?? [];
  if (params.length > parameters_max) {
    faults.push({
      code: 'soap_parameters',
      path: 'params',
      vi: `Có hơn ${parameters_max} tham số.`,
      en: `There are more than ${parameters_max} parameters.`,
    });
    return [];
  }
  return params.flatMap((param, index): SoapParameter[] => {
    const name = find(param, 'name')?.value ?? '';
    if (name === '') faults.push(missing(`param[${index + 1}]`, 'name'));
    const value = find(param, 'value');
    return name === '' || value === undefined ? [] : [[name, readValues(value)]];
  });
}

/** A list is ArrayOfString; a flag is an empty value, VoidHolder in it or not; everything else is a text. */
function readValues(value: XmlElement): string[] {
  const lists = value.children.filter(({ name }) => name !== 'VoidHolder');
  if (lists.length > 0) return lists.flatMap((child) => (child.children.length > 0 ? child.children : [child])).map((child) => child.value);
  return value.value === '' ? [] : [value.value];
}

function readControls(controls: XmlElement | undefined): SoapControls {
  const text = (field: string): string | undefined => {
    const value = controls === undefined ? undefined : find(controls, field)?.value;
    return value === '' ? undefined : value;
  };
  const schedule = controls === undefined ? undefined : find(controls, 'schedule');
  return {
    schedule: schedule === undefined ? undefined : Object.fromEntries(schedule.children.map((field) => [field.name, field.value])),
    trigger: text('trigger'),
    initialRecordTime: text('initialRecordTime'),
    reportIfEmpty: text('reportIfEmpty'),
  };
}

/** Inner elements have no namespace; clients that put the message's own on them are read too. */
function find(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name && (child.uri === '' || child.uri === element.uri));
}

function missing(place: string, field: string): Fault {
  return {
    code: 'soap_element_missing',
    path: `${place}/${field}`,
    vi: `Thiếu phần tử <${field}>, hoặc phần tử để trống.`,
    en: `The element <${field}> is missing or empty.`,
  };
}
