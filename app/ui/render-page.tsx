// Turns a page's element into a whole HTML document: head, style sheet, language, canonical address.
import type { ComponentChild, VNode } from 'preact';
import renderToString from 'preact-render-to-string';
import { preloadedFontPaths } from './fonts/work-fonts.ts';
import { stylesheets } from './stylesheet.ts';
import type { Lang } from './words/lang.ts';
import { layoutWords } from './words/layout.ts';

export interface PageHead {
  /** Without the site's name; the layout of the title is the same everywhere. */
  readonly title: string;
  readonly lang: Lang;
  /** Something typed needs mending: the title says so first, for those who hear it. */
  readonly hasErrors?: boolean;
  /** Path or URL of the page without parameters that do not change it. */
  readonly canonical?: string;
  readonly description?: string;
  /** Not for search engines: results, forms, signed-in pages. */
  readonly noIndex?: boolean;
  /** `portal` unless told: system fonts; `work` adds Be Vietnam Pro and tabs. */
  readonly sheet?: 'portal' | 'work';
  /** Paths of island modules; every page works without them. */
  readonly scripts?: readonly string[];
  /** Seconds after which a browser without script loads the page again, from this path. */
  readonly reload?: { readonly after_s: number; readonly path: string } | undefined;
  /** CSS of this page alone. */
  readonly css?: string;
}

export function renderPage(page: VNode, head: PageHead): string {
  const sheet = stylesheets[head.sheet ?? 'portal'];
  return (
    '<!doctype html>' +
    renderToString(
      <Document head={head} sheetPath={sheet.path}>
        {page}
      </Document>,
    )
  );
}

function Document({ head, sheetPath, children }: { head: PageHead; sheetPath: string; children: ComponentChild }) {
  return (
    <html lang={head.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{head.hasErrors === true ? layoutWords[head.lang === 'vi' ? 'vi' : 'en'].errorPrefix + head.title : head.title}</title>
        {head.description !== undefined && <meta name="description" content={head.description} />}
        {head.noIndex === true && <meta name="robots" content="noindex" />}
        {head.canonical !== undefined && <link rel="canonical" href={head.canonical} />}
        <meta name="theme-color" content="#0b5d4b" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="icon" href="/tai-san/bieu-tuong.svg" type="image/svg+xml" />
        {/* Fonts are always fetched without credentials: a preload that does not say so is fetched twice. */}
        {head.sheet === 'work' &&
          preloadedFontPaths.map((path) => <link rel="preload" href={path} as="font" type="font/woff2" crossorigin="anonymous" />)}
        <link rel="stylesheet" href={sheetPath} />
        {head.css !== undefined && <style dangerouslySetInnerHTML={{ __html: head.css }} />}
        {head.scripts?.map((path) => (
          <script type="module" src={path} />
        ))}
        {head.reload !== undefined && (
          <noscript>
            <meta http-equiv="refresh" content={`${head.reload.after_s}; url=${head.reload.path}`} />
          </noscript>
        )}
      </head>
      <body>{children}</body>
    </html>
  );
}
