// The body of a refusal for programs (RFC 9457), and the same in the XML that EPCIS binds it to.
import { NGUON_NAMESPACE } from '@nguon/epcis';
import { writeXmlAttribute, writeXmlElement } from '@nguon/epcis/xml';
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

const members = ['type', 'title', 'status', 'detail', 'instance'] as const;

/** The OpenAPI of EPCIS 2.0 names the root `epcis:EPCISException`; the schema has room for other namespaces after the five members. */
export function writeProblemXml(problem: Problem): string {
  const faults = writeFaultsXml('nguon:faults', problem.faults, problem.faults_total);
  const own = faults === '' ? '' : writeXmlAttribute('xmlns:nguon', NGUON_NAMESPACE);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<epcis:EPCISException xmlns:epcis="urn:epcglobal:epcis:xsd:2"${own}>${writeMembers(problem)}${faults}</epcis:EPCISException>`;
}

/** The five members in the order of the schema. */
export function writeMembers(problem: Partial<Pick<Problem, 'instance'>> & Pick<Problem, 'type' | 'title' | 'status' | 'detail'>): string {
  return members.map((name) => (problem[name] === undefined ? '' : writeXmlElement(name, String(problem[name])))).join('');
}

/** `<name total="…">` with a `nguon:fault` for each; nothing where there are none. */
export function writeFaultsXml(name: string, faults: readonly Fault[] | undefined, total: number | undefined): string {
  if (faults === undefined || faults.length === 0) return '';
  const texts = faults.map(
    ({ code, path, line, column, vi, en }) =>
      `<nguon:fault${writeXmlAttribute('code', code)}${writeXmlAttribute('path', path)}` +
      (line === undefined ? '' : writeXmlAttribute('line', String(line)) + writeXmlAttribute('column', String(column ?? 1))) +
      `>${writeXmlElement('nguon:vi', vi)}${writeXmlElement('nguon:en', en)}</nguon:fault>`,
  );
  return `<${name}${writeXmlAttribute('total', String(total ?? faults.length))}>${texts.join('')}</${name}>`;
}
