// The API of links: /api/v1/links, in JSON and as CSV tables, for keys with the scope `links` and for members.
// Reading asks as the system: whose an identifier is depends on prefixes of others too, and each verb keeps to the organisation.
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { inTransaction } from '../../db.ts';
import { AppError } from '../../errors.ts';
import type { Call, Route } from '../../http.ts';
import { orgIdOf } from '../../access/reader.ts';
import { actorOfCall } from '../actor-of-call.ts';
import { changeLink, getManagedLink, restoreLink, withdrawLink } from '../change-link.ts';
import { exportLinks } from '../table/export-links.ts';
import { checkLinkTable, faults_told_max, importLinks } from '../table/import-links.ts';
import type { ImportReport } from '../table/import-links.ts';
import type { StoredLink } from '../link.ts';
import { readLinkJson, writeLinkJson } from './link-json.ts';
import { listOwnLinks, tellLinkHistory } from '../list-links.ts';
import { readLinkTable, table_bytes_max } from '../table/read-link-table.ts';
import type { LinkFields } from '../read-link.ts';
import { registerLink } from '../register-link.ts';
import { inTableTurn, limitLinkWrites, writeInTurn } from '../write-limits.ts';
import { linkInvalid } from '../write-links.ts';
import type { WrittenLink } from '../write-links.ts';

const per_page_default = 100;
const per_page_max = 1_000;
const path = '/api/v1/links';

export const linkApiRoutes: readonly Route[] = [
  { method: 'GET', path, who: 'links', answer: 'json', handle: listAll },
  { method: 'POST', path, who: 'links', answer: 'json', handle: create },
  { method: 'POST', path: `${path}/import`, who: 'links', answer: 'json', bodyMax_bytes: table_bytes_max, handle: takeTable },
  { method: 'GET', path: `${path}/:linkId`, who: 'links', answer: 'json', handle: showOne },
  { method: 'PUT', path: `${path}/:linkId`, who: 'links', answer: 'json', handle: change },
  { method: 'DELETE', path: `${path}/:linkId`, who: 'links', answer: 'json', handle: withdraw },
  { method: 'POST', path: `${path}/:linkId/restore`, who: 'links', answer: 'json', handle: restore },
  { method: 'GET', path: `${path}/:linkId/history`, who: 'links', answer: 'json', handle: showHistory },
];

function send(reply: FastifyReply, status: number, value: unknown): FastifyReply {
  return reply.code(status).header('cache-control', 'no-store').type('application/json; charset=utf-8').send(JSON.stringify(value));
}

function readId({ request }: Call): number {
  const { linkId } = request.params as { linkId: string };
  return /^\d{1,10}$/.test(linkId) ? Number(linkId) : 0;
}

const byOf = ({ context, caller }: Call) => ({ at: context.now(), actor: caller.name });

async function listAll(call: Call): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const query = request.query as Readonly<Record<string, unknown>>;
  const text = (name: string): string | undefined => (typeof query[name] === 'string' && query[name] !== '' ? query[name] : undefined);
  if (query['format'] === 'csv') {
    reply
      .header('content-disposition', 'attachment; filename="lien-ket.csv"')
      .type('text/csv; charset=utf-8')
      .header('cache-control', 'no-store');
    return reply.send(Readable.from(exportLinks(context.database.system, orgIdOf(caller), 'en')));
  }
  const perPage = readNumber('perPage', text('perPage'), per_page_max) ?? per_page_default;
  const before = readNumber('nextPageToken', text('nextPageToken'), 2_147_483_647);
  const state = (['live', 'withdrawn', 'all'] as const).find((one) => one === (text('state') ?? 'live'));
  if (state === undefined) throw wrongParameter('state', 'live, withdrawn, all');
  const search = { state, code: text('thing'), text: text('q'), before };
  const found = await listOwnLinks(context.database.system, orgIdOf(caller), search, perPage, context.now());
  return send(reply, 200, {
    links: found.links.map(writeLinkJson),
    total: found.total,
    ...(found.next === undefined ? {} : { nextPageToken: String(found.next) }),
  });
}

function readNumber(name: string, text: string | undefined, max: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,9}$/.test(text) && Number(text) <= max) return Number(text);
  throw wrongParameter(name, `1–${max}`);
}

