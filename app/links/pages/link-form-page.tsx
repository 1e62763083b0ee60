// The form of a link, new or changed.
import { CsrfField, PersonFrame } from '../../access/person-frame.tsx';
import type { PersonView } from '../../access/person-view.ts';
import type { Fault } from '../../errors.ts';
import { Breadcrumbs } from '../../ui/breadcrumbs.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { Fold } from '../../ui/fold.tsx';
import { Pairs } from '../../ui/pairs.tsx';
import { renderPage } from '../../ui/render-page.tsx';
import { Select } from '../../ui/select.tsx';
import { bracketed } from '../../ui/show-code.ts';
import { linkTypeNames } from '../../ui/words/link-types.ts';
import { linksWords } from '../../ui/words/links.ts';
import { href_max_chars, link_type_max_chars, title_max_chars } from '../link.ts';
import { linksHome } from './links-page.tsx';

/** The value of the list of types that stands for the field below it. */
export const own_type = 'own';

export interface TypedLink {
  readonly thing: string;
  readonly link_type: string;
  readonly other_type: string;
  readonly href: string;
  readonly title: string;
  readonly hreflang: string;
  readonly media_type: string;
  readonly context: string;
  readonly expires_at: string;
  readonly is_default: boolean;
}

export const emptyLink: TypedLink = {
  thing: '',
  link_type: 'gs1:pip',
  other_type: '',
  href: '',
  title: '',
  hreflang: '',
  media_type: '',
  context: '',
  expires_at: '',
  is_default: false,
};

export interface LinkFormView {
  readonly person: PersonView;
  readonly typed: TypedLink;
  /** Company prefixes of the organisation. */
  readonly prefixes: readonly string[];
  readonly errors: readonly Pick<Fault, 'path' | 'vi' | 'en'>[];
  /** The link that is changed; it stays at its identifier. */
  readonly changes: { readonly id: number; readonly thing: string; readonly title: string } | undefined;
}

export function renderLinkFormPage(view: LinkFormView): string {
  const { person, errors, changes } = view;
  const { lang } = person;
  const words = linksWords[lang];
  const title = changes === undefined ? words.addTitle : words.changeTitle;
  return renderPage(
    <PersonFrame person={person} tab="links">
      <ErrorSummary errors={errors.map((error) => ({ field: error.path, text: error[lang] }))} lang={lang} />
      <Breadcrumbs lang={lang} items={[{ label: words.title, href: linksHome }, { label: title }]} />
      <h1>{title}</h1>
      <p class="lead">{changes === undefined ? words.addLead : words.changeLead}</p>
      {changes === undefined && view.prefixes.length > 0 && <p class="soft">{words.ownPrefixes(view.prefixes.join(', '))}</p>}
      <LinkForm view={view} />
    </PersonFrame>,
    { title, lang, hasErrors: errors.length > 0, noIndex: true, sheet: 'work' },
  );
}

function LinkForm({ view }: { view: LinkFormView }) {
  const { person, typed, changes } = view;
  const words = linksWords[person.lang];
  const back = changes === undefined ? linksHome : `${linksHome}/${changes.id}`;
  return (
    <form method="post" action={changes === undefined ? `${linksHome}/them` : `${linksHome}/${changes.id}/sua`}>
      <CsrfField person={person} />
      {changes === undefined ? (
        <LinkText view={view} name="thing" label={words.thing} hint={words.thingHint} maxlength={500} required />
      ) : (
        <Pairs pairs={[[words.thing, <code>{bracketed(changes.thing)}</code>]]} />
      )}
      <TypeFields view={view} error={errorOf(view, 'link_type')} />
      <LinkText view={view} name="href" label={words.href} hint={words.hrefHint} maxlength={href_max_chars} required />
      <LinkText view={view} name="title" label={words.linkTitle} hint={words.titleHint} maxlength={title_max_chars} required />
      <LinkText view={view} name="hreflang" label={words.hreflang} hint={words.hreflangHint} maxlength={200} />
      <Checkbox name="is_default" label={words.makeDefault} checked={typed.is_default} />
      <p class="hint">{words.makeDefaultHint}</p>
      <MoreFields view={view} />
      <div class="row">
        <Button>{words.save}</Button>
        <Button href={back} kind="quiet">
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}

function errorOf({ errors, person }: LinkFormView, path: string): string | undefined {
  return errors.find((error) => error.path === path)?.[person.lang];
}

interface LinkTextProps {
  readonly view: LinkFormView;
  readonly name: Exclude<keyof TypedLink, 'is_default'>;
  readonly label: string;
  readonly hint: string;
  readonly maxlength: number;
  readonly required?: boolean;
}

/** A text of the link as it was typed, with what is wrong with it. */
function LinkText({ view, ...field }: LinkTextProps) {
  return <Field {...field} value={view.typed[field.name]} error={errorOf(view, field.name)} lang={view.person.lang} />;
}

function TypeFields({ view, error }: { view: LinkFormView; error: string | undefined }) {
  const { typed, person } = view;
  const words = linksWords[person.lang];
  const types = Object.entries(linkTypeNames).filter(([name, { replacedBy }]) => name !== 'defaultLink' && replacedBy === undefined);
  const isOwn = typed.link_type === own_type;
  const options = [
    ...types.map(([name, names]) => ({ value: `gs1:${name}`, label: `${names[person.lang]} (gs1:${name})` })),
    { value: own_type, label: words.ownType },
  ];
  return (
    <>
      <Select name="link_type" label={words.linkType} value={typed.link_type} options={options} error={error} lang={person.lang} />
      <Fold summary={words.otherType} open={isOwn}>
        <Field
          name="other_type"
          label={words.otherType}
          hint={words.otherTypeHint}
          value={typed.other_type}
          maxlength={link_type_max_chars}
          error={isOwn ? error : undefined}
          lang={person.lang}
        />
      </Fold>
    </>
  );
}

function MoreFields({ view }: { view: LinkFormView }) {
  const words = linksWords[view.person.lang];
  const fields = ['media_type', 'context', 'expires_at'] as const;
  return (
    <Fold summary={words.more} open={fields.some((name) => view.typed[name] !== '' || errorOf(view, name) !== undefined)}>
      <LinkText view={view} name="expires_at" label={words.expiresAt} hint={words.expiresAtHint} maxlength={40} />
      <LinkText view={view} name="media_type" label={words.mediaType} hint={words.mediaTypeHint} maxlength={100} />
      <LinkText view={view} name="context" label={words.context} hint={words.contextHint} maxlength={1_100} />
    </Fold>
  );
}
