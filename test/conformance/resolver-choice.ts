// Which of several links answers: languages with q-values and wildcards, media types, contexts, defaults by language, 300.
import { items, maker } from './resolver-links.ts';
import { headerOf, variesBy } from './resolver-client.ts';
import type { Reply } from './resolver-client.ts';
import { isRedirect, readEntries, readJson, targetOf } from './resolver-probe.ts';
import type { Probe } from './resolver-probe.ts';

/** Wanted: the last part of the target, or 300. */
type Row = readonly [header: string | undefined, wanted: string];

const threeLanguages: readonly Row[] = [
  ['vi', 'vi'],
  ['en', 'en'],
  ['ja', 'ja'],
  ['ja;q=0.2, vi;q=0.9', 'vi'],
  ['ja;q=0.9,vi;q=0.2', 'ja'],
  ['vi;q=0.001, fr', 'vi'],
  ['fr, de;q=0.9, en;q=0.1', 'en'],
  ['en-GB', 'en'],
  ['en-GB,en;q=0.9', 'en'],
  ['vi-VN', 'vi'],
  ['EN-us', 'en'],
  ['ja , en;q=0.5', 'ja'],
  ['en; q=0.3, ja; q=0.4', 'ja'],
  ['ja, *;q=0.1', 'ja'],
  ['*;q=0.1, en', 'en'],
  ['vi;q=0, ja;q=0, *', 'en'],
  ['vi;q=0, ja;q=0, en;q=0.1', 'en'],
  ['fr, *;q=0.5', '300'],
  ['*', '300'],
  ['fr', '300'],
  ['', '300'],
  [undefined, '300'],
];

/** What the best-known browsers send for a page. */
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';

const mediaTypes: readonly (readonly [accept: string | undefined, language: string | undefined, wanted: string])[] = [
  ['text/html', undefined, 'paper.html'],
  ['application/pdf', undefined, 'paper.pdf'],
  ['application/pdf', 'vi', 'paper-vi.pdf'],
  ['application/pdf', 'fr', 'paper.pdf'],
  ['text/html;q=0.5, application/pdf', undefined, 'paper.pdf'],
  ['text/html, application/pdf;q=0.5', 'vi', 'paper.html'],
  ['text/*', undefined, 'paper.html'],
  ['application/*;q=0.2, text/*;q=0.9', undefined, 'paper.html'],
  ['application/pdf;q=0, */*', undefined, 'paper.html'],
  ['TEXT/HTML', undefined, 'paper.html'],
  [browser, undefined, 'paper.html'],
  [browser, 'vi-VN,vi;q=0.9', 'paper.html'],
];

const contexts: readonly Row[] = [
  ['LK', 'lk'],
  ['IN', 'lk'],
  ['VN', 'vn'],
  ['US', 'any'],
  [undefined, 'any'],
];

/** Without linkType: the default in the reader's language where there is one, else the one default. */
const multi: readonly Row[] = [
  ['vi', 'home-vi'],
  ['en-GB,en;q=0.8', 'home-en'],
  ['en;q=0.1, vi;q=0.2', 'home-vi'],
  ['fr', 'home'],
  ['*', 'home'],
  [undefined, 'home'],
];

export async function checkChoice(probe: Probe): Promise<void> {
  await checkRows(probe, 'languages with q-values and wildcards', `${items.threeLanguages}?linkType=gs1:instructions`, threeLanguages);
  await checkRows(probe, 'languages with q-values and wildcards', `${items.twoLanguages}?linkType=gs1:instructions`, [
    ['en;q=0, *', 'vi'],
    ['vi;q=0, *;q=0.5', 'en'],
  ]);
  await checkRows(probe, 'defaults by language', items.multi, multi);
  await checkRows(probe, 'defaults by language', `${items.multi}/10/UNKNOWN`, multi);
  for (const [accept, language, wanted] of mediaTypes) {
    const reply = await probe.ask(`${items.mediaTypes}?linkType=gs1:certificationInfo`, {
      ...(accept === undefined ? {} : { accept }),
      ...(language === undefined ? {} : { 'accept-language': language }),
    });
    probe.expect('media types', reply, leadsTo(reply, wanted), `Accept ${accept}, language ${language}: wanted ${wanted}`);
    probe.expect('media types', reply, variesBy(reply, 'accept'), `Vary names accept, is ${headerOf(reply, 'vary')}`);
  }
  for (const [context, wanted] of contexts) {
    const query = context === undefined ? '' : `&context=${context}`;
    const reply = await probe.ask(`${items.contexts}?linkType=gs1:certificationInfo${query}`, {});
    probe.expect('contexts', reply, leadsTo(reply, wanted), `context ${context}: wanted ${wanted}`);
  }
  await checkDefaultIsOne(probe);
  await checkUndecidable(probe);
}

