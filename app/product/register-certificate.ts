// Enters a certificate, a test result or an own declaration about a product, lot, place or party; withdraws it later.
import { canonicalId } from '@nguon/gs1';
import { isDay } from '@nguon/vn';
import { recordAct } from '../access/record-act.ts';
import type { By } from '../access/record-act.ts';
import type { Db } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Fault } from '../errors.ts';
import { cleanText } from '../register-fields.ts';
import { insertCertificate, markCertificateWithdrawn } from './certificate-store.ts';
import { notifyChanged } from './store.ts';

const certificateKinds = ['certificate', 'test', 'declaration'] as const;
const vouchers = ['self', 'third_party', 'state'] as const;

export interface RegisterCertificate {
  /** The holder. */
  readonly orgId: number;
  /** What it speaks of: `01/{gtin}`, `01/{gtin}/10/{lot}`, `414/…`, `417/{gln}`, a Digital Link or another URI. */
  readonly thing: string;
  readonly kind: (typeof certificateKinds)[number];
  readonly name: string;
  readonly nameEn?: string | undefined;
  /** Empty where there is none, as with many own declarations. */
  readonly number: string;
  readonly issuerOrgId?: number | undefined;
  readonly issuerName: string;
  readonly vouchedBy: (typeof vouchers)[number];
  readonly result?: string | undefined;
  /** Days, `2026-11-22`. */
  readonly issuedOn: string;
  readonly validUntil?: string | undefined;
}

const name_max_chars = 200;

/** @throws AppError invalid with all faults. */
export async function registerCertificate(db: Db, given: RegisterCertificate, by: By): Promise<{ readonly id: number }> {
  const faults = findCertificateFaults(given);
  const thing = readThing(given.thing);
  if (typeof thing !== 'string') faults.push(thing);
  if (faults.length > 0 || typeof thing !== 'string')
    throw new AppError('invalid', 'certificate_invalid', {
      vi: 'Thông tin giấy chứng nhận chưa đúng.',
      en: 'The data of the certificate need mending.',
      faults,
    });
  const text = (value: string | undefined): string | null => cleanText(value) ?? null;
  const id = await insertCertificate(db, {
    thing,
    org_id: given.orgId,
    kind: given.kind,
    name: text(given.name)!,
    name_en: text(given.nameEn),
    number: text(given.number) ?? '',
    issuer_org_id: given.issuerOrgId ?? null,
    issuer_name: text(given.issuerName)!,
    vouched_by: given.vouchedBy,
    result: text(given.result),
    issued_on: given.issuedOn,
    valid_until: given.validUntil ?? null,
    created_at: by.at,
  });
  await notifyChanged(db, thing);
  await recordAct(db, by, {
    orgId: given.orgId,
    act: 'register_certificate',
    subject: `certificate:${id}`,
    details: { thing, name: given.name },
  });
  return { id };
}

/** By the holder or the issuer. It stays on record and is shown as withdrawn. @throws AppError not_found */
export async function withdrawCertificate(db: Db, orgId: number, id: number, by: By): Promise<void> {
  const thing = await markCertificateWithdrawn(db, orgId, id, by.at);
  if (thing === undefined)
    throw new AppError('not_found', 'no_certificate', {
      vi: 'Không có giấy này, hoặc giấy đã bị rút trước đó.',
      en: 'There is no such certificate, or it was withdrawn before.',
    });
  await notifyChanged(db, thing);
  await recordAct(db, by, { orgId, act: 'withdraw_certificate', subject: `certificate:${id}` });
}

function readThing(text: string): string | Fault {
  const code = text.trim();
  const read = canonicalId(/^\d{2,4}\//.test(code) ? `https://id.gs1.org/${code}` : code);
  return read.ok ? read.value.thing : { code: read.faults[0]!.code, path: 'thing', vi: read.faults[0]!.vi, en: read.faults[0]!.en };
}

function findCertificateFaults(given: RegisterCertificate): Fault[] {
  const faults: Fault[] = [];
  const add = (code: string, path: string, vi: string, en: string): void => void faults.push({ code, path, vi, en });
  const tooLong = (value: string | undefined): boolean => (value?.length ?? 0) > name_max_chars;
  if (given.name.trim() === '' || tooLong(given.name) || tooLong(given.nameEn))
    add('name_wrong', 'name', `Hãy nhập tên giấy, tối đa ${name_max_chars} ký tự.`, `Give its name, at most ${name_max_chars} characters.`);
  if (given.issuerName.trim() === '' || tooLong(given.issuerName))
    add('issuer_missing', 'issuer_name', 'Hãy nhập nơi cấp hoặc người khai.', 'Give the issuer.');
  if (!certificateKinds.includes(given.kind))
    add('kind_unknown', 'kind', 'Hãy chọn loại: chứng nhận, kết quả kiểm nghiệm hoặc tự khai.', 'Choose certificate, test or declaration.');
  if (!vouchers.includes(given.vouchedBy))
    add(
      'voucher_unknown',
      'vouched_by',
      'Hãy chọn ai bảo đảm: cơ sở tự khai, bên thứ ba hay cơ quan nhà nước.',
      'Choose who vouches: the maker, a third party or a State body.',
    );
  if (given.kind !== 'declaration' && given.number.trim() === '') add('number_missing', 'number', 'Hãy nhập số giấy.', 'Give its number.');
  if (tooLong(given.number) || tooLong(given.result))
    add(
      'text_too_long',
      'number',
      `Số giấy và kết quả tối đa ${name_max_chars} ký tự.`,
      `Number and result have at most ${name_max_chars} characters.`,
    );
  if (!isDay(given.issuedOn))
    add('issued_on_wrong', 'issued_on', 'Ngày cấp cần dạng ngày/tháng/năm, ví dụ 22/11/2026.', 'The day of issue is no day.');
  if (given.validUntil !== undefined && (!isDay(given.validUntil) || given.validUntil < given.issuedOn))
    add('valid_until_wrong', 'valid_until', 'Ngày hết hạn phải là một ngày sau ngày cấp.', 'It must end on a day after it began.');
  return faults;
}
