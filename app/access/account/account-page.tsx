// A person's account: the organisations to work for, and everything about its security.
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { Fold } from '../../ui/fold.tsx';
import { Note } from '../../ui/note.tsx';
import { renderPage } from '../../ui/render-page.tsx';
import { Table } from '../../ui/table.tsx';
import { Tag } from '../../ui/tag.tsx';
import { accessWords } from '../../ui/words/access.ts';
import type { Fault } from '../../errors.ts';
import { CsrfField, PersonFrame } from '../person-frame.tsx';
import type { PersonView } from '../person-view.ts';

/** What the form of the switch says in place of an organisation's number. */
export const administration = 'administration';

export interface AccountView {
  readonly person: PersonView;
  readonly home: string;
  /** Undefined for people who are no administrators. */
  readonly administers: { readonly isCurrent: boolean } | undefined;
  readonly organisations: readonly {
    readonly id: number;
    readonly name: string;
    readonly role: 'member' | 'owner' | 'officer';
    readonly isCurrent: boolean;
  }[];
}

export function renderAccountPage(view: AccountView): string {
  return renderPage(<AccountPage view={view} />, {
    title: accessWords[view.person.lang].account,
    lang: view.person.lang,
    noIndex: true,
    sheet: 'work',
  });
}

function AccountPage({ view: { person, home, administers, organisations } }: { view: AccountView }) {
  const words = accessWords[person.lang];
  const works = home === '/dieu-hanh' ? words.toConsole : words.toWorkspace;
  return (
    <PersonFrame person={person}>
      <h1>{words.accountOf(person.name)}</h1>
      <p class="row">
        {home !== '/tai-khoan' && <Button href={home}>{works}</Button>}
        <Button href="/tai-khoan/bao-mat" kind="quiet">
          {words.security}
        </Button>
      </p>
      <h2>{words.organisations}</h2>
      {organisations.length === 0 && administers === undefined && <p class="soft">{words.noOrganisation}</p>}
      <ul class="grid">
        {administers !== undefined && (
          <RoleCard
            person={person}
            value={administration}
            name={words.asAdministrator}
            role={words.roles.administrator}
            isCurrent={administers.isCurrent}
          />
        )}
        {organisations.map(({ id, name, role, isCurrent }) => (
          <RoleCard person={person} value={String(id)} name={name} role={words.roles[role]} isCurrent={isCurrent} />
        ))}
      </ul>
    </PersonFrame>
  );
}

/** One of the places a person may work in, with the way there. */
function RoleCard(card: { person: PersonView; value: string; name: string; role: string; isCurrent: boolean }) {
  const words = accessWords[card.person.lang];
  return (
    <li class="card">
      <h3>{card.name}</h3>
      <p class="soft">{card.role}</p>
      {card.isCurrent ? (
        <Tag tone="right">{words.actingFor}</Tag>
      ) : (
        <form method="post" action="/tai-khoan/to-chuc">
          <CsrfField person={card.person} />
          <input type="hidden" name="org" value={card.value} />
          <Button kind="quiet">
            {words.actFor}
            <span class="vh"> {card.name}</span>
          </Button>
        </form>
      )}
    </li>
  );
}

export interface SecurityView {
  readonly person: PersonView;
  /** For the password managers of browsers: they keep a password with its login. */
  readonly login: string;
  readonly passwordIsTemporary: boolean;
  readonly password_min_chars: number;
  /** Undefined while the second factor is off. */
  readonly recoveryCodesLeft: number | undefined;
  readonly sessions: readonly {
    readonly id: string;
    readonly device: string;
    readonly seen: string;
    readonly since: string;
    readonly isThis: boolean;
  }[];
  readonly faults: readonly Fault[];
  readonly done?: string | undefined;
}

export function renderSecurityPage(view: SecurityView): string {
  return renderPage(<SecurityPage view={view} />, {
    title: accessWords[view.person.lang].security,
    lang: view.person.lang,
    hasErrors: view.faults.length > 0,
    noIndex: true,
    sheet: 'work',
  });
}