async function checkRows(probe: Probe, group: string, path: string, rows: readonly Row[]): Promise<void> {
  for (const [language, wanted] of rows) {
    const reply = await probe.ask(path, language === undefined ? {} : { 'accept-language': language });
    const what = `Accept-Language ${language ?? 'absent'}: wanted ${wanted}`;
    probe.expect(group, reply, wanted === '300' ? reply.status === 300 : leadsTo(reply, wanted), what);
    probe.expect(group, reply, variesBy(reply, 'accept-language'), `Vary names accept-language, is ${headerOf(reply, 'vary')}`);
  }
}

const leadsTo = (reply: Reply, name: string): boolean =>
  isRedirect(reply) && targetOf(reply, reply.path.split('?')[1] ?? '') === `${maker}/${name}`;

/** §2.5.8: a default without languages is the answer in all of them, also where its type has links in other languages. */
async function checkDefaultIsOne(probe: Probe): Promise<void> {
  const group = 'the default is one';
  for (const [item, href] of [
    [items.threeLanguages, `${maker}/three`],
    [items.entry, 'https://dalgiardino.com/about/?test_lt=gs1:sustainabilityInfo&test_lang=en'],
  ] as const) {
    for (const language of ['vi', 'en', 'ja', 'es', 'de', '*', 'vi;q=0', undefined]) {
      const reply = await probe.ask(item, language === undefined ? {} : { 'accept-language': language });
      probe.expect(group, reply, reply.status === 307 && headerOf(reply, 'location') === href, `language ${language}: wanted ${href}`);
    }
  }
  for (const spelling of ['gs1:defaultLink', 'https://ref.gs1.org/voc/defaultLink']) {
    const reply = await probe.ask(`${items.multi}?linkType=${spelling}`, { 'accept-language': 'vi' });
    probe.expect(group, reply, leadsTo(reply, 'home'), 'asked for by name');
  }
}

/** §2.6.3: undecidable is 300 with the list: a linkset of the candidates for programs, a page for people. */
async function checkUndecidable(probe: Probe): Promise<void> {
  const group = 'undecidable: 300 with the list';
  const path = `${items.twins}?linkType=gs1:traceability`;
  const asked = { 'accept-language': 'vi' };
  const json = await probe.ask(path, { ...asked, accept: 'application/json' });
  probe.expect(group, json, json.status === 300, 'two links with the same attributes');
  const fault = probe.findLinksetFault(readJson(json));
  probe.expect(group, json, fault === undefined, `a valid linkset: ${fault ?? ''}`);
  const [entry, ...others] = readEntries(readJson(json));
  const hrefs = (entry?.targets.get('gs1:traceability') ?? []).map(({ href }) => href).sort();
  const wanted = [`${maker}/twin-1`, `${maker}/twin-2`];
  probe.expect(group, json, others.length === 0 && hrefs.join() === wanted.join(), `the candidates and nothing else: ${hrefs.join()}`);
  probe.expect(group, json, entry?.anchor === probe.client.origin + items.twins, `anchor ${entry?.anchor}`);
  const page = await probe.ask(path, { ...asked, accept: browser });
  const isPage = page.status === 300 && headerOf(page, 'content-type').startsWith('text/html');
  probe.expect(group, page, isPage, `a page for people: ${headerOf(page, 'content-type')}`);
  const shown = wanted.every((href) => page.body.includes(`href="${href}`)) && !page.body.includes(`${maker}/single"`);
  probe.expect(group, page, shown, 'the page leads to both and not to the third');
  const single = await probe.ask(path, { 'accept-language': 'en' });
  probe.expect(group, single, leadsTo(single, 'single'), 'another language decides');
}
