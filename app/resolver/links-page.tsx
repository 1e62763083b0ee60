// The page that lists the links of an identifier, level by level, with the same as JSON-LD inside (Conformant Resolver §2.10).
import { primaryKeys, titleVi } from '@nguon/gs1';
import { Layout } from '../ui/layout.tsx';
import type { Site } from '../ui/layout.tsx';
import { Tag } from '../ui/tag.tsx';
import { linkTypeNames } from '../ui/words/link-types.ts';
import { resolverWords } from '../ui/words/resolver.ts';
import type { Link } from './choose-link.ts';
import { gs1Name, gs1Voc } from './link-types.ts';
import type { Level } from './resolve-path.ts';

export interface PageFrame {
  readonly site: Site;
  readonly lang: 'vi' | 'en';
  readonly otherLanguageHref: string;
}

export interface LinksView {
  /** Of the product, place or party; undefined where we know none. */
  readonly name: string | undefined;
  readonly levels: readonly Level[];
  readonly links: readonly Link[];
  readonly title: string;
  readonly lead: string;
  /** The linkset with its context. */
  readonly jsonLd: object | undefined;
}

export function LinksPage({ view, frame }: { view: LinksView; frame: PageFrame }) {
  const words = resolverWords[frame.lang];
  const groups = view.levels
    .map((level) => ({ level, links: view.links.filter((link) => link.thing === level.thing) }))
    .filter(({ links }) => links.length > 0);
  return (
    <Layout {...frame}>
      <h1>{view.title}</h1>
      {view.name !== undefined && (
        <p style="font-size:20px;margin:0 0 6px">
          <b>{view.name}</b>
        </p>
      )}
      <p class="soft num" style="overflow-wrap:anywhere">
        {words.code}: {view.levels[0]!.elements.map(({ ai, value }) => `(${ai}) ${value}`).join(' ')}
      </p>
      <p class="lead">{view.lead}</p>
      {groups.map(({ level, links }) => (
        <section class="card">
          <h2 style="font-size:19px;overflow-wrap:anywhere">{levelName(level, frame.lang)}</h2>
          <ul style="list-style:none;padding:0">
            {links.map((link) => (
              <LinkLine link={link} lang={frame.lang} />
            ))}
          </ul>
        </section>
      ))}
      {view.jsonLd !== undefined && (
        <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(view.jsonLd).replaceAll('<', '\\u003c') }} />
      )}
    </Layout>
  );
}

function LinkLine({ link, lang }: { link: Link; lang: 'vi' | 'en' }) {
  const words = resolverWords[lang];
  const notes = [
    link.hreflang.map((tag) => languageName(tag, lang)).join(', '),
    mediaName(link.mediaType, lang),
    link.context.length === 0 ? '' : words.forContext(link.context.join(', ')),
    hostOf(link.href),
  ].filter((note) => note !== '');
  return (
    <li style="padding:10px 0;border-top:1px solid var(--line)">
      <div class="row" style="gap:0 12px">
        {isFollowed(link.href) ? <a href={withLang(link.href, lang)}>{titleOf(link, lang)}</a> : <b>{titleOf(link, lang)}</b>}
        {link.isDefault && <Tag tone="right">{words.isDefault}</Tag>}
      </div>
      <div class="soft small" style="overflow-wrap:anywhere">
        {[typeName(link.type, lang), ...notes].join(' · ')}
      </div>
    </li>
  );
}

/** Registered titles are their owners'; ours are translated. */
function titleOf({ href, title }: Link, lang: 'vi' | 'en'): string {
  if (href.startsWith('/xem/')) return resolverWords[lang].scanPage;
  return href.startsWith('/truy-vet?') ? resolverWords[lang].tracePage : title;
}

const withLang = (href: string, lang: 'vi' | 'en'): string =>
  lang === 'en' && href.startsWith('/') ? `${href}${href.includes('?') ? '&' : '?'}lang=en` : href;

/** Only addresses of the web are links here, whatever stands in the register. */
const isFollowed = (href: string): boolean => href.startsWith('/') || /^https?:\/\//i.test(href);

function hostOf(href: string): string {
  return URL.canParse(href) ? new URL(href).host : '';
}

export function typeName(type: string, lang: 'vi' | 'en'): string {
  const name = gs1Name(type);
  return name === undefined ? type.replace(gs1Voc, 'gs1:') : (linkTypeNames[name]?.[lang] ?? `gs1:${name}`);
}

function languageName(tag: string, lang: 'vi' | 'en'): string {
  try {
    const name = new Intl.DisplayNames(lang, { type: 'language' }).of(tag) ?? tag;
    return name.charAt(0).toUpperCase() + name.slice(1);
  } catch {
    return tag;
  }
}

function mediaName(type: string | undefined, lang: 'vi' | 'en'): string {
  const words = resolverWords[lang];
  if (type === undefined || type === 'text/html') return '';
  if (type === 'application/pdf') return words.pdf;
  if (type.startsWith('image/')) return words.image;
  if (type.startsWith('video/')) return words.video;
  return /json|xml/.test(type) ? `${words.forPrograms} (${type})` : words.file(type);
}

function levelName({ elements }: Level, lang: 'vi' | 'en'): string {
  const words = resolverWords[lang].level;
  const [key, ...qualifiers] = elements as [Level['elements'][number], ...Level['elements']];
  const valueOf = (ai: string): string | undefined => qualifiers.find((one) => one.ai === ai)?.value;
  const [lot, serial, variant] = [valueOf('10'), valueOf('21'), valueOf('22')];
  if (serial !== undefined) return words.serial(serial);
  if (lot !== undefined) return variant === undefined ? words.lot(lot) : words.variantLot(variant, lot);
  if (variant !== undefined) return words.variant(variant);
  const last = qualifiers.at(-1);
  if (last !== undefined) return words.other(lang === 'vi' ? titleVi(last.ai) : `(${last.ai})`, last.value);
  if (key.ai === '01') return words.item(key.value);
  const name = primaryKeys.find(({ ai }) => ai === key.ai)!;
  return words.other(name[lang], key.value);
}
