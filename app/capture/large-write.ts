// Second pass over a large document: each part is stored in a transaction of its own, with how far the job has come.
import type { DocumentReading, Fault } from '@nguon/epcis';
import type { Context } from '../context.ts';
import { inTransaction } from '../db.ts';
import { duplicateFault } from './capture-document.ts';
import { makeEventBatch } from './event-batch.ts';
import { judgeEvents } from './judge-events.ts';
import type { Judgement } from './judge-events.ts';
import type { CaptureJob } from './job-store.ts';
import { moveOn, updateJob } from './large-store.ts';
import { listLacks, prepareEvents } from './read-batch.ts';
import { faults_max } from './read-capture.ts';
import { admitEvents, countDuplicates, writeAdmitted } from './write-events.ts';

/** Somebody else works on the document: this one lets go of it. */
export class OutOfStep extends Error {}

/** Stores the events of a part from the `done`th of the document on. Returns the job as it is then. */
export async function storePart(context: Context, job: CaptureJob, part: DocumentReading, done: number): Promise<CaptureJob> {
  const end = (part.events.at(-1)?.index ?? -1) + 1;
  const events = part.events.filter(({ index }) => index >= done);
  if (events.length === 0) return job;
  const judgement = await judgeEvents(context, { orgId: job.org_id, actor: job.created_by }, { ...part, events });
  return inTransaction(context.database.system, async (db) => {
    if (!(await moveOn(db, job.id, done, end))) throw new OutOfStep();
    const { reading } = judgement;
    const stored = prepareEvents(reading, judgement.gaps, job.org_id);
    const batch = makeEventBatch(stored, job.id, () => stored);
    const places = reading.events.flatMap(({ event, path }) => (event === undefined ? [] : [path]));
    const admission = await admitEvents(db, context.capture.allocator, batch);
    const duplicates = admission.duplicates.map((duplicate) => duplicateFault(duplicate, places[duplicate.index]!));
    const count = await writeAdmitted(db, batch, admission);
    const faults = reading.events.flatMap((event) => event.faults);
    const isSound = faults.length === 0 && admission.duplicates.every(({ kind }) => kind === 'same');
    const next = addPart(job, judgement, {
      faults: [...faults, ...duplicates],
      duplicates: countDuplicates(admission.duplicates),
      count,
      isSound,
    });
    await updateJob(db, next);
    return next;
  });
}

interface StoredPart {
  readonly faults: readonly Fault[];
  readonly duplicates: number;
  readonly count: number;
  readonly isSound: boolean;
}

const addPart = (job: CaptureJob, { gaps }: Judgement, { faults, duplicates, count, isSound }: StoredPart): CaptureJob => ({
  ...job,
  success: job.success && isSound,
  events_stored: job.events_stored + count,
  events_duplicate: job.events_duplicate + duplicates,
  events_incomplete: job.events_incomplete + gaps.size,
  errors: [...job.errors, ...faults].slice(0, faults_max),
  errors_total: job.errors_total + faults.length,
  warnings: [...job.warnings, ...listLacks(gaps)].slice(0, faults_max),
});
