// The page for an address that is no Digital Link: what is wrong in plain words, and the link that was probably meant.
import { Layout } from '../ui/layout.tsx';
import { Note } from '../ui/note.tsx';
import { resolverWords } from '../ui/words/resolver.ts';
import type { PageFrame } from './links-page.tsx';
import type { PathFault } from './resolve-path.ts';

export interface WrongLinkView {
  readonly faults: readonly PathFault[];
  /** Path and query, as written. */
  readonly asked: string;
  /** Path and query in their right form; undefined where the code itself is wrong. */
  readonly meant: string | undefined;
}

export function WrongLinkPage({ view, frame }: { view: WrongLinkView; frame: PageFrame }) {
  const { lang } = frame;
  const words = resolverWords[lang];
  const [first] = view.faults;
  const isDigits = first?.code === 'incorrect_check_digit';
  return (
    <Layout {...frame}>
      <div class="prose">
        <h1>{words.wrongTitle}</h1>
        <p class="lead">{isDigits ? words.wrongDigits(codeIn(view.asked)) : words.wrongLead}</p>
        {view.meant !== undefined && (
          <Note>
            <p style="margin:0">{words.meant}</p>
            <p style="overflow-wrap:anywhere">
              <a href={view.meant} style="display:inline-block;padding:12px 0">
                {view.meant}
              </a>
            </p>
          </Note>
        )}
        {isDigits ? (
          <ul>
            {words.wrongDigitsNext.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        ) : (
          <>
            <h2>{words.whatIsWrong}</h2>
            <ul>
              {[...new Set(view.faults.map((fault) => fault[lang]))].slice(0, faults_shown_max).map((text) => (
                <li style="overflow-wrap:anywhere">{text}</li>
              ))}
            </ul>
          </>
        )}
        <p class="row">
          <a class="btn" href={lang === 'en' ? '/nhap-ma?lang=en' : '/nhap-ma'}>
            {words.enterCode}
          </a>
        </p>
        <p class="soft small" style="overflow-wrap:anywhere">
          {words.askedFor}: {view.asked.slice(0, asked_max_chars)}
        </p>
      </div>
    </Layout>
  );
}

const faults_shown_max = 8;
const asked_max_chars = 300;

/** The digits in question: the longest run of them in the path. */
function codeIn(asked: string): string {
  const runs = asked.split('?', 1)[0]!.match(/\d{8,}/g) ?? [];
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}
