// Who may see the organisation's events, and who works for it.
import { formatDateVi } from '@nguon/vn';
import { disclosureLevels, fieldGroups, packDisclosure, visibleGroups } from '../access/disclosure.ts';
import type { DisclosureLevels, FieldGroup } from '../access/disclosure.ts';
import { CsrfField, PersonFrame } from '../access/person-frame.tsx';
import type { PersonView } from '../access/person-view.ts';
import type { Fault } from '../errors.ts';
import { Breadcrumbs } from '../ui/breadcrumbs.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Field } from '../ui/field.tsx';
import { Note } from '../ui/note.tsx';
import { Radios } from '../ui/radios.tsx';
import { renderPage } from '../ui/render-page.tsx';
import { Table } from '../ui/table.tsx';
import { Tag } from '../ui/tag.tsx';
import { accessWords } from '../ui/words/access.ts';
import { workspaceWords } from '../ui/words/workspace-words.ts';
import { AudienceLinks } from './events-page.tsx';

export interface DisclosureView {
  readonly person: PersonView;
  readonly levels: DisclosureLevels;
  /** The levels are a choice to look at, not saved. */
  readonly isDraft: boolean;
  /** Of the event that the organisation captured last. */
  readonly latestSeq: string | undefined;
  readonly done: string | undefined;
}

export function renderDisclosurePage({ person, levels, isDraft, latestSeq, done }: DisclosureView): string {
  const words = workspaceWords[person.lang];
  const heading = isDraft ? words.previewDraft : words.preview;
  const isOwner = person.role === 'owner';
  return renderPage(
    <PersonFrame person={person} tab="disclosure" done={done}>
      <h1>{words.disclosureTitle}</h1>
      <p class="lead">{words.disclosureLead}</p>
      <section class="card" aria-labelledby="xem-truoc">
        <h2 id="xem-truoc">{heading}</h2>
        {isDraft && <Note tone="wait">{words.previewUnsaved}</Note>}
        <Preview levels={levels} lang={person.lang} />
        {latestSeq !== undefined && <AudienceLinks seq={latestSeq} label={words.latestSeenBy} lang={person.lang} />}
      </section>
      {isOwner ? (
        <DisclosureForm person={person} levels={levels} />
      ) : (
        <>
          <DisclosureTable levels={levels} lang={person.lang} />
          <Note>{words.ownerOnly}</Note>
        </>
      )}
    </PersonFrame>,
    { title: isDraft ? heading : words.disclosureTitle, lang: person.lang, noIndex: true, sheet: 'work' },
  );
}

/** Asks the very rule that decides, for a shopper, for a partner and for the agency of the territory. */
function Preview({ levels, lang }: { levels: DisclosureLevels; lang: 'vi' | 'en' }) {
  const words = workspaceWords[lang];
  const event = { orgId: 1, partyIds: [1, 2], disclosure: packDisclosure(levels), orgUnitId: 1 };
  const tell = (groups: ReadonlySet<FieldGroup> | 'nothing'): string =>
    groups === 'nothing'
      ? words.previewNothing
      : words.previewSees([...groups].map((group) => (words.groups[group][0] ?? '').toLowerCase()).join(', '));
  return (
    <ul>
      <li>
        <b>{words.previewPublic}</b> {tell(visibleGroups(event, { kind: 'public' }))}.
      </li>
      <li>
        <b>{words.previewChain}</b> {tell(visibleGroups(event, { kind: 'organisation', orgId: 2 }))}.
      </li>
      <li>
        <b>{words.previewAgency}</b> {tell(visibleGroups(event, { kind: 'agency', orgId: 3, unitIds: [1] }))}.
      </li>
    </ul>
  );
}

function DisclosureForm({ person, levels }: { person: PersonView; levels: DisclosureLevels }) {
  const words = workspaceWords[person.lang];
  return (
    <form method="post" action="/khong-gian/quyen-xem">
      <CsrfField person={person} />
      <div class="grid">
        {fieldGroups.map((group) => (
          <div class="card">
            <Radios
              name={group}
              label={words.groups[group][0] ?? group}
              hint={words.groups[group][1] ?? ''}
              value={levels[group]}
              options={disclosureLevels.map((level) => ({ value: level, label: words.levels[level] }))}
              lang={person.lang}
            />
          </div>
        ))}
      </div>
      <div class="row">
        <Button>{words.save}</Button>
        <Button kind="quiet" name="act" value="preview">
          {words.previewChoice}
        </Button>
      </div>
    </form>
  );
}

function DisclosureTable({ levels, lang }: { levels: DisclosureLevels; lang: 'vi' | 'en' }) {
  const words = workspaceWords[lang];
  return (
    <Table
      caption={words.disclosureTitle}
      hideCaption
      columns={[{ label: words.disclosurePart }, { label: words.disclosureLevel }]}
      rows={fieldGroups.map((group) => [words.groups[group][0], words.levels[levels[group]]])}
    />
  );
}

