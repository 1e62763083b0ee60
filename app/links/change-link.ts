// What becomes of a link after its registration: changed, withdrawn, brought back, by those who manage it. Rows stay: that is its history.
import type { Element } from '@nguon/gs1';
import { recordAct } from '../access/record-act.ts';
import type { By } from '../access/record-act.ts';
import type { Db } from '../db.ts';
import { AppError } from '../errors.ts';
import { listManaged } from './find-owners.ts';
import type { LinkActor, StoredLink } from './link.ts';
import { wantedOf } from './plan-links.ts';
import { readLinkThing } from './read-link-thing.ts';
import { readLink } from './read-link.ts';
import type { LinkFields } from './read-link.ts';
import { readTarget } from './read-target.ts';
import { findLink, hasFollower, listLiveLinks, markLinksWithdrawn } from './store.ts';
import { changedMeanwhile, findForeign, linkInvalid, writeLink } from './write-links.ts';
import type { WrittenLink } from './write-links.ts';

const id_max = 2_147_483_647;

/** Its row is withdrawn and another takes its place, at the same identifier. @throws AppError invalid, not_found, conflict */
export async function changeLink(db: Db, id: number, given: Omit<LinkFields, 'thing'>, actor: LinkActor, by: By): Promise<WrittenLink> {
  const former = await getManagedLink(db, actor.orgId, id, by.at);
  if (former.withdrawn_at !== null) throw changedMeanwhile();
  const read = readLink({ ...given, thing: former.thing }, { ownHosts: actor.ownHosts, now: by.at });
  if (!read.ok) throw linkInvalid(read.faults);
  const written = await writeLink(db, { orgId: actor.orgId, link: read.link, elements: read.elements, replacing: former }, by);
  if (!written.already) {
    const { thing, link_type, href } = written.link;
    const details = { thing, link_type, href, replaces: id };
    await recordAct(db, by, { orgId: actor.orgId, act: 'change_link', subject: `link:${written.link.id}`, details });
  }
  return written;
}

/** It is no longer followed, and stays in the history. @throws AppError not_found, conflict where it was withdrawn before. */
export async function withdrawLink(db: Db, id: number, orgId: number, by: By): Promise<StoredLink> {
  const link = await getManagedLink(db, orgId, id, by.at);
  const gone = link.withdrawn_at === null ? await markLinksWithdrawn(db, [id], by.at, by.actor) : [];
  if (gone.length === 0) throw changedMeanwhile();
  const { thing, link_type, href } = link;
  await recordAct(db, by, { orgId, act: 'withdraw_link', subject: `link:${id}`, details: { thing, link_type, href } });
  return { ...link, withdrawn_at: by.at, withdrawn_by: by.actor };
}

/**
 * A new row that follows the withdrawn one: undoing is an act of its own, with its time and its author. As a plain link where another
 * is the default by now; without an expiry that has passed.
 * @throws AppError not_found, invalid, conflict
 */
export async function restoreLink(db: Db, id: number, actor: LinkActor, by: By): Promise<WrittenLink> {
  const former = await getManagedLink(db, actor.orgId, id, by.at);
  if (former.withdrawn_at === null) return { link: former, already: true, demoted: undefined };
  if (await hasFollower(db, id))
    throw new AppError('conflict', 'link_followed', {
      vi: 'Liên kết này đã được thay bằng một bản mới hơn. Hãy xem lịch sử và sửa bản mới nhất.',
      en: 'A newer row has taken the place of this link. Look at its history and change the latest.',
    });
  // The portal's address may have changed since.
  const href = readTarget(former.href, actor.ownHosts);
  if (typeof href !== 'string') throw linkInvalid([href]);
  const hasDefault = (await listLiveLinks(db, [former.thing])).some(({ is_default }) => is_default);
  const isPast = former.expires_at !== null && former.expires_at.getTime() <= by.at.getTime();
  const link = { ...wantedOf(former), is_default: former.is_default && !hasDefault, expires_at: isPast ? null : former.expires_at };
  const written = await writeLink(db, { orgId: actor.orgId, link, elements: elementsOf(former.thing), following: id }, by);
  if (!written.already)
    await recordAct(db, by, {
      orgId: actor.orgId,
      act: 'restore_link',
      subject: `link:${written.link.id}`,
      details: { thing: link.thing, link_type: link.link_type, href, replaces: id },
    });
  return written;
}

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
function elementsOf(thing: string): readonly Element[] {
  const read = readLinkThing(thing);
  return 'elements' in read ? read.elements : [{ ai: '', value: '' }];
}
