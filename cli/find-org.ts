// Finds the organisation that a command names by its slug, or refuses with how to see them all.
import type { Database } from '../app/db.ts';
import { AppError } from '../app/errors.ts';
import { findOrganisationBySlug } from '../app/party/store.ts';
import type { OrganisationRow } from '../app/party/store.ts';

export async function findOrg(database: Database, slug: string): Promise<OrganisationRow> {
  const found = await findOrganisationBySlug(database.system, slug);
  if (found !== undefined) return found;
  throw new AppError('not_found', 'organisation_unknown', {
    vi: `Không có tổ chức nào có tên viết tắt "${slug}". Xem danh sách: npm run -s nguon -- org list`,
    en: `There is no organisation with the slug "${slug}". See them: npm run -s nguon -- org list`,
  });
}
