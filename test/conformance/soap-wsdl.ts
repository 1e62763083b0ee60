// Holds our WSDL against the official one: the same messages, operations, faults and binding, whatever the wording.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readXmlTree } from '@nguon/epcis/xml';
import type { XmlElement } from '@nguon/epcis/xml';
import { writeWsdl } from '../../app/soap/write-wsdl.ts';
import type { ConformanceResult } from './conformance-result.ts';

const check = 'the WSDL binds what the official one binds';

export function checkWsdl(corpus: string, result: ConformanceResult): void {
  const official = listBound(readFileSync(path.join(corpus, 'epcis/schema/gs1-2.0.0/EPCglobal-epcis-query-2_0.wsdl'), 'utf8'));
  const ours = listBound(writeWsdl('2.0', 'https://example.vn/epcis/soap'));
  for (const fact of official) result.count(check, ours.has(fact) ? undefined : `missing: ${fact}`);
  for (const fact of ours) if (!official.has(fact)) result.count(check, `not in the official one: ${fact}`);
  // 13 faults and 14 messages, 7 operations twice with what each may raise, the service.
  result.expectAtLeast(check, 120);
}

/** Each thing that a client is generated from, as a line of text. */
function listBound(text: string): Set<string> {
  const { root, fault } = readXmlTree(text, { depthMax: 64 });
  if (root === undefined) throw new Error(`a WSDL cannot be read: ${fault?.en ?? ''}`);
  const facts = new Set<string>([`namespace ${root.attribute('targetNamespace') ?? ''}`]);
  const walk = (element: XmlElement, place: string): void => {
    for (const child of element.children) {
      if (child.name === 'types' || child.name === 'documentation') continue;
      const own = child.attributes
        .filter(({ name }) => name !== 'location')
        .map(({ name, value }) => `${name}=${value.replace(/^\w+:(?=\w+$)/, '')}`)
        .sort();
      const here = `${place}/${child.name}[${own.join(' ')}]`;
      facts.add(here);
      walk(child, here);
    }
  };
  walk(root, '');
  return facts;
}
