// The frame of a public page: skip link, header with the mark, sections, content, footer.
import type { ComponentChildren } from 'preact';
import { BrandMark } from './brand-mark.tsx';
import { layoutWords } from './words/layout.ts';

/** Whose portal this is: `config.province` fits. */
export interface Site {
  readonly name: string;
  readonly nameEn: string;
}

export type Section = 'home' | 'search' | 'scanner' | 'enterCode' | 'recalls' | 'howToRead' | 'trace';

export interface LayoutProps {
  readonly site: Site;
  readonly lang: 'vi' | 'en';
  readonly section?: Section;
  /** The same page in the other language; none = no link. */
  readonly otherLanguageHref?: string;
  /** Shown in place of "Đăng nhập" to people who are signed in. */
  readonly account?: { readonly name: string; readonly href: string };
  readonly children: ComponentChildren;
}

const sectionPaths: readonly (readonly [Section, string])[] = [
  ['home', '/'],
  ['search', '/tim-kiem'],
  ['scanner', '/quet'],
  ['enterCode', '/nhap-ma'],
  ['trace', '/truy-vet'],
  ['recalls', '/thu-hoi'],
  ['howToRead', '/cach-doc-trang'],
];

export function Layout({ site, lang, section, otherLanguageHref, account, children }: LayoutProps) {
  const words = layoutWords[lang];
  const suffix = lang === 'en' ? '?lang=en' : '';
  const province = lang === 'en' ? site.nameEn : site.name;
  return (
    <>
      <a class="skip" href="#noi-dung">
        {words.skip}
      </a>
      <header class="head">
        <div class="in">
          <a class="brand" href={`/${suffix}`}>
            <BrandMark />
            <span>
              <b>{words.brand(province)}</b>
              <span>{words.official}</span>
            </span>
          </a>
          <div class="side">
            {otherLanguageHref !== undefined && (
              <a href={otherLanguageHref} lang={lang === 'en' ? 'vi' : 'en'} hreflang={lang === 'en' ? 'vi' : 'en'}>
                {words.otherLanguage}
              </a>
            )}
            <a href={account?.href ?? '/dang-nhap'}>{account?.name ?? words.signIn}</a>
          </div>
        </div>
      </header>
      <nav class="nav" aria-label={words.mainNav}>
        <ul class="in">
          {sectionPaths.map(([key, path]) => (
            <li>
              <a href={path + suffix} aria-current={key === section ? 'page' : undefined}>
                {words[key]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main id="noi-dung" class="in" tabindex={-1}>
        {children}
      </main>
      <Footer lang={lang} province={province} />
    </>
  );
}

function Footer({ lang, province }: { lang: 'vi' | 'en'; province: string }) {
  const words = layoutWords[lang];
  const suffix = lang === 'en' ? '?lang=en' : '';
  return (
    <footer class="foot">
      <div class="in">
        <nav aria-label={words.footerNav}>
          <a href={`/cach-doc-trang${suffix}`}>{words.howToRead}</a>
          <a href={`/thu-hoi${suffix}`}>{words.recalls}</a>
          <a href={`/quet${suffix}`}>{words.scanner}</a>
          <a href={`/nhap-ma${suffix}`}>{words.enterCode}</a>
          <a href={`/tai-lieu-api${suffix}`}>{words.forPrograms}</a>
        </nav>
        <p>{words.footer}</p>
        <p>{words.runBy(province)}</p>
      </div>
    </footer>
  );
}
