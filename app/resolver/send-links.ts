// Sends what is no redirect: lists of links in the form asked for, and the pages for a missing type or a wrong address.
import { prefersPage } from '../answer-form.ts';
import { AppError } from '../errors.ts';
import { originOf } from '../http.ts';
import type { Call } from '../http.ts';
import { otherLanguageHref } from '../ui/other-language.ts';
import { renderPage } from '../ui/render-page.tsx';
import { resolverRefusals, resolverWords } from '../ui/words/resolver.ts';
import type { Answer } from './answer-links.ts';
import { mediaTypeOf } from './choose-form.ts';
import { LinksPage, typeName } from './links-page.tsx';
import type { LinksView, PageFrame } from './links-page.tsx';
import { asJsonLd, linksetContext, makeLinkset } from './linkset.ts';
import type { Linkset } from './linkset.ts';
import { passQuery, readParameter } from './pass-query.ts';
import { fitLanguage, isBetter, readPreferences } from '../preferences.ts';
import { mustRevalidate } from './resolver-headers.ts';
import type { Identifier, PathReading } from './resolve-path.ts';
import type { Found } from './store.ts';
import { WrongLinkPage } from './wrong-link-page.tsx';

export function sendLinks(call: Call, identifier: Identifier, found: Found, answer: Extract<Answer, { kind: 'list' }>): unknown {
  const { context, request, reply } = call;
  const { form, status, links } = answer;
  const linkset = makeLinkset(links, identifier.levels, originOf(context, request), found.name);
  // The 300 depends on the reader's language, and so does the page.
  void reply
    .code(status)
    .header('cache-control', mustRevalidate)
    .header('vary', status === 300 || form === 'page' ? 'accept, accept-language' : 'accept');
  if (form === 'page') {
    const frame = frameOf(call);
    const { listTitle, listLead, chooseTitle, chooseLead } = resolverWords[frame.lang];
    const [title, lead] = status === 300 ? [chooseTitle, chooseLead] : [listTitle, listLead];
    return sendList(call, frame, identifier, found, { links, title, lead, jsonLd: asJsonLd(linkset) });
  }
  if (form === 'jsonld') return sendJson(call, mediaTypeOf.jsonld, asJsonLd(linkset));
  // §2.10: plain JSON tells its context in a header.
  const contextLink = `<${linksetContext}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"`;
  reply.header('link', `${String(reply.getHeader('link'))}, ${contextLink}`);
  return sendJson(call, mediaTypeOf[form], linkset);
}

/** As bytes: to text Fastify adds a charset, which these types do not have (RFC 8259 §11). */
function sendJson({ reply }: Call, type: string, value: Linkset): unknown {
  return reply.type(type).send(Buffer.from(JSON.stringify(value)));
}

/** @param wasThere a link of the type stood here and was withdrawn */
export function sendMissingType(
  call: Call,
  identifier: Identifier,
  found: Found,
  { type, links }: Extract<Answer, { kind: 'no_such_type' }>,
  wasThere: boolean,
): unknown {
  const { request, reply } = call;
  reply.header('vary', 'accept');
  if (!prefersPage(request.headers.accept))
    throw wasThere
      ? new AppError('gone', 'link_withdrawn', resolverRefusals.formerType)
      : new AppError('not_found', 'no_such_link', resolverRefusals.noSuchType);
  const frame = frameOf(call);
  const words = resolverWords[frame.lang];
  void reply
    .code(wasThere ? 410 : 404)
    .header('cache-control', 'no-store')
    .header('vary', 'accept, accept-language');
  const name = typeName(type, frame.lang);
  const [title, lead] = wasThere ? [words.formerType, words.formerTypeLead(name)] : [words.noSuchType, words.noSuchTypeLead(name)];
  return sendList(call, frame, identifier, found, { links, title, lead, jsonLd: undefined });
}

function sendList(
  { reply }: Call,
  frame: PageFrame,
  { levels }: Identifier,
  { name, nameEn }: Found,
  view: Pick<LinksView, 'links' | 'title' | 'lead' | 'jsonLd'>,
): unknown {
  const page = LinksPage({ view: { ...view, levels, name: frame.lang === 'en' ? (nameEn ?? name) : name }, frame });
  return reply.type('text/html; charset=utf-8').send(renderPage(page, { title: view.title, lang: frame.lang, noIndex: true }));
}

/** §2.4: wrong syntax, check digit, order of qualifiers, or attributes in the path are 400, told in plain words. */
export function sendWrongLink(call: Call, { faults, meant }: Extract<PathReading, { kind: 'refused' }>): unknown {
  const { request, reply } = call;
  reply.header('vary', 'accept');
  if (!prefersPage(request.headers.accept))
    throw new AppError('invalid', 'not_a_digital_link', {
      ...resolverRefusals.notALink,
      faults: faults.map(({ code, position, vi, en }) => ({ code, path: `@${position}`, vi, en })),
    });
  const frame = frameOf(call);
  const link = meant === undefined ? undefined : passQuery(meant.path, meant.query);
  const view = { faults, asked: request.raw.url ?? '', meant: link };
  void reply.code(400).header('cache-control', 'no-store').header('vary', 'accept, accept-language');
  const title = resolverWords[frame.lang].wrongTitle;
  return reply
    .type('text/html; charset=utf-8')
    .send(renderPage(WrongLinkPage({ view, frame }), { title, lang: frame.lang, noIndex: true }));
}

/** English for whoever asks for it, by `?lang=` or by the languages of the reader. */
function frameOf({ context, request }: Call): PageFrame {
  const url = request.raw.url ?? '/';
  const asked = readParameter(url.slice(url.indexOf('?') + 1), 'lang');
  const wanted = readPreferences(request.headers['accept-language']) ?? [];
  const prefersEnglish = isBetter(fitLanguage(wanted, 'en'), fitLanguage(wanted, 'vi'));
  const lang = asked === undefined ? (prefersEnglish ? 'en' : 'vi') : asked === 'vi' ? 'vi' : 'en';
  return { site: context.config.province, lang, otherLanguageHref: otherLanguageHref(url, lang, true) };
}
