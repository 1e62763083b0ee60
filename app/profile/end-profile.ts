// Takes a profile out of force: events are held against it no longer; what was found by it stays.
import { recordAct } from '../access/record-act.ts';
import type { By } from '../access/record-act.ts';
import type { Db } from '../db.ts';
import { AppError } from '../errors.ts';
import { markProfileEnded } from './store.ts';

/** The version that ended. @throws AppError not_found. The caller lets the book of profiles forget, after the commit. */
export async function endProfile(db: Db, name: string, by: By): Promise<string> {
  const version = await markProfileEnded(db, name, by.at, by.actor);
  if (version === undefined)
    throw new AppError('not_found', 'profile_unknown', {
      vi: `Không có hồ sơ dữ liệu nào tên “${name.slice(0, 80)}” đang áp dụng.`,
      en: `No profile named "${name.slice(0, 80)}" is in force.`,
    });
  await recordAct(db, by, { act: 'end_profile', subject: `profile:${name}`, details: { version } });
  return version;
}
