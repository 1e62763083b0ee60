// Puts a version of a profile into force: from then on events are held against it; the version before ends.
import { readProfile } from '@nguon/epcis';
import { recordAct } from '../access/record-act.ts';
import type { By } from '../access/record-act.ts';
import type { Db } from '../db.ts';
import { AppError } from '../errors.ts';
import { hasProfileVersion, insertProfile, markProfileEnded } from './store.ts';

export interface ImportedProfile {
  readonly id: number;
  readonly name: string;
  readonly version: string;
  /** Undefined where none was in force. */
  readonly replaced: string | undefined;
}

/**
 * @param text one profile as JSON
 * @throws AppError invalid with every fault; conflict where this version is there already: versions are never changed.
 * The caller lets the book of profiles forget, after the commit.
 */
export async function importProfile(db: Db, text: string, by: By): Promise<ImportedProfile> {
  const { profile, faults } = readProfile(text);
  if (profile === undefined)
    throw new AppError('invalid', 'profile_has_faults', {
      vi: `Hồ sơ có ${faults.length} chỗ sai, chưa đưa vào dùng. Hãy sửa các chỗ nêu dưới đây.`,
      en: `The profile has ${faults.length === 1 ? '1 fault' : `${faults.length} faults`} and was not put into force. Mend the places below.`,
      faults,
    });
  const { name, version, title, source, groups } = profile;
  if (await hasProfileVersion(db, name, version)) throw versionTaken(name, version);
  const replaced = await markProfileEnded(db, name, by.at, by.actor);
  const id = await insertProfile(db, {
    name,
    version,
    title_vi: title[0],
    title_en: title[1],
    source,
    groups: [...groups],
    body: text,
    in_force_from: by.at,
    created_by: by.actor,
  });
  if (id === undefined) throw versionTaken(name, version);
  await recordAct(db, by, { act: 'import_profile', subject: `profile:${name}`, details: { version, replaced: replaced ?? null } });
  return { id, name, version, replaced };
}

function versionTaken(name: string, version: string): AppError {
  return new AppError('conflict', 'profile_version_taken', {
    vi: `Hồ sơ ${name} đã có phiên bản ${version}. Phiên bản đã dùng không sửa được: hãy đặt số phiên bản mới.`,
    en: `The profile ${name} has a version ${version} already. A version is never changed: give it another number.`,
  });
}
