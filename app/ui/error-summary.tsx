// All errors of a form at its top.
import { layoutWords } from './words/layout.ts';

/** The errors of a form, each a link to its field; put it first in the content and begin the title with `errorPrefix`. */
export function ErrorSummary({
  errors,
  lang = 'vi',
}: {
  errors: readonly { readonly field?: string; readonly text: string }[];
  lang?: 'vi' | 'en';
}) {
  if (errors.length === 0) return null;
  return (
    <div class="errors" role="alert" tabindex={-1}>
      <h2>{layoutWords[lang].errorSummary}</h2>
      <ul>
        {errors.map((error) => (
          <li>{error.field === undefined ? error.text : <a href={`#${error.field}`}>{error.text}</a>}</li>
        ))}
      </ul>
    </div>
  );
}
