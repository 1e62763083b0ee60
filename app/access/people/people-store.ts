// What administrators ask and change about people: SQL beside the people's own (user-store.ts).
import { run, runOne, sqlBuilder } from '../../db.ts';
import type { Db } from '../../db.ts';

export interface PersonRow {
  readonly id: number;
  readonly login: string;
  readonly display_name: string;
  readonly is_administrator: boolean;
  readonly is_demo: boolean;
  readonly has_second_factor: boolean;
  readonly password_is_temporary: boolean;
  readonly created_at: Date;
  readonly disabled_at: Date | null;
  /** Sessions that still work. */
  readonly sessions: number;
  /** `slug:role`, the oldest membership first. */
  readonly member_of: readonly string[];
}

/** By login. `idleSince`: sessions not seen since then are dead. */
export async function listPeople(
  db: Db,
  of: { readonly orgId?: number | undefined; readonly administrators: boolean },
  now: { readonly at: Date; readonly idleSince: Date },
  limit: number,
): Promise<PersonRow[]> {
  const { rows } = await db.query<PersonRow>({
    text: `select u.id, u.login, u.display_name, u.is_administrator, u.is_demo, u.totp_secret is not null as has_second_factor,
        u.password_is_temporary, u.created_at, u.disabled_at,
        (select count(*)::int from sessions s where s.user_id = u.id and s.expires_at > $3 and s.seen_at > $4) as sessions,
        array(select o.slug || ':' || m.role from memberships m join organisations o on o.id = m.org_id
          where m.user_id = u.id order by m.created_at, m.org_id) as member_of
      from users u
      where ($1::int is null or exists (select 1 from memberships m where m.user_id = u.id and m.org_id = $1))
        and (not $2::boolean or u.is_administrator)
      order by u.login limit $5`,
    values: [of.orgId ?? null, of.administrators, now.at, now.idleSince, limit],
  });
  return rows;
}

/** Logins of the people who have exactly this name, whatever its capitals. */
export async function listLoginsByName(db: Db, name: string, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ login: string }>({
    text: 'select login from users where lower(display_name) = lower($1) order by login limit $2',
    values: [name, limit],
  });
  return rows.map(({ login }) => login);
}

/** False when the person is in that state already. */
export async function markUserDisabled(db: Db, id: number, at: Date | null): Promise<boolean> {
  const changed = await runOne(
    db,
    sqlBuilder
      .updateTable('users')
      .set({ disabled_at: at })
      .where('id', '=', id)
      .where('disabled_at', at === null ? 'is not' : 'is', null)
      .returning('id'),
  );
  return changed !== undefined;
}

export async function hasPeople(db: Db): Promise<boolean> {
  return (await runOne(db, sqlBuilder.selectFrom('users').select('id').limit(1))) !== undefined;
}

export async function hasAdministrator(db: Db): Promise<boolean> {
  const row = await runOne(
    db,
    sqlBuilder.selectFrom('users').select('id').where('is_administrator', '=', true).where('disabled_at', 'is', null).limit(1),
  );
  return row !== undefined;
}

/** Who can sign in as one. Locks the rows, so that two cannot disable each other at the same moment. */
export async function countAdministrators(db: Db): Promise<number> {
  const rows = await run(
    db,
    sqlBuilder.selectFrom('users').select('id').where('is_administrator', '=', true).where('disabled_at', 'is', null).forUpdate(),
  );
  return rows.length;
}
