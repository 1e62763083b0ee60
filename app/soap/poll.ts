// Polls SimpleEventQuery, SimpleMasterDataQuery and named queries over SOAP: the whole answer in one message, or a refusal for its size.
import type { EventQuery, MasterDataElement } from '@nguon/epcis';
import { writeXmlEventResults, writeXmlVocabularyResults } from '@nguon/epcis/xml';
import type { Reader } from '../access/reader.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import type { Fault } from '../errors.ts';
import { openElementWriter } from '../master-data/element-writer.ts';
import { queryMasterData } from '../master-data/query-master-data.ts';
import { readMasterDataQuery } from '../master-data/read-parameters.ts';
import { openXmlWriter } from '../query/event-writer.ts';
import type { IdentifiedXmlEvent, XmlForm } from '../query/event-writer.ts';
import type { PagePosition } from '../query/page-position.ts';
import { queryEvents } from '../query/query-events.ts';
import { getNamedQuery, noSuchQuery } from '../subscription/named-queries/manage-named-queries.ts';
import { readQuery } from '../subscription/named-queries/read-query-body.ts';
import type { Parameters } from '../subscription/named-queries/read-query-body.ts';
import { Turnstile } from '../turnstile.ts';
import { readSoapEventQuery } from './event-query.ts';
import type { PollOperation, SoapParameter } from './read-operation.ts';

/** SOAP knows no pages: what is more than this is asked for in parts, or over REST page by page. */
export const events_max = 10_000;
export const elements_max = 10_000;
const answer_max_characters = 20_000_000;
const looking_max_ms = 30_000;
/** An answer is held whole in memory until it is sent. */
const polls_at_once_max = { public: 2, known: 4 } as const;
const polls_waiting_max = 30;
const page_events = 250;
const page_elements = 1_000;

const turnstiles = new WeakMap<Context['database'], { readonly public: Turnstile; readonly known: Turnstile }>();

export interface SoapReader {
  readonly reader: Reader;
  /** Undefined for the public, who has no named queries. */
  readonly orgId: number | undefined;
}

/** `epcisq:QueryResults`. */
export function poll(context: Context, by: SoapReader, operation: PollOperation, form: XmlForm): Promise<string> {
  return turnstileOf(context.database, by.reader).run(() => answerPoll(context, by, operation, form));
}

/** The public's polls and the others' apart: strangers must not take the places of partners. */
function turnstileOf(database: Context['database'], { kind }: Reader): Turnstile {
  let pair = turnstiles.get(database);
  if (pair === undefined) {
    const make = (atOnce_max: number): Turnstile => new Turnstile({ atOnce_max, waiting_max: polls_waiting_max });
    pair = { public: make(polls_at_once_max.public), known: make(polls_at_once_max.known) };
    turnstiles.set(database, pair);
  }
  return kind === 'public' ? pair.public : pair.known;
}

async function answerPoll(context: Context, by: SoapReader, operation: PollOperation, form: XmlForm): Promise<string> {
  const { queryName, parameters } = operation;
  if (queryName === 'SimpleMasterDataQuery') return pollMasterData(context, by.reader, parameters, form);
  const query =
    queryName === 'SimpleEventQuery'
      ? refuseFaults(readSoapEventQuery(parameters, form.version))
      : await loadNamedQuery(context, by, operation);
  const events = await readAll(context, by.reader, query, form);
  return writeXmlEventResults(
    events,
    { version: form.version, queryName },
    events.filter(({ losses }) => losses.length > 0),
  );
}

async function loadNamedQuery(context: Context, { orgId }: SoapReader, { queryName, parameters }: PollOperation): Promise<EventQuery> {
  if (orgId === undefined) throw noSuchQuery(queryName);
  const named = await getNamedQuery(context, orgId, queryName);
  if (parameters.length > 0)
    throw refuseParameters([
      {
        code: 'named_query_parameters',
        path: parameters[0]![0].slice(0, 100),
        vi: 'Truy vấn đặt tên có sẵn tham số, không nhận thêm.',
        en: 'A named query has its parameters already and takes no others.',
      },
    ]);
  return refuseFaults(readQuery({ parameters: named.parameters as Parameters, extensions: named.extensions }));
}

async function readAll(context: Context, reader: Reader, query: EventQuery, form: XmlForm): Promise<IdentifiedXmlEvent[]> {
  const write = await openXmlWriter(context, form);
  const until_ms = performance.now() + looking_max_ms;
  const events: IdentifiedXmlEvent[] = [];
  let characters = 0;
  let after: PagePosition | undefined;
  do {
    const page = await queryEvents(context, reader, { ...query, perPage: page_events }, write, after);
    events.push(...page.events);
    for (const { content } of page.events) characters += content.length;
    after = page.next;
    if (events.length > events_max || characters > answer_max_characters || (after !== undefined && performance.now() > until_ms))
      throw tooLarge('events', events_max);
  } while (after !== undefined);
  return events;
}

async function pollMasterData(context: Context, reader: Reader, parameters: readonly SoapParameter[], form: XmlForm): Promise<string> {
  const query = refuseFaults(readMasterDataQuery(parameters.filter(([name]) => !paging.includes(name))));
  const stray = parameters.filter(([name]) => paging.includes(name));
  if (stray.length > 0) throw refuseParameters(stray.map(([name]) => noSuchParameter(name)));
  const most = Math.min(query.elementsMax ?? elements_max, elements_max);
  const write = await openElementWriter(context, form);
  const elements: MasterDataElement[] = [];
  let after: string | undefined;
  do {
    const page = await queryMasterData(context, reader, { ...query, perPage: page_elements }, after);
    elements.push(...page.elements.map(write));
    after = page.last;
    if (elements.length > most) throw tooLarge('elements', most);
  } while (after !== undefined);
  return writeXmlVocabularyResults(elements, { version: form.version, queryName: 'SimpleMasterDataQuery' });
}

const paging = ['perPage', 'nextPageToken'];

/** The query, or its faults as a refusal. */
export function refuseFaults<Query>(reading: { readonly query: Query | undefined; readonly faults: readonly Fault[] }): Query {
  if (reading.query === undefined) throw refuseParameters(reading.faults);
  return reading.query;
}

function refuseParameters(faults: readonly Fault[]): AppError {
  return new AppError('invalid', 'query_parameters', {
    vi: 'Tham số truy vấn có chỗ sai.',
    en: 'The query has faulty parameters.',
    faults,
    epcisException: 'QueryParameterException',
  });
}

function noSuchParameter(name: string): Fault {
  return { code: 'query_parameter', path: name, vi: 'Không có tham số này.', en: 'There is no such parameter.' };
}

function tooLarge(what: 'events' | 'elements', most: number): AppError {
  const [vi, en] = what === 'events' ? ['sự kiện', 'events'] : ['phần tử', 'elements'];
  return new AppError('too_large', 'query_too_large', {
    vi: `Câu trả lời quá lớn cho một thông điệp SOAP (nhiều nhất ${most} ${vi}). Hãy thu hẹp truy vấn, ví dụ theo thời gian, hoặc đọc từng trang qua REST.`,
    en: `The answer is too large for one SOAP message (at most ${most} ${en}). Narrow the query, by time for one, or read page by page over REST.`,
    epcisException: 'QueryTooLargeException',
  });
}
