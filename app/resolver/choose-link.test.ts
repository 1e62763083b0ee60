// Which link answers: nearest level, then media type, language, context; bound and unbound links; what cannot be decided.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseLink } from './choose-link.ts';
import type { Link } from './choose-link.ts';
import { normaliseLinkType } from './link-types.ts';
import { readPreferences } from '../preferences.ts';

const link = (href: string, more: Partial<Link> = {}): Link => ({
  thing: 'top',
  type: normaliseLinkType('gs1:pip'),
  href,
  title: href,
  hreflang: [],
  mediaType: undefined,
  context: [],
  isDefault: false,
  ...more,
});

function choose(links: readonly Link[], asked: { lang?: string; accept?: string; context?: string; type?: string } = {}): string {
  const choice = chooseLink(links, ['lot', 'top'], {
    type: normaliseLinkType(asked.type ?? 'gs1:pip'),
    languages: readPreferences(asked.lang),
    mediaTypes: readPreferences(asked.accept),
    context: asked.context,
  });
  return choice.kind === 'one' ? choice.link.href : choice.kind === 'several' ? choice.links.map(({ href }) => href).join() : 'none';
}

const vi = link('vi', { hreflang: ['vi'] });
const en = link('en', { hreflang: ['en'] });
const any = link('any');

test("language by q; neither wanted: the choice is the reader's; a link of no language before those of unwanted ones", () => {
  assert.equal(choose([vi, en], { lang: 'ja;q=0.2, vi;q=0.9' }), 'vi');
  assert.equal(choose([vi, en], { lang: 'en-GB, vi;q=0.9' }), 'en');
  assert.equal(choose([vi, en], { lang: 'fr' }), 'vi,en');
  assert.equal(choose([vi, en]), 'vi,en');
  for (const lang of [undefined, '*', 'fr']) assert.equal(choose([vi, en, any], lang === undefined ? {} : { lang }), 'any', lang);
  assert.equal(choose([vi, en, any], { lang: 'en;q=0.001' }), 'en');
  assert.equal(choose([vi, en], { lang: 'vi;q=0, en;q=0' }), 'vi,en', 'something is better than nothing');
});

test('media type comes before language, language before context', () => {
  const html = link('html', { mediaType: 'text/html', hreflang: ['en'] });
  const pdf = link('pdf', { mediaType: 'application/pdf', hreflang: ['en'] });
  const pdfVi = link('pdf-vi', { mediaType: 'application/pdf', hreflang: ['vi'] });
  assert.equal(choose([html, pdf, pdfVi], { accept: 'application/pdf, */*;q=0.1', lang: 'vi' }), 'pdf-vi');
  assert.equal(choose([html, pdf, pdfVi], { accept: 'text/html,*/*;q=0.8', lang: 'vi' }), 'html');
  assert.equal(choose([html, pdf], { accept: 'image/png' }), 'html,pdf');
  assert.equal(choose([html, pdf], { accept: '*/*' }), 'html,pdf');
  const clinical = link('clinical', { context: ['clinical'] });
  assert.equal(choose([clinical, vi], { context: 'clinical', lang: 'vi' }), 'vi');
  assert.equal(choose([clinical, any], { context: 'clinical' }), 'clinical');
  assert.equal(choose([clinical, any], { context: 'other' }), 'any');
  assert.equal(choose([clinical, any]), 'any');
});

test('the nearest level that has the type answers, whatever the language there', () => {
  const lot = link('lot', { thing: 'lot', hreflang: ['ja'] });
  assert.equal(choose([vi, lot], { lang: 'vi' }), 'lot');
  assert.equal(choose([vi, lot], { type: 'gs1:epil' }), 'none');
});

test('the same type in any spelling', () => {
  for (const type of [
    'gs1:pip',
    'GS1:pip',
    'https://gs1.org/voc/pip',
    'http://www.gs1.org/voc/pip',
    'https://ref.gs1.org/voc/pip',
    'http://ref.gs1.org/voc/pip',
  ])
    assert.equal(choose([vi], { type }), 'vi', type);
  assert.equal(choose([vi], { type: 'gs1:PIP' }), 'none');
  const alternate = link('alternate', { type: normaliseLinkType('alternate') });
  assert.equal(choose([alternate], { type: 'Alternate' }), 'alternate');
  const own = link('own', { type: 'https://maker.example/voc/Guide' });
  assert.equal(choose([own], { type: 'https://maker.example/voc/Guide' }), 'own');
});