function SecurityPage({ view }: { view: SecurityView }) {
  const { person } = view;
  const words = accessWords[person.lang];
  const errors = view.faults.map((fault) => ({ field: fault.path, text: fault[person.lang] }));
  return (
    <PersonFrame person={person} done={view.done}>
      <ErrorSummary errors={errors} lang={person.lang} />
      <h1>{words.security}</h1>
      {view.passwordIsTemporary ? <Note tone="wait">{words.temporary}</Note> : <p class="lead">{words.securityLead}</p>}
      <h2>{words.changePassword}</h2>
      <PasswordForm view={view} />
      {!view.passwordIsTemporary && <SecondFactorPart view={view} />}
      <h2>{words.sessions}</h2>
      <SessionsPart view={view} />
    </PersonFrame>
  );
}

function PasswordForm({ view: { person, login, faults, password_min_chars } }: { view: SecurityView }) {
  const words = accessWords[person.lang];
  const errorAt = (path: string): string | undefined => faults.find((fault) => fault.path === path)?.[person.lang];
  return (
    <form method="post" action="/tai-khoan/mat-khau">
      <CsrfField person={person} />
      <LoginField login={login} />
      <Field
        name="password"
        label={words.currentPassword}
        type="password"
        autocomplete="current-password"
        required
        error={errorAt('password')}
        lang={person.lang}
      />
      <Field
        name="new_password"
        label={words.newPassword}
        hint={words.newPasswordHint(password_min_chars)}
        type="password"
        autocomplete="new-password"
        required
        error={errorAt('new_password')}
        lang={person.lang}
      />
      <Button>{words.changePassword}</Button>
    </form>
  );
}

function SecondFactorPart({ view: { person, login, recoveryCodesLeft } }: { view: SecurityView }) {
  const words = accessWords[person.lang];
  if (recoveryCodesLeft === undefined)
    return (
      <>
        <h2>{words.secondFactor}</h2>
        <p>{words.secondFactorOff}</p>
        <p>
          <Button href="/tai-khoan/xac-thuc-hai-lop" kind="quiet">
            {words.turnOn}
          </Button>
        </p>
      </>
    );
  return (
    <>
      <h2>{words.secondFactor}</h2>
      <p>{words.secondFactorOn(recoveryCodesLeft)}</p>
      <Fold summary={words.renewCodes}>
        <form method="post" action="/tai-khoan/ma-khoi-phuc">
          <CsrfField person={person} />
          <LoginField login={login} />
          <ConfirmPassword id="renew_password" hint={words.renewCodesHint} label={words.currentPassword} />
          <Button kind="quiet">{words.renewCodes}</Button>
        </form>
      </Fold>
      <Fold summary={words.turnOff}>
        <form method="post" action="/tai-khoan/xac-thuc-hai-lop/tat">
          <CsrfField person={person} />
          <LoginField login={login} />
          <ConfirmPassword id="off_password" hint={words.turnOffHint} label={words.currentPassword} />
          <Button kind="stop">{words.turnOff}</Button>
        </form>
      </Fold>
    </>
  );
}

/** Not shown and not read: without it a browser keeps the new password under no name, or under a wrong one. */
function LoginField({ login }: { login: string }) {
  return <input type="text" name="username" autocomplete="username" value={login} readonly hidden />;
}

/** Its id is its name: the forms of one page need different ones. */
function ConfirmPassword({ id, hint, label }: { id: string; hint: string; label: string }) {
  return <Field name={id} label={label} hint={hint} type="password" autocomplete="current-password" required />;
}

function SessionsPart({ view: { person, sessions } }: { view: SecurityView }) {
  const words = accessWords[person.lang];
  return (
    <>
      <Table
        caption={words.sessions}
        hideCaption
        columns={[{ label: words.device }, { label: words.lastSeen }, { label: words.since }, { label: words.end, isAction: true }]}
        rows={sessions.map((session) => [
          session.device === '' ? words.unknownDevice : session.device,
          session.seen,
          session.since,
          session.isThis ? <Tag tone="right">{words.thisSession}</Tag> : <EndForm person={person} id={session.id} label={words.end} />,
        ])}
      />
      {sessions.length > 1 && <EndForm person={person} id="others" label={words.endOthers} />}
    </>
  );
}

function EndForm({ person, id, label }: { person: PersonView; id: string; label: string }) {
  return (
    <form method="post" action="/tai-khoan/phien">
      <CsrfField person={person} />
      <input type="hidden" name="session" value={id} />
      <Button kind={id === 'others' ? 'quiet' : 'link'}>{label}</Button>
    </form>
  );
}
