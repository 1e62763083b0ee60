// A refusal as subscribers get it: the problem object of EPCIS 2.0 §12.8 in place of a document.
import type { AppError, RefusalKind } from '../errors.ts';

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

export function writeProblemMessage({ kind, code, message, details }: AppError, subscriptionId: string): string {
  return JSON.stringify({
    type: `epcisException:${details.epcisException ?? exceptionOf[kind] ?? 'ImplementationException'}`,
    title: details.en ?? message,
    title_vi: details.vi,
    status: statusOf[kind] ?? 500,
    code,
    subscriptionID: subscriptionId,
    faults: details.faults,
  });
}
