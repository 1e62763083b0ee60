// Captures a document that came in one piece: at once, or in the background where it holds more events than are stored at once.
import { captureLimits } from '../capture-limits.ts';
import type { Context } from '../context.ts';
import { captureDocument } from './capture-document.ts';
import type { CaptureInput } from './capture-document.ts';
import type { CaptureJob } from './job-store.ts';
import { acceptLarge } from './large-accept.ts';
import { writeLargeFile } from './large-files.ts';
import { countLargeCaptures } from './large-store.ts';

export interface DocumentInput extends CaptureInput {
  readonly source: 'document' | 'form';
}

/**
 * As `captureDocument`, but a document above the event limit becomes a running job where large documents are taken: how many
 * events stand in its bytes is known only when they are read.
 */
export function takeDocument(context: Context, input: DocumentInput): Promise<CaptureJob> {
  const { bytes, atOnce } = captureLimits(context.config);
  if (atOnce === undefined) return captureDocument(context, input);
  return captureDocument(context, input, async () => {
    const pieces = (async function* () {
      yield await Promise.resolve(Buffer.from(input.body));
    })();
    // The hash begins as that of a document stored at once: the same request stays the same, whichever way it took.
    const { bytes: held_bytes } = await countLargeCaptures(context.database.system, input.orgId);
    const limits = { dataDir: context.config.dataDir, bytesMax: bytes, orgId: input.orgId, held_bytes };
    const file = await writeLargeFile(limits, context.newId(), pieces, input.errorBehaviour);
    return acceptLarge(context, { ...input, file });
  });
}
