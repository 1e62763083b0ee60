// Requests for an organisation's events: the filtered list, and one event.
import { CANONICAL_ROOT, canonicalId, parseDigitalLink } from '@nguon/gs1';
import { readDocument, writeEvent } from '@nguon/epcis';
import type { EpcisEvent } from '@nguon/epcis';
import { formatDateTimeVi, parseDateVi, vietnamDayRange } from '@nguon/vn';
import type { FastifyReply } from 'fastify';
import { fieldGroups, visibleGroups } from '../access/disclosure.ts';
import { sendPrivatePage, viewPerson } from '../access/person-view.ts';
import type { Caller, Reader } from '../access/reader.ts';
import { asReader } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Call, Route } from '../http.ts';
import { workspaceWords } from '../ui/words/workspace-words.ts';
import { describeEvent, keysToName, nameStep, nameWord } from './describe-event.ts';
import { indentJson } from './indent-json.ts';
import { renderEventPage, renderEventsPage, renderHiddenEventPage } from './events-page.tsx';
import type { Audience } from './events-page.tsx';
import type { EventLine, EventsView } from './events-page.tsx';
import { listIncomplete, listLacks } from './intake-store.ts';
import { orgIdOf } from '../access/reader.ts';
import { readSeq } from './read-request.ts';
import { readUuid } from '../uuid.ts';
import { listNames } from './register-store.ts';
import { findEvent, listEvents, listSteps } from './store.ts';
import type { EventFilter, EventRow } from './store.ts';

const page_rows = 25;
/** Stored events were within the limits of capture when they came; these only guard against a broken row. */
const stored_limits = { eventsMax: 1, depthMax: 200, faultsMax: 1 };
const late_from_days = 1;

export const eventRoutes: readonly Route[] = [
  { method: 'GET', path: '/khong-gian/su-kien', who: 'member', answer: 'page', handle: showEvents },
  { method: 'GET', path: '/khong-gian/su-kien/:seq', who: 'member', answer: 'page', handle: showEvent },
];

interface FilterQuery {
  readonly tu?: unknown;
  readonly den?: unknown;
  readonly buoc?: unknown;
  readonly ma?: unknown;
  readonly 'lan-gui'?: unknown;
  readonly thieu?: unknown;
  readonly truoc?: unknown;
}

async function showEvents(call: Call): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const person = viewPerson(call);
  const { filter, typed, errors } = readFilter(request.query as FilterQuery, person.lang);
  const found = await asReader(context.database, caller.reader, async (db) => {
    const rows = errors.length > 0 ? [] : await listEvents(db, orgIdOf(caller), filter, page_rows + 1);
    const read = rows.slice(0, page_rows).map((row) => ({ row, event: readStored(row.body) }));
    return {
      isMore: rows.length > page_rows,
      read,
      names: await listNames(
        db,
        read.flatMap(({ event }) => keysToName(event)),
      ),
      steps: await listSteps(db, orgIdOf(caller)),
      incomplete: await listIncomplete(
        db,
        read.map(({ row }) => row.seq),
      ),
    };
  });
  const last = found.read.at(-1)?.row;
  const next = new URLSearchParams(
    Object.entries({
      tu: typed.from,
      den: typed.until,
      buoc: typed.step,
      ma: typed.code,
      'lan-gui': typed.captureId,
      thieu: typed.incomplete,
    }).filter(([, value]) => value !== ''),
  );
  if (last !== undefined) next.set('truoc', last.seq);
  return sendPrivatePage(
    reply,
    renderEventsPage({
      person,
      events: found.read.map(({ row, event }) => lineOf(row, event, found.names, found.incomplete, person.lang)),
      steps: found.steps.map((value) => ({ value, label: nameStep(value, '', person.lang) })),
      filter: typed,
      errors,
      nextHref: found.isMore ? `/khong-gian/su-kien?${next.toString()}` : undefined,
    }),
    errors.length > 0 ? 400 : 200,
  );
}

function readFilter(
  query: FilterQuery,
  lang: 'vi' | 'en',
): { filter: EventFilter; typed: EventsView['filter']; errors: { field: string; text: string }[] } {
  const words = workspaceWords[lang];
  const text = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 500) : '');
  const typed = {
    from: text(query.tu),
    until: text(query.den),
    step: text(query.buoc),
    code: text(query.ma),
    captureId: readUuid(query['lan-gui']) ?? '',
    incomplete: query.thieu === '1' ? '1' : '',
  };
  const errors: { field: string; text: string }[] = [];
  const dayRange = (field: string, value: string): { from: Date; to: Date } | undefined => {
    const day = value === '' ? undefined : parseDateVi(value);
    if (value !== '' && day === undefined) errors.push({ field, text: words.dayWrong });
    return day === undefined ? undefined : vietnamDayRange(day);
  };
  // In the order of the form, as its errors are listed.
  const [from, until] = [dayRange('tu', typed.from)?.from, dayRange('den', typed.until)?.to];
  const thing = typed.code === '' ? undefined : readThing(typed.code);
  if (typed.code !== '' && thing === undefined) errors.push({ field: 'ma', text: words.codeWrong });
  const filter = {
    from,
    until,
    step: typed.step || undefined,
    thing,
    captureId: typed.captureId || undefined,
    onlyIncomplete: typed.incomplete === '1',
    beforeSeq: readSeq(query.truoc),
  };
  return { filter, typed, errors };
}

