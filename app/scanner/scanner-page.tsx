// The scanner's page: advice and the typed code for everyone; the camera's part shows itself where scripts run.
import { verdictIcons } from '../scan/page/icons.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Layout } from '../ui/layout.tsx';
import type { LayoutProps } from '../ui/layout.tsx';
import { renderPage } from '../ui/render-page.tsx';
import { portalWords } from '../ui/words/portal.ts';
import { scannerWords } from '../ui/words/scanner.ts';
import { scannerCss } from './scanner-css.ts';

export interface ScannerView extends Omit<LayoutProps, 'children' | 'section'> {
  /** Address of the script that opens the scanner. */
  readonly island: string;
  /** Address of the worker in which codes are read where the browser cannot. */
  readonly worker: string;
}

export function renderScannerPage(view: ScannerView): string {
  const { lang } = view;
  const words = scannerWords[lang];
  return renderPage(<ScannerPage view={view} />, {
    title: words.title,
    lang,
    canonical: lang === 'en' ? '/quet?lang=en' : '/quet',
    description: words.description,
    scripts: [view.island],
    css: scannerCss,
  });
}

function ScannerPage({ view: { island: _island, worker, ...frame } }: { view: ScannerView }) {
  const { lang } = frame;
  const words = scannerWords[lang];
  return (
    <Layout {...frame} section="scanner">
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <section
        id="quet"
        class="scan"
        hidden
        data-worker={worker}
        data-lang={lang}
        data-failed={`${words.faults['reader']!.title}. ${words.faults['reader']!.text}`}
        aria-label={words.title}
      >
        <div class="start">
          <button class="btn" type="button" data-open>
            {words.open}
          </button>
          <label class="btn quiet pick">
            {words.picture}
            <input type="file" accept="image/*" data-picture />
          </label>
        </div>
        <label class="choice">
          <input type="checkbox" data-market />
          <span>
            {words.market} <small>{words.marketHint}</small>
          </span>
        </label>
        {/* What the script of the camera fills. */}
        <div data-screen />
        <template
          data-icons
          dangerouslySetInnerHTML={{
            __html: Object.entries(verdictIcons)
              .map(([name, icon]) => icon.text.replace('<svg ', `<svg data-icon="${name}" `))
              .join(''),
          }}
        />
      </section>
      <h2>{words.byPhoneTitle}</h2>
      <ul class="prose">
        {words.byPhone.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <TypedCode lang={lang} />
    </Layout>
  );
}

/** The same fields as the page for typed codes, which answers them and asks again where something is amiss. */
function TypedCode({ lang }: { lang: 'vi' | 'en' }) {
  const words = portalWords[lang];
  return (
    <>
      <h2>{scannerWords[lang].typedTitle}</h2>
      <form action="/nhap-ma">
        {lang === 'en' && <input type="hidden" name="lang" value="en" />}
        <Field name="ma" label={words.code} hint={words.codeHint} lang={lang} maxlength={1_000} autocomplete="off" />
        <Field name="lo" label={words.lotOptional} hint={words.lotHint} lang={lang} maxlength={20} autocomplete="off" />
        <Button>{words.codeGo}</Button>
      </form>
    </>
  );
}
