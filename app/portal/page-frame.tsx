// What every page of the portal is given besides its own value, and the frame of the pages that a search leads to.
import type { ComponentChildren } from 'preact';
import { Breadcrumbs } from '../ui/breadcrumbs.tsx';
import { Layout } from '../ui/layout.tsx';
import type { LayoutProps, Site } from '../ui/layout.tsx';
import { layoutWords } from '../ui/words/layout.ts';
import { portalWords } from '../ui/words/portal.ts';

export interface PageFrame {
  readonly site: Site;
  readonly lang: 'vi' | 'en';
  /** Shown in the header to people who are signed in. */
  readonly account?: NonNullable<LayoutProps['account']>;
  /** Path and query of this page in the other language. */
  readonly otherLanguageHref: string;
  readonly now: Date;
}

/** The name in the page's language. */
export function nameIn(lang: 'vi' | 'en', row: { readonly name: string; readonly name_en: string | null }): string {
  return lang === 'en' ? (row.name_en ?? row.name) : row.name;
}

export function unitIn(lang: 'vi' | 'en', row: { readonly unit_name: string | null; readonly unit_name_en: string | null }): string {
  return (lang === 'en' ? (row.unit_name_en ?? row.unit_name) : row.unit_name) ?? '';
}

export function withLang(path: string, lang: 'vi' | 'en'): string {
  return lang === 'en' ? `${path}${path.includes('?') ? '&' : '?'}lang=en` : path;
}

/** The page of something that a search finds: a product, a maker. */
export function FoundPage({ frame, name, children }: { frame: PageFrame; name: string; children: ComponentChildren }) {
  const { lang } = frame;
  return (
    <Layout {...frame} section="search">
      <Breadcrumbs
        lang={lang}
        items={[
          { label: layoutWords[lang].home, href: withLang('/', lang) },
          { label: portalWords[lang].searchTitle, href: withLang('/tim-kiem', lang) },
          { label: name },
        ]}
      />
      {children}
    </Layout>
  );
}
