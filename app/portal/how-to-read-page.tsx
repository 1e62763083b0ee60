// Explains how to read a scan page, so that a reader knows what each verdict says and what it does not.
import { verdictIcons } from '../scan/page/icons.ts';
import { Breadcrumbs } from '../ui/breadcrumbs.tsx';
import { Layout } from '../ui/layout.tsx';
import { howToReadWords } from '../ui/words/how-to-read.ts';
import { layoutWords } from '../ui/words/layout.ts';
import { withLang } from './page-frame.tsx';
import type { PageFrame } from './page-frame.tsx';

export function HowToReadPage({ frame }: { frame: PageFrame }) {
  const { lang } = frame;
  const words = howToReadWords[lang];
  return (
    <Layout {...frame} section="howToRead">
      <Breadcrumbs lang={lang} items={[{ label: layoutWords[lang].home, href: withLang('/', lang) }, { label: words.title }]} />
      <div class="prose">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <h2>{words.verdictsTitle}</h2>
        <ul class="sample">
          {words.verdicts.map(([look, title, meaning]) => (
            <li>
              <i class={look} aria-hidden="true" dangerouslySetInnerHTML={{ __html: verdictIcons[look].text }} />
              <b>{title}</b>
              <p>{meaning}</p>
            </li>
          ))}
        </ul>
        <p>{words.unavailable}</p>
        <h2>{words.whoTitle}</h2>
        <dl>
          {words.who.map(([who, what]) => (
            <>
              <dt>
                <b>{who}</b>
              </dt>
              <dd style="margin:0 0 12px">{what}</dd>
            </>
          ))}
        </dl>
        <p>{words.whoNote}</p>
        <h2>{words.journeyTitle}</h2>
        <ul>
          {words.journey.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
        <h2>{words.scansTitle}</h2>
        <p>{words.scans}</p>
        <h2>{words.neverTitle}</h2>
        <p>{words.never}</p>
      </div>
    </Layout>
  );
}
