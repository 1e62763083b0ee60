// The list of an organisation's events with its filter, and one event in plain words with its JSON.
import type { FieldGroup } from '../access/disclosure.ts';
import { PersonFrame } from '../access/person-frame.tsx';
import type { PersonView } from '../access/person-view.ts';
import { Breadcrumbs } from '../ui/breadcrumbs.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Field } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { Note } from '../ui/note.tsx';
import { Pagination } from '../ui/pagination.tsx';
import { Pairs } from '../ui/pairs.tsx';
import { renderPage } from '../ui/render-page.tsx';
import { Select } from '../ui/select.tsx';
import { Table } from '../ui/table.tsx';
import { Tag } from '../ui/tag.tsx';
import { intakeWords } from '../ui/words/intake.ts';
import { workspaceWords } from '../ui/words/workspace-words.ts';
import { LacksPart } from './intake-page.tsx';
import type { LackRow } from './intake-store.ts';
import { WideCell } from './wide-cell.tsx';
import type { DescribedEvent, DescribedThing } from './describe-event.ts';
import { formatNumber } from '../ui/format-number.ts';

export interface EventLine {
  readonly seq: string;
  readonly step: string;
  readonly happened: string;
  readonly place: string | undefined;
  /** The first thing in words, and how many more there are. */
  readonly thing: string | undefined;
  readonly more: number;
  readonly isDeclaredWrong: boolean;
  /** Lacks something by a profile. */
  readonly isIncomplete: boolean;
}

export interface EventsView {
  readonly person: PersonView;
  readonly events: readonly EventLine[];
  readonly steps: readonly { readonly value: string; readonly label: string }[];
  /** As typed, so that the form keeps it. */
  readonly filter: {
    readonly from: string;
    readonly until: string;
    readonly step: string;
    readonly code: string;
    readonly captureId: string;
    /** '1': only events that lack something. */
    readonly incomplete: string;
  };
  readonly errors: readonly { readonly field: string; readonly text: string }[];
  readonly nextHref: string | undefined;
}

export function renderEventsPage(view: EventsView): string {
  const words = workspaceWords[view.person.lang];
  return renderPage(<EventsPage view={view} />, {
    title: words.eventsTitle,
    lang: view.person.lang,
    hasErrors: view.errors.length > 0,
    noIndex: true,
    sheet: 'work',
  });
}

function EventsPage({ view }: { view: EventsView }) {
  const { person, events, filter, errors } = view;
  const words = workspaceWords[person.lang];
  const isFiltered = Object.values(filter).some((value) => value !== '');
  return (
    <PersonFrame person={person} tab="events">
      <ErrorSummary errors={errors} lang={person.lang} />
      <h1>{words.eventsTitle}</h1>
      <p class="lead">{words.eventsLead}</p>
      <Fold summary={words.filter} open={isFiltered}>
        <FilterForm view={view} />
      </Fold>
      {errors.length > 0 ? null : events.length === 0 ? (
        <p class="soft">{isFiltered ? words.eventsNone : words.eventsNoneYet}</p>
      ) : (
        <Table
          caption={words.eventsTitle}
          hideCaption
          columns={[{ label: words.step }, { label: words.happened }, { label: words.what }, { label: words.where }]}
          rows={events.map((event) => [
            <>
              <a href={`/khong-gian/su-kien/${event.seq}`} style="white-space:nowrap">
                {event.step}
              </a>
              {event.isDeclaredWrong && (
                <>
                  {' '}
                  <Tag tone="stop">{words.declaredWrong}</Tag>
                </>
              )}
              {event.isIncomplete && (
                <>
                  {' '}
                  <Tag tone="wait">{intakeWords[person.lang].incomplete}</Tag>
                </>
              )}
            </>,
            <span style="white-space:nowrap">{event.happened}</span>,
            <WideCell>
              {event.thing}
              {event.more > 0 && <span class="soft"> {words.moreThings(formatNumber(person.lang, event.more))}</span>}
            </WideCell>,
            <WideCell width_em={9}>{event.place}</WideCell>,
          ])}
        />
      )}
      <Pagination lang={person.lang} {...(view.nextHref === undefined ? {} : { nextHref: view.nextHref })} />
    </PersonFrame>
  );
}

