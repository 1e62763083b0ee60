// How strictly the organisation's senders are held to profiles, with the profiles in force; and what one event lacks.
import { CsrfField, PersonFrame } from '../access/person-frame.tsx';
import type { PersonView } from '../access/person-view.ts';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import { Radios } from '../ui/radios.tsx';
import { renderPage } from '../ui/render-page.tsx';
import { Select } from '../ui/select.tsx';
import { Table } from '../ui/table.tsx';
import { intakeWords } from '../ui/words/intake.ts';
import type { LackRow, ProfileInForceRow, SenderRow } from './intake-store.ts';
import { WideCell } from './wide-cell.tsx';

export interface IntakeView {
  readonly person: PersonView;
  readonly senders: readonly SenderRow[];
  readonly profiles: readonly ProfileInForceRow[];
  readonly done: string | undefined;
}

export function renderIntakePage({ person, senders, profiles, done }: IntakeView): string {
  const words = intakeWords[person.lang];
  return renderPage(
    <PersonFrame person={person} tab="intake" done={done}>
      <h1>{words.intakeTitle}</h1>
      <p class="lead">{words.intakeLead}</p>
      {person.role === 'owner' ? (
        <IntakeForm person={person} senders={senders} />
      ) : (
        <>
          <SenderTable senders={senders} lang={person.lang} />
          <Note>{words.ownerOnly}</Note>
        </>
      )}
      <h2>{words.profilesInForce}</h2>
      {profiles.length === 0 ? <p class="soft">{words.profilesNone}</p> : <ProfileTable profiles={profiles} lang={person.lang} />}
    </PersonFrame>,
    { title: words.intakeTitle, lang: person.lang, noIndex: true, sheet: 'work' },
  );
}

function IntakeForm({ person, senders }: Pick<IntakeView, 'person' | 'senders'>) {
  const words = intakeWords[person.lang];
  const modes = (['lenient', 'strict'] as const).map((mode) => ({ value: mode, label: words.modes[mode] }));
  return (
    <form method="post" action="/khong-gian/tiep-nhan">
      <CsrfField person={person} />
      {senders.map(({ key_id, name, mode }) =>
        key_id === null ? (
          <Radios name="mode" label={words.modeOfOrganisation} value={mode ?? 'lenient'} options={modes} lang={person.lang} />
        ) : (
          <Select
            name={`mode-${key_id}`}
            label={words.modeOfKey(name ?? '')}
            value={mode ?? ''}
            options={[{ value: '', label: words.modeInherited }, ...modes]}
            lang={person.lang}
          />
        ),
      )}
      <Button>{words.save}</Button>
    </form>
  );
}

function SenderTable({ senders, lang }: { senders: readonly SenderRow[]; lang: 'vi' | 'en' }) {
  const words = intakeWords[lang];
  return (
    <Table
      caption={words.intakeTitle}
      hideCaption
      columns={[{ label: words.sender }, { label: words.mode }]}
      rows={senders.map(({ key_id, name, mode }) => [
        key_id === null ? words.modeOfOrganisation : words.modeOfKey(name ?? ''),
        mode === null && key_id !== null ? words.modeInherited : words.modeShort[mode ?? 'lenient'],
      ])}
    />
  );
}

function ProfileTable({ profiles, lang }: { profiles: readonly ProfileInForceRow[]; lang: 'vi' | 'en' }) {
  const words = intakeWords[lang];
  return (
    <Table
      caption={words.profilesInForce}
      hideCaption
      columns={[{ label: words.profile }, { label: words.version }, { label: words.groups }]}
      rows={profiles.map((profile) => [
        <WideCell>{lang === 'vi' ? profile.title_vi : profile.title_en}</WideCell>,
        profile.version,
        <WideCell>{profile.groups.length === 0 ? words.everyProduct : profile.groups.join(', ')}</WideCell>,
      ])}
    />
  );
}

/** What an event lacks by each profile, with the way to complete it. */
export function LacksPart({ lacks, isSettled, lang }: { lacks: readonly LackRow[]; isSettled: boolean; lang: 'vi' | 'en' }) {
  const words = intakeWords[lang];
  if (lacks.length === 0) return null;
  return (
    <section aria-labelledby="con-thieu">
      <h2 id="con-thieu">{words.missingTitle}</h2>
      {!isSettled && <Note tone="wait">{words.missingLead}</Note>}
      {lacks.map((lack) => (
        <Table
          caption={words.missingBy(lang === 'vi' ? lack.title_vi : lack.title_en, lack.version)}
          columns={[{ label: words.missingWhat }, { label: words.place }]}
          rows={lack.missing.map((fault) => [
            <WideCell width_em={18}>{fault[lang]}</WideCell>,
            <WideCell>
              <code>{fault.path.replace(/^\$\.epcisBody\.(?:queryResults\.resultsBody\.)?eventList\[\d+\]\.|^\$\./, '')}</code>
            </WideCell>,
          ])}
        />
      ))}
    </section>
  );
}
