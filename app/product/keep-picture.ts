// Keeps a product's picture under the hash of its content and gives the path by which pages show it.
import { readPictureKind, writeBlob } from '../blobs.ts';
import { AppError } from '../errors.ts';

export const picture_max_bytes = 5_242_880;

/** Photos are checked by their first bytes. `trusted` drawings (SVG) are the programme's own, never uploads. */
export async function keepPicture(dataDir: string, bytes: Uint8Array, from: 'upload' | 'trusted'): Promise<string> {
  const isDrawing = from === 'trusted' && /^\s*(<\?xml[^>]*>\s*)?<svg[\s>]/.test(Buffer.from(bytes.subarray(0, 400)).toString('utf8'));
  const kind = isDrawing ? 'svg' : readPictureKind(bytes);
  if (kind === undefined || bytes.length > picture_max_bytes)
    throw new AppError('invalid', 'picture_wrong', {
      vi: 'Ảnh cần là tệp JPEG, PNG hoặc WebP, nhiều nhất 5 MB.',
      en: 'A picture must be a JPEG, PNG or WebP file of at most 5 MB.',
    });
  return `/anh/${await writeBlob(dataDir, bytes, kind)}`;
}
