// Finds a link that an organisation may manage: one it registered, one of an organisation it took over, or one at its own identifier.
import type { Element } from '@nguon/gs1';
import type { Db } from '../db.ts';
import { AppError } from '../errors.ts';
import { listManaged } from './find-owners.ts';
import type { StoredLink } from './link.ts';
import { readLinkThing } from './read-link-thing.ts';
import { findLink } from './store.ts';
import { findForeign } from './write-links.ts';

const id_max = 2_147_483_647;

/** A link of others is answered like one that is not there. @throws AppError not_found */
export async function getManagedLink(db: Db, orgId: number, id: number, at: Date): Promise<StoredLink> {
  const link = id > 0 && id <= id_max ? await findLink(db, id) : undefined;
  if (link !== undefined && (await isManaged(db, orgId, link, at))) return link;
  throw new AppError('not_found', 'link_unknown', {
    vi: 'Tổ chức của bạn không có liên kết này.',
    en: 'Your organisation has no such link.',
  });
}

async function isManaged(db: Db, orgId: number, link: StoredLink, at: Date): Promise<boolean> {
  if ((await listManaged(db, orgId)).includes(link.org_id)) return true;
  return (await findForeign(db, orgId, [{ thing: link.thing, elements: elementsOf(link.thing) }], at)).size === 0;
}

/** A key in the register was read when it was written. */
export function elementsOf(thing: string): readonly Element[] {
  const read = readLinkThing(thing);
  return 'elements' in read ? read.elements : [{ ai: '', value: '' }];
}
