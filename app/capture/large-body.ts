// Takes the body of a large document from its connection to disk, before anything would gather it in memory.
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { joinPieces, keepLargeFile } from '../access/read-form.ts';
import { captureLimits } from '../capture-limits.ts';
import { AppError } from '../errors.ts';
import type { Call } from '../http.ts';
import { findRoom } from './large-accept.ts';
import { removeLargeFile, tooLarge, writeLargeFile } from './large-files.ts';
import type { LargeFile, LargeFileLimits } from './large-files.ts';

/** Lets a form bring a large document: its file goes to disk. */
export function keepLargeForm(call: Call): undefined {
  const { context, request, reply } = call;
  const { captureBytesMax, captureLargeBytesMax, dataDir } = context.config;
  if (captureLimits(context.config).atOnce === undefined) return;
  keepLargeFile(request, {
    memoryMax_bytes: captureBytesMax,
    fileMax_bytes: captureLargeBytesMax,
    keep: async (bytes) => hold(request, reply, dataDir, await writeLargeFile(await roomOf(call), context.newId(), bytes, '')),
  });
}

/** A refusal on the way to the handler leaves no file behind. */
function hold(request: FastifyRequest, reply: FastifyReply, dataDir: string, file: LargeFile): void {
  taken.set(request, file);
  const clear = (): void => {
    if (!accepted.has(request)) void removeLargeFile(dataDir, file.id).catch(() => undefined);
  };
  if (reply.raw.destroyed) clear();
  else reply.raw.once('close', clear);
}

const taken = new WeakMap<FastifyRequest, LargeFile>();
const accepted = new WeakSet<FastifyRequest>();

/** Undefined where the body is of ordinary size. Whoever asks has the file, and makes it a job or removes it. */
export function takeLargeFile(request: FastifyRequest): LargeFile | undefined {
  accepted.add(request);
  return taken.get(request);
}

/**
 * Undefined = an ordinary body, which nobody touched. Else what stands in the body's place, when it is on disk (nothing) or has
 * turned out to be ordinary after all (itself). @param readHead refuses by the headers; gives what the body's hash begins with.
 */
export function spoolLargeBody(call: Call, payload: Readable, readHead: () => string): Promise<Readable> | undefined {
  const { atOnce } = captureLimits(call.context.config);
  if (atOnce === undefined) return undefined;
  const { headers } = call.request;
  // The length of a packed body says nothing of what comes out of it.
  const isPacked = headers['content-encoding'] !== undefined;
  const length = isPacked ? undefined : headers['content-length'];
  const isOrdinary = length === undefined ? !isPacked && headers['transfer-encoding'] === undefined : Number(length) <= atOnce.bytes;
  if (isOrdinary) return undefined;
  return spool(call, payload, readHead, length === undefined ? undefined : Number(length)).catch((error: unknown) => {
    // What is still to come is not read: nothing else can follow on this connection.
    call.reply.header('connection', 'close');
    throw error;
  });
}

/** Whoever has no organisation is refused afterwards. */
const roomOf = ({ context, caller: { orgId = 0 } }: Call): Promise<LargeFileLimits> => findRoom(context, orgId);

async function spool(call: Call, payload: Readable, readHead: () => string, length: number | undefined): Promise<Readable> {
  const { context, request, reply } = call;
  const { captureBytesMax, captureLargeBytesMax, dataDir } = context.config;
  if (length !== undefined && length > captureLargeBytesMax) throw tooLarge(captureLargeBytesMax);
  const hashFirst = readHead();
  const pieces = payload[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = length === undefined ? await readUntil(pieces, captureBytesMax) : { read: [], isAll: false };
  // What is parsed now has been unpacked, or is empty: it is held against this header.
  delete request.headers['content-length'];
  if (first.isAll) return Readable.from([Buffer.concat(first.read)]);
  const file = await writeLargeFile(await roomOf(call), context.newId(), joinPieces(first.read, { next: () => next(pieces) }), hashFirst);
  hold(request, reply, dataDir, file);
  return Readable.from([]);
}

async function readUntil(pieces: AsyncIterator<Buffer>, max: number): Promise<{ readonly read: Buffer[]; readonly isAll: boolean }> {
  const read: Buffer[] = [];
  for (let total = 0; total <= max;) {
    const { value, done } = await next(pieces);
    if (done === true) return { read, isAll: true };
    read.push(value);
    total += value.length;
  }
  return { read, isAll: false };
}

async function next(pieces: AsyncIterator<Buffer>): Promise<IteratorResult<Buffer, undefined>> {
  try {
    return (await pieces.next()) as IteratorResult<Buffer, undefined>;
  } catch {
    throw new AppError('invalid', 'body_cut_off', {
      vi: 'Kết nối bị ngắt trước khi nhận đủ tài liệu; chưa ghi nhận gì. Hãy gửi lại.',
      en: 'The connection ended before the whole document had come; nothing was captured. Send it again.',
    });
  }
}
