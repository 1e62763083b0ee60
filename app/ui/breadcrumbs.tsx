// The way down to this page.
import { layoutWords } from './words/layout.ts';

/** The last one is this page and no link. */
export function Breadcrumbs({
  items,
  lang = 'vi',
}: {
  items: readonly { readonly label: string; readonly href?: string }[];
  lang?: 'vi' | 'en';
}) {
  return (
    <nav class="crumbs" aria-label={layoutWords[lang].crumbs}>
      <ol>
        {items.map((item) => (
          <li>{item.href === undefined ? <span aria-current="page">{item.label}</span> : <a href={item.href}>{item.label}</a>}</li>
        ))}
      </ol>
    </nav>
  );
}