function FilterForm({ view: { person, steps, filter, errors } }: { view: EventsView }) {
  const words = workspaceWords[person.lang];
  const errorAt = (field: string): string | undefined => errors.find((error) => error.field === field)?.text;
  return (
    <form method="get" action="/khong-gian/su-kien">
      <div class="pairs">
        <Field
          name="tu"
          label={words.from}
          value={filter.from}
          inputmode="numeric"
          error={errorAt('tu')}
          hint={words.dayHint}
          lang={person.lang}
        />
        <Field
          name="den"
          label={words.until}
          value={filter.until}
          inputmode="numeric"
          error={errorAt('den')}
          hint={words.dayHint}
          lang={person.lang}
        />
      </div>
      <Select name="buoc" label={words.step} value={filter.step} options={[{ value: '', label: words.anyStep }, ...steps]} />
      <Field name="ma" label={words.code} hint={words.codeHint} value={filter.code} error={errorAt('ma')} lang={person.lang} />
      <Checkbox name="thieu" value="1" label={intakeWords[person.lang].onlyIncomplete} checked={filter.incomplete === '1'} />
      {filter.captureId !== '' && <input type="hidden" name="lan-gui" value={filter.captureId} />}
      <div class="row">
        <Button>{words.filter}</Button>
        <a href="/khong-gian/su-kien">{words.clear}</a>
      </div>
    </form>
  );
}

export interface EventPageView {
  readonly person: PersonView;
  readonly event: DescribedEvent;
  readonly eventId: string;
  readonly recorded: string;
  /** Whole days between the event and its capture, from one day. */
  readonly late_days: number | undefined;
  readonly organisation: string;
  readonly status: string | undefined;
  readonly declaredAt: string | undefined;
  readonly isDeclaration: boolean;
  /** What an own event lacks by profiles. */
  readonly lacks: readonly LackRow[];
  readonly json: string;
  readonly captureId: string | undefined;
  readonly seq: string;
  /** Of an own event: with whose eyes it is shown. */
  readonly audience: Audience | undefined;
  /** Parts that these eyes do not see. */
  readonly withheld: readonly FieldGroup[];
}

/** Addresses of the four views of an own event. */
const audiences = { own: '', public: 'cong-chung', chain: 'ben-mua', agency: 'co-quan' } as const;
export type Audience = keyof typeof audiences;

interface AudienceLinksProps {
  readonly seq: string;
  /** The one that is shown; none on other pages than the event's. */
  readonly audience?: Audience;
  readonly label?: string;
  readonly lang: 'vi' | 'en';
}

/** An own event with the eyes of each audience. */
export function AudienceLinks({ seq, audience, lang, label = workspaceWords[lang].seenBy }: AudienceLinksProps) {
  const words = workspaceWords[lang];
  return (
    <nav class="row noprint" aria-label={label}>
      <b>{label}</b>
      {(Object.keys(audiences) as Audience[]).map((name) => (
        <a
          href={`/khong-gian/su-kien/${seq}${audiences[name] === '' ? '' : `?xem=${audiences[name]}`}`}
          {...(name === audience ? { 'aria-current': 'true' as const } : {})}
        >
          {words.audiences[name]}
        </a>
      ))}
    </nav>
  );
}

/** An audience for which the event does not exist. */
export function renderHiddenEventPage({ person, seq, audience }: { person: PersonView; seq: string; audience: Audience }): string {
  const words = workspaceWords[person.lang];
  return renderPage(
    <PersonFrame person={person} tab="events">
      <h1>{words.seenByTitle(words.audiences[audience])}</h1>
      <AudienceLinks seq={seq} audience={audience} lang={person.lang} />
      <Note tone="wait">{words.seesNothing}</Note>
    </PersonFrame>,
    { title: words.seenByTitle(words.audiences[audience]), lang: person.lang, noIndex: true, sheet: 'work' },
  );
}

