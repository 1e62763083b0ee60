// Enters a place of an organisation: field, packhouse, shop … under its GLN or an identifier of the organisation's own.
import { canonicalId } from '@nguon/gs1';
import { recordAct } from '../access/record-act.ts';
import type { By } from '../access/record-act.ts';
import type { Db } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Fault } from '../errors.ts';
import { cleanText } from '../register-fields.ts';
import { name_max_chars } from './register-organisation.ts';
import { insertPlace } from './place-store.ts';

const placeKinds = ['field', 'packhouse', 'factory', 'warehouse', 'shop', 'market', 'port', 'laboratory', 'office', 'vehicle'] as const;

export interface RegisterPlace {
  readonly orgId: number;
  /** A Digital Link, an EPC URN (SGLN), `414/{gln}` with or without `/254/{extension}`, or another absolute URI. */
  readonly code: string;
  readonly kind: (typeof placeKinds)[number];
  readonly name: string;
  readonly nameEn?: string | undefined;
  readonly address?: string | undefined;
  readonly unitId?: number | undefined;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
  /** Mã số vùng trồng. */
  readonly growingAreaCode?: string | undefined;
}

/** @throws AppError invalid with all faults, conflict where another place has the key. */
export async function registerPlace(db: Db, given: RegisterPlace, by: By): Promise<{ readonly id: number; readonly thing: string }> {
  const faults = findPlaceFaults(given);
  const key = readPlaceKey(given.code);
  if (typeof key !== 'string') faults.push(...key);
  if (faults.length > 0 || typeof key !== 'string')
    throw new AppError('invalid', 'place_invalid', {
      vi: 'Thông tin địa điểm chưa đúng.',
      en: 'The data of the place need mending.',
      faults,
    });
  const id = await insertPlace(db, {
    org_id: given.orgId,
    thing: key,
    kind: given.kind,
    name: cleanText(given.name) ?? '',
    name_en: cleanText(given.nameEn) ?? null,
    address: cleanText(given.address) ?? '',
    unit_id: given.unitId ?? null,
    latitude: given.latitude ?? null,
    longitude: given.longitude ?? null,
    growing_area_code: cleanText(given.growingAreaCode) ?? null,
  });
  if (id === undefined)
    throw new AppError('conflict', 'place_taken', {
      vi: `Mã địa điểm ${key} đã được đăng ký. Mỗi địa điểm có một mã riêng.`,
      en: `The place ${key} is registered already. Each place has a code of its own.`,
    });
  await recordAct(db, by, { orgId: given.orgId, act: 'register_place', subject: `place:${id}`, details: { thing: key, name: given.name } });
  return { id, thing: key };
}

/** The index key of a place, or what is wrong with the code. */
function readPlaceKey(code: string): string | Fault[] {
  const text = code.trim();
  const read = canonicalId(text.startsWith('414/') ? `https://id.gs1.org/${text}` : text);
  if (!read.ok) return read.faults.map(({ code: name, vi, en }) => ({ code: name, path: 'code', vi, en }));
  const { level, thing } = read.value;
  if (level === 'place' || level === 'other') return thing;
  return [
    {
      code: 'not_a_place',
      path: 'code',
      vi: 'Mã này không phải mã địa điểm. Dùng GLN (mã 414) hoặc địa chỉ URI riêng của tổ chức.',
      en: 'This code names no place. Use a GLN (AI 414) or a URI of your own.',
    },
  ];
}

function findPlaceFaults(given: RegisterPlace): Fault[] {
  const faults: Fault[] = [];
  const { latitude, longitude } = given;
  const name = given.name.trim();
  if (name === '' || name.length > name_max_chars)
    faults.push({
      code: 'name_missing',
      path: 'name',
      vi: `Hãy nhập tên địa điểm (tối đa ${name_max_chars} ký tự).`,
      en: `Give the place a name of at most ${name_max_chars} characters.`,
    });
  if (!placeKinds.includes(given.kind))
    faults.push({ code: 'kind_unknown', path: 'kind', vi: 'Hãy chọn loại địa điểm.', en: 'Choose the kind of place.' });
  if ((latitude === undefined) !== (longitude === undefined) || !(Math.abs(latitude ?? 0) <= 90) || !(Math.abs(longitude ?? 0) <= 180))
    faults.push({
      code: 'position_wrong',
      path: 'latitude',
      vi: 'Tọa độ cần cả vĩ độ (từ -90 đến 90) và kinh độ (từ -180 đến 180), ví dụ 11,3121 và 106,1049.',
      en: 'A position needs a latitude (-90 to 90) and a longitude (-180 to 180).',
    });
  return faults;
}
