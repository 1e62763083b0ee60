// Links to the pages of a long list.
import { layoutWords } from './words/layout.ts';

/** Previous and next page of a list; `summary` says where the reader is ("21–40 trong 133"). */
export function Pagination({
  previousHref,
  nextHref,
  summary,
  lang = 'vi',
}: {
  previousHref?: string;
  nextHref?: string;
  summary?: string;
  lang?: 'vi' | 'en';
}) {
  if (previousHref === undefined && nextHref === undefined) return null;
  const words = layoutWords[lang];
  return (
    <nav class="pages" aria-label={words.pages}>
      {previousHref !== undefined && (
        <a rel="prev" href={previousHref}>
          ← {words.previousPage}
        </a>
      )}
      {summary !== undefined && <span class="soft">{summary}</span>}
      {nextHref !== undefined && (
        <a rel="next" href={nextHref}>
          {words.nextPage} →
        </a>
      )}
    </nav>
  );
}
