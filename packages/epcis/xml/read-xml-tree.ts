// Reads a small XML text whole, into its elements: messages that are no EPCIS documents, such as SOAP.
import { makeFault } from '../fault.ts';
import type { Fault, FaultWords } from '../fault.ts';
import type { FaultCode } from '../fault-texts.ts';
import type { XmlElement } from './xml-element.ts';
import { XmlStream } from './xml-stream.ts';
import type { XmlHandler } from './xml-stream.ts';

export interface XmlTreeReading {
  /** Undefined where there is a fault. */
  readonly root: XmlElement | undefined;
  readonly fault: Fault | undefined;
}

/**
 * Reads `text` with the limits and refusals of `XmlStream`; besides, no document type at all is taken (SOAP 1.1 §3). Never throws
 * on data. The caller bounds the length of `text`.
 */
export function readXmlTree(text: string, limits: { readonly depthMax: number }): XmlTreeReading {
  if (text.includes('<!DOCTYPE')) return { root: undefined, fault: makeFault('xml_doctype', { path: '/', line: 1 }, { line: 1 }) };
  const reader = new TreeReader(limits.depthMax);
  return reader.read(text);
}

class TreeReader implements XmlHandler {
  private readonly stream: XmlStream;
  private root: XmlElement | undefined;
  private fault: Fault | undefined;

  constructor(depthMax: number) {
    this.stream = new XmlStream(this, depthMax);
  }

  read(text: string): XmlTreeReading {
    this.stream.write(text);
    this.stream.end();
    const { fault } = this;
    return { root: fault === undefined ? this.root : undefined, fault };
  }

  open(): 'collect' {
    return 'collect';
  }

  take(element: XmlElement): void {
    this.root = element;
  }

  leave(): void {
    throw new Error('no element is entered: all are collected');
  }

  fail(code: FaultCode, words: FaultWords, line: number, column: number): void {
    this.fault = makeFault(code, { path: '/', line, column }, { ...words, line, column });
  }
}
