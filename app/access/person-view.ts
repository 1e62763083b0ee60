// What every page of a signed-in person needs: who, for whom, in which language, and the token of its forms.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { Call } from '../http.ts';
import type { Site } from '../ui/layout.tsx';
import { otherLanguageHref } from '../ui/other-language.ts';
import { readPortalLang } from '../ui/words/lang.ts';
import type { Caller } from './reader.ts';

export interface PersonView {
  readonly site: Site;
  readonly lang: 'vi' | 'en';
  readonly name: string;
  readonly organisation: string | undefined;
  readonly orgApproved: boolean;
  readonly role: Caller['role'];
  readonly csrf: string;
  /** This page in the other language; none after a form was sent, where the page cannot be asked for again. */
  readonly otherLanguageHref: string | undefined;
}

const languageCookie = 'nguon-lang';
const language_cookie_s = 31_536_000;

/** `?lang=` chooses and is remembered on this device; Vietnamese where nothing was chosen. */
export function chooseLang(request: FastifyRequest, reply: FastifyReply): 'vi' | 'en' {
  const asked = (request.query as { lang?: unknown }).lang;
  if (asked === undefined) return readPortalLang(request.cookies[languageCookie]);
  const lang = readPortalLang(asked);
  reply.setCookie(languageCookie, lang, { path: '/', sameSite: 'lax', httpOnly: true, maxAge: language_cookie_s });
  return lang;
}

export function viewPerson({ context, caller, request, reply }: Call): PersonView {
  const lang = chooseLang(request, reply);
  return {
    site: context.config.province,
    lang,
    name: caller.displayName ?? '',
    organisation: caller.orgName,
    orgApproved: caller.orgApproved ?? true,
    role: caller.role,
    csrf: caller.csrfToken ?? '',
    otherLanguageHref: request.method === 'GET' ? otherLanguageHref(request.raw.url ?? '/', lang, true) : undefined,
  };
}

/** Pages of people are theirs alone: no cache between keeps them. */
export function sendPrivatePage(reply: FastifyReply, html: string, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'private, no-store').send(html);
}

/** Where people of this role begin their work. */
export function homeOf(caller: Pick<Caller, 'role' | 'passwordIsTemporary'>): string {
  if (caller.passwordIsTemporary === true) return '/tai-khoan/bao-mat';
  if (caller.role === 'officer' || caller.role === 'administrator') return '/dieu-hanh';
  return caller.role === undefined ? '/tai-khoan' : '/khong-gian';
}

/** A path of this site to go on to; anything else (another site, `//host`, a control character) is not followed. */
export function readNext(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= 500 && /^\/(?![/\\])[\x21-\x7e]*$/.test(value) ? value : undefined;
}

/** Names the browser and system as people know them, from the User-Agent header; '' where it tells nothing. */
export function describeDevice(userAgent: string | undefined): string {
  const text = userAgent ?? '';
  const browser = [
    ['Zalo', /Zalo/i],
    ['Edge', /Edg/],
    ['Opera', /OPR\//],
    ['Cốc Cốc', /coc_coc/i],
    ['Firefox', /Firefox|FxiOS/],
    ['Chrome', /Chrome|CriOS/],
    ['Safari', /Safari/],
  ] as const;
  const system = [
    ['Android', /Android/],
    ['iPhone', /iPhone/],
    ['iPad', /iPad/],
    ['Windows', /Windows/],
    ['macOS', /Mac OS X/],
    ['Linux', /Linux/],
  ] as const;
  const find = (list: readonly (readonly [string, RegExp])[]): string | undefined => list.find(([, form]) => form.test(text))?.[0];
  return [find(browser), find(system)].filter((part) => part !== undefined).join(', ');
}

export function issuerOf(context: Context): string {
  return `Nguồn ${context.config.province.name}`;
}
