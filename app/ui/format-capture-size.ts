// How large a document may be, as pages say it.
import type { CaptureLimits } from '../capture-limits.ts';
import { formatNumber } from './format-number.ts';
import type { Lang } from './words/lang.ts';

export interface CaptureSize {
  readonly events: string;
  readonly megabytes: string;
}

export const formatCaptureSize = (lang: Lang, { events, bytes }: Pick<CaptureLimits, 'events' | 'bytes'>): CaptureSize => ({
  events: formatNumber(lang, events),
  megabytes: formatNumber(lang, Math.floor(bytes / 1_048_576)),
});
