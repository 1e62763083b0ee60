// Links put straight into the register, as rows of any release have them, those too that today's verbs would refuse.
import type { Db } from '../../app/db.ts';

export interface LinkMore {
  readonly isDefault?: boolean;
  readonly hreflang?: readonly string[];
  readonly mediaType?: string;
  readonly context?: readonly string[];
  readonly title?: string;
  readonly withdrawn?: boolean;
  readonly expires?: string;
}

export async function insertTestLink(db: Db, org: number, thing: string, type: string, href: string, more: LinkMore = {}): Promise<void> {
  await db.query({
    text: `insert into links (thing, org_id, link_type, href, title, hreflang, media_type, context, is_default, created_at, withdrawn_at, expires_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now(), $10, $11)`,
    values: [
      thing,
      org,
      type,
      href,
      more.title ?? 'Tiêu đề',
      more.hreflang ?? [],
      more.mediaType ?? null,
      more.context ?? [],
      more.isDefault ?? false,
      more.withdrawn === true ? new Date() : null,
      more.expires ?? null,
    ],
  });
}
