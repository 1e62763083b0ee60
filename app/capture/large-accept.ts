// Takes a large document in: its file is on disk already, its job is written, the work follows in the background.
import { captureLimits } from '../capture-limits.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../db.ts';
import { AppError } from '../errors.ts';
import { assertSameRequest } from './capture-document.ts';
import type { CaptureInput } from './capture-document.ts';
import { ownBytesMax, ownShareFull, removeLargeFile } from './large-files.ts';
import type { LargeFile, LargeFileLimits } from './large-files.ts';
import { countLargeCaptures, insertLargeCapture, lockOrganisation } from './large-store.ts';
import { findIdempotentRequest, insertCapture, insertIdempotentRequests, newJob } from './job-store.ts';
import type { CaptureJob } from './job-store.ts';

export interface LargeInput extends Omit<CaptureInput, 'body' | 'recordedAt' | 'source'> {
  readonly source: 'document' | 'form';
  readonly file: LargeFile;
}

/** One organisation must not fill the disk that is there for all. */
const waiting_max = 8;
const retry_after_s = 120;

/** How much an organisation's next file may hold. */
export async function findRoom({ config, database }: Context, orgId: number): Promise<LargeFileLimits> {
  const { bytes: held_bytes } = await countLargeCaptures(database.system, orgId);
  return { dataDir: config.dataDir, bytesMax: captureLimits(config).bytes, orgId, held_bytes };
}

/** A job that runs, or what was answered to the same request before; the file is gone again where none is written. */
export async function acceptLarge(context: Context, input: LargeInput): Promise<CaptureJob> {
  try {
    const job = await writeJobs(context, input);
    if (job.id !== input.file.id) await removeLargeFile(context.config.dataDir, input.file.id);
    return job;
  } catch (error) {
    await removeLargeFile(context.config.dataDir, input.file.id);
    throw error;
  }
}

function writeJobs(context: Context, input: LargeInput): Promise<CaptureJob> {
  const { file, orgId, idempotencyKey } = input;
  return inTransaction(context.database.system, async (db) => {
    await lockOrganisation(db, orgId);
    const earlier = idempotencyKey === undefined ? undefined : await findIdempotentRequest(db, orgId, idempotencyKey);
    if (earlier !== undefined) {
      assertSameRequest(earlier.request_hash, file.hash);
      if (earlier.job !== undefined) return earlier.job;
    }
    const waiting = await countLargeCaptures(db, orgId);
    if (waiting.count >= waiting_max) throw tooManyWaiting();
    const { bytes: bytesMax } = captureLimits(context.config);
    if (waiting.bytes + file.bytes > ownBytesMax(bytesMax)) throw ownShareFull(bytesMax);
    const job = newJob({ id: file.id, at: context.now(), bytes: file.bytes }, input);
    await insertCapture(db, job);
    await insertLargeCapture(db, {
      capture_id: job.id,
      org_id: orgId,
      created_at: job.created_at,
      extensions: input.extensions ?? {},
      phase: 'checking',
      events_done: 0,
      starts: 0,
    });
    if (idempotencyKey !== undefined)
      await insertIdempotentRequests(db, [
        { orgId, key: idempotencyKey, requestHash: file.hash, status: 202, location: job.id, body: null, createdAt: context.now() },
      ]);
    return job;
  });
}

const tooManyWaiting = (): AppError =>
  new AppError('unavailable', 'large_captures_waiting', {
    vi: `Tổ chức của bạn đang có ${waiting_max} tài liệu lớn chờ xử lý. Hãy đợi một tài liệu xong rồi gửi tiếp.`,
    en: `Your organisation has ${waiting_max} large documents waiting. Send the next when one of them is done.`,
    retryAfter_s: retry_after_s,
  });
