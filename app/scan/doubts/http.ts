// The form to report a doubt: shown, received with its picture, and the page of its ticket.
import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { readForm } from '../../access/read-form.ts';
import { AppError } from '../../errors.ts';
import { networkOf } from '../../read-address.ts';
import type { Call, Route } from '../../http.ts';
import { spellCode } from '../../ui/show-code.ts';
import { readPortalLang } from '../../ui/words/lang.ts';
import { doubtWords } from '../../ui/words/doubt.ts';
import { renderDoubtForm, renderTicketPage } from './doubt-page.tsx';
import { findTicket } from './store.ts';
import { readThing, reportDoubt, ticket_random_bytes } from './report-doubt.ts';
import type { DoubtForm } from './report-doubt.ts';
import { scanRuntimeOf } from '../scan-runtime.ts';

/** A picture of 5 MB with the form around it. */
const form_max_bytes = 5_400_000;

export const doubtRoutes: readonly Route[] = [
  { method: 'GET', path: '/xem/bao-nghi-ngo', who: 'public', answer: 'page', handle: showForm },
  { method: 'POST', path: '/xem/bao-nghi-ngo', who: 'public', answer: 'page', bodyMax_bytes: form_max_bytes, handle: receiveForm },
  { method: 'GET', path: '/xem/bao-nghi-ngo/:ticket', who: 'public', answer: 'page', handle: showTicket },
];

function showForm({ context, request, reply }: Call): unknown {
  const query = request.query as { code?: unknown; lang?: unknown };
  const code = typeof query.code === 'string' ? query.code : '';
  const lang = readPortalLang(query.lang);
  const codeInWords = spellDoubted(code, lang);
  const view = { site: context.config.province, lang, code, codeInWords, reason: '', details: '', contact: '', faults: [] };
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(renderDoubtForm(view));
}

/** A path names lot and serial number both, its key only the nearest: the path is what people compare with the label. */
function spellDoubted(code: string, lang: 'vi' | 'en'): string | undefined {
  const thing = readThing(code);
  if (thing === undefined) return undefined;
  return spellCode(code.startsWith('/') ? code.slice(1).replace(/[?#].*$/s, '') : thing, lang);
}

async function receiveForm({ context, request, reply }: Call): Promise<unknown> {
  const words = doubtWords.vi;
  await scanRuntimeOf(context)
    .doubtLimiter.consume(networkOf(request.ip))
    .catch(() => {
      throw new AppError('too_many', 'too_many_doubts', { vi: words.tooMany, en: doubtWords.en.tooMany, retryAfter_s: 600 });
    });
  const { form, lang } = await readDoubtForm(request);
  const result = await reportDoubt(context.database.system, form, context.config.dataDir, context.now(), randomBytes(ticket_random_bytes));
  if (result.ok) return reply.redirect(`/xem/bao-nghi-ngo/${result.ticket}${lang === 'en' ? '?lang=en' : ''}`, 303);
  const view = {
    site: context.config.province,
    lang,
    code: form.code,
    codeInWords: spellDoubted(form.code, lang),
    reason: form.reason,
    details: form.details,
    contact: form.contact,
    faults: result.faults,
  };
  return reply.code(400).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(renderDoubtForm(view));
}

async function readDoubtForm(request: FastifyRequest): Promise<{ form: DoubtForm; lang: 'vi' | 'en' }> {
  const { fields, file } = await readForm(request);
  const text = (name: string): string => fields.get(name) ?? '';
  const photo = file === undefined || file.bytes.length === 0 ? undefined : file.bytes;
  return {
    form: { code: text('code'), reason: text('reason'), details: text('details'), contact: text('contact'), photo },
    lang: readPortalLang(text('lang')),
  };
}

async function showTicket({ context, request, reply }: Call): Promise<unknown> {
  const { ticket } = request.params as { ticket: string };
  const found = await findTicket(context.database.system, ticket.toUpperCase());
  if (found === undefined) throw new AppError('not_found', 'no_ticket', { vi: doubtWords.vi.noTicket, en: doubtWords.en.noTicket });
  const lang = readPortalLang((request.query as { lang?: unknown }).lang);
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(renderTicketPage(found, context.config.province, lang));
}
