// Words of the scan page in Vietnamese, English and Chinese: verdicts with a next step, warnings, labels.
import { en } from './scan-en.ts';
import { vi } from './scan-vi.ts';
import type { ScanWords } from './scan-vi.ts';
import { zh } from './scan-zh.ts';

export const scanWords: Readonly<Record<'vi' | 'en' | 'zh', ScanWords>> = { vi, en, zh };
