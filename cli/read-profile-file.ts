// Reads a profile for a command: from a file, or one that comes with the product by its bare name (`rau-qua-tuoi`).
import { readFileSync } from 'node:fs';
import { listShippedProfiles, readShippedProfile } from '../app/profile/shipped-profiles.ts';
import { UsageError } from './command.ts';

/** Throws UsageError where neither such a profile nor such a file can be read. */
export function readProfileFile(rootDir: string, given: string): string {
  const shipped = readShippedProfile(rootDir, given);
  if (shipped !== undefined) return shipped;
  try {
    return readFileSync(given, 'utf8');
  } catch {
    const names = listShippedProfiles(rootDir).join(', ');
    throw new UsageError(
      `Không có hồ sơ hay tệp nào đọc được tên / there is no profile, and no file to read, called: ${given}\nCó sẵn / shipped: ${names}`,
    );
  }
}
