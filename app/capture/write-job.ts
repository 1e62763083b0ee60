// Writes a capture job as the standard has it, in JSON and in XML, with our faults in both languages beside (EPCIS 2.0 §8.3).
import { NGUON_NAMESPACE } from '@nguon/epcis';
import { writeXmlAttribute, writeXmlElement, writeXmlFrame } from '@nguon/epcis/xml';
import type { Fault } from '../errors.ts';
import { writeFaultsXml, writeMembers } from '../problem.ts';
import { readDocumentHeader } from './document-header.ts';
import type { CaptureJob, ListedJob } from './job-store.ts';

/** Faults of an event whose id is taken, by the same event or by another. */
const isIdFault = (code: string): boolean => code === 'event_already_stored' || code === 'event_id_taken';

const typeOf = (code: string): string => `epcisException:${isIdFault(code) ? 'ResourceAlreadyExistsException' : 'ValidationException'}`;
const statusOf = (code: string): number => (isIdFault(code) ? 409 : 400);

/** One job whole: with the header of its document, as it was kept, in a member of our namespace. */
export function writeJobJson(job: CaptureJob): string {
  const text = JSON.stringify(writeJob(job));
  return job.document_header === null ? text : `${text.slice(0, -1)},"nguon:document":${job.document_header}}`;
}

export function writeJob(job: ListedJob): Record<string, unknown> {
  return {
    captureID: job.id,
    createdAt: job.created_at.toISOString(),
    finishedAt: job.finished_at?.toISOString(),
    running: job.finished_at === null,
    success: job.success,
    captureErrorBehaviour: job.error_behaviour,
    errors: job.errors.map(({ code, path, line, column, vi, en }) => ({
      type: typeOf(code),
      title: en,
      title_vi: vi,
      status: statusOf(code),
      code,
      path,
      line,
      column,
      detail: `${path}: ${en}`,
    })),
    errorsTotal: job.errors_total,
    warnings: job.warnings.map(({ code, path, line, column, vi, en }) => ({ code, path, line, column, title: en, title_vi: vi })),
    eventsGiven: job.events_given,
    eventsStored: job.events_stored,
    eventsDuplicate: job.events_duplicate,
    eventsIncomplete: job.events_incomplete,
  };
}

const namespaces = writeXmlAttribute('xmlns:epcis', 'urn:epcglobal:epcis:xsd:2') + writeXmlAttribute('xmlns:nguon', NGUON_NAMESPACE);

const placeOf = (line: number | undefined, column: number | undefined): { line?: number; column?: number } =>
  line === undefined ? {} : { line, column: column ?? 1 };

/** `EPCISCaptureJob` of the schema; the schema knows no list of jobs, so that ours has a name of our own. */
export function writeJobXml(job: CaptureJob): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeJobElement(job, namespaces, writeHeader(job))}`;
}

/** The header as an EPCISDocument without events. */
function writeHeader({ document_header, created_at }: CaptureJob): string {
  const { kind, head } = document_header === null ? {} : readDocumentHeader(document_header);
  if (head === undefined || kind === undefined || kind === 'event') return '';
  const { start, end } = writeXmlFrame(head, { kind, version: '2.0', creationDate: created_at.toISOString(), masterData: [] });
  return `<nguon:document>${start.replace(/^<\?xml[^>]*\?>\s*/, '')}${end}</nguon:document>`;
}

export function writeJobsXml(jobs: readonly ListedJob[]): string {
  const elements = jobs.map((job) => writeJobElement(job, '')).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<nguon:captureJobs${namespaces}>${elements}</nguon:captureJobs>`;
}

/** @param header of the document, as an element */
function writeJobElement(job: ListedJob, declarations: string, header = ''): string {
  const counts = [
    ['errorsTotal', job.errors_total],
    ['eventsGiven', job.events_given],
    ['eventsStored', job.events_stored],
    ['eventsDuplicate', job.events_duplicate],
    ['eventsIncomplete', job.events_incomplete],
  ] as const;
  return (
    `<epcis:EPCISCaptureJob${declarations}${writeXmlAttribute('running', String(job.finished_at === null))}${writeXmlAttribute('success', String(job.success))}` +
    `${writeXmlAttribute('captureID', job.id)}>` +
    writeXmlElement('captureErrorBehaviour', job.error_behaviour) +
    writeXmlElement('createdAt', job.created_at.toISOString()) +
    (job.finished_at === null ? '' : writeXmlElement('finishedAt', job.finished_at.toISOString())) +
    writeErrors(job.errors) +
    counts.map(([name, count]) => writeXmlElement(`nguon:${name}`, String(count))).join('') +
    writeFaultsXml('nguon:warnings', job.warnings, undefined) +
    header +
    '</epcis:EPCISCaptureJob>'
  );
}

function writeErrors(errors: readonly Fault[]): string {
  if (errors.length === 0) return '';
  const texts = errors.map(({ code, path, line, column, vi, en }) => {
    const place = line === undefined ? path : `${path} (${line}:${column ?? 1})`;
    const members = { type: typeOf(code), title: en, status: statusOf(code), detail: `${place}: ${en}` };
    return `<error>${writeMembers(members)}${writeFaultsXml('nguon:faults', [{ code, path, vi, en, ...placeOf(line, column) }], 1)}</error>`;
  });
  return `<errors>${texts.join('')}</errors>`;
}
