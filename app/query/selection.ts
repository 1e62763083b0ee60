// From a typed query to what SQL can decide: conditions on columns, things and terms, and which of them find the candidates.
import { OVERFLOW_TERM, listConditionTerms, thingRoles } from '@nguon/epcis';
import type { EventQuery, QueryCondition } from '@nguon/epcis';
import { CANONICAL_ROOT } from '@nguon/gs1';
import { eventKeyOf } from '../capture/prepared-event.ts';
import type { Condition } from './store.ts';

/** Conditions that SQL decides exactly, under the reader's own view of the event; all others need the event itself. */
const exactKinds: ReadonlySet<QueryCondition['kind']> = new Set(['words', 'time', 'places', 'match']);

export interface SelectionPlan {
  readonly conditions: readonly Condition[];
  /** Those that `matchEvent` still has to decide. */
  readonly toMatch: readonly QueryCondition[];
}

/** `placesWithin`: things of a place and everything below it, whoever's master data say so. */
export function planSelection({ conditions }: EventQuery, placesWithin: ReadonlyMap<string, readonly string[]>): SelectionPlan {
  return {
    conditions: conditions.flatMap((condition) => toConditions(condition, placesWithin)),
    toMatch: conditions.filter(({ kind }) => !exactKinds.has(kind)),
  };
}

const columnOf = { eventType: 'event_type', action: 'action', bizStep: 'biz_step', disposition: 'disposition' } as const;
const placeColumnOf = { readPoint: 'read_point', bizLocation: 'biz_location' } as const;

function toConditions(condition: QueryCondition, placesWithin: ReadonlyMap<string, readonly string[]>): Condition[] {
  switch (condition.kind) {
    case 'words':
      return condition.column === 'eventId'
        ? [{ kind: 'eventKeys', keys: condition.values.map(eventKeyOf), values: condition.values }]
        : [{ kind: 'in', column: columnOf[condition.column], values: condition.values }];
    case 'time':
      return [
        {
          kind: 'time',
          column: condition.column === 'eventTime' ? 'event_time' : 'record_time',
          operator: condition.comparison === 'GE' ? '>=' : '<',
          at_ms: condition.instant_ms,
        },
      ];
    case 'places':
      return [{ kind: 'place', column: placeColumnOf[condition.column], values: condition.things }];
    case 'within':
      return [
        {
          kind: 'place',
          column: placeColumnOf[condition.column],
          values: [...new Set(condition.things.flatMap((thing) => placesWithin.get(thing) ?? [thing]))],
        },
      ];
    case 'match':
      return [
        {
          kind: 'match',
          roles: condition.thingRoles,
          patterns: condition.matches.flatMap((match) =>
            match.kind === 'alternatives' ? match.things.map((thing) => ({ kind: 'prefix' as const, thing })) : [match],
          ),
        },
      ];
    case 'pairs':
      return condition.list === 'bizTransaction' ? byTerms(condition) : [partyCondition(condition.list, condition.values)];
    default:
      return byTerms(condition);
  }
}

function byTerms(condition: QueryCondition): Condition[] {
  const found = listConditionTerms(condition);
  return found === undefined ? [] : [{ kind: 'terms', terms: [...found.terms, OVERFLOW_TERM], finds: found.finds }];
}

/** Sources and destinations stand among the things of the event; their type is left to the matching. */
function partyCondition(list: 'source' | 'destination', values: readonly string[]): Condition {
  return {
    kind: 'match',
    roles: [thingRoles[list]],
    patterns: values.map((value) => ({
      kind: 'exact',
      thing: value.startsWith(CANONICAL_ROOT) ? value.slice(CANONICAL_ROOT.length) : value,
    })),
  };
}
