// The search box: one field for everything, a plain form.
import { portalWords } from '../ui/words/portal.ts';

export function SearchBox({ lang, query = '' }: { lang: 'vi' | 'en'; query?: string }) {
  const words = portalWords[lang];
  return (
    <form action="/tim-kiem" role="search">
      <label class="label" for="q">
        {words.searchLabel}
      </label>
      <div class="find">
        <input
          class="input"
          id="q"
          name="q"
          type="search"
          value={query}
          maxlength={400}
          autocomplete="off"
          spellcheck={false}
          enterkeyhint="search"
        />
        {lang === 'en' && <input type="hidden" name="lang" value="en" />}
        <button class="btn" type="submit">
          {words.searchGo}
        </button>
      </div>
    </form>
  );
}
