// Changes a link: its row is withdrawn and another takes its place, both in one transaction, so that its history stays whole.
import { recordAct } from '../access/record-act.ts';
import type { By } from '../access/record-act.ts';
import type { Db } from '../db.ts';
import type { LinkActor } from './link.ts';
import { getManagedLink } from './managed-link.ts';
import { readLink } from './read-link.ts';
import type { LinkFields } from './read-link.ts';
import { changedMeanwhile, linkInvalid, writeLink } from './write-links.ts';
import type { WrittenLink } from './write-links.ts';

/** A link stays at its identifier. @throws AppError invalid, not_found, conflict */
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
