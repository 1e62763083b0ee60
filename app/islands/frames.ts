// Pictures to be read: out of the camera and out of photos, no larger than the phone can read several times a second.

/** Old phones get a smaller picture: a read must not take longer than the pause between two. */
const slow_side_px = 720;
const fast_side_px = 1_080;
/** A photo of a shelf holds several codes, each of them small. */
const photo_side_px = 2_400;
const photo_max_bytes = 64_000_000;

const canvas = document.createElement('canvas');

function sideOfFrame(): number {
  const { deviceMemory = 4 } = navigator as Navigator & { readonly deviceMemory?: number };
  return navigator.hardwareConcurrency < 4 || deviceMemory <= 2 ? slow_side_px : fast_side_px;
}

/** undefined until the camera gives its first picture. */
export function grabFrame(video: HTMLVideoElement): ImageData | undefined {
  const { videoWidth: width, videoHeight: height } = video;
  return width === 0 ? undefined : draw(video, width, height, sideOfFrame());
}

/** undefined where the file is no picture that this browser opens. */
export async function readPhoto(file: File): Promise<ImageData | undefined> {
  if (file.size > photo_max_bytes) return undefined;
  try {
    const bitmap = await createImageBitmap(file);
    const image = draw(bitmap, bitmap.width, bitmap.height, photo_side_px);
    bitmap.close();
    return image;
  } catch {
    return undefined;
  }
}

function draw(source: CanvasImageSource, width: number, height: number, side_max: number): ImageData | undefined {
  const scale = Math.min(1, side_max / Math.max(width, height));
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return undefined;
  // Where a picture is see-through, paper shows.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

const dark_below = 14;
const samples = 400;

/** Hardly any light in the picture: a covered lens, night, or a web view that hands out black. */
export function isDark({ data }: ImageData): boolean {
  const step = Math.max(4, Math.floor(data.length / samples / 4) * 4);
  for (let at = 0; at < data.length; at += step) if (data[at]! + data[at + 1]! + data[at + 2]! > 3 * dark_below) return false;
  return true;
}
