// A refusal as subscribers get it: the problem object of EPCIS 2.0 §12.8 in place of a document.
import { writeXmlElement, writeXmlQueryMessage } from '@nguon/epcis/xml';
import type { XmlVersion } from '@nguon/epcis/xml';
import { refusalStatuses } from '../../errors.ts';
import type { AppError, RefusalKind } from '../../errors.ts';
import { writeProblemXml } from '../../problem.ts';
import type { BodyForm } from '../new-document.ts';

const exceptionOf: Partial<Record<RefusalKind, string>> = {
  unauthenticated: 'SecurityException',
  forbidden: 'SecurityException',
  not_found: 'NoSuchNameException',
};

/** In the form of what the subscriber reads otherwise. */
export function writeProblemMessage(error: AppError, subscriptionId: string, bodyForm: BodyForm): string {
  const { code, details } = error;
  if (bodyForm !== 'json') return writeProblemMessageXml(error, subscriptionId);
  return JSON.stringify({ ...membersOf(error), title_vi: details.vi, code, subscriptionID: subscriptionId, faults: details.faults });
}

function writeProblemMessageXml(error: AppError, subscriptionId: string): string {
  return writeProblemXml({
    ...membersOf(error),
    title_vi: error.details.vi ?? error.message,
    code: error.code,
    detail: undefined,
    instance: `urn:uuid:${subscriptionId}`,
    faults: error.details.faults,
    faults_total: error.details.faults?.length,
  });
}

/** To a subscriber over SOAP: the exception of the query callback interface, as a query document (EPCIS 2.0 §8.2.8, §11.3). */
export function writeExceptionMessage(
  error: AppError,
  about: { readonly queryName: string; readonly subscriptionId: string; readonly version: XmlVersion; readonly at: Date },
): string {
  const { queryName, subscriptionId, version, at } = about;
  const name = error.details.epcisException === 'QueryTooLargeException' ? 'QueryTooLargeException' : 'ImplementationException';
  const members =
    writeXmlElement('reason', error.details.en ?? error.message) +
    (name === 'ImplementationException' ? writeXmlElement('severity', 'ERROR') : '') +
    writeXmlElement('queryName', queryName) +
    writeXmlElement('subscriptionID', subscriptionId);
  return writeXmlQueryMessage(`<epcisq:${name}>${members}</epcisq:${name}>`, version, at.toISOString());
}

function membersOf({ kind, message, details }: AppError): { readonly type: string; readonly title: string; readonly status: number } {
  return {
    type: `epcisException:${details.epcisException ?? exceptionOf[kind] ?? 'ImplementationException'}`,
    title: details.en ?? message,
    // As the same refusal would be answered over HTTP.
    status: refusalStatuses[kind],
  };
}
