// `hash`: the event hash of every event in a document (CBV 2.0 and draft 2.1 §8.9), one line each, without a database.
import { hash as digest } from 'node:crypto';
import { HASH_EDITIONS, hashEventId, prehashEvent } from '@nguon/epcis';
import type { EventReading, HashEdition } from '@nguon/epcis';
import { AnyDocumentReader } from '@nguon/epcis/xml';
import { UsageError } from './command.ts';
import type { Command, CommandCall } from './command.ts';
import { describeFault } from './convert.ts';
import { readDocumentFile } from './read-document-file.ts';

const told_max = 200;
const depth_max = 64;
/** Stands in the line of an event whose fields could not be read at all. */
const no_hash = '-';

const sha256 = (text: string): string => digest('sha256', text, 'hex');

export const hash: Command = {
  name: 'hash',
  summary: 'Tính mã băm của từng sự kiện EPCIS / compute the hash of each EPCIS event',
  positionals: ['<file>'],
  options: {
    cbv: {
      type: 'string',
      value: '<edition>',
      help: `of CBV: ${HASH_EDITIONS.join(', ')}; default 2.0, as event ids are made; 2.0-table = 2.0 in the order of the printed table`,
    },
    prehash: { type: 'boolean', help: 'the text that is hashed, instead of the hash' },
  },
  async run(call) {
    const edition = editionOf(call.text('cbv'));
    const reader = new AnyDocumentReader({ eventsMax: Number.MAX_SAFE_INTEGER, depthMax: depth_max, faultsMax: told_max });
    const rows: Row[] = [];
    let missing = 0;
    const take = (events: readonly EventReading[]): void => {
      for (const event of events) {
        const row = rowOf(event, edition, call.flag('prehash'));
        if (row.hash === no_hash) missing += 1;
        for (const fault of event.faults) call.note(describeFault(fault));
        if (call.json) rows.push(row);
        else call.print(row.hash);
      }
    };
    for await (const text of readDocumentFile(call.positionals[0] ?? '-')) take(reader.write(text));
    const end = reader.end();
    take(end.events);
    for (const fault of end.faults) call.note(describeFault(fault));
    if (call.json) call.print(JSON.stringify(rows));
    return finish(call, missing, end.faults.length);
  },
};

interface Row {
  readonly path: string;
  readonly hash: string;
  readonly eventID: string | null;
  readonly faults: number;
}

function editionOf(given: string | undefined): HashEdition {
  const edition = given === undefined ? '2.0' : HASH_EDITIONS.find((known) => known === given);
  if (edition === undefined) throw new UsageError(`--cbv: one of ${HASH_EDITIONS.join(', ')}; given: "${given ?? ''}"`);
  return edition;
}

/** A hash needs no valid vocabulary: an event with faults has one too, and its faults are told beside. */
function rowOf({ event, tree, path, faults }: EventReading, edition: HashEdition, wantsPrehash: boolean): Row {
  const fields = event?.tree ?? tree;
  const prehash = fields === undefined ? undefined : prehashEvent({ tree: fields }, edition);
  const text = prehash === undefined ? no_hash : wantsPrehash ? prehash : hashEventId(prehash, sha256, edition);
  return { path, hash: text, eventID: event?.eventId ?? null, faults: faults.length };
}

function finish(call: CommandCall, missing: number, faults: number): 0 | 1 {
  if (missing > 0) call.note(`${missing} sự kiện không tính được / without a hash: ${missing}`);
  return missing === 0 && faults === 0 ? 0 : 1;
}
