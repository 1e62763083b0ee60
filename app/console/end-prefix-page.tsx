// The question before the declaration of a company prefix ends.
import { CsrfField, PersonFrame } from '../access/person-frame.tsx';
import type { PersonView } from '../access/person-view.ts';
import { Breadcrumbs } from '../ui/breadcrumbs.tsx';
import { Button } from '../ui/button.tsx';
import { renderPage } from '../ui/render-page.tsx';
import { consoleWords } from '../ui/words/console.ts';

export function renderEndPrefixPage(
  person: PersonView,
  organisation: { readonly id: number; readonly name: string },
  prefix: string,
): string {
  const words = consoleWords[person.lang];
  const home = `/dieu-hanh/co-so/${organisation.id}`;
  const title = words.prefixEndTitle(prefix);
  return renderPage(
    <PersonFrame person={person} tab="organisations">
      <Breadcrumbs
        lang={person.lang}
        items={[
          { label: words.organisationsTitle, href: '/dieu-hanh/co-so' },
          { label: organisation.name, href: home },
          { label: words.prefixEnd },
        ]}
      />
      <h1>{title}</h1>
      <p class="lead">{words.prefixEndLead(organisation.name)}</p>
      <form method="post" action={`${home}/tien-to/${prefix}/ket-thuc`}>
        <CsrfField person={person} />
        <div class="row">
          <Button kind="stop">{words.prefixEndYes}</Button>
          <Button href={home} kind="quiet">
            {words.cancel}
          </Button>
        </div>
      </form>
    </PersonFrame>,
    { title, lang: person.lang, noIndex: true, sheet: 'work' },
  );
}
