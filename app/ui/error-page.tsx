// The one error page: what happened, what is kept, what to do next.
import { Layout } from './layout.tsx';
import type { Site } from './layout.tsx';
import { renderPage } from './render-page.tsx';
import { errorPageLabels, errorPageWords } from './words/error-page.ts';

export interface ErrorView {
  readonly status: number;
  readonly code: string;
  readonly requestId: string;
  /** What the refusal itself says; the words of the status stand around it. */
  readonly vi?: string;
  readonly en?: string;
  /** More things that are wrong, each with how to mend it. */
  readonly faults?: readonly { readonly vi: string; readonly en: string }[];
  readonly site?: Site;
  readonly lang?: 'vi' | 'en';
  /** Where the same request is answered in the other language; none for forms that were sent. */
  readonly otherLanguageHref?: string;
}

/** The default province's name, for refusals that come before the configuration is at hand. */
const siteUnknown: Site = { name: 'Tây Ninh', nameEn: 'Tay Ninh' };

export function renderErrorPage(view: ErrorView): string {
  const lang = view.lang ?? 'vi';
  const all = errorPageWords[lang];
  const words = all[view.status] ?? (view.status < 500 ? all[400] : all[500])!;
  return renderPage(<ErrorPage view={view} lang={lang} />, { title: words.title, lang, noIndex: true });
}

function ErrorPage({ view, lang }: { view: ErrorView; lang: 'vi' | 'en' }) {
  const all = errorPageWords[lang];
  const words = all[view.status] ?? (view.status < 500 ? all[400] : all[500])!;
  const labels = errorPageLabels[lang];
  const faults = view.faults?.map((fault) => fault[lang]) ?? [];
  const own = view[lang];
  return (
    <Layout
      site={view.site ?? siteUnknown}
      lang={lang}
      {...(view.otherLanguageHref === undefined ? {} : { otherLanguageHref: view.otherLanguageHref })}
    >
      <div class="prose">
        <h1>{words.title}</h1>
        <p class="lead">{own ?? words.what}</p>
        {faults.length > 0 && (
          <ul>
            {faults.slice(0, 20).map((fault) => (
              <li>{fault}</li>
            ))}
          </ul>
        )}
        <p>{words.next}</p>
        {view.status === 404 && <SearchBox lang={lang} />}
        <p class="row">
          <a class="btn quiet" href={lang === 'en' ? '/?lang=en' : '/'}>
            {labels.home}
          </a>
        </p>
        <p class="soft small">
          {labels.incident}:{' '}
          <span class="num">
            {view.status}-{view.requestId}
          </span>
        </p>
      </div>
    </Layout>
  );
}

function SearchBox({ lang }: { lang: 'vi' | 'en' }) {
  const labels = errorPageLabels[lang];
  return (
    <form action="/tim-kiem" role="search" class="group">
      <label class="label" for="q">
        {labels.searchLabel}
      </label>
      <div class="row">
        <input class="input" style="flex:1 1 240px" id="q" name="q" type="search" />
        {lang === 'en' && <input type="hidden" name="lang" value="en" />}
        <button class="btn" type="submit">
          {labels.go}
        </button>
      </div>
    </form>
  );
}
