// The audit trail: who did what, when, for whom.
import { formatDateTimeVi } from '@nguon/vn';
import { PersonFrame } from '../access/person-frame.tsx';
import type { PersonView } from '../access/person-view.ts';
import { Pagination } from '../ui/pagination.tsx';
import { renderPage } from '../ui/render-page.tsx';
import { Table } from '../ui/table.tsx';
import { consoleWords } from '../ui/words/console.ts';
import type { AuditRow } from './audit-store.ts';

export interface AuditView {
  readonly person: PersonView;
  readonly entries: readonly AuditRow[];
  readonly nextHref: string | undefined;
}

export function renderAuditPage({ person, entries, nextHref }: AuditView): string {
  const words = consoleWords[person.lang];
  const acts: Readonly<Record<string, string>> = words.acts;
  const actors: Readonly<Record<string, string>> = words.actors;
  const nameActor = (entry: AuditView['entries'][number]): string =>
    entry.actor_name ?? actors[entry.actor] ?? (entry.actor.startsWith('key:') ? words.actorKey : entry.actor);
  return renderPage(
    <PersonFrame person={person} tab="audit">
      <h1>{words.auditTitle}</h1>
      <p class="lead">{words.auditLead}</p>
      {entries.length === 0 ? (
        <p class="soft">{words.auditNone}</p>
      ) : (
        <Table
          caption={words.auditTitle}
          hideCaption
          columns={[{ label: words.when }, { label: words.actor }, { label: words.act }, { label: words.forWhom }]}
          rows={entries.map((entry) => [
            formatDateTimeVi(entry.at),
            nameActor(entry),
            [acts[entry.act] ?? entry.act, entry.named === entry.org_name ? null : entry.named].filter((text) => text !== null).join(': '),
            entry.org_name ?? entry.subject,
          ])}
        />
      )}
      <Pagination lang={person.lang} {...(nextHref === undefined ? {} : { nextHref })} />
    </PersonFrame>,
    { title: words.auditTitle, lang: person.lang, noIndex: true, sheet: 'work' },
  );
}
