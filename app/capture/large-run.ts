// Works off one large document from where it stands: checks all of it, stores it part by part, ends its job and clears its file.
import type { Context } from '../context.ts';
import { inTransaction } from '../db.ts';
import type { Db } from '../db.ts';
import type { Fault } from '../errors.ts';
import { findCapture, mergeVocabularyElements } from './job-store.ts';
import type { CaptureJob } from './job-store.ts';
import { keepDocumentHeader } from './document-header.ts';
import { checkLarge } from './large-check.ts';
import { readLargeDocument } from './large-document.ts';
import type { LargeFrame } from './large-document.ts';
import { fileGone, gaveUp, noLongerVouched } from './large-faults.ts';
import { hasLargeFile, largeFileOf, removeLargeFile } from './large-files.ts';
import { beginStoring, countStart, deleteLargeCapture, findLargeCapture, findObjection, forgetStart, updateJob } from './large-store.ts';
import type { LargeCapture, Objection } from './large-store.ts';
import { OutOfStep, storePart } from './large-write.ts';
import { faults_max } from './read-capture.ts';

/** Then the document, or something about it, ends the work each time. */
const starts_max = 8;
/** Progress of the check is told at most so often. */
const tell_every_ms = 1_000;

/** The work was asked to stop: it goes on from here another time. */
class Stopped extends Error {}

/** Nobody answers for the document any more: its key was revoked or its organisation closed. */
class Unvouched extends Error {
  readonly objection: Objection;
  constructor(objection: Objection) {
    super(objection);
    this.objection = objection;
  }
}

async function assertVouched(db: Db, id: string): Promise<void> {
  const objection = await findObjection(db, id);
  if (objection !== undefined) throw new Unvouched(objection);
}

/** Resolves when the job is finished or laid down; throws where it has to be taken up again (no database, for one). */
export async function runLarge(context: Context, id: string, signal: AbortSignal): Promise<void> {
  const { system } = context.database;
  const row = await findLargeCapture(system, id);
  const job = row === undefined ? undefined : await findCapture(system, row.org_id, id);
  if (row === undefined || job === undefined) return;
  const { dataDir } = context.config;
  if (!(await hasLargeFile(dataDir, id))) return finish(context, refuse(job, [fileGone], 1));
  if (row.starts >= starts_max) return finish(context, refuse(job, [gaveUp], 1));
  await countStart(system, id);
  try {
    await work(context, row, job, signal);
  } catch (error) {
    if (error instanceof Unvouched) return endUnvouched(context, row, error.objection);
    if (!(error instanceof Stopped || error instanceof OutOfStep)) throw error;
    await forgetStart(system, id);
  }
}

async function work(context: Context, row: LargeCapture, job: CaptureJob, signal: AbortSignal): Promise<void> {
  const { system } = context.database;
  const file = largeFileOf(context.config.dataDir, job.id);
  const options = { mediaType: job.media_type, extensions: row.extensions, now: job.created_at };
  let current = job;
  if (row.phase === 'checking') {
    await assertVouched(system, job.id);
    let told_ms = performance.now();
    const check = await checkLarge(context, job, file, options, async (events_given) => {
      if (signal.aborted) throw new Stopped();
      if (performance.now() - told_ms < tell_every_ms) return;
      told_ms = performance.now();
      await assertVouched(system, job.id);
      await updateJob(system, { ...job, events_given });
    });
    current = { ...job, events_given: check.eventsGiven, ...keepDocumentHeader(check.frame, job.warnings, job.created_at) };
    if (check.faultsTotal > 0) return finish(context, refuse(current, check.faults, check.faultsTotal));
    await inTransaction(system, async (db) => {
      await assertVouched(db, job.id);
      await updateJob(db, current);
      await beginStoring(db, job.id);
    });
  }
  let done = row.events_done;
  const frame = await readLargeDocument(file, options, async (part) => {
    if (signal.aborted) throw new Stopped();
    // Of a document that is taken whole or not at all nothing may be left out once some of it is stored.
    if (job.error_behaviour === 'proceed') await assertVouched(system, job.id);
    current = await storePart(context, current, part, done);
    done = Math.max(done, (part.events.at(-1)?.index ?? -1) + 1);
  });
  await finish(context, { ...current, warnings: [...current.warnings, ...frame.warnings].slice(0, faults_max) }, frame);
}

/** As far as it came, and with the reason. */
async function endUnvouched(context: Context, { capture_id, org_id }: LargeCapture, objection: Objection): Promise<void> {
  const job = await findCapture(context.database.system, org_id, capture_id);
  if (job !== undefined) await finish(context, refuse(job, [noLongerVouched(objection)], 1));
}

const refuse = (job: CaptureJob, faults: readonly Fault[], faultsTotal: number): CaptureJob => ({
  ...job,
  success: false,
  errors: [...faults, ...job.errors].slice(0, faults_max),
  errors_total: job.errors_total + faultsTotal,
});

/** The file goes last: without a row nobody asks for it, and what is left of a crash between is cleared at the next start. */
async function finish(context: Context, job: CaptureJob, frame?: LargeFrame): Promise<void> {
  const { database, config } = context;
  await inTransaction(database.system, async (db) => {
    await updateJob(db, { ...job, finished_at: context.now() });
    if (frame !== undefined && frame.masterData.length > 0)
      await mergeVocabularyElements(db, job.org_id, job.id, context.now(), frame.masterData);
    await deleteLargeCapture(db, job.id);
  });
  await removeLargeFile(config.dataDir, job.id);
}
