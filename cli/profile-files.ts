// The profiles that come with the product: files of the folder `profiles`, for the agency to look at and put into force.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Paths of the shipped profiles, by name. */
export function listProfileFiles(rootDir: string): string[] {
  const folder = path.join(rootDir, 'profiles');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => path.join(folder, name));
}

/** The text of a file, or of a shipped profile by its bare name (`rau-qua-tuoi`). */
export function readProfileFile(rootDir: string, given: string): string {
  const shipped = listProfileFiles(rootDir).find((file) => path.basename(file, '.json') === given);
  return readFileSync(shipped ?? given, 'utf8');
}
