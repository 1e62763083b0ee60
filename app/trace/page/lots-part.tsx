// Says of a code without a lot that it only names a kind of goods, and offers the lots known of it to choose from.
import { Note } from '../../ui/note.tsx';
import { shortCode } from '../../ui/show-code.ts';
import { traceWords } from '../../ui/words/trace.ts';
import type { KnownLots } from '../find-lots.ts';
import { tracePath } from './show.ts';
import type { PageLang } from './show.ts';
import type { Directions } from '../trace-model.ts';

export interface LotsShown extends KnownLots {
  readonly kind: string;
  readonly isFirstPage: boolean;
}

export function LotsPart({ shown, lang, direction }: { shown: LotsShown; lang: PageLang; direction: Directions }) {
  const words = traceWords[lang];
  const { lots, next, kind, isFirstPage } = shown;
  return (
    <section class="noprint">
      <Note tone="wait">
        <p>{words.classOnly}</p>
      </Note>
      <h3 id="lo">{words.knownLots}</h3>
      {lots.length === 0 ? (
        <p class="soft">{words.noLots}</p>
      ) : (
        <ul class="lots">
          {lots.map((lot) => (
            <li>
              <a href={tracePath(lot, lang, direction)}>{shortCode(lot, lang)}</a>
            </li>
          ))}
        </ul>
      )}
      {(next !== undefined || !isFirstPage) && (
        <nav class="pages" aria-label={words.knownLots}>
          {!isFirstPage && <a href={`${tracePath(kind, lang, direction)}#lo`}>{words.firstLots}</a>}
          {next !== undefined && (
            <a href={`${tracePath(kind, lang, direction)}&${new URLSearchParams({ lots_before: next })}#lo`} rel="next">
              {words.moreLots}
            </a>
          )}
        </nav>
      )}
    </section>
  );
}
