// The profiles that come with the product: files of the folder `profiles`, for the agency to look at and put into force.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Their names, which are also those of the profiles in them. */
export function listShippedProfiles(rootDir: string): string[] {
  return readdirSync(path.join(rootDir, 'profiles'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => path.basename(name, '.json'))
    .sort();
}

/** The text of a shipped profile; undefined where there is none of this name. */
export function readShippedProfile(rootDir: string, name: string): string | undefined {
  return listShippedProfiles(rootDir).includes(name) ? readFileSync(path.join(rootDir, 'profiles', `${name}.json`), 'utf8') : undefined;
}
