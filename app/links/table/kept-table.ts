// Keeps an uploaded table between its preview and the word to write it: in DATA_DIR, for a day, for one organisation.
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openSeal, sealText } from '../../access/seal.ts';

/** A preview that nobody came back to is forgotten after this time. */
const kept_ms = 86_400_000;
/** Tables of all organisations that are kept at once; the oldest go first. */
const tables_max = 100;
const name = /^[0-9a-f-]{36}$/;

export interface TableKeeper {
  readonly dataDir: string;
  readonly secret: string;
}

const folderOf = ({ dataDir }: TableKeeper): string => path.join(dataDir, 'link-tables');
const purposeOf = (orgId: number): string => `link-table:${orgId}`;

/** The ticket opens the table for this organisation only. */
export async function keepTable(
  keeper: TableKeeper,
  orgId: number,
  bytes: Uint8Array,
  made: { readonly id: string; readonly at: Date; readonly random: Uint8Array },
): Promise<string> {
  const folder = folderOf(keeper);
  await mkdir(folder, { recursive: true });
  await forgetOldTables(folder, made.at);
  await writeFile(path.join(folder, made.id), bytes, { mode: 0o640 });
  return sealText(keeper.secret, purposeOf(orgId), made.id, made.random);
}

export async function readKeptTable(keeper: TableKeeper, orgId: number, ticket: string): Promise<Buffer | undefined> {
  const file = fileOf(keeper, orgId, ticket);
  return file === undefined ? undefined : readFile(file).catch(() => undefined);
}

export async function forgetTable(keeper: TableKeeper, orgId: number, ticket: string): Promise<void> {
  const file = fileOf(keeper, orgId, ticket);
  if (file !== undefined) await rm(file, { force: true });
}

function fileOf(keeper: TableKeeper, orgId: number, ticket: string): string | undefined {
  const id = openSeal(keeper.secret, purposeOf(orgId), ticket);
  return id !== undefined && name.test(id) ? path.join(folderOf(keeper), id) : undefined;
}

async function forgetOldTables(folder: string, now: Date): Promise<void> {
  const files = await Promise.all(
    (await readdir(folder)).map(async (file) => {
      const found = await stat(path.join(folder, file)).catch(() => undefined);
      return { file, at_ms: found?.mtimeMs ?? 0 };
    }),
  );
  files.sort((a, b) => b.at_ms - a.at_ms);
  const old = files.filter(({ at_ms }, index) => index >= tables_max - 1 || now.getTime() - at_ms > kept_ms);
  await Promise.all(old.map(({ file }) => rm(path.join(folder, file), { force: true })));
}
