// The body of a refusal for programs (RFC 9457), and the same in the XML that EPCIS binds it to.
import { writeXmlElement } from '@nguon/epcis/xml';
import type { Fault, RefusalDetails } from './errors.ts';

/** EPCIS 2.0 §12.8 asks for the first members; code, title_vi and faults are ours. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly title_vi: string;
  readonly status: number;
  readonly detail: string | undefined;
  readonly code: string;
  readonly instance: string;
  readonly faults: readonly Fault[] | undefined;
  readonly faults_total: number | undefined;
}

/** What is wrong with this very request, where the title says it of all such requests: its first fault. */
export function detailOf({ faults, faultsTotal }: RefusalDetails): string | undefined {
  const first = faults?.[0];
  if (first === undefined) return undefined;
  const more = Math.max(faultsTotal ?? 0, faults?.length ?? 0) - 1;
  return `${first.path}: ${first.en}${more > 0 ? ` (and ${more} more)` : ''}`;
}

/** Whether XML stands before JSON in what the client takes; JSON where it takes both alike. */
export function prefersXml(accept: string | undefined): boolean {
  let [json, xml] = [0, 0];
  for (const part of (accept ?? '').slice(0, 1_000).toLowerCase().split(',')) {
    const [type = '', ...parameters] = part.split(';').map((text) => text.trim());
    const given = Number(parameters.find((text) => text.startsWith('q='))?.slice(2) ?? '1');
    const weight = given >= 0 && given <= 1 ? given : 0;
    if (/^(application|text)\/([\w.-]+\+)?xml$/.test(type)) xml = Math.max(xml, weight);
    else if (/^(application\/([\w.-]+\+)?json|application\/\*|\*\/\*)$/.test(type)) json = Math.max(json, weight);
  }
  return xml > json;
}

const members = ['type', 'title', 'status', 'detail', 'instance'] as const;

/** The OpenAPI of EPCIS 2.0 names the root `epcis:EPCISException`; its schema has no room for more than the five members. */
export function writeProblemXml(problem: Problem): string {
  const lines = members.flatMap((name) => (problem[name] === undefined ? [] : [writeXmlElement(name, String(problem[name]))]));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<epcis:EPCISException xmlns:epcis="urn:epcglobal:epcis:xsd:2">${lines.join('')}</epcis:EPCISException>`;
}
