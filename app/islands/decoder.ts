// Who reads codes out of pictures: the browser itself where it can read all that we need, else zxing in a worker.
import type { Decode, FoundSymbol } from './found-symbol.ts';
import { openWorker } from './worker-decoder.ts';

interface DetectedBarcode {
  readonly rawValue: string;
  readonly format: string;
  readonly boundingBox: DOMRectReadOnly;
}
interface BarcodeDetectorClass {
  new (options: { formats: readonly string[] }): { detect(image: ImageBitmapSource): Promise<DetectedBarcode[]> };
  getSupportedFormats(): Promise<string[]>;
}

/** Formats by the names of the Shape Detection API, with the AIM identifier that a plain symbol of the kind has. */
const formats: Readonly<Record<string, string>> = {
  qr_code: ']Q1',
  data_matrix: ']d1',
  ean_13: ']E0',
  ean_8: ']E4',
  upc_a: ']E0',
  upc_e: ']E0',
  itf: ']I1',
  code_128: ']C0',
};
/** Identifiers of the same kinds where the content begins with FNC1 (GS1 General Specifications 5.1.2). */
const gs1_forms: Readonly<Record<string, string>> = { qr_code: ']Q3', data_matrix: ']d2', code_128: ']C1' };

/** Rejects where the reader cannot be fetched. */
export async function makeDecoder(workerPath: string): Promise<Decode> {
  const native = await makeNative();
  if (native === undefined) return openWorker(workerPath);
  // What the browser's own reader cannot do is left to zxing: from its first failure on everything, else photos it finds nothing in.
  let isBroken = false;
  let worker: Promise<Decode> | undefined;
  const withWorker: Decode = async (image, effort) => {
    worker ??= openWorker(workerPath);
    return (await worker)(image, effort);
  };
  return async (image, effort) => {
    if (!isBroken) {
      const symbols = await native(image, effort).catch(() => {
        isBroken = true;
        return [];
      });
      if (symbols.length > 0 || (!isBroken && effort !== 'photo')) return symbols;
    }
    return withWorker(image, effort);
  };
}

async function makeNative(): Promise<Decode | undefined> {
  const { BarcodeDetector } = globalThis as unknown as { readonly BarcodeDetector?: BarcodeDetectorClass };
  if (BarcodeDetector === undefined) return undefined;
  try {
    const supported = new Set(await BarcodeDetector.getSupportedFormats());
    if (Object.keys(formats).some((format) => !supported.has(format))) return undefined;
    const detector = new BarcodeDetector({ formats: Object.keys(formats) });
    return async (image) => (await detector.detect(image)).map((code) => fromNative(code, image));
  } catch {
    return undefined;
  }
}

function fromNative({ rawValue, format, boundingBox: box }: DetectedBarcode, { width, height }: ImageData): FoundSymbol {
  const [x, y] = [box.x + box.width / 2 - width / 2, box.y + box.height / 2 - height / 2];
  return { text: identify(rawValue, format), isLinear: !/qr|matrix/.test(format), offCentre: Math.hypot(x, y) / width };
}

/**
 * Browsers do not tell the symbology identifier. A separator (FNC1) never stands in plain content, and content that begins
 * with 01 or 00 and digits enough is a GS1 element string far more often than anything else: the check digit decides.
 */
function identify(value: string, format: string): string {
  const gs1 = gs1_forms[format];
  const isGs1 = gs1 !== undefined && (value.includes('\u001d') || /^01\d{14}|^00\d{18}$/.test(value));
  return (isGs1 ? gs1 : (formats[format] ?? '')) + value.replace(/^\u001d/, '');
}
