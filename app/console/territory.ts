// What the console's requests have in common: the territory of the caller, and organisations within it.
import { asReader } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Caller } from '../access/reader.ts';
import type { Call } from '../http.ts';
import { findOrganisation } from './store.ts';
import type { OrganisationFacts, Territory } from './store.ts';

/** Everything here is kept to this: an officer's units, or all for an administrator. */
export function territoryOf({ reader }: Caller): Territory {
  if (reader.kind === 'administrator') return undefined;
  if (reader.kind === 'agency') return reader.unitIds;
  throw new Error('route is for officers and administrators');
}

export function readOrgId(call: Call): number {
  const { orgId } = call.request.params as { orgId: string };
  return /^\d{1,9}$/.test(orgId) ? Number(orgId) : 0;
}

/** Outside the territory the answer is the same as for an organisation that does not exist. @throws AppError not_found */
export async function getOrganisation(call: Call): Promise<OrganisationFacts> {
  const { context, caller } = call;
  // Captures are hidden from officers by row security; the page shows only when the last one came.
  const organisation = await asReader(context.database, { kind: 'administrator' }, (db) =>
    findOrganisation(db, territoryOf(caller), readOrgId(call)),
  );
  if (organisation !== undefined) return organisation;
  throw new AppError('not_found', 'organisation_unknown', {
    vi: 'Không có cơ sở này trong địa bàn của bạn.',
    en: 'There is no such organisation in your territory.',
  });
}
