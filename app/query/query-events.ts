// Answers an event query for a reader: parameters to conditions, rows to what the reader may see, a page and its token.
import { writeEvent } from '@nguon/epcis';
import type { EpcFormat, EventQuery, FieldGroup, QueryCondition, WrittenEvent } from '@nguon/epcis';
import { visibleGroups } from '../access/disclosure.ts';
import type { Reader } from '../access/reader.ts';
import { eventKeyOf } from '../capture/prepared-event.ts';
import type { Context } from '../context.ts';
import { asReader } from '../db.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { Turnstile } from '../turnstile.ts';
import { readPageToken, writePageToken } from './page-token.ts';
import { findWatermark, listEventsById, selectEvents } from './store.ts';
import type { Condition, EventSelection, QueriedEvent } from './store.ts';

const per_page_default = 30;
const per_page_max = 1_000;
const declarations_max = 100;

/** Half of the public's pool, three quarters of the others' (app/db.ts): scan pages and traces need connections too. */
const queries_at_once_max = { public: 8, known: 6 } as const;
/** With this many before it, a query would wait longer than a client does. */
const queries_waiting_max = 100;

const turnstiles = new WeakMap<Database, { readonly public: Turnstile; readonly known: Turnstile }>();

function turnstileOf(database: Database, reader: Reader): Turnstile {
  let pair = turnstiles.get(database);
  if (pair === undefined) {
    const make = (atOnce_max: number): Turnstile => new Turnstile({ atOnce_max, waiting_max: queries_waiting_max });
    pair = { public: make(queries_at_once_max.public), known: make(queries_at_once_max.known) };
    turnstiles.set(database, pair);
  }
  return reader.kind === 'public' ? pair.public : pair.known;
}

export interface EventPage {
  readonly events: readonly WrittenEvent[];
  readonly perPage: number;
  /** Undefined on the last page. */
  readonly nextPageToken: string | undefined;
}

/** Throws `invalid` (QueryParameterException) when the page token is not one of this query. */
export async function queryEvents(context: Context, reader: Reader, query: EventQuery, epcFormat: EpcFormat): Promise<EventPage> {
  const perPage = Math.min(query.perPage ?? per_page_default, per_page_max);
  const orderBy = query.orderBy === 'recordTime' ? 'record_time' : 'event_time';
  const after = query.nextPageToken === undefined ? undefined : readPageToken(query.nextPageToken, query);
  if (query.nextPageToken !== undefined && after === undefined)
    throw new AppError('invalid', 'bad_page_token', {
      vi: 'nextPageToken không thuộc truy vấn này. Hãy lấy nguyên địa chỉ trong tiêu đề Link của trang trước.',
      en: 'nextPageToken does not belong to this query. Use the address in the Link header of the page before, unchanged.',
      epcisException: 'QueryParameterException',
    });
  const boundToRecordTime =
    orderBy === 'record_time' || query.conditions.some((condition) => condition.kind === 'time' && condition.column === 'recordTime');
  const selection: EventSelection = {
    conditions: query.conditions.map(toCondition),
    orderBy,
    descending: query.orderDirection === 'DESC',
    limit: perPage + 1,
    withUnits: needsUnits(reader),
    ...(after === undefined ? {} : { after }),
    ...(boundToRecordTime ? { recordedBefore_ms: await findWatermark(context.database.system) } : {}),
  };
  const rows = await turnstileOf(context.database, reader).run(() =>
    asReader(context.database, reader, (db) => selectEvents(db, selection)),
  );
  if (epcFormat === 'Always_EPC_URN') await context.companyPrefixes.refresh(context.now().getTime());
  const page = rows.slice(0, perPage);
  const last = page.at(-1);
  return {
    events: discloseEvents(context, reader, page, epcFormat),
    perPage,
    nextPageToken:
      rows.length > perPage && last !== undefined
        ? writePageToken(query, { at: last[orderBy], seq: last.seq, recordedUntil: after?.recordedUntil ?? last.read_at })
        : undefined,
  };
}

/** The event and its error declarations (EPCIS 2.0 §8.2.8); empty when the reader may see none. */
export async function getEventsById(context: Context, reader: Reader, eventId: string, epcFormat: EpcFormat): Promise<WrittenEvent[]> {
  const rows = await asReader(context.database, reader, (db) =>
    listEventsById(db, eventKeyOf(eventId), eventId, needsUnits(reader), declarations_max),
  );
  if (epcFormat === 'Always_EPC_URN') await context.companyPrefixes.refresh(context.now().getTime());
  return discloseEvents(context, reader, rows, epcFormat);
}

const needsUnits = ({ kind }: Reader): boolean => kind === 'agency';

const allGroups: readonly FieldGroup[] = ['what', 'where', 'who', 'quantity', 'documents', 'ilmd'];

/** The first lock: row policies have let the row through, here its field groups are cut to what the reader may see. */
export function discloseEvents(context: Context, reader: Reader, rows: readonly QueriedEvent[], epcFormat: EpcFormat): WrittenEvent[] {
  return rows.flatMap((row) => {
    const visible = visibleGroups(
      { orgId: row.org_id, partyIds: row.party_ids, disclosure: row.disclosure, orgUnitId: row.org_unit_id },
      reader,
    );
    if (visible === 'nothing') return [];
    const withheld = allGroups.filter((group) => !visible.has(group));
    return [
      writeEvent(row.body, {
        epcFormat,
        prefixLength: context.companyPrefixes.lengthOf,
        // The hash of the whole content would let a reader try guesses of what is withheld.
        eventId: withheld.length > 0 && row.event_id.startsWith('ni:') ? undefined : row.event_id,
        recordTime: row.record_time,
        context: 'hoisted',
        ...(withheld.length > 0 ? { withheld } : {}),
      }),
    ];
  });
}

const columnOf = { eventType: 'event_type', action: 'action', bizStep: 'biz_step', disposition: 'disposition' } as const;

export function toCondition(condition: QueryCondition): Condition {
  switch (condition.kind) {
    case 'words':
      return condition.column === 'eventId'
        ? { kind: 'eventKeys', keys: condition.values.map(eventKeyOf), values: condition.values }
        : { kind: 'in', column: columnOf[condition.column], values: condition.values };
    case 'time':
      return {
        kind: 'time',
        column: condition.column === 'eventTime' ? 'event_time' : 'record_time',
        operator: condition.comparison === 'GE' ? '>=' : '<',
        at_ms: condition.instant_ms,
      };
    case 'places':
      return { kind: 'place', column: condition.column === 'readPoint' ? 'read_point' : 'biz_location', values: condition.things };
    case 'match':
      return {
        kind: 'match',
        roles: condition.thingRoles,
        patterns: condition.matches.flatMap((match) =>
          match.kind === 'alternatives' ? match.things.map((thing) => ({ kind: 'prefix' as const, thing })) : [match],
        ),
      };
  }
}
