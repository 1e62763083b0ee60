// Reads the parameters of a SimpleEventQuery as SOAP clients write them, those of EPCIS 1.x too (EPCIS 2.0 §8.2.7.1, §11.2). Pure.
import type { EventQuery } from '@nguon/epcis';
import type { XmlVersion } from '@nguon/epcis/xml';
import type { Fault } from '../errors.ts';
import { readQuery } from '../subscription/named-queries/read-query-body.ts';
import type { Parameters } from '../subscription/named-queries/read-query-body.ts';
import type { SoapParameter } from './read-operation.ts';

export interface SoapQueryReading {
  /** Undefined where there is any fault. */
  readonly query: EventQuery | undefined;
  readonly parameters: Parameters;
  readonly faults: readonly Fault[];
}

export function readSoapEventQuery(given: readonly SoapParameter[], version: XmlVersion): SoapQueryReading {
  const entries = version === '1.2' ? withoutQuantityEvents(given) : given;
  const names = entries.map(([name]) => name);
  const faults = names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => fault(name, 'Tham số có hai lần.', 'The parameter stands twice.'));
  if (faults.length > 0) return { query: undefined, parameters: {}, faults };
  const parameters: Parameters = Object.fromEntries(entries);
  return { ...readQuery({ parameters, extensions: {} }), parameters };
}

/** EPCIS 2.0 has no QuantityEvent: what such a one says is captured as an ObjectEvent with a quantity, and asked for so. */
function withoutQuantityEvents(entries: readonly SoapParameter[]): SoapParameter[] {
  const isOnlyQuantity = entries.some(([name, [only, ...more]]) => name === 'eventType' && only === 'QuantityEvent' && more.length === 0);
  const replaced = entries.map(([name, values]): SoapParameter => {
    if (name !== 'eventType' || !values.includes('QuantityEvent')) return [name, values];
    return [name, [...new Set(values.map((type) => (type === 'QuantityEvent' ? 'ObjectEvent' : type)))]];
  });
  const asksQuantity = entries.some(([name]) => /^(?:EQ|GT|GE|LT|LE)_quantity$/.test(name));
  return isOnlyQuantity && !asksQuantity ? [...replaced, ['GE_quantity', ['0']]] : replaced;
}

function fault(path: string, vi: string, en: string): Fault {
  return { code: 'query_parameter', path: path.slice(0, 100), vi, en };
}
