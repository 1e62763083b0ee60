// Pages of an organisation's subscriptions: the list, one with its deliveries, the question before ending it.
import { formatDateTimeVi } from '@nguon/vn';
import { CsrfField, PersonFrame } from '../access/person-frame.tsx';
import type { PersonView } from '../access/person-view.ts';
import { Breadcrumbs } from '../ui/breadcrumbs.tsx';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import { Pairs } from '../ui/pairs.tsx';
import { renderPage } from '../ui/render-page.tsx';
import { Table } from '../ui/table.tsx';
import { Tag } from '../ui/tag.tsx';
import { subscriptionWords } from '../ui/words/subscription.ts';
import { formatNumber } from '../ui/format-number.ts';

export interface DeliveryView {
  readonly state: 'pending' | 'delivered' | 'dead';
  readonly created_at: Date;
  readonly events: number;
  readonly attempts: number;
  readonly last_status: number | null;
  readonly last_error: string | null;
}

export interface SubscriptionView {
  readonly id: string;
  readonly queryName: string;
  readonly dest: string;
  readonly schedule: Readonly<Record<string, string>> | null;
  readonly state: 'active' | 'stopped';
  readonly stopped_why: 'not_taken' | 'key_revoked' | 'organisation_closed' | null;
  readonly due_at: Date;
  readonly cursor_record_time: Date;
  readonly last_notified_at: Date | null;
  /** The delivery that was not taken yet. */
  readonly open: DeliveryView | undefined;
}

const root = '/khong-gian/dang-ky-nhan';

export function renderSubscriptionsPage(person: PersonView, subscriptions: readonly SubscriptionView[], done: string | undefined): string {
  const words = subscriptionWords[person.lang];
  return renderPage(
    <PersonFrame person={person} tab="subscriptions" done={done}>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      {subscriptions.length === 0 ? (
        <p class="soft">{words.none}</p>
      ) : (
        <Table
          caption={words.title}
          hideCaption
          columns={[
            { label: words.query },
            { label: words.dest },
            { label: words.when },
            { label: words.state },
            { label: words.lastSent },
            { label: words.open, isAction: true },
          ]}
          rows={subscriptions.map((one) => [
            one.queryName,
            <span style="overflow-wrap:anywhere">{one.dest}</span>,
            sayWhen(one, person.lang),
            <State subscription={one} lang={person.lang} />,
            one.last_notified_at === null ? words.never : formatDateTimeVi(one.last_notified_at),
            <a href={`${root}/${one.id}`} aria-label={`${words.open}: ${one.queryName}, ${one.dest}`}>
              {words.open}
            </a>,
          ])}
        />
      )}
    </PersonFrame>,
    { title: words.title, lang: person.lang, noIndex: true, sheet: 'work' },
  );
}

function sayWhen({ schedule }: SubscriptionView, lang: 'vi' | 'en'): string {
  const words = subscriptionWords[lang];
  if (schedule === null) return words.stream;
  return words.schedule(
    Object.entries(schedule)
      .map(([field, value]) => `${field} ${value}`)
      .join(', '),
  );
}

function State({ subscription: { state, open, due_at }, lang }: { subscription: SubscriptionView; lang: 'vi' | 'en' }) {
  const words = subscriptionWords[lang];
  if (state === 'stopped') return <Tag tone="stop">{words.stopped}</Tag>;
  if (open !== undefined && open.attempts > 0)
    return <Tag tone="wait">{words.retrying(formatNumber(lang, open.attempts), formatDateTimeVi(due_at))}</Tag>;
  return <Tag tone="right">{words.active}</Tag>;
}

