// Reads and writes the file in DATA_DIR that says where the database lies when it cannot lie there.
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LauncherRefusal } from './launcher-refusal.ts';

export interface Pointer {
  /** The folder that holds the database. */
  readonly home: string;
  /** The DATA_DIR (a real path) that it belongs to. */
  readonly dataDir: string;
}

const fileName = 'postgres-location.json';

/** Written once the data exist: from then on their absence is a loss and never a reason to begin anew. */
export async function writePointer(pointer: Pointer): Promise<void> {
  const file = path.join(pointer.dataDir, fileName);
  await writeFile(`${file}.new`, `${JSON.stringify(pointer, null, 2)}\n`);
  await rename(`${file}.new`, file);
}

export async function followPointer(dataDir: string): Promise<string | undefined> {
  const file = path.join(dataDir, fileName);
  const pointer = await readPointer(file);
  if (pointer === undefined) return undefined;
  if (!(await exists(path.join(pointer.home, 'postgres', 'PG_VERSION')))) {
    throw new LauncherRefusal('data-missing', {
      vi: `${file} chỉ tới ${pointer.home} nhưng ở đó không còn dữ liệu. Hãy khôi phục thư mục ấy từ bản sao lưu; chỉ khi muốn bắt đầu với dữ liệu trống mới xoá ${fileName}.`,
      en: `${file} points to ${pointer.home}, but the data are gone from there. Restore that folder from a backup; delete ${fileName} only to begin with empty data.`,
    });
  }
  if (pointer.dataDir === dataDir || !(await exists(path.join(pointer.dataDir, fileName)))) return pointer.home;
  throw new LauncherRefusal('data-of-another-folder', {
    vi: `${dataDir} là bản chép của ${pointer.dataDir}: cả hai cùng chỉ tới dữ liệu ở ${pointer.home}. Hãy xoá ${file} để bắt đầu với dữ liệu trống, hoặc đặt DATA_DIR về thư mục gốc.`,
    en: `${dataDir} is a copy of ${pointer.dataDir}: both point to the data in ${pointer.home}. Delete ${file} to begin with empty data, or point DATA_DIR to the original.`,
  });
}

/** Whether that DATA_DIR still leads to that folder; a pointer that cannot be read may do so. */
export async function isPointedTo({ home, dataDir }: Pointer): Promise<boolean> {
  const pointer = await readPointer(path.join(dataDir, fileName)).catch(() => ({ home }));
  return pointer?.home === home;
}

async function readPointer(file: string): Promise<Pointer | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (isPointer(value)) return value;
  } catch {
    // told below, together with a file that holds something else
  }
  throw new LauncherRefusal('data-missing', {
    vi: `${file} hỏng nên không biết dữ liệu nằm ở đâu. Hãy khôi phục tệp ấy từ bản sao lưu.`,
    en: `${file} is broken, so where the data lie is not known. Restore that file from a backup.`,
  });
}

function isPointer(value: unknown): value is Pointer {
  return (
    typeof value === 'object' &&
    value !== null &&
    'home' in value &&
    'dataDir' in value &&
    typeof value.home === 'string' &&
    typeof value.dataDir === 'string'
  );
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
