// What the scanner shows at a moment; the screen is a function of it.
import type { CameraFault, ZoomRange } from './camera.ts';
import type { Reading } from './read-symbol.ts';
import type { ScanList } from './scan-list.ts';
import type { SignalSettings } from './signals.ts';

export type Phase =
  | { readonly kind: 'closed' | 'opening' | 'paused' | 'reading' | 'found' | 'no_code' | 'no_picture' }
  /** `loading`: the reader of codes is on its way, nothing is read yet. */
  | { readonly kind: 'live'; readonly loading: boolean; readonly dark: boolean }
  | { readonly kind: 'fault'; readonly fault: CameraFault | 'lost' | 'reader' }
  | { readonly kind: 'several'; readonly readings: readonly Reading[] }
  | { readonly kind: 'not_code'; readonly reading: Reading };

export interface ScannerState {
  readonly lang: 'vi' | 'en';
  readonly phase: Phase;
  /** What the open camera can do. */
  readonly tools: { readonly torch: boolean | undefined; readonly zoom: ZoomRange | undefined; readonly hasOthers: boolean } | undefined;
  readonly isMarket: boolean;
  readonly list: ScanList;
  /** What "clear" took away, for a minute. */
  readonly cleared: ScanList;
  readonly settings: SignalSettings;
  /** Whether copying worked, said once. */
  readonly copied: boolean | undefined;
  /** The last answer in words, for those who listen. */
  readonly spoken: string;
}

/** What the screen's controls do. */
export interface ScannerActs {
  open(): void;
  stop(): void;
  toggleTorch(): void;
  changeCamera(): void;
  zoom(value: number): void;
  copy(text: string): void;
  look(reading: Reading): void;
  change(settings: Partial<SignalSettings>): void;
  retryAway(): void;
  exportCsv(): void;
  clear(): void;
  undo(): void;
}
