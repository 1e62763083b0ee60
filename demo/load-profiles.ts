// Puts the profiles that come with the product into force, for what is sent to the demo province from then on.
import { importProfile } from '../app/profile/import-profile.ts';
import { listShippedProfiles, readShippedProfile } from '../app/profile/shipped-profiles.ts';
import { inTransaction } from '../app/db.ts';
import type { Context } from '../app/context.ts';

export async function loadProfiles(context: Context): Promise<void> {
  const by = { at: context.now(), actor: 'demo' };
  const { rootDir } = context.config;
  await inTransaction(context.database.system, async (db) => {
    for (const name of listShippedProfiles(rootDir)) await importProfile(db, readShippedProfile(rootDir, name) ?? '', by);
  });
  context.capture.profiles.forget();
}