export interface MemberView {
  readonly userId: number;
  readonly login: string;
  readonly name: string;
  readonly role: 'member' | 'owner' | 'officer';
  readonly hasSecondFactor: boolean;
  readonly since: Date;
}

export interface MembersView {
  readonly person: PersonView;
  readonly members: readonly MemberView[];
  readonly faults: readonly Fault[];
  readonly typed: { readonly login: string; readonly name: string; readonly role: string };
  readonly done: string | undefined;
}

export function renderMembersPage({ person, members, faults, typed, done }: MembersView): string {
  const words = workspaceWords[person.lang];
  const isOwner = person.role === 'owner';
  return renderPage(
    <PersonFrame person={person} tab="members" done={done}>
      <ErrorSummary errors={faults.map((fault) => ({ field: fault.path, text: fault[person.lang] }))} lang={person.lang} />
      <h1>{words.membersTitle}</h1>
      <p class="lead">{words.membersLead}</p>
      <Table
        caption={words.membersTitle}
        hideCaption
        columns={[
          { label: words.member },
          { label: accessWords[person.lang].login },
          { label: words.role },
          { label: words.secondFactor },
          { label: words.since },
          ...(isOwner ? [{ label: words.remove, isAction: true }] : []),
        ]}
        rows={members.map((member) => [
          member.name,
          member.login,
          accessWords[person.lang].roles[member.role],
          member.hasSecondFactor ? <Tag tone="right">{words.on}</Tag> : <Tag tone="wait">{words.off}</Tag>,
          formatDateVi(member.since),
          ...(isOwner
            ? [
                <a href={`/khong-gian/thanh-vien/${member.userId}/roi`} aria-label={`${words.remove}: ${member.name}`}>
                  {words.remove}
                </a>,
              ]
            : []),
        ])}
      />
      <h2>{words.addMember}</h2>
      {isOwner ? <NewMemberForm person={person} faults={faults} typed={typed} /> : <Note>{words.ownerOnly}</Note>}
    </PersonFrame>,
    { title: words.membersTitle, lang: person.lang, hasErrors: faults.length > 0, noIndex: true, sheet: 'work' },
  );
}

function NewMemberForm({ person, faults, typed }: Pick<MembersView, 'person' | 'faults' | 'typed'>) {
  const words = workspaceWords[person.lang];
  const errorAt = (path: string): string | undefined => faults.find((fault) => fault.path === path)?.[person.lang];
  return (
    <form method="post" action="/khong-gian/thanh-vien">
      <CsrfField person={person} />
      <Field name="name" label={words.member} value={typed.name} required maxlength={120} error={errorAt('name')} lang={person.lang} />
      <Field
        name="login"
        label={accessWords[person.lang].login}
        hint={words.memberLoginHint}
        value={typed.login}
        required
        maxlength={100}
        error={errorAt('login')}
        lang={person.lang}
      />
      <Radios
        name="role"
        label={words.role}
        value={typed.role}
        options={[
          { value: 'member', label: words.memberRoles.member },
          { value: 'owner', label: words.memberRoles.owner },
        ]}
      />
      <Button>{words.addMember}</Button>
    </form>
  );
}

export function renderNewMemberPage(person: PersonView, login: string, password: string): string {
  const words = workspaceWords[person.lang];
  return renderPage(
    <PersonFrame person={person} tab="members">
      <h1>{words.memberMade}</h1>
      <Note tone="wait">{words.memberMadeLead(login)}</Note>
      <p class="card">
        <code style="font-size:22px">{password}</code>
      </p>
      <p>
        <Button href="/khong-gian/thanh-vien">{words.membersTitle}</Button>
      </p>
    </PersonFrame>,
    { title: words.memberMade, lang: person.lang, noIndex: true, sheet: 'work' },
  );
}

export function renderRemovePage(person: PersonView, member: MemberView): string {
  const words = workspaceWords[person.lang];
  return renderPage(
    <PersonFrame person={person} tab="members">
      <Breadcrumbs lang={person.lang} items={[{ label: words.membersTitle, href: '/khong-gian/thanh-vien' }, { label: words.remove }]} />
      <h1>{words.removeTitle(member.name)}</h1>
      <p class="lead">{words.removeLead}</p>
      <form method="post" action={`/khong-gian/thanh-vien/${member.userId}/roi`}>
        <CsrfField person={person} />
        <div class="row">
          <Button kind="stop">{words.remove}</Button>
          <Button href="/khong-gian/thanh-vien" kind="quiet">
            {words.cancel}
          </Button>
        </div>
      </form>
    </PersonFrame>,
    { title: words.removeTitle(member.name), lang: person.lang, noIndex: true, sheet: 'work' },
  );
}
