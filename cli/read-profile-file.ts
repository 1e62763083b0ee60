// Reads a profile for a command: from a file, or one that comes with the product by its bare name (`rau-qua-tuoi`).
import { readFileSync } from 'node:fs';
import { readShippedProfile } from '../app/profile/shipped-profiles.ts';

export function readProfileFile(rootDir: string, given: string): string {
  return readShippedProfile(rootDir, given) ?? readFileSync(given, 'utf8');
}
