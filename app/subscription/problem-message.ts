// A refusal as subscribers get it: the problem object of EPCIS 2.0 §12.8 in place of a document.
import type { AppError, RefusalKind } from '../errors.ts';
import { writeProblemXml } from '../problem.ts';

/** As the same refusal would be answered over HTTP. */
const statusOf: Partial<Record<RefusalKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
};

const exceptionOf: Partial<Record<RefusalKind, string>> = {
  unauthenticated: 'SecurityException',
  forbidden: 'SecurityException',
  not_found: 'NoSuchNameException',
};

export function writeProblemMessage(error: AppError, subscriptionId: string): string {
  const { code, details } = error;
  return JSON.stringify({ ...membersOf(error), title_vi: details.vi, code, subscriptionID: subscriptionId, faults: details.faults });
}

export function writeProblemMessageXml(error: AppError, subscriptionId: string): string {
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

function membersOf({ kind, message, details }: AppError): { readonly type: string; readonly title: string; readonly status: number } {
  return {
    type: `epcisException:${details.epcisException ?? exceptionOf[kind] ?? 'ImplementationException'}`,
    title: details.en ?? message,
    status: statusOf[kind] ?? 500,
  };
}
