// Decides of candidate rows which meet a query in the eyes of a reader: disclosure first, so that nothing hidden is found by.
import { FIELD_GROUPS, NO_MASTER_DATA, matchEvent, openStoredEvent, vocabularyIdsOf } from '@nguon/epcis';
import type { FieldGroup, QueryCondition, StoredEvent } from '@nguon/epcis';
import { visibleGroups } from '../access/disclosure.ts';
import type { Reader } from '../access/reader.ts';
import type { Db } from '../db.ts';
import type { MasterDataOfQuery } from './master-data-of-query.ts';
import type { QueriedEvent } from './store.ts';

/** Field groups of a row that the reader may not see; 'everything' where the event does not exist for the reader. */
export function withheldGroups(row: QueriedEvent, reader: Reader): readonly FieldGroup[] | 'everything' {
  const visible = visibleGroups(
    { orgId: row.org_id, partyIds: row.party_ids, disclosure: row.disclosure, orgUnitId: row.org_unit_id },
    reader,
  );
  return visible === 'nothing' ? 'everything' : FIELD_GROUPS.filter((group) => !visible.has(group));
}

/** The eventID as this reader sees it: the hash of the whole content would let a reader try guesses of what is withheld. */
export function shownId({ event_id }: QueriedEvent, withheld: readonly FieldGroup[]): string | undefined {
  return withheld.length > 0 && event_id.startsWith('ni:') ? undefined : event_id;
}

/** The event of a row as the reader may see it; undefined where it does not exist for the reader. */
export function openRow(row: QueriedEvent, reader: Reader): StoredEvent | undefined {
  const withheld = withheldGroups(row, reader);
  if (withheld === 'everything') return undefined;
  return openStoredEvent(row.body, {
    eventId: shownId(row, withheld),
    recordTime_ms: row.record_time_ms,
    ...(withheld.length > 0 ? { withheld } : {}),
  });
}

/** Those of the rows that exist for the reader and meet the conditions. */
export async function matchRows(
  db: Db,
  rows: readonly QueriedEvent[],
  reader: Reader,
  conditions: readonly QueryCondition[],
  masterData: MasterDataOfQuery | undefined,
): Promise<QueriedEvent[]> {
  if (conditions.length === 0) return rows.filter((row) => withheldGroups(row, reader) !== 'everything');
  const opened = rows.flatMap((row) => {
    const event = openRow(row, reader);
    return event === undefined ? [] : [{ row, event }];
  });
  const fields = conditions.flatMap((condition) =>
    condition.kind === 'hasAttribute' || condition.kind === 'attribute' ? [condition.field] : [],
  );
  if (fields.length > 0)
    await masterData?.loadAttributes(
      db,
      opened.flatMap(({ row, event }) => fields.flatMap((field) => vocabularyIdsOf(event, field).map((id) => ({ orgId: row.org_id, id })))),
    );
  return opened
    .filter(({ row, event }) => matchEvent({ conditions }, event, masterData?.of(row.org_id) ?? NO_MASTER_DATA))
    .map(({ row }) => row);
}
