// Enters an organisation into the register: reads what was given, lists all faults at once, finds a free slug.
import { foldText, formatTaxCode, isTaxCode } from '@nguon/vn';
import { hasValidCheckDigit } from '@nguon/gs1';
import { recordAct } from '../access/record-act.ts';
import type { By } from '../access/record-act.ts';
import { defaultDisclosure } from '../access/disclosure.ts';
import type { Db } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Fault } from '../errors.ts';
import { cleanCode, cleanText, findFreeSlug, listLongTexts, listSlugFaults, refuseTaken } from '../register-fields.ts';
import { readWebAddress } from '../web-address.ts';
import { findOrganisationByGln, findOrganisationBySlug, insertOrganisation } from './store.ts';
import { findUnit } from './unit-store.ts';

/** Four legal kinds of operator; a cooperative is an organisation. */
export const legalKinds = ['organisation', 'enterprise', 'household_business', 'individual'] as const;
export const organisationRoles = ['operator', 'agency', 'certifier', 'laboratory'] as const;

export interface RegisterOrganisation {
  readonly legalKind: (typeof legalKinds)[number];
  readonly role?: (typeof organisationRoles)[number];
  readonly name: string;
  readonly nameEn?: string | undefined;
  /** Made from the name when absent. */
  readonly slug?: string | undefined;
  readonly taxCode?: string | undefined;
  /** 13 digits. */
  readonly gln?: string | undefined;
  readonly address?: string | undefined;
  readonly unitId?: number | undefined;
  readonly phone?: string | undefined;
  readonly website?: string | undefined;
  readonly about?: string | undefined;
  readonly aboutEn?: string | undefined;
  readonly image?: string | undefined;
  /** Packed levels of `app/access/disclosure.ts`; the default keeps quantities and papers in the chain. */
  readonly disclosure?: number | undefined;
}

export const name_max_chars = 200;
const text_max_chars = 4_000;

/** It waits for approval afterwards. @throws AppError invalid with all faults, conflict where GLN or slug are taken. */
export async function registerOrganisation(
  db: Db,
  given: RegisterOrganisation,
  by: By,
): Promise<{ readonly id: number; readonly slug: string }> {
  const clean = cleanOrganisation(given);
  const faults = findOrganisationFaults(clean);
  if (faults.length > 0)
    throw new AppError('invalid', 'organisation_invalid', {
      vi: 'Thông tin tổ chức chưa đúng.',
      en: 'The data of the organisation need mending.',
      faults,
    });
  if (clean.gln !== undefined && (await findOrganisationByGln(db, clean.gln)) !== undefined) throw taken('gln', `GLN ${clean.gln}`);
  const slug = await findFreeSlug(
    { ...clean, fallback: 'co-so' },
    async (one) => (await findOrganisationBySlug(db, one)) !== undefined,
    (one) => taken('slug', one),
  );
  const unit = clean.unitId === undefined ? undefined : await findUnit(db, clean.unitId);
  const id = await insertOrganisation(db, {
    slug,
    legal_kind: clean.legalKind,
    role: clean.role ?? 'operator',
    name: clean.name,
    name_en: clean.nameEn ?? null,
    tax_code: clean.taxCode ?? null,
    gln: clean.gln ?? null,
    address: clean.address ?? '',
    unit_id: clean.unitId ?? null,
    phone: clean.phone ?? null,
    website: clean.website ?? null,
    about: clean.about ?? '',
    about_en: clean.aboutEn ?? '',
    image: clean.image ?? null,
    disclosure: clean.disclosure ?? defaultDisclosure,
    approved_at: null,
    closed_at: null,
    search_text: foldText([clean.name, clean.nameEn, clean.taxCode, clean.gln, unit?.name, clean.address].filter(Boolean).join(' ')),
    created_at: by.at,
  });
  await recordAct(db, by, { orgId: id, act: 'register_organisation', subject: `organisation:${id}`, details: { slug, name: clean.name } });
  return { id, slug };
}

/** Blank text is absent text; letters in NFC; codes without the spaces people write into them. */
function cleanOrganisation(given: RegisterOrganisation): RegisterOrganisation {
  const taxCode = cleanCode(given.taxCode);
  return {
    ...given,
    name: cleanText(given.name) ?? '',
    nameEn: cleanText(given.nameEn),
    taxCode: taxCode === undefined ? undefined : formatTaxCode(taxCode),
    gln: cleanCode(given.gln),
    address: cleanText(given.address),
    phone: cleanText(given.phone),
    website: cleanText(given.website),
    about: cleanText(given.about),
    aboutEn: cleanText(given.aboutEn),
  };
}

function findOrganisationFaults(given: RegisterOrganisation): Fault[] {
  const faults: Fault[] = [];
  const add = (code: string, path: string, vi: string, en: string): void => void faults.push({ code, path, vi, en });
  if (given.name === '' || given.name.length > name_max_chars)
    add(
      'name_missing',
      'name',
      `Hãy nhập tên tổ chức (tối đa ${name_max_chars} ký tự).`,
      `Give the organisation's name, at most ${name_max_chars} characters.`,
    );
  if (!legalKinds.includes(given.legalKind))
    add(
      'legal_kind_unknown',
      'legal_kind',
      'Hãy chọn loại hình: tổ chức, doanh nghiệp, hộ kinh doanh hoặc cá nhân.',
      'Choose a legal kind: organisation, enterprise, household business or individual.',
    );
  if (given.taxCode !== undefined && !isTaxCode(given.taxCode))
    add(
      'tax_code_wrong',
      'tax_code',
      `Mã số thuế "${given.taxCode}" không đúng: 10 số, 10 số kèm 3 số chi nhánh, hoặc 12 số định danh cá nhân. Hãy đối chiếu giấy đăng ký.`,
      `The tax code "${given.taxCode}" is wrong: 10 digits, 10 and 3 for a branch, or a personal number of 12. Compare it with the certificate.`,
    );
  if (given.gln !== undefined && !(/^\d{13}$/.test(given.gln) && hasValidCheckDigit(given.gln)))
    add(
      'gln_wrong',
      'gln',
      `Mã địa điểm toàn cầu (GLN) "${given.gln}" không đúng: cần 13 số và số kiểm tra cuối phải khớp.`,
      `The GLN "${given.gln}" is wrong: 13 digits with a right check digit.`,
    );
  if (given.website !== undefined && readWebAddress(given.website) === undefined)
    add(
      'website_wrong',
      'website',
      'Địa chỉ trang web phải bắt đầu bằng https:// hoặc http://.',
      'The website must begin with https:// or http://.',
    );
  if (given.phone !== undefined && !/^\+?[\d\s.()-]{6,20}$/.test(given.phone))
    add('phone_wrong', 'phone', 'Số điện thoại chỉ gồm chữ số, dấu cách và dấu +.', 'A telephone number has digits, blanks and + only.');
  faults.push(
    ...listSlugFaults(given.slug),
    ...listLongTexts([
      ['name_en', given.nameEn, name_max_chars],
      ['about', given.about, text_max_chars],
      ['about_en', given.aboutEn, text_max_chars],
      ['address', given.address, text_max_chars],
    ]),
  );
  return faults;
}

function taken(path: string, what: string): AppError {
  return refuseTaken(path, `${what} đã có tổ chức khác sử dụng.`, `${what} is taken by another organisation.`);
}
