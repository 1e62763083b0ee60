// SQL of the conformance set of the resolver: test links straight into the register, as rows of any release have them.
import type { Db } from '../../app/db.ts';

export interface LinkRow {
  readonly thing: string;
  readonly org_id: number;
  readonly link_type: string;
  readonly href: string;
  readonly title: string;
  readonly hreflang: readonly string[];
  readonly media_type: string | null;
  readonly context: readonly string[];
  readonly is_default: boolean;
  readonly created_at: Date;
}

export async function insertLinks(db: Db, rows: readonly LinkRow[]): Promise<number[]> {
  const ids: number[] = [];
  for (const row of rows) {
    const { rows: inserted } = await db.query<{ id: number }>({
      text: `insert into links (thing, org_id, link_type, href, title, hreflang, media_type, context, is_default, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
      values: [
        row.thing,
        row.org_id,
        row.link_type,
        row.href,
        row.title,
        row.hreflang,
        row.media_type,
        row.context,
        row.is_default,
        row.created_at,
      ],
    });
    ids.push(inserted[0]!.id);
  }
  return ids;
}

export async function withdrawLinks(db: Db, ids: readonly number[], at: Date): Promise<void> {
  await db.query({ text: 'update links set withdrawn_at = $2 where id = any ($1::integer[])', values: [ids, at] });
}

export async function closeOrganisation(db: Db, id: number, at: Date): Promise<void> {
  await db.query({ text: 'update organisations set closed_at = $2 where id = $1', values: [id, at] });
}
