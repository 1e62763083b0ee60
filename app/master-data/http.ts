// Master data over HTTP: vocabularies, their elements, one element; the answer is an EPCIS query document.
import type { FastifyReply } from 'fastify';
import { writeXmlQueryMessage, writeXmlVocabularyNames, writeXmlVocabularyResults } from '@nguon/epcis/xml';
import { jsonTypeFor, xmlTypeFor } from '../answer-form.ts';
import { AppError } from '../errors.ts';
import { originOf } from '../http.ts';
import type { Call, Route } from '../http.ts';
import { addNextLink, takePageToken } from '../paging/next-page.ts';
import { readAnswerFormat } from '../query/answer-format.ts';
import type { AnswerFormat } from '../query/answer-format.ts';
import type { XmlForm } from '../query/event-writer.ts';
import { refuseParameters } from '../query/query-refusals.ts';
import { openElementWriter } from './element-writer.ts';
import { listVocabularies, queryMasterData } from './query-master-data.ts';
import { readMasterDataQuery } from './read-parameters.ts';
import type { MasterDataQuery } from './read-parameters.ts';
import type { VocabularyCount, VocabularyElement } from './store.ts';
import { writeMasterDataDocument } from './write-document.ts';

const row = { who: 'query', answer: 'epcis' } as const;

export const masterDataRoutes: readonly Route[] = [
  { ...row, method: 'GET', path: '/epcis/vocabularies', handle: getVocabularies },
  { ...row, method: 'GET', path: '/epcis/vocabularies/:vocabulary', handle: getElements },
  { ...row, method: 'GET', path: '/epcis/vocabularies/:vocabulary/:id', handle: getElement },
];

/** Without parameters the list of vocabularies; with any, SimpleMasterDataQuery over all of them. */
async function getVocabularies(call: Call): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  if (new URL(request.url, 'http://nguon').search !== '') return answer(call, []);
  const found = await listVocabularies(context, caller.reader);
  const format = readAnswerFormat(request);
  // In XML the list is one of vocabularies whose elements are not told.
  if (format.kind === 'xml') return sendVocabularies(call, format, found);
  const member = found.map(({ vocabulary, elements }) => ({
    id: vocabulary,
    elements,
    link: `${originOf(context, request)}/epcis/vocabularies/${encodeURIComponent(vocabulary)}`,
  }));
  return reply.type(jsonTypeFor(request.headers.accept)).send(JSON.stringify({ type: 'Collection', member }));
}

function sendVocabularies({ context, reply, request }: Call, { version }: XmlForm, found: readonly VocabularyCount[]): FastifyReply {
  const names = found.map(({ vocabulary }) => vocabulary);
  const results = writeXmlVocabularyNames(names, { version, queryName: 'SimpleMasterDataQuery' });
  return reply.type(xmlTypeFor(request.headers.accept)).send(writeXmlQueryMessage(results, version, context.now().toISOString()));
}

function getElements(call: Call): Promise<FastifyReply> {
  return answer(call, [['vocabularyName', [vocabularyOf(call)]]]);
}

async function getElement(call: Call): Promise<FastifyReply> {
  const format = readAnswerFormat(call.request);
  const { id } = call.request.params as { id: string };
  const query = read([
    ['vocabularyName', [vocabularyOf(call)]],
    ['EQ_name', [id]],
  ]);
  const { elements } = await queryMasterData(call.context, call.caller.reader, query);
  if (elements.length === 0)
    throw new AppError('not_found', 'element_not_found', {
      vi: 'Không có dữ liệu gốc nào mang mã này mà bạn được xem.',
      en: 'No master data with this id that you may see.',
      epcisException: 'NoSuchNameException',
    });
  return send(call, format, elements);
}

async function answer(call: Call, fixed: readonly (readonly [string, readonly string[]])[]): Promise<FastifyReply> {
  const { context, caller, request } = call;
  const format = readAnswerFormat(request);
  const query = read([...fixed, ...new URL(request.url, 'http://nguon').searchParams]);
  const question = JSON.stringify({ ...query, perPage: 0, nextPageToken: '' });
  const page = await queryMasterData(context, caller.reader, query, await takePageToken(call, question, query.nextPageToken));
  if (page.last !== undefined) addNextLink(call, question, query.perPage, page.last);
  return send(call, format, page.elements);
}

async function send(
  { context, reply, request }: Call,
  format: AnswerFormat,
  elements: readonly VocabularyElement[],
): Promise<FastifyReply> {
  const version = format.kind === 'xml' ? format.version : '2.0';
  const write = await openElementWriter(context, { epcFormat: format.epcFormat, version });
  const creationDate = context.now().toISOString();
  const written = elements.map(write);
  reply.header('gs1-epc-format', format.epcFormat);
  if (format.kind === 'json') return reply.type(jsonTypeFor(request.headers.accept)).send(writeMasterDataDocument(written, creationDate));
  if (version === '1.2') reply.header('gs1-epcis-version', '1.2.0').header('gs1-cbv-version', '1.2.0');
  const results = writeXmlVocabularyResults(written, { version, queryName: 'SimpleMasterDataQuery' });
  return reply.type(xmlTypeFor(request.headers.accept)).send(writeXmlQueryMessage(results, version, creationDate));
}

function read(entries: Iterable<readonly [string, string | readonly string[]]>): MasterDataQuery {
  const { query, faults } = readMasterDataQuery(entries);
  if (query !== undefined) return query;
  throw refuseParameters(faults);
}

const vocabularyOf = ({ request }: Call): string => (request.params as { vocabulary: string }).vocabulary;
