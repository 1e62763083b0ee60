// An event as one reader may see it: each part that is kept back is missing, and it is known that it is missing.
import type { JourneyEvent, Sighting } from '@nguon/trace';
import { fieldGroups, visibleGroups } from '../access/disclosure.ts';
import type { Reader } from '../access/reader.ts';
import type { EventInfo } from './store.ts';

export interface EventView extends Sighting {
  readonly event_id: string | null;
  readonly type: string;
  readonly action: string | null;
  readonly bizStep: string | null;
  readonly disposition: string | null;
  /** True where the reader may know of the event but not where it was. */
  readonly isPlaceHidden: boolean;
  /** Organisation that recorded it; undefined = not to be shown. */
  readonly orgId: number | undefined;
  readonly showsWho: boolean;
  readonly showsQuantity: boolean;
}

/** Undefined where the event does not exist for this reader. */
export function viewEvent(info: EventInfo, reader: Reader): EventView | undefined {
  // Only an organisation can be a party.
  const partyIds = reader.kind === 'organisation' ? info.parties.split(' ').map(Number) : [];
  const groups = visibleGroups({ orgId: info.org_id, partyIds, disclosure: info.disclosure, orgUnitId: info.org_unit_id }, reader);
  if (groups === 'nothing') return undefined;
  const place = info.biz_location ?? info.read_point ?? undefined;
  return {
    seq: info.seq,
    time_ms: info.time_ms,
    // A hash id is a hash of everything: with it a guess at what is withheld could be confirmed.
    event_id: info.event_id.startsWith('ni:') && groups.size < fieldGroups.length ? null : info.event_id,
    type: info.event_type,
    action: info.action,
    bizStep: info.biz_step,
    disposition: info.disposition,
    place: groups.has('where') ? place : undefined,
    isPlaceHidden: place !== undefined && !groups.has('where'),
    orgId: groups.has('who') ? info.org_id : undefined,
    showsWho: groups.has('who'),
    showsQuantity: groups.has('quantity'),
  };
}

/** A view as the journey takes it: through which thing it touches the goods, and whether that only went into a transformation. */
export type JourneyView = EventView &
  JourneyEvent & {
    readonly isInput: boolean;
    /** True where somebody who may not says that the code is no longer used or the goods are destroyed. */
    readonly isUnconfirmed: boolean;
  };
