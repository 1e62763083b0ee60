// The refusals that a verb may raise, and what a fault found in outside data looks like.

/** A fault in data from outside: what is wrong, where, and how to mend it, in both languages. */
export interface Fault {
  readonly code: string;
  /** JSON path, XPath, form field or column, e.g. `$.epcisBody.eventList[3].eventTime`. */
  readonly path: string;
  /** In XML: where the element begins, from 1. */
  readonly line?: number;
  readonly column?: number;
  readonly vi: string;
  readonly en: string;
}

/** The kinds of refusal, with the status of HTTP that each is answered by. */
export const refusalStatuses = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  conflict: 409,
  gone: 410,
  too_large: 413,
  uri_too_long: 414,
  unsupported_media_type: 415,
  too_many: 429,
  unavailable: 503,
} as const;
export type RefusalKind = keyof typeof refusalStatuses;

/** Shown with a refusal: the field's values a person or program needs to go on. */
export interface RefusalDetails {
  readonly vi?: string;
  readonly en?: string;
  readonly faults?: readonly Fault[];
  readonly faultsTotal?: number;
  readonly location?: string;
  readonly retryAfter_s?: number;
  /** Methods that the address takes, for `method_not_allowed`. */
  readonly allow?: string;
  /** EPCIS 2.0 §12.8 exception name without its prefix, e.g. `QueryParameterException`. */
  readonly epcisException?: string;
}

/** An expected refusal. `code` names its words in app/ui/words; unknown errors become 500 without detail. */
export class AppError extends Error {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly details: RefusalDetails;
  constructor(kind: RefusalKind, code: string, details: RefusalDetails = {}) {
    super(details.en ?? code);
    this.name = 'AppError';
    this.kind = kind;
    this.code = code;
    this.details = details;
  }
}
