// What a query that is not understood or asks too much is told (EPCIS 2.0 §8.2.5, §12.8), with what to add so that it can be answered.
import { AppError } from '../errors.ts';
import type { Fault } from '../errors.ts';

/** Parameters that are not understood, all of them with how to mend them. */
export function refuseParameters(faults: readonly Fault[]): AppError {
  return new AppError('invalid', 'query_parameters', {
    vi: 'Tham số truy vấn có chỗ sai. Hãy sửa các tham số nêu dưới đây.',
    en: 'The query has faulty parameters. Mend those listed.',
    faults,
    epcisException: 'QueryParameterException',
  });
}

/** More matches than maxEventCount: the client asked to be told rather than flooded. */
export function tooLarge(max: number): AppError {
  return new AppError('too_large', 'query_too_large', {
    vi: `Có nhiều hơn ${max} sự kiện khớp (maxEventCount). Hãy thu hẹp truy vấn, tăng maxEventCount, hoặc bỏ maxEventCount và đọc từng trang.`,
    en: `More events match than maxEventCount allows (${max}). Narrow the query, raise maxEventCount, or leave it out and read page by page.`,
    epcisException: 'QueryTooLargeException',
  });
}

/** The bounds of looking were reached before there was an answer. */
export function tooComplex(): AppError {
  return new AppError('too_large', 'query_too_complex', {
    vi: 'Truy vấn phải xem quá nhiều sự kiện. Hãy thêm một mã hàng (MATCH_anyEPC, MATCH_anyEPCClass), một số chứng từ, hoặc khoảng thời gian (GE_eventTime và LT_eventTime).',
    en: 'The query has to look at too many events. Add a thing (MATCH_anyEPC, MATCH_anyEPCClass), a business transaction, or bounds of time (GE_eventTime and LT_eventTime).',
    epcisException: 'QueryTooComplexException',
  });
}

/** The database's own bound of time ended a statement. */
export function isStatementTimeout(error: unknown): boolean {
  return (error as { code?: unknown }).code === '57014';
}