export function renderSubscriptionPage(
  person: PersonView,
  subscription: SubscriptionView,
  deliveries: readonly DeliveryView[],
  done: string | undefined,
): string {
  const words = subscriptionWords[person.lang];
  const isOwner = person.role === 'owner';
  return renderPage(
    <PersonFrame person={person} tab="subscriptions" done={done}>
      <Breadcrumbs lang={person.lang} items={[{ label: words.title, href: root }, { label: subscription.queryName }]} />
      <h1>{subscription.queryName}</h1>
      <div class="card">
        <Pairs
          pairs={[
            [words.dest, <span style="overflow-wrap:anywhere">{subscription.dest}</span>],
            [words.when, sayWhen(subscription, person.lang)],
            [words.state, <State subscription={subscription} lang={person.lang} />],
          ]}
        />
        <p class="soft">{words.reached(formatDateTimeVi(subscription.cursor_record_time))}</p>
      </div>
      {subscription.state === 'stopped' && (
        <>
          <Note tone="stop">{sayStopped(subscription, person.lang)}</Note>
          {isOwner && subscription.stopped_why !== 'organisation_closed' && <Decision person={person} subscription={subscription} />}
        </>
      )}
      <h2>{words.deliveries}</h2>
      {deliveries.length === 0 ? <p class="soft">{words.noDeliveries}</p> : <DeliveryTable deliveries={deliveries} lang={person.lang} />}
      {isOwner && (
        <p class="noprint">
          <Button href={`${root}/${subscription.id}/ket-thuc`} kind="quiet">
            {words.end}
          </Button>
        </p>
      )}
    </PersonFrame>,
    { title: `${words.title}: ${subscription.queryName}`, lang: person.lang, noIndex: true, sheet: 'work' },
  );
}

function sayStopped({ stopped_why }: SubscriptionView, lang: 'vi' | 'en'): string {
  const words = subscriptionWords[lang];
  return stopped_why === null || stopped_why === 'not_taken' ? words.deadLead : words.stoppedWhy[stopped_why];
}

/** Only a delivery that is dead can be given up. */
function Decision({ person, subscription: { id, open } }: { person: PersonView; subscription: SubscriptionView }) {
  const words = subscriptionWords[person.lang];
  const isDead = open?.state === 'dead';
  return (
    <>
      <form method="post" action={`${root}/${id}/gui-lai`}>
        <CsrfField person={person} />
        <Button>{isDead ? words.resend : words.resume}</Button>
      </form>
      {isDead && (
        <form method="post" action={`${root}/${id}/bo-qua`}>
          <CsrfField person={person} />
          <p class="soft">{words.skipWhat}</p>
          <Button kind="stop">{words.skip}</Button>
        </form>
      )}
    </>
  );
}

function DeliveryTable({ deliveries, lang }: { deliveries: readonly DeliveryView[]; lang: 'vi' | 'en' }) {
  const words = subscriptionWords[lang];
  const tones = { pending: 'wait', delivered: 'right', dead: 'stop' } as const;
  return (
    <Table
      caption={words.deliveries}
      hideCaption
      columns={[
        { label: words.sentAt },
        { label: words.events, numeric: true },
        { label: words.attempts, numeric: true },
        { label: words.state },
        { label: words.answer },
      ]}
      rows={deliveries.map((delivery) => [
        formatDateTimeVi(delivery.created_at),
        formatNumber(lang, delivery.events),
        formatNumber(lang, delivery.attempts),
        <Tag tone={tones[delivery.state]}>{words.states[delivery.state]}</Tag>,
        <span style="overflow-wrap:anywhere">{[delivery.last_status, delivery.last_error].filter((part) => part !== null).join(' ')}</span>,
      ])}
    />
  );
}

export function renderEndPage(person: PersonView, subscription: SubscriptionView): string {
  const words = subscriptionWords[person.lang];
  return renderPage(
    <PersonFrame person={person} tab="subscriptions">
      <Breadcrumbs lang={person.lang} items={[{ label: words.title, href: root }, { label: words.end }]} />
      <h1>{words.endTitle}</h1>
      <p class="lead">{words.endLead}</p>
      <p style="overflow-wrap:anywhere">
        {subscription.queryName}, {subscription.dest}
      </p>
      <form method="post" action={`${root}/${subscription.id}/ket-thuc`}>
        <CsrfField person={person} />
        <div class="row">
          <Button kind="stop">{words.end}</Button>
          <Button href={`${root}/${subscription.id}`} kind="quiet">
            {words.cancel}
          </Button>
        </div>
      </form>
    </PersonFrame>,
    { title: words.endTitle, lang: person.lang, noIndex: true, sheet: 'work' },
  );
}
