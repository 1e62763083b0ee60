// Plans a query for a reader: what SQL decides, what is left to matching, and the master data that either needs.
import type { EventQuery, QueryCondition } from '@nguon/epcis';
import type { Reader } from '../access/reader.ts';
import type { Context } from '../context.ts';
import { asReader } from '../db.ts';
import { MasterDataOfQuery } from './master-data-of-query.ts';
import { planSelection } from './selection.ts';
import { findWatermark, isEveryCandidateARow } from './store.ts';
import type { EventSelection } from './store.ts';

export interface QueryPlan {
  readonly selection: Omit<EventSelection, 'limit' | 'after'>;
  /** Conditions that need the event itself. */
  readonly toMatch: readonly QueryCondition[];
  readonly masterData: MasterDataOfQuery | undefined;
  /** Whether every row that SQL gives is a match, so that one statement makes a page. */
  readonly isDecidedBySql: boolean;
}

const masterDataKinds: ReadonlySet<QueryCondition['kind']> = new Set(['within', 'hasAttribute', 'attribute']);

export async function planQuery(context: Context, reader: Reader, query: EventQuery): Promise<QueryPlan> {
  const masterData = query.conditions.some(({ kind }) => masterDataKinds.has(kind))
    ? new MasterDataOfQuery(reader.kind === 'organisation' ? reader.orgId : undefined)
    : undefined;
  const roots = query.conditions.flatMap((condition) => (condition.kind === 'within' ? condition.things : []));
  if (masterData !== undefined && roots.length > 0) await asReader(context.database, reader, (db) => masterData.loadHierarchies(db, roots));
  const { conditions, toMatch } = planSelection(query, masterData?.placesWithin ?? new Map());
  // A field of the user's own is no column: all matches are sorted after they are found.
  const orderBy = query.orderBy === 'recordTime' ? 'record_time' : 'event_time';
  const boundToRecordTime =
    orderBy === 'record_time' || query.conditions.some((condition) => condition.kind === 'time' && condition.column === 'recordTime');
  return {
    selection: {
      conditions,
      orderBy,
      descending: query.orderDirection === 'DESC',
      withUnits: reader.kind === 'agency',
      ...(boundToRecordTime ? { recordedBefore_ms: await findWatermark(context.database.system) } : {}),
    },
    toMatch,
    masterData,
    isDecidedBySql: toMatch.length === 0 && isEveryCandidateARow({ conditions, orderBy }),
  };
}
