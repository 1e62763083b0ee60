// The description of the interface for programs: OpenAPI documents, and the same as a page for people who write programs.
import type { FastifyReply } from 'fastify';
import { captureLimits } from '../capture-limits.ts';
import { originOf } from '../http.ts';
import type { Call, Route } from '../http.ts';
import { otherLanguageHref } from '../ui/other-language.ts';
import { renderPage } from '../ui/render-page.tsx';
import { readPortalLang } from '../ui/words/lang.ts';
import { openApiWords } from '../ui/words/openapi.ts';
import { DocsPage } from './docs-page.tsx';
import { docsCss } from './docs-css.ts';
import { operations } from './operations.ts';
import { example_origin, writeOpenApi } from './write-openapi.ts';

const documents = [
  { root: '/epcis', title: 'Nguồn: EPCIS 2.0' },
  { root: '/api/v1', title: 'Nguồn: /api/v1' },
] as const;

/** @param allRoutes asked for at each request: what is made here is among them. */
export function makeOpenApiRoutes(allRoutes: () => readonly Route[]): Route[] {
  return [
    ...documents.map(({ root, title }): Route => ({
      method: 'GET',
      path: `${root}/openapi.json`,
      who: 'public',
      answer: root === '/epcis' ? 'epcis' : 'json',
      handle: (call) => sendDocument(call, allRoutes(), root, title),
    })),
    { method: 'GET', path: '/tai-lieu-api', who: 'public', answer: 'page', handle: showDocs },
  ];
}

function sendDocument({ context, request, reply }: Call, routes: readonly Route[], root: string, title: string): FastifyReply {
  const lang = (request.query as { lang?: unknown }).lang === 'vi' ? 'vi' : 'en';
  const origin = originOf(context, request);
  const document = writeOpenApi(routes, operations, { title, root, origin, lang });
  return reply
    .header('cache-control', 'public, max-age=300')
    .header('access-control-allow-origin', '*')
    .type('application/json')
    .send(JSON.stringify(document).replaceAll(`${example_origin}/`, `${origin}/`));
}

function showDocs({ context, request, reply }: Call): FastifyReply {
  const lang = readPortalLang((request.query as { lang?: string }).lang);
  const { config } = context;
  const page = DocsPage({
    frame: { site: config.province, lang, otherLanguageHref: otherLanguageHref(request.raw.url ?? '/', lang) },
    origin: originOf(context, request),
    limits: captureLimits(config),
  });
  return reply
    .header('cache-control', 'public, max-age=300')
    .type('text/html; charset=utf-8')
    .send(renderPage(page, { title: openApiWords[lang].title, lang, canonical: '/tai-lieu-api', css: docsCss }));
}