function wrongParameter(name: string, allowed: string): AppError {
  const [vi, en] = [`Tham số "${name}" nhận: ${allowed}.`, `The parameter "${name}" takes: ${allowed}.`];
  return new AppError('invalid', 'parameter_wrong', { vi, en, faults: [{ code: 'parameter_wrong', path: name, vi, en }] });
}

function readBody({ request }: Call): LinkFields {
  const read = readLinkJson(request.body);
  if ('thing' in read) return read;
  throw linkInvalid(read);
}

function sendWritten(call: Call, written: WrittenLink, status: number): FastifyReply {
  const { link, already, demoted } = written;
  return send(call.reply.header('location', `${path}/${link.id}`), already ? 200 : status, {
    ...writeLinkJson(link),
    ...(demoted === undefined ? {} : { former_default: writeLinkJson(demoted) }),
  });
}

async function create(call: Call): Promise<FastifyReply> {
  await limitLinkWrites(call.caller.name);
  const given = readBody(call);
  const written = await writeInTurn(call.context.database.system, (db) => registerLink(db, given, actorOfCall(call), byOf(call)));
  return sendWritten(call, written, 201);
}

async function getOwn(call: Call): Promise<StoredLink> {
  const { context, caller } = call;
  return getManagedLink(context.database.system, orgIdOf(caller), readId(call), context.now());
}

async function showOne(call: Call): Promise<FastifyReply> {
  return send(call.reply, 200, writeLinkJson(await getOwn(call)));
}

/** A link stays at its identifier: `thing` may be left out, or be the same. */
async function change(call: Call): Promise<FastifyReply> {
  await limitLinkWrites(call.caller.name);
  const given = readBody(call);
  const { thing } = await getOwn(call);
  if (given.thing !== '' && given.thing !== thing)
    throw linkInvalid([
      {
        code: 'thing_fixed',
        path: 'thing',
        vi: 'Liên kết không chuyển sang mã khác được. Hãy gỡ liên kết này và đăng ký ở mã kia.',
        en: 'A link does not move to another identifier. Withdraw it and register one there.',
      },
    ]);
  const written = await writeInTurn(call.context.database.system, (db) =>
    changeLink(db, readId(call), given, actorOfCall(call), byOf(call)),
  );
  return sendWritten(call, written, 200);
}

/** Again is no fault: the link is gone, as was asked. */
async function withdraw(call: Call): Promise<FastifyReply> {
  await limitLinkWrites(call.caller.name);
  const { withdrawn_at } = await getOwn(call);
  if (withdrawn_at === null)
    await writeInTurn(call.context.database.system, (db) => withdrawLink(db, readId(call), orgIdOf(call.caller), byOf(call)));
  return call.reply.code(204).header('cache-control', 'no-store').send();
}

async function restore(call: Call): Promise<FastifyReply> {
  await limitLinkWrites(call.caller.name);
  const written = await writeInTurn(call.context.database.system, (db) => restoreLink(db, readId(call), actorOfCall(call), byOf(call)));
  return sendWritten(call, written, 201);
}

async function showHistory(call: Call): Promise<FastifyReply> {
  const { context, caller, reply } = call;
  const { rows, ofThing } = await tellLinkHistory(context.database.system, orgIdOf(caller), readId(call), context.now());
  return send(reply, 200, { links: rows.map(writeLinkJson), at_same_thing: ofThing.map(writeLinkJson) });
}

/** `?dryRun=true` tells what would happen. */
async function takeTable(call: Call): Promise<FastifyReply> {
  const { context, request, reply } = call;
  const isDry = (request.query as { dryRun?: unknown }).dryRun === 'true';
  if (!Buffer.isBuffer(request.body) || !/^text\/csv\b/i.test(request.headers['content-type'] ?? ''))
    throw new AppError('unsupported_media_type', 'unsupported_media_type');
  const body = request.body;
  return inTableTurn(async () => {
    const table = await readLinkTable(body);
    if ('code' in table) throw new AppError('invalid', table.code, { vi: table.vi, en: table.en, faults: [table] });
    const actor = actorOfCall(call);
    const report = isDry
      ? await checkLinkTable(context.database.system, table, actor, byOf(call))
      : await inTransaction(context.database.system, (db) => importLinks(db, table, actor, byOf(call)));
    return send(reply, 200, writeReport(report, !isDry));
  });
}

function writeReport({ faults, ...counts }: ImportReport, isWritten: boolean): Readonly<Record<string, unknown>> {
  return { ...counts, written: isWritten, faults: faults.slice(0, faults_told_max), faults_total: faults.length };
}
