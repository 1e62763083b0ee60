// All SQL of certificates, test results and own declarations.
import { runOne, sqlBuilder } from '../db.ts';
import type { Db } from '../db.ts';

export interface CertificateRow {
  readonly id: number;
  readonly thing: string;
  readonly org_id: number;
  readonly kind: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly number: string;
  readonly issuer_org_id: number | null;
  readonly issuer_name: string;
  readonly vouched_by: string;
  readonly result: string | null;
  /** `2026-11-22` */
  readonly issued_on: string;
  readonly valid_until: string | null;
  readonly withdrawn_at: Date | null;
  readonly created_at: Date;
}

type NewCertificate = Omit<CertificateRow, 'id' | 'withdrawn_at'>;

export async function insertCertificate(db: Db, row: NewCertificate): Promise<number> {
  const { rows } = await db.query<{ id: number }>({
    name: 'product_insert_certificate',
    text: `insert into certificates (thing, org_id, kind, name, name_en, number, issuer_org_id, issuer_name, vouched_by, result, issued_on, valid_until, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id`,
    values: [
      row.thing,
      row.org_id,
      row.kind,
      row.name,
      row.name_en,
      row.number,
      row.issuer_org_id,
      row.issuer_name,
      row.vouched_by,
      row.result,
      row.issued_on,
      row.valid_until,
      row.created_at,
    ],
  });
  return rows[0]!.id;
}

/** What the certificate speaks of; undefined when it is not this holder's or was withdrawn before. */
export async function markCertificateWithdrawn(db: Db, orgId: number, id: number, at: Date): Promise<string | undefined> {
  const row = await runOne(
    db,
    sqlBuilder
      .updateTable('certificates')
      .set({ withdrawn_at: at })
      .where('id', '=', id)
      .where((eb) => eb.or([eb('org_id', '=', orgId), eb('issuer_org_id', '=', orgId)]))
      .where('withdrawn_at', 'is', null)
      .returning('thing'),
  );
  return row?.thing;
}
