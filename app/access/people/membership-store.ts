// All SQL of memberships: who works for which organisation, as what, and an officer's territory.
import { run, runOne, sqlBuilder } from '../../db.ts';
import type { Db } from '../../db.ts';

export type MemberRole = 'member' | 'owner' | 'officer';

export interface Membership {
  readonly org_id: number;
  readonly org_name: string;
  readonly role: MemberRole;
}

/** False when the person belongs to the organisation already. */
export async function insertMembership(
  db: Db,
  row: {
    readonly user_id: number;
    readonly org_id: number;
    readonly role: MemberRole;
    readonly territory_unit_id: number | null;
    readonly created_at: Date;
  },
): Promise<boolean> {
  const inserted = await runOne(
    db,
    sqlBuilder
      .insertInto('memberships')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('user_id'),
  );
  return inserted !== undefined;
}

/** Open organisations of a person, the oldest membership first. */
export async function listMemberships(db: Db, userId: number, limit: number): Promise<Membership[]> {
  const rows = await run(
    db,
    sqlBuilder
      .selectFrom('memberships as m')
      .innerJoin('organisations as o', 'o.id', 'm.org_id')
      .select(['m.org_id', 'o.name as org_name', 'm.role'])
      .where('m.user_id', '=', userId)
      .where('o.closed_at', 'is', null)
      .orderBy('m.created_at')
      .orderBy('m.org_id')
      .limit(limit),
  );
  return rows as Membership[];
}

export async function findMemberRole(db: Db, orgId: number, userId: number): Promise<MemberRole | undefined> {
  const row = await runOne(
    db,
    sqlBuilder.selectFrom('memberships').select('role').where('org_id', '=', orgId).where('user_id', '=', userId),
  );
  return row?.role as MemberRole | undefined;
}

/** Locks the rows, so that two owners cannot remove each other at the same moment. */
export async function countOwners(db: Db, orgId: number): Promise<number> {
  const rows = await run(
    db,
    sqlBuilder.selectFrom('memberships').select('user_id').where('org_id', '=', orgId).where('role', '=', 'owner').forUpdate(),
  );
  return rows.length;
}

export async function deleteMembership(db: Db, orgId: number, userId: number): Promise<boolean> {
  const gone = await runOne(
    db,
    sqlBuilder.deleteFrom('memberships').where('org_id', '=', orgId).where('user_id', '=', userId).returning('user_id'),
  );
  return gone !== undefined;
}
