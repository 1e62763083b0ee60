// Requests for links as tables: the whole list, template, file, preview, faulty rows, and the word to write it.
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { sendPrivatePage, viewPerson } from '../../access/person-view.ts';
import { readForm } from '../../access/read-form.ts';
import { seal_random_bytes } from '../../access/seal.ts';
import { inTransaction } from '../../db.ts';
import { AppError } from '../../errors.ts';
import type { Call, Route } from '../../http.ts';
import { linksWords } from '../../ui/words/links.ts';
import { orgIdOf } from '../../access/reader.ts';
import { actorOfCall, checkMayWrite } from '../actor-of-call.ts';
import { exportLinks } from './export-links.ts';
import { checkLinkTable, importLinks } from './import-links.ts';
import { forgetTable, keepTable, readKeptTable } from './kept-table.ts';
import { byteOrderMark, linkTableHead, writeRow } from './links-csv.ts';
import { linksHome } from '../pages/links-page.tsx';
import { readLinkTable, table_bytes_max, table_rows_max } from './read-link-table.ts';
import type { LinkTable } from './read-link-table.ts';
import { renderPreviewPage, renderTableFormPage } from './table-page.tsx';
import { inTableTurn } from '../write-limits.ts';

/** A form's own fields and part heads around the file. */
const form_bytes = 65_536;
const home = `${linksHome}/nhap`;

export const linkTableRoutes: readonly Route[] = [
  { method: 'GET', path: `${linksHome}/tai-ve`, who: 'member', answer: 'page', handle: sendTable },
  { method: 'GET', path: `${linksHome}/mau`, who: 'member', answer: 'page', handle: sendTemplate },
  { method: 'GET', path: home, who: 'member', answer: 'page', handle: (call) => showForm(call, undefined, 200) },
  { method: 'POST', path: home, who: 'member', answer: 'page', bodyMax_bytes: table_bytes_max + form_bytes, handle: takeFile },
  { method: 'GET', path: `${home}/xem`, who: 'member', answer: 'page', handle: showPreview },
  { method: 'GET', path: `${home}/loi`, who: 'member', answer: 'page', handle: sendFaultyRows },
  { method: 'POST', path: `${home}/ghi`, who: 'member', answer: 'page', handle: write },
];

function sendCsv(reply: FastifyReply, name: string, text: string | Readable): FastifyReply {
  reply.header('content-disposition', `attachment; filename="${name}"`).header('cache-control', 'private, no-store');
  return reply.type('text/csv; charset=utf-8').send(text);
}

function sendTable(call: Call): FastifyReply {
  const { context, caller, reply } = call;
  return sendCsv(reply, 'lien-ket.csv', Readable.from(exportLinks(context.database.system, orgIdOf(caller), viewPerson(call).lang)));
}

/** Example rows under the demonstration prefix: whoever sends the template as it is learns that the key is not theirs. */
function sendTemplate(call: Call): FastifyReply {
  const { lang } = viewPerson(call);
  const [page, certificate] = lang === 'vi' ? ['Trang sản phẩm', 'Giấy chứng nhận VietGAP'] : ['Product page', 'VietGAP certificate'];
  const rows = [
    ['01/09521010001011', 'gs1:pip', 'https://example.vn/mang-cau', page, 'vi', '', '', lang === 'vi' ? 'có' : 'yes', ''],
    [
      '01/09521010001011/10/MC-125',
      'gs1:certificationInfo',
      'https://example.vn/chung-nhan.pdf',
      certificate,
      'vi',
      'application/pdf',
      '',
      '',
      '31/12/2027',
    ],
  ];
  return sendCsv(call.reply, 'mau-lien-ket.csv', byteOrderMark + linkTableHead(lang) + rows.map(writeRow).join(''));
}

function showForm(call: Call, error: string | undefined, status: number): FastifyReply {
  checkMayWrite(call);
  const limits = { rows_max: table_rows_max, megabytes_max: table_bytes_max / 1_048_576 };
  return sendPrivatePage(call.reply, renderTableFormPage({ person: viewPerson(call), ...limits, error }), status);
}

