// Brings a withdrawn link back as a new row that follows it: undoing is an act of its own, with its time and its author.
import { recordAct } from '../access/record-act.ts';
import type { By } from '../access/record-act.ts';
import type { Db } from '../db.ts';
import { AppError } from '../errors.ts';
import type { LinkActor } from './link.ts';
import { elementsOf, getManagedLink } from './managed-link.ts';
import { wantedOf } from './plan-links.ts';
import { readTarget } from './read-target.ts';
import { hasFollower, listLiveLinks } from './store.ts';
import { linkInvalid, writeLink } from './write-links.ts';
import type { WrittenLink } from './write-links.ts';

/** As a plain link where another is the default by now; without an expiry that has passed. @throws AppError not_found, invalid, conflict */
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
