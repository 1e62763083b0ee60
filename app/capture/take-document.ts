// Captures a document that came in one piece: at once, or in the background where it holds more events than are stored at once.
import { Readable } from 'node:stream';
import { captureLimits } from '../capture-limits.ts';
import type { Context } from '../context.ts';
import { captureDocument } from './capture-document.ts';
import type { CaptureInput } from './capture-document.ts';
import type { CaptureJob } from './job-store.ts';
import { acceptLarge, findRoom } from './large-accept.ts';
import { writeLargeFile } from './large-files.ts';

export interface DocumentInput extends CaptureInput {
  readonly source: 'document' | 'form';
}

/**
 * As `captureDocument`, but a document above the event limit becomes a running job where large documents are taken: how many
 * events stand in its bytes is known only when they are read.
 */
export function takeDocument(context: Context, input: DocumentInput): Promise<CaptureJob> {
  if (captureLimits(context.config).atOnce === undefined) return captureDocument(context, input);
  return captureDocument(context, input, async () => {
    // The hash begins as that of a document stored at once: the same request stays the same, whichever way it took.
    const pieces = Readable.from([Buffer.from(input.body)]) as AsyncIterable<Buffer>;
    const file = await writeLargeFile(await findRoom(context, input.orgId), context.newId(), pieces, input.errorBehaviour);
    return acceptLarge(context, { ...input, file });
  });
}
