// What a subscriber is told when his query cannot be answered, in the words of the interface he came by.
import assert from 'node:assert/strict';
import test from 'node:test';
import { AppError } from '../../errors.ts';
import { writeExceptionMessage } from './problem-message.ts';

const about = { queryName: 'SimpleEventQuery', subscriptionId: 'Đơn <1>', version: '1.2', at: new Date('2026-11-22T03:00:00Z') } as const;

test('over SOAP: the exception of the query callback interface, its members in the order of the schema', () => {
  const complex = new AppError('too_large', 'query_too_complex', { en: 'Too much & more.', epcisException: 'QueryTooComplexException' });
  assert.match(
    writeExceptionMessage(complex, about),
    /schemaVersion="1\.2" creationDate="2026-11-22T03:00:00\.000Z"><EPCISBody><epcisq:ImplementationException><reason>Too much &amp; more\.<\/reason><severity>ERROR<\/severity><queryName>SimpleEventQuery<\/queryName><subscriptionID>Đơn &lt;1&gt;<\/subscriptionID><\/epcisq:ImplementationException><\/EPCISBody>/,
  );
  const large = new AppError('too_large', 'query_too_large', { en: 'Too many.', epcisException: 'QueryTooLargeException' });
  assert.match(
    writeExceptionMessage(large, about),
    /<epcisq:QueryTooLargeException><reason>Too many\.<\/reason><queryName>SimpleEventQuery<\/queryName><subscriptionID>/,
  );
});
