// Speaks with the worker that reads codes: one picture at a time, answers matched by number.
import type { Decode, Effort, FoundSymbol } from './found-symbol.ts';

/** What the worker is sent and what it answers; `ready` comes first, once. */
export interface DecodeRequest {
  readonly id: number;
  readonly image: ImageData;
  readonly effort: Effort;
}
export type DecodeAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'broken' }
  | { readonly kind: 'symbols'; readonly id: number; readonly symbols: readonly FoundSymbol[] };

/** On a slow line the wasm takes its time; what takes longer is told as "could not be loaded". */
const load_max_ms = 60_000;

/** Resolves when the worker has its wasm; rejects where script or wasm cannot be fetched. */
export function openWorker(path: string): Promise<Decode> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(path, { type: 'module' });
    const waiting = new Map<
      number,
      { readonly answer: (symbols: readonly FoundSymbol[]) => void; readonly fail: (error: Error) => void }
    >();
    const error = new Error('the reader of codes could not be loaded or has ended');
    let isEnded = false;
    const fail = (): void => {
      isEnded = true;
      worker.terminate();
      for (const one of waiting.values()) one.fail(error);
      reject(error);
    };
    const timer = setTimeout(fail, load_max_ms);
    let last = 0;
    const decode: Decode = (image, effort) =>
      new Promise((answer, failOne) => {
        if (isEnded) return failOne(error);
        const request: DecodeRequest = { id: ++last, image, effort };
        waiting.set(request.id, { answer, fail: failOne });
        worker.postMessage(request, [image.data.buffer]);
      });
    worker.addEventListener('error', fail);
    worker.addEventListener('message', ({ data }: MessageEvent<DecodeAnswer>) => {
      clearTimeout(timer);
      if (data.kind === 'ready') resolve(decode);
      else if (data.kind === 'broken') fail();
      else {
        waiting.get(data.id)?.answer(data.symbols);
        waiting.delete(data.id);
      }
    });
  });
}
