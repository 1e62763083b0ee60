// API keys of an organisation: the list, the form for a new one, the key shown once, the question before revoking.
import { formatDateTimeVi } from '@nguon/vn';
import { CsrfField, PersonFrame } from '../access/person-frame.tsx';
import type { PersonView } from '../access/person-view.ts';
import type { Fault } from '../errors.ts';
import { Breadcrumbs } from '../ui/breadcrumbs.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Field } from '../ui/field.tsx';
import { Note } from '../ui/note.tsx';
import { renderPage } from '../ui/render-page.tsx';
import { Table } from '../ui/table.tsx';
import { Tag } from '../ui/tag.tsx';
import { workspaceWords } from '../ui/words/workspace-words.ts';

export interface KeyView {
  readonly id: string;
  readonly prefix: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly created_at: Date;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
}

export interface KeysView {
  readonly person: PersonView;
  readonly keys: readonly KeyView[];
  readonly errors: readonly Pick<Fault, 'path' | 'vi' | 'en'>[];
  readonly typedName: string;
  readonly done: string | undefined;
}

export function renderKeysPage({ person, keys, errors, typedName, done }: KeysView): string {
  const words = workspaceWords[person.lang];
  const isOwner = person.role === 'owner';
  return renderPage(
    <PersonFrame person={person} tab="keys" done={done}>
      <ErrorSummary errors={errors.map((error) => ({ field: error.path, text: error[person.lang] }))} lang={person.lang} />
      <h1>{words.keysTitle}</h1>
      <p class="lead">{words.keysLead}</p>
      {keys.length === 0 ? <p class="soft">{words.keysNone}</p> : <KeyTable keys={keys} isOwner={isOwner} person={person} />}
      <h2>{words.createKey}</h2>
      {isOwner ? (
        <NewKeyForm person={person} typedName={typedName} error={errors.find((error) => error.path === 'name')?.[person.lang]} />
      ) : (
        <Note>{words.ownerOnly}</Note>
      )}
    </PersonFrame>,
    { title: words.keysTitle, lang: person.lang, hasErrors: errors.length > 0, noIndex: true, sheet: 'work' },
  );
}

function KeyTable({ keys, isOwner, person }: { keys: readonly KeyView[]; isOwner: boolean; person: PersonView }) {
  const words = workspaceWords[person.lang];
  const scopeNames: Readonly<Record<string, string>> = words.scopes;
  return (
    <Table
      caption={words.keysTitle}
      hideCaption
      columns={[
        { label: words.keyName },
        { label: words.keyPrefix },
        { label: words.keyScopes },
        { label: words.lastUsed },
        { label: words.keyState },
        ...(isOwner ? [{ label: words.revoke, isAction: true }] : []),
      ]}
      rows={keys.map((key) => [
        key.name,
        <code>{key.prefix}…</code>,
        key.scopes.map((scope) => scopeNames[scope] ?? scope).join(', '),
        key.last_used_at === null ? words.neverUsed : formatDateTimeVi(key.last_used_at),
        key.revoked_at === null ? <Tag tone="right">{words.live}</Tag> : <Tag>{words.revoked(formatDateTimeVi(key.revoked_at))}</Tag>,
        ...(isOwner
          ? [
              key.revoked_at === null && (
                <a href={`/khong-gian/khoa-api/${key.id}/thu-hoi`} aria-label={`${words.revoke} ${key.name}`}>
                  {words.revoke}
                </a>
              ),
            ]
          : []),
      ])}
    />
  );
}

function NewKeyForm({ person, typedName, error }: { person: PersonView; typedName: string; error: string | undefined }) {
  const words = workspaceWords[person.lang];
  return (
    <form method="post" action="/khong-gian/khoa-api">
      <CsrfField person={person} />
      <Field
        name="name"
        label={words.keyName}
        hint={words.keyNameHint}
        value={typedName}
        required
        maxlength={80}
        error={error}
        lang={person.lang}
      />
      <fieldset id="scope">
        <legend>{words.keyScopes}</legend>
        <Checkbox name="scope" value="capture" label={words.scopes.capture} checked />
        <Checkbox name="scope" value="query" label={words.scopes.query} checked />
        <Checkbox name="scope" value="links" label={words.scopes.links} />
      </fieldset>
      <Button>{words.createKey}</Button>
    </form>
  );
}

export function renderNewKeyPage(person: PersonView, key: string): string {
  const words = workspaceWords[person.lang];
  return renderPage(
    <PersonFrame person={person} tab="keys">
      <h1>{words.keyMade}</h1>
      <Note tone="wait">{words.keyMadeLead}</Note>
      <p class="card">
        <code style="font-size:18px;overflow-wrap:anywhere">{key}</code>
      </p>
      <p>{words.keyMadeHow}</p>
      <pre class="card" style="white-space:pre-wrap;overflow-wrap:anywhere">
        Authorization: Bearer {key}
      </pre>
      <p>
        <Button href="/khong-gian/khoa-api">{words.keyMadeDone}</Button>
      </p>
    </PersonFrame>,
    { title: words.keyMade, lang: person.lang, noIndex: true, sheet: 'work' },
  );
}

export function renderRevokePage(person: PersonView, key: KeyView): string {
  const words = workspaceWords[person.lang];
  return renderPage(
    <PersonFrame person={person} tab="keys">
      <Breadcrumbs lang={person.lang} items={[{ label: words.keysTitle, href: '/khong-gian/khoa-api' }, { label: words.revoke }]} />
      <h1>{words.revokeTitle(key.name)}</h1>
      <p class="lead">{words.revokeLead}</p>
      <p>
        <code>{key.prefix}…</code>
      </p>
      <form method="post" action={`/khong-gian/khoa-api/${key.id}/thu-hoi`}>
        <CsrfField person={person} />
        <div class="row">
          <Button kind="stop">{words.revokeYes}</Button>
          <Button href="/khong-gian/khoa-api" kind="quiet">
            {words.cancel}
          </Button>
        </div>
      </form>
    </PersonFrame>,
    { title: words.revokeTitle(key.name), lang: person.lang, noIndex: true, sheet: 'work' },
  );
}
