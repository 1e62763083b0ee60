// The frame of the workspace and the console: brand bar with the organisation, tabs of work, content.
import type { ComponentChildren } from 'preact';
import type { Site } from './layout.tsx';
import { layoutWords } from './words/layout.ts';

export interface WorkLayoutProps {
  readonly site: Site;
  readonly lang: 'vi' | 'en';
  /** Organisation or agency in whose name the person works. */
  readonly organisation: string;
  readonly tabs: readonly { readonly href: string; readonly label: string; readonly current?: boolean }[];
  /** What stands at the right of the bar: account link, sign-out form. */
  readonly side?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function WorkLayout({ site, lang, organisation, tabs, side, children }: WorkLayoutProps) {
  const words = layoutWords[lang];
  return (
    <>
      <a class="skip" href="#noi-dung">
        {words.skip}
      </a>
      <header class="work-top">
        <div class="in">
          <a class="name" href="/">
            {words.brand(lang === 'en' ? site.nameEn : site.name)}
          </a>
          <span class="org">{organisation}</span>
          <div class="side">{side}</div>
        </div>
      </header>
      {tabs.length > 0 && (
        <nav class="nav" aria-label={words.mainNav}>
          <ul class="in">
            {tabs.map((tab) => (
              <li>
                <a href={tab.href} aria-current={tab.current === true ? 'page' : undefined}>
                  {tab.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <main id="noi-dung" class="in" tabindex={-1}>
        {children}
      </main>
    </>
  );
}
