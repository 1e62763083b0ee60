// The operations and exceptions of the EPCIS query service as its WSDL names them, with what each may raise (EPCIS 2.0 §11.2). Pure.

/** Exceptions that every operation may raise. */
const general = ['SecurityException', 'ValidationException', 'ImplementationException'] as const;

export type ExceptionName =
  | (typeof general)[number]
  | 'DuplicateNameException'
  | 'InvalidURIException'
  | 'NoSuchNameException'
  | 'NoSuchSubscriptionException'
  | 'DuplicateSubscriptionException'
  | 'QueryParameterException'
  | 'QueryTooLargeException'
  | 'QueryTooComplexException'
  | 'SubscriptionControlsException'
  | 'SubscribeNotPermittedException';

interface OperationRow {
  /** Element of the answer, without prefix. */
  readonly result: string;
  readonly exceptions: readonly ExceptionName[];
}

export const operations = {
  GetQueryNames: { result: 'GetQueryNamesResult', exceptions: general },
  Subscribe: {
    result: 'SubscribeResult',
    exceptions: [
      'NoSuchNameException',
      'InvalidURIException',
      'DuplicateSubscriptionException',
      'QueryParameterException',
      'QueryTooComplexException',
      'SubscriptionControlsException',
      'SubscribeNotPermittedException',
      ...general,
    ],
  },
  Unsubscribe: { result: 'UnsubscribeResult', exceptions: ['NoSuchSubscriptionException', ...general] },
  GetSubscriptionIDs: { result: 'GetSubscriptionIDsResult', exceptions: ['NoSuchNameException', ...general] },
  Poll: {
    result: 'QueryResults',
    exceptions: ['QueryParameterException', 'QueryTooLargeException', 'QueryTooComplexException', 'NoSuchNameException', ...general],
  },
  GetStandardVersion: { result: 'GetStandardVersionResult', exceptions: general },
  GetVendorVersion: { result: 'GetVendorVersionResult', exceptions: general },
} as const satisfies Readonly<Record<string, OperationRow>>;

export type OperationName = keyof typeof operations;
