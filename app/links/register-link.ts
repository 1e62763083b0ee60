// Registers a link at an identifier that the organisation owns. The same link again changes nothing.
import { recordAct } from '../access/record-act.ts';
import type { By } from '../access/record-act.ts';
import type { Db } from '../db.ts';
import type { LinkActor } from './link.ts';
import { readLink } from './read-link.ts';
import type { LinkFields } from './read-link.ts';
import { linkInvalid, writeLink } from './write-links.ts';
import type { WrittenLink } from './write-links.ts';

/** @throws AppError invalid with all faults, conflict where the target stands there with another title. */
export async function registerLink(db: Db, given: LinkFields, actor: LinkActor, by: By): Promise<WrittenLink> {
  const read = readLink(given, { ownHosts: actor.ownHosts, now: by.at });
  if (!read.ok) throw linkInvalid(read.faults);
  const written = await writeLink(db, { orgId: actor.orgId, link: read.link, elements: read.elements }, by);
  if (!written.already) {
    const { id, thing, link_type, href } = written.link;
    await recordAct(db, by, { orgId: actor.orgId, act: 'register_link', subject: `link:${id}`, details: { thing, link_type, href } });
  }
  return written;
}