export function renderEventPage(view: EventPageView): string {
  const words = workspaceWords[view.person.lang];
  return renderPage(<EventPage view={view} />, {
    title: words.eventTitle(view.event.step, view.event.happened),
    lang: view.person.lang,
    noIndex: true,
    sheet: 'work',
  });
}

function EventPage({ view }: { view: EventPageView }) {
  const { person, event } = view;
  const words = workspaceWords[person.lang];
  const title = words.eventTitle(event.step, event.happened);
  return (
    <PersonFrame person={person} tab="events">
      <Breadcrumbs lang={person.lang} items={[{ label: words.eventsTitle, href: '/khong-gian/su-kien' }, { label: title }]} />
      <h1>{title}</h1>
      {view.audience !== undefined && <AudienceLinks seq={view.seq} audience={view.audience} lang={person.lang} />}
      {view.withheld.length > 0 && (
        <Note tone="wait">
          {words.withheldParts(view.withheld.map((group) => (words.groups[group][0] ?? group).toLowerCase()).join(', '))}
        </Note>
      )}
      {view.declaredAt !== undefined && <Note tone="stop">{words.declaration(view.declaredAt)}</Note>}
      {view.isDeclaration && <Note tone="wait">{words.isDeclaration}</Note>}
      <div class="card">
        <Pairs pairs={eventPairs(view)} />
      </div>
      {event.goods.map(({ label, total, things }) => (
        <GoodsTable label={label} total={total} things={things} lang={person.lang} />
      ))}
      <LacksPart lacks={view.lacks} isSettled={view.declaredAt !== undefined} lang={person.lang} />
      {event.papers.length > 0 && (
        <>
          <h2>{words.papers}</h2>
          <ul style="overflow-wrap:anywhere">
            {event.papers.map((paper) => (
              <li>{paper}</li>
            ))}
          </ul>
        </>
      )}
      <Fold summary={words.asJson}>
        <pre style="white-space:pre-wrap;overflow-wrap:anywhere;font-size:14px;margin:0" tabindex={0}>
          {view.json}
        </pre>
      </Fold>
    </PersonFrame>
  );
}

function eventPairs(view: EventPageView): (readonly [string, string | ReturnType<typeof EventIdText>])[] {
  const { person, event } = view;
  const words = workspaceWords[person.lang];
  const recorded =
    view.late_days === undefined ? view.recorded : `${view.recorded} (${words.lateEntry(formatNumber(person.lang, view.late_days))})`;
  return [
    [words.happened, event.happened],
    ...(event.place === undefined ? [] : [[words.where, event.place] as const]),
    ...event.parties,
    ...(event.lot === undefined ? [] : [[words.lot, event.lot] as const]),
    ...(view.status === undefined ? [] : [[words.status, view.status] as const]),
    [words.byWhom, view.organisation],
    [words.recorded, recorded],
    [words.eventId, <EventIdText id={view.eventId} />],
  ];
}

function EventIdText({ id }: { id: string }) {
  return <span style="font-weight:400;font-size:15px;overflow-wrap:anywhere">{id}</span>;
}

function GoodsTable({
  label,
  total,
  things,
  lang,
}: {
  label: string;
  total: number;
  things: readonly DescribedThing[];
  lang: 'vi' | 'en';
}) {
  const words = workspaceWords[lang];
  return (
    <>
      <h2>{label}</h2>
      {total > things.length && <p class="soft">{words.thingsShown(formatNumber(lang, things.length), formatNumber(lang, total))}</p>}
      <Table
        caption={label}
        hideCaption
        columns={[
          { label: words.productName },
          { label: words.thing },
          { label: words.amount, numeric: true },
          { label: words.trace, isAction: true },
        ]}
        rows={things.map((thing) => [
          thing.name ?? thing.short,
          <WideCell>{thing.text}</WideCell>,
          thing.amount,
          <a
            href={`/truy-vet?code=${encodeURIComponent(thing.key.includes(':') ? thing.key : `https://id.gs1.org/${thing.key}`)}`}
            aria-label={`${words.trace}: ${thing.text}`}
          >
            {words.trace}
          </a>,
        ])}
      />
    </>
  );
}
