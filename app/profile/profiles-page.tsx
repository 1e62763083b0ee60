// Profiles of wanted data: the list with the form for a version, and one version with what it wants at each step.
import type { Profile, ProfileStep } from '@nguon/epcis';
import { formatDateVi } from '@nguon/vn';
import { CsrfField, PersonFrame } from '../access/person-frame.tsx';
import type { PersonView } from '../access/person-view.ts';
import type { Fault } from '../errors.ts';
import { Breadcrumbs } from '../ui/breadcrumbs.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Field } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { Note } from '../ui/note.tsx';
import { Pairs } from '../ui/pairs.tsx';
import { renderPage } from '../ui/render-page.tsx';
import { Table } from '../ui/table.tsx';
import { Tag } from '../ui/tag.tsx';
import { intakeWords } from '../ui/words/intake.ts';
import { findStepName } from '../ui/words/scan-steps.ts';
import type { ProfileRow } from './store.ts';

type Lang = 'vi' | 'en';
const home = '/dieu-hanh/ho-so-du-lieu';

function StateTag({ row, lang }: { row: Pick<ProfileRow, 'ended_at'>; lang: Lang }) {
  const words = intakeWords[lang];
  return row.ended_at === null ? <Tag tone="right">{words.inForce}</Tag> : <Tag>{words.ended(formatDateVi(row.ended_at))}</Tag>;
}

export interface ProfilesView {
  readonly person: PersonView;
  readonly profiles: readonly Omit<ProfileRow, 'body'>[];
  /** Names of profiles that come with the product and were never in force here. */
  readonly shipped: readonly string[];
  readonly faults: readonly Fault[];
  readonly typed: string;
  readonly done: string | undefined;
}

export function renderProfilesPage({ person, profiles, shipped, faults, typed, done }: ProfilesView): string {
  const { lang } = person;
  const words = intakeWords[lang];
  return renderPage(
    <PersonFrame person={person} tab="profiles" done={done}>
      <ErrorSummary errors={faults.map((fault) => ({ field: 'profile', text: `${fault.path}: ${fault[lang]}` }))} lang={lang} />
      <h1>{words.profilesTitle}</h1>
      <p class="lead">{words.profilesLead}</p>
      {profiles.length === 0 ? (
        <p class="soft">{words.profilesNone}</p>
      ) : (
        <Table
          caption={words.profilesTitle}
          hideCaption
          columns={[
            { label: words.profile },
            { label: words.version },
            { label: words.groups },
            { label: words.inForceFrom },
            { label: words.state },
          ]}
          rows={profiles.map((row) => [
            <a href={`${home}/${row.id}`}>{lang === 'vi' ? row.title_vi : row.title_en}</a>,
            row.version,
            row.groups.length === 0 ? words.everyProduct : row.groups.join(', '),
            formatDateVi(row.in_force_from),
            <StateTag row={row} lang={lang} />,
          ])}
        />
      )}
      {person.role === 'administrator' && shipped.length > 0 && <ShippedForm person={person} shipped={shipped} />}
      <h2>{words.importTitle}</h2>
      {person.role === 'administrator' ? (
        <form method="post" action={home}>
          <CsrfField person={person} />
          <Field
            name="profile"
            type="textarea"
            rows={12}
            label={words.importLabel}
            hint={words.importHint}
            value={typed}
            required
            error={faults.length === 0 ? undefined : faults.map((fault) => `${fault.path}: ${fault[lang]}`).join(' ')}
            lang={lang}
          />
          <Button>{words.importButton}</Button>
        </form>
      ) : (
        <Note>{words.administratorOnly}</Note>
      )}
    </PersonFrame>,
    { title: words.profilesTitle, lang, hasErrors: faults.length > 0, noIndex: true, sheet: 'work' },
  );
}

function ShippedForm({ person, shipped }: { person: PersonView; shipped: readonly string[] }) {
  const words = intakeWords[person.lang];
  return (
    <form method="post" action={home}>
      <CsrfField person={person} />
      <h2>{words.shippedTitle}</h2>
      <p>{words.shippedLead}</p>
      <div class="row">
        {shipped.map((name) => (
          <Button kind="quiet" name="shipped" value={name}>
            {words.shippedButton(name)}
          </Button>
        ))}
      </div>
    </form>
  );
}

export interface ProfileView {
  readonly person: PersonView;
  readonly row: ProfileRow;
  /** Undefined where a later release reads the stored text no longer. */
  readonly profile: Profile | undefined;
}

export function renderProfilePage({ person, row, profile }: ProfileView): string {
  const { lang } = person;
  const words = intakeWords[lang];
  const title = lang === 'vi' ? row.title_vi : row.title_en;
  return renderPage(
    <PersonFrame person={person} tab="profiles">
      <Breadcrumbs lang={lang} items={[{ label: words.profilesTitle, href: home }, { label: title }]} />
      <h1>{title}</h1>
      <p>
        <StateTag row={row} lang={lang} />
      </p>
      <div class="card">
        <Pairs
          pairs={[
            [words.profile, row.name],
            [words.version, row.version],
            [words.groups, row.groups.length === 0 ? words.everyProduct : row.groups.join(', ')],
            [words.inForceFrom, formatDateVi(row.in_force_from)],
          ]}
        />
      </div>
      <h2>{words.source}</h2>
      <p>{row.source}</p>
      <h2>{words.steps}</h2>
      {profile?.steps.map((step) => (
        <StepTable step={step} lang={lang} />
      ))}
      <Fold summary={words.asJson}>
        <pre style="white-space:pre-wrap;overflow-wrap:anywhere;font-size:14px;margin:0" tabindex={0}>
          {row.body}
        </pre>
      </Fold>
      {person.role === 'administrator' && row.ended_at === null && (
        <form method="post" action={`${home}/${row.id}/ngung`}>
          <CsrfField person={person} />
          <p>{words.endLead}</p>
          <Button kind="stop">{words.end}</Button>
        </form>
      )}
    </PersonFrame>,
    { title, lang, noIndex: true, sheet: 'work' },
  );
}

/** `Tạo mã và đưa vào sử dụng · ADD`; every step where the profile names none. */
function nameSteps({ bizSteps, eventTypes, actions }: ProfileStep, lang: Lang): string {
  const names = bizSteps.map((step) => findStepName(step, lang) ?? step).join(', ');
  return [names || (eventTypes.length === 0 ? intakeWords[lang].everyStep : ''), ...eventTypes, ...actions]
    .filter((part) => part !== '')
    .join(' · ');
}

function StepTable({ step, lang }: { step: ProfileStep; lang: Lang }) {
  const words = intakeWords[lang];
  return (
    <Table
      caption={nameSteps(step, lang)}
      columns={[{ label: words.wanted }, { label: words.place }]}
      rows={step.wanted.map(({ name, paths, each }) => [
        `${name[lang === 'vi' ? 0 : 1]}${each ? ` (${words.eachMember})` : ''}`,
        <span style="overflow-wrap:anywhere">
          <code>{paths.map(({ text }) => text).join(' | ')}</code>
        </span>,
      ])}
    />
  );
}
