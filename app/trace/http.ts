// Requests and answers of tracing: the API and the page.
import { Readable } from 'node:stream';
import { AppError } from '../errors.ts';
import type { Fault } from '../errors.ts';
import type { Call, Route } from '../http.ts';
import { readTraceRequest } from './read-trace-request.ts';
import { writeTraceCsv } from './trace-csv.ts';
import { writeTraceJson } from './trace-json.ts';
import { traceCode } from './trace.ts';

function refuseRequest(faults: readonly Fault[]): AppError {
  const [first] = faults;
  return new AppError('invalid', 'trace_request_invalid', { ...(first === undefined ? {} : { vi: first.vi, en: first.en }), faults });
}

/** GET /api/v1/trace */
async function answerTrace({ context, caller, request, reply }: Call): Promise<unknown> {
  const asked = readTraceRequest(request.query as Record<string, unknown>);
  if (!('code' in asked)) throw refuseRequest(asked);
  const trace = await traceCode(context.database, caller.reader, asked.code.thing, asked.direction, { levelsMax: asked.depth }, context.now());
  reply.header('cache-control', 'no-store');
  if (asked.format === 'csv') {
    reply.header('content-disposition', 'attachment; filename="truy-vet.csv"').type('text/csv; charset=utf-8');
    return reply.send(Readable.from(writeTraceCsv(trace)));
  }
  return reply.type('application/json; charset=utf-8').send(Readable.from(writeTraceJson(trace, { offset: asked.offset, items: asked.items })));
}

export const traceRoutes: readonly Route[] = [{ method: 'GET', path: '/api/v1/trace', who: 'query', answer: 'json', handle: answerTrace }];
