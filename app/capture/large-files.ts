// The files of large documents: streamed to disk whole and durable or not at all, bounded in all, cleared away when they are done.
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../errors.ts';
import { releaseMemory } from '../release-memory.ts';

/** A file that nobody asked for is left alone so long: its job may be about to be written. */
const orphan_min_ms = 3_600_000;
/** So many of the largest documents may wait at once. */
const waiting_files_max = 4;
/** Of one organisation: half of the room is there for the others. */
const own_files_max = 2;
/**
 * Others write at the same time: how much room is left is looked up again so often in a file of the largest size. Those whose
 * names sort first have it first, so that not all of them give way at once.
 */
const recounts_max = 16;
const disk_full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

export interface LargeFile {
  readonly id: string;
  readonly bytes: number;
  /** By its first sign: what a browser says of such files is no help. */
  readonly looksLikeXml: boolean;
  /** As of a request that was read at once: SHA-256 of what was told before the bytes, and of them. */
  readonly hash: Buffer;
}

const folderOf = (dataDir: string): string => path.join(dataDir, 'captures');
export const largeFileOf = (dataDir: string, id: string): string => path.join(folderOf(dataDir), `${id}.doc`);

export interface LargeFileLimits {
  readonly dataDir: string;
  readonly bytesMax: number;
  /** Whose file it is, and how many bytes of theirs wait already. */
  readonly orgId: number;
  readonly held_bytes: number;
}

/** Bytes that one organisation's documents may take, `bytesMax` being the largest of one. */
export const ownBytesMax = (bytesMax: number): number => own_files_max * bytesMax;

/** Writes the bytes as they come, and uses up their buffers. Throws `too_large` or `unavailable`; nothing is left behind then. */
export async function writeLargeFile(
  { dataDir, bytesMax, orgId, held_bytes }: LargeFileLimits,
  id: string,
  bytes: AsyncIterable<Buffer>,
  hashFirst: string,
): Promise<LargeFile> {
  const folder = folderOf(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const room_max = waiting_files_max * bytesMax;
  const ownRoom_max = ownBytesMax(bytesMax) - held_bytes;
  let room = room_max - (await countBytes(folder));
  let ownRoom = ownRoom_max - (await countBytes(folder, (name) => name.endsWith(`.${orgId}.part`)));
  if (room <= 0) throw noRoom();
  if (ownRoom <= 0) throw ownShareFull(bytesMax);
  const partName = `${id}.${orgId}.part`;
  const part = path.join(folder, partName);
  const hash = createHash('sha256').update(hashFirst);
  let total = 0;
  let counted = 0;
  let looksLikeXml = false;
  try {
    const file = await open(part, 'wx', 0o600);
    try {
      for await (const piece of bytes) {
        if (total === 0) looksLikeXml = /^(?:\ufeff)?\s*</.test(piece.toString('utf8'));
        total += piece.length;
        room -= piece.length;
        ownRoom -= piece.length;
        if (total > bytesMax) throw tooLarge(bytesMax);
        if (room < 0) throw noRoom();
        if (ownRoom < 0) throw ownShareFull(bytesMax);
        hash.update(piece);
        // All of it: a single write may take only a part, as on a disk that is nearly full.
        await file.appendFile(piece);
        releaseMemory(piece);
        if (total - counted < bytesMax / recounts_max) continue;
        counted = total;
        room = room_max - (await countBytes(folder, (name) => name.endsWith('.doc') || name <= partName));
        ownRoom = ownRoom_max - (await countBytes(folder, (name) => name.endsWith(`.${orgId}.part`) && name <= partName));
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, largeFileOf(dataDir, id));
    await syncFolder(folder);
    return { id, bytes: total, looksLikeXml, hash: hash.digest() };
  } catch (error) {
    await rm(part, { force: true });
    throw disk_full.has(String((error as { code?: unknown }).code)) ? noRoom() : error;
  }
}

export async function removeLargeFile(dataDir: string, id: string): Promise<void> {
  await rm(largeFileOf(dataDir, id), { force: true });
}

export async function hasLargeFile(dataDir: string, id: string): Promise<boolean> {
  return stat(largeFileOf(dataDir, id)).then(
    () => true,
    () => false,
  );
}

/** Takes away what no job asks for and is no longer being written. Returns the names. */
export async function clearLargeFiles(dataDir: string, wanted: ReadonlySet<string>, now_ms: number): Promise<string[]> {
  const folder = folderOf(dataDir);
  const gone: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const [, id = '', kind] = /^([0-9a-f-]{36})(?:\.\d+)?\.(doc|part)$/.exec(name) ?? [];
    if (kind === undefined || (kind === 'doc' && wanted.has(id))) continue;
    const found = await stat(path.join(folder, name)).catch(() => undefined);
    if (found === undefined || now_ms - found.mtimeMs < orphan_min_ms) continue;
    await rm(path.join(folder, name), { force: true });
    gone.push(name);
  }
  return gone;
}

async function countBytes(folder: string, counts: (name: string) => boolean = () => true): Promise<number> {
  let total = 0;
  for (const name of (await readdir(folder)).filter(counts)) total += (await stat(path.join(folder, name)).catch(() => ({ size: 0 }))).size;
  return total;
}

/** The name is durable only with its folder; Windows knows no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

export function tooLarge(max: number): AppError {
  return new AppError('too_large', 'capture_limit', {
    vi: `Tài liệu nặng hơn ${max} byte. Hãy chia thành nhiều tài liệu nhỏ hơn.`,
    en: `The document has more than ${max} bytes. Split it into smaller documents.`,
    epcisException: 'CaptureLimitExceededException',
  });
}

const retry_after_s = 120;

const noRoom = (): AppError =>
  new AppError('unavailable', 'large_captures_full', {
    vi: 'Máy chủ đang giữ nhiều tài liệu lớn chờ xử lý nên chưa nhận thêm được. Hãy gửi lại sau vài phút.',
    en: 'Many large documents are waiting on the server, so that it takes no more just now. Send it again in a few minutes.',
    retryAfter_s: retry_after_s,
  });

export const ownShareFull = (bytesMax: number): AppError =>
  new AppError('unavailable', 'large_captures_share', {
    vi: `Tài liệu lớn của một tổ chức đang chờ xử lý chỉ được chiếm ${ownBytesMax(bytesMax)} byte. Hãy đợi một tài liệu xong rồi gửi tiếp.`,
    en: `Large documents of one organisation that wait may take ${ownBytesMax(bytesMax)} bytes. Send the next when one of them is done.`,
    retryAfter_s: retry_after_s,
  });