/** Index key of what somebody typed or pasted: an address, an EPC, a bare path of GS1 keys, digits under a bar code. */
function readThing(code: string): string | undefined {
  const read = canonicalId(/^\/?\d{2,4}\//.test(code) ? `https://id.gs1.org/${code.replace(/^\//, '')}` : code);
  if (read.ok) return read.value.thing;
  const typed = parseDigitalLink(code, 'lenient');
  return typed.ok ? typed.value.canonical.replace(CANONICAL_ROOT, '') : undefined;
}

function readStored(body: string): EpcisEvent {
  const event = readDocument(body, stored_limits).events[0]?.event;
  if (event === undefined) throw new Error('a stored event does not read back');
  return event;
}

function lineOf(
  row: EventRow,
  event: EpcisEvent,
  names: ReadonlyMap<string, string>,
  incomplete: ReadonlySet<string>,
  lang: 'vi' | 'en',
): EventLine {
  const described = describeEvent(event, names, lang);
  const first = described.goods[0]?.things[0];
  return {
    seq: row.seq,
    step: described.step,
    happened: described.happened,
    place: described.place,
    thing: first === undefined ? undefined : [first.name, first.short, first.amount].filter(Boolean).join(' · '),
    more: Math.max(0, described.goods.reduce((sum, group) => sum + group.total, 0) - 1),
    isDeclaredWrong: row.declared_at !== null,
    isIncomplete: incomplete.has(row.seq) && row.declared_at === null,
  };
}

const audienceNames: Readonly<Record<string, Audience>> = { 'cong-chung': 'public', 'ben-mua': 'chain', 'co-quan': 'agency' };

/** A buyer is any other organisation that the event names; where it names none, one that it might name. */
function readerOf(audience: Audience, caller: Caller, row: EventRow): { reader: Reader; partyIds: readonly number[] } {
  const imagined = -1;
  const buyer = row.party_ids.find((id) => id !== row.org_id) ?? imagined;
  switch (audience) {
    case 'own':
      return { reader: caller.reader, partyIds: row.party_ids };
    case 'public':
      return { reader: { kind: 'public' }, partyIds: row.party_ids };
    case 'chain':
      return { reader: { kind: 'organisation', orgId: buyer }, partyIds: [...row.party_ids, buyer] };
    case 'agency':
      return {
        reader: { kind: 'agency', orgId: imagined, unitIds: row.org_unit_id === null ? [] : [row.org_unit_id] },
        partyIds: row.party_ids,
      };
  }
}

async function showEvent(call: Call): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const seq = readSeq((request.params as { seq: string }).seq);
  const wanted = audienceNames[String((request.query as { xem?: unknown }).xem)] ?? 'own';
  const person = viewPerson(call);
  const found =
    seq === undefined
      ? undefined
      : await asReader(context.database, caller.reader, async (db) => {
          const row = await findEvent(db, seq);
          if (row === undefined) return undefined;
          // Somebody else's event is shown as it is to this organisation, and to nobody else's eyes.
          const audience = row.org_id === caller.orgId ? wanted : 'own';
          const { reader, partyIds } = readerOf(audience, caller, row);
          const groups = visibleGroups({ orgId: row.org_id, partyIds, disclosure: row.disclosure, orgUnitId: row.org_unit_id }, reader);
          if (groups === 'nothing') return audience === 'own' ? undefined : { row, audience, hidden: true as const };
          const body = discloseStored(row, groups);
          const event = readStored(body);
          return {
            row,
            audience,
            hidden: false as const,
            groups,
            body,
            event,
            names: await listNames(db, keysToName(event)),
            lacks: await listLacks(db, row.seq),
          };
        });
  if (found === undefined)
    throw new AppError('not_found', 'event_not_found', {
      vi: 'Không có sự kiện này, hoặc tổ chức của bạn không được xem.',
      en: 'There is no such event, or your organisation may not see it.',
    });
  const { row, audience } = found;
  const isOwn = row.org_id === caller.orgId;
  if (found.hidden) return sendPrivatePage(reply, renderHiddenEventPage({ person, seq: row.seq, audience }));
  const { body, event, names, groups, lacks } = found;
  const days = Math.floor((row.record_time.getTime() - row.event_time.getTime()) / 86_400_000);
  return sendPrivatePage(
    reply,
    renderEventPage({
      person,
      event: describeEvent(event, names, person.lang),
      eventId: row.event_id,
      recorded: formatDateTimeVi(row.record_time),
      late_days: days >= late_from_days ? days : undefined,
      organisation: row.org_name,
      status: nameWord('disposition', row.disposition, person.lang),
      declaredAt: row.declared_at === null ? undefined : formatDateTimeVi(row.declared_at),
      isDeclaration: row.declaration_time !== null,
      lacks: isOwn && audience === 'own' ? lacks : [],
      json: indentJson(body),
      captureId: row.capture_id ?? undefined,
      seq: row.seq,
      audience: isOwn ? audience : undefined,
      withheld: fieldGroups.filter((group) => !groups.has(group)),
    }),
  );
}

/** A partner's event loses the groups that it keeps back before anything here reads it. */
function discloseStored(row: EventRow, groups: ReadonlySet<(typeof fieldGroups)[number]>): string {
  const withheld = fieldGroups.filter((group) => !groups.has(group));
  return writeEvent(row.body, {
    epcFormat: 'Never_Translates',
    prefixLength: () => undefined,
    eventId: row.event_id,
    recordTime: row.record_time.toISOString(),
    context: 'inline',
    ...(withheld.length === 0 ? {} : { withheld }),
  }).json;
}
