// What a reader may see of a generated event, worked out anew from the rules in words: the second opinion on disclosure.
import type { DisclosureLevels } from '../../app/access/disclosure.ts';
import type { JsonEvent } from '../support/sample-events.ts';
import { nameOf } from './world.ts';

export interface CapturedEvent {
  readonly event: JsonEvent;
  /** Number of the organisation that captured it, 0 to 3. */
  readonly owner: number;
  readonly recordTime_ms: number;
}

/** `organisation`: a number from 0 to 3; `agency`: the organisations of its territory. */
export type NaiveReader =
  | { readonly kind: 'public' }
  | { readonly kind: 'organisation'; readonly organisation: number }
  | { readonly kind: 'agency'; readonly territory: readonly number[] }
  | { readonly kind: 'administrator' };

type Parts = readonly Record<string, string>[];

/** Organisations that the event names as source, destination or place: organisation n is party n and owns place n. */
function namedOrganisations(event: JsonEvent): number[] {
  const ids = [
    ...((event['sourceList'] ?? []) as Parts).map((entry) => entry['source']),
    ...((event['destinationList'] ?? []) as Parts).map((entry) => entry['destination']),
    (event['readPoint'] as Record<string, string> | undefined)?.['id'],
    (event['bizLocation'] as Record<string, string> | undefined)?.['id'],
  ];
  return ids.flatMap((id) => {
    const found = /^(?:party|place) (\d+)$/.exec(nameOf(id ?? ''));
    return found === null || Number(found[1]) > 3 ? [] : [Number(found[1])];
  });
}

/** 0 = what is public, 1 = what is for the chain too, 2 = all. */
function levelOf({ event, owner }: CapturedEvent, reader: NaiveReader): number {
  if (reader.kind === 'administrator') return 2;
  if (reader.kind === 'agency') return reader.territory.includes(owner) ? 2 : 0;
  if (reader.kind === 'public') return 0;
  if (reader.organisation === owner) return 2;
  return namedOrganisations(event).includes(reader.organisation) ? 1 : 0;
}

const group_fields: Readonly<Record<string, readonly string[]>> = {
  where: ['readPoint', 'bizLocation'],
  documents: ['bizTransactionList', 'certificationInfo'],
  ilmd: ['ilmd', 'sensorElementList'],
};

/** The event as the reader sees it; undefined where it does not exist for the reader. */
export function viewOf(captured: CapturedEvent, reader: NaiveReader, disclosures: readonly DisclosureLevels[]): JsonEvent | undefined {
  const level = levelOf(captured, reader);
  const levels = disclosures[captured.owner];
  if (levels === undefined) throw new Error('no disclosure');
  const hidden = Object.entries(levels).flatMap(([group, needed]) =>
    ['public', 'chain', 'private'].indexOf(needed) > level ? [group] : [],
  );
  if (hidden.includes('what')) return undefined;
  const view = structuredClone(captured.event);
  for (const group of hidden) for (const field of group_fields[group] ?? []) delete view[field];
  if (hidden.includes('quantity'))
    for (const [name, list] of Object.entries(view))
      if (name.endsWith('uantityList'))
        for (const element of list as Record<string, unknown>[]) {
          delete element['quantity'];
          delete element['uom'];
        }
  for (const name of ['sourceList', 'destinationList'])
    if (view[name] !== undefined)
      view[name] = (view[name] as Parts).filter((entry) => !hidden.includes(nameOf(entry['type'] ?? '') === 'location' ? 'where' : 'who'));
  if (hidden.includes('ilmd')) dropOwnFields(view);
  return view;
}

function dropOwnFields(view: JsonEvent): void {
  for (const holder of [view, view['readPoint'], view['bizLocation'], view['errorDeclaration']])
    if (typeof holder === 'object' && holder !== null)
      for (const key of Object.keys(holder)) if (key.includes(':')) delete (holder as JsonEvent)[key];
}
