// The one kind of error by which the launcher says, in both languages, why the database cannot be started.

export type LauncherRefusalCode =
  | 'no-binaries'
  | 'binaries-unusable'
  | 'second-instance'
  | 'disk-full'
  | 'data-not-ours'
  | 'data-unreachable'
  | 'data-missing'
  | 'data-of-another-folder'
  | 'data-damaged'
  | 'data-other-major'
  | 'no-ordinary-user'
  | 'create-failed'
  | 'start-failed'
  | 'server-stuck';

/** Thrown for every foreseeable reason not to start; the caller prints `message` (both languages) and exits. */
export class LauncherRefusal extends Error {
  readonly code: LauncherRefusalCode;
  readonly vi: string;
  readonly en: string;

  constructor(code: LauncherRefusalCode, text: { vi: string; en: string }) {
    super(`${text.vi}\n${text.en}`);
    this.name = 'LauncherRefusal';
    this.code = code;
    this.vi = text.vi;
    this.en = text.en;
  }
}

/** The system's error code (`ENOENT`, `EACCES`, …) of whatever was thrown. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** A full disk is told the same way wherever it is met: while copying, creating or starting. */
export function diskFull(folder: string): LauncherRefusal {
  return new LauncherRefusal('disk-full', {
    vi: `Ổ đĩa chứa ${folder} đã hết chỗ trống. Hãy giải phóng ít nhất 500 MB, hoặc đặt DATA_DIR sang ổ đĩa khác, rồi chạy lại.`,
    en: `The disk that holds ${folder} is full. Free at least 500 MB, or point DATA_DIR to another disk, and start again.`,
  });
}
