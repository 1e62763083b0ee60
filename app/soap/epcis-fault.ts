// Turns a refusal or an error into the exception that the WSDL gives an operation, with a reason that says what to mend. Pure.
import type { AppError, Fault } from '../errors.ts';
import { refusalWords } from '../ui/words/refusals.ts';
import { operations } from './operations.ts';
import type { ExceptionName, OperationName } from './operations.ts';
import type { Operation } from './read-operation.ts';
import type { EpcisFault } from './write-envelope.ts';

/** Faults told in one reason, and characters of the names told beside it. */
const faults_told_max = 20;
const name_told_max_characters = 200;

/** @param about the operation as read, for exceptions that tell its query and subscription. `refusal`: undefined for a fault of ours. */
export function toEpcisFault(refusal: AppError | undefined, operation: OperationName, about: Operation | undefined): EpcisFault {
  const told = {
    ...(about !== undefined && 'queryName' in about ? { queryName: about.queryName.slice(0, name_told_max_characters) } : {}),
    ...(about !== undefined && 'subscriptionId' in about
      ? { subscriptionId: about.subscriptionId.slice(0, name_told_max_characters) }
      : {}),
  };
  if (refusal === undefined)
    return { exception: 'ImplementationException', reason: refusalWords['internal']!.en, severity: 'SEVERE', ...told };
  return { exception: exceptionOf(refusal, operation), reason: reasonOf(refusal), severity: 'ERROR', ...told };
}

/** `EQ_bizStep: …; GE_eventTime: …` after what is wrong as a whole. */
function reasonOf({ code, message, details }: AppError): string {
  const whole = details.en ?? refusalWords[code]?.en ?? message;
  const { faults = [] } = details;
  const rest = faults.length > faults_told_max ? ` (${faults.length - faults_told_max} more)` : '';
  return [whole, faults.slice(0, faults_told_max).map(sayFault).join('; ') + rest].filter((part) => part !== '').join(' ');
}

const sayFault = ({ path, en }: Fault): string => `${path}: ${en}`;

/** The exception that the refusal names, where the operation may raise it; else the one for refusals of its kind. */
function exceptionOf({ kind, details }: AppError, operation: OperationName): ExceptionName {
  const allowed: readonly ExceptionName[] = operations[operation].exceptions;
  const named = allowed.find((name) => name === details.epcisException);
  if (named !== undefined) return named;
  switch (kind) {
    case 'unauthenticated':
    case 'forbidden':
      return 'SecurityException';
    case 'invalid':
    case 'unsupported_media_type':
      return 'ValidationException';
    default:
      return 'ImplementationException';
  }
}
