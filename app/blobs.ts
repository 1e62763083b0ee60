// Files kept by the hash of their content under DATA_DIR/blobs: written once, never changed.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';

export type BlobKind = 'jpg' | 'png' | 'webp' | 'svg';

export const blobTypes: Readonly<Record<BlobKind, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  svg: 'image/svg+xml',
};

/** `<64 hex digits>.jpg` */
const blobNamePattern = /^[0-9a-f]{64}\.(jpg|png|webp|svg)$/;

/** Picture formats by their first bytes; what a browser or a name claims is not asked. Drawings (SVG) are never uploads. */
export function readPictureKind(bytes: Uint8Array): Exclude<BlobKind, 'svg'> | undefined {
  const starts = (at: number, ...values: number[]): boolean => values.every((value, index) => bytes[at + index] === value);
  if (starts(0, 0xff, 0xd8, 0xff)) return 'jpg';
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50)) return 'webp';
  return undefined;
}

/** Writes and returns the name. Durable when it resolves; the same bytes twice are one file. */
export async function writeBlob(dataDir: string, bytes: Uint8Array, kind: BlobKind): Promise<string> {
  const hash = createHash('sha256').update(bytes).digest('hex');
  const name = `${hash}.${kind}`;
  const folder = folderOf(dataDir, name);
  await mkdir(folder, { recursive: true });
  const temporary = path.join(folder, `${name}.${randomUUID()}.part`);
  const file = await open(temporary, 'w', 0o640);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path.join(folder, name));
  return name;
}

/** undefined for a name that is none or a file that is not there. */
export async function readBlob(dataDir: string, name: string): Promise<Buffer | undefined> {
  if (!blobNamePattern.test(name)) return undefined;
  return readFile(path.join(folderOf(dataDir, name), name)).catch(() => undefined);
}

function folderOf(dataDir: string, name: string): string {
  return path.join(dataDir, 'blobs', name.slice(0, 2));
}