async function takeFile(call: Call): Promise<FastifyReply> {
  checkMayWrite(call);
  const { context, caller, request, reply } = call;
  const { lang } = viewPerson(call);
  const { file } = await readForm(request);
  if (file === undefined || file.bytes.length === 0) return showForm(call, linksWords[lang].fileMissing, 400);
  const { bytes } = file;
  const table = await inTableTurn(() => readLinkTable(bytes));
  if ('code' in table) return showForm(call, table[lang], 400);
  const made = { id: context.newId(), at: context.now(), random: randomBytes(seal_random_bytes) };
  const ticket = await keepTable(context.config, orgIdOf(caller), bytes, made);
  return reply.redirect(`${home}/xem?phieu=${encodeURIComponent(ticket)}`, 303);
}

/** @throws AppError gone where the preview is too old, or another organisation's. */
async function readTable({ context, caller }: Call, ticket: unknown): Promise<LinkTable> {
  const bytes = typeof ticket === 'string' ? await readKeptTable(context.config, orgIdOf(caller), ticket) : undefined;
  const table = bytes === undefined ? undefined : await readLinkTable(bytes);
  if (table === undefined || 'code' in table)
    throw new AppError('gone', 'table_forgotten', { vi: linksWords.vi.ticketOld, en: linksWords.en.ticketOld });
  return table;
}

const ticketOf = ({ request }: Call): string => {
  const { phieu } = request.query as { phieu?: unknown };
  return typeof phieu === 'string' ? phieu : '';
};

const byOf = ({ context, caller }: Call) => ({ at: context.now(), actor: caller.name });

async function showPreview(call: Call): Promise<FastifyReply> {
  checkMayWrite(call);
  const ticket = ticketOf(call);
  const report = await inTableTurn(async () =>
    checkLinkTable(call.context.database.system, await readTable(call, ticket), actorOfCall(call), byOf(call)),
  );
  return sendPrivatePage(call.reply, renderPreviewPage({ person: viewPerson(call), report, ticket }));
}

/** The rows as they were sent, with what is wrong behind them, to be mended and sent again. */
async function sendFaultyRows(call: Call): Promise<FastifyReply> {
  checkMayWrite(call);
  const { lang } = viewPerson(call);
  const words = linksWords[lang];
  const text = await inTableTurn(async () => {
    const table = await readTable(call, ticketOf(call));
    const { faults } = await checkLinkTable(call.context.database.system, table, actorOfCall(call), byOf(call));
    const byLine = Map.groupBy(faults, ({ line }) => line);
    const width = table.head.length;
    const rows = table.rows
      .filter(({ line }) => byLine.has(line))
      .map(({ line, cells }) => {
        const padded = Array.from({ length: width }, (_, index) => cells[index] ?? '');
        return writeRow([...padded, String(line), (byLine.get(line) ?? []).map((fault) => fault[lang]).join(' ')]);
      });
    return byteOrderMark + writeRow([...table.head, words.line, words.fault]) + rows.join('');
  });
  return sendCsv(call.reply, 'dong-co-loi.csv', text);
}

async function write(call: Call): Promise<FastifyReply> {
  checkMayWrite(call);
  const { context, caller, request, reply } = call;
  const ticket = (await readForm(request)).fields.get('phieu') ?? '';
  const table = await readTable(call, ticket);
  try {
    const { created, changed, same } = await inTableTurn(() =>
      inTransaction(context.database.system, (db) => importLinks(db, table, actorOfCall(call), byOf(call))),
    );
    await forgetTable(context.config, orgIdOf(caller), ticket);
    return reply.redirect(`${linksHome}?xong=imported&so=${created}-${changed}-${same}`, 303);
  } catch (error) {
    // Something has changed since the preview: it shows what.
    if (error instanceof AppError && error.code === 'table_invalid')
      return reply.redirect(`${home}/xem?phieu=${encodeURIComponent(ticket)}`, 303);
    throw error;
  }
}
