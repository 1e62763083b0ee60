import type { By } from '../app/access/create-user.ts';
import type { Db } from '../app/db.ts';
import type { OrgIds } from './load-register.ts';
export async function loadProducts(_db: Db, _by: By, _ids: OrgIds): Promise<void> {}
