// `GET /epcis/queries/{name}/events` with `Upgrade: websocket`: a subscription that lasts as long as its line (EPCIS 2.0 §12.7).
import { versionHeaders } from '../../epcis-headers.ts';
import { AppError } from '../../errors.ts';
import type { Call } from '../../http.ts';
import type { Upgrade } from '../../web-sockets.ts';
import { readAnswerFormat } from '../../query/answer-format.ts';
import { eventLinesOf } from './event-lines.ts';
import { getNamedQuery } from '../named-queries/manage-named-queries.ts';
import { orgOf } from '../owning-organisation.ts';
import { readQuery } from '../named-queries/read-query-body.ts';
import type { Parameters } from '../named-queries/read-query-body.ts';
import { bodyFormOf } from '../new-document.ts';
import { readSchedule } from '../schedule.ts';
import { readLineRequest } from './read-line-request.ts';

/** A slow mobile line takes a document of a hundred events in this time. */
const take_max_ms = 30_000;

export async function openEventLine({ context, caller, request }: Call): Promise<Upgrade> {
  const { reader } = caller;
  const orgId = orgOf(caller.orgId);
  if (reader.kind === 'public') throw new Error('a caller with an organisation reads as somebody');
  const named = await getNamedQuery(context, orgId, (request.params as { name: string }).name);
  const format = request.headers['gs1-epc-format'];
  // Programs choose the form of messages by Accept; browsers send none, and get JSON.
  const bodyForm = bodyFormOf(readAnswerFormat(request));
  const { searchParams } = new URL(request.url, 'http://nguon');
  const { request: wanted, faults } = readLineRequest(searchParams, typeof format === 'string' ? format : undefined, context.now());
  if (wanted === undefined)
    throw new AppError('invalid', 'subscription_parameters', {
      vi: 'Yêu cầu mở kết nối có chỗ sai. Hãy sửa các tham số nêu dưới đây.',
      en: 'The request for a line has faulty parameters. Mend those listed.',
      faults,
      epcisException: 'SubscriptionControlsException',
    });
  const { query } = readQuery({ parameters: named.parameters as Parameters, extensions: named.extensions });
  // It was read when it was stored: only a change of ours could make it unreadable.
  if (query === undefined) throw new Error(`named query ${named.id} cannot be read any more`);
  const lines = eventLinesOf(context);
  lines.checkRoom(orgId);
  const { schedule, epcFormat, ...controls } = wanted;
  return {
    headers: {
      'GS1-Query-Min-Record-Time': controls.initialRecordTime.toISOString(),
      ...versionHeaders,
      ...(bodyForm === 'xml-1.2' ? { 'gs1-epcis-version': '1.2.0', 'gs1-cbv-version': '1.2.0' } : {}),
      'GS1-EPC-Format': epcFormat,
    },
    start: (socket) =>
      lines.add(
        socket,
        { orgId, queryId: named.id, request },
        {
          reader,
          query,
          kind: { bodyForm, epcFormat, queryName: named.name, subscriptionId: context.newId() },
          schedule: schedule === undefined ? undefined : readSchedule(schedule, '').schedule,
          ...controls,
          takeMax_ms: take_max_ms,
        },
      ),
  };
}
