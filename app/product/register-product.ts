// Enters a product: reads what was given, lists all faults at once, finds a free slug, tells the page caches.
import { canonicalId, gtin14 } from '@nguon/gs1';
import { foldText } from '@nguon/vn';
import { recordAct } from '../access/record-act.ts';
import type { By } from '../access/record-act.ts';
import type { Db } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Fault } from '../errors.ts';
import { cleanText, findFreeSlug, listLongTexts, listSlugFaults, refuseTaken } from '../register-fields.ts';
import { findProductBySlug, findProductByThing, insertProduct, markProductPublished, notifyChanged } from './store.ts';

export interface RegisterProduct {
  readonly orgId: number;
  /** A GTIN of 8 to 14 digits, `01/{gtin14}`, its Digital Link, or an organisation's own absolute URI. */
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string | undefined;
  readonly nameZh?: string | undefined;
  /** Made from the name when absent. */
  readonly slug?: string | undefined;
  readonly category: string;
  /** As printed: `1,5 kg`. */
  readonly netContent?: string | undefined;
  readonly description?: string | undefined;
  readonly descriptionEn?: string | undefined;
  /** `/anh/…` from keepPicture. */
  readonly image?: string | undefined;
  readonly ocopStars?: number | undefined;
  readonly shelfLifeDays?: number | undefined;
  /** Standard that the maker declares to apply. */
  readonly standard?: string | undefined;
  /** false keeps it from the public for now. */
  readonly published?: boolean | undefined;
}

const product_name_max_chars = 250;
const text_max_chars = 4_000;
const shelf_life_max_days = 3_650;

/** @throws AppError invalid with all faults, conflict where another product has the key. */
export async function registerProduct(
  db: Db,
  given: RegisterProduct,
  by: By,
): Promise<{ readonly id: number; readonly thing: string; readonly slug: string }> {
  const clean = cleanProduct(given);
  const faults = findProductFaults(clean);
  const thing = readProductKey(clean.code);
  if (typeof thing !== 'string') faults.push(thing);
  if (faults.length > 0 || typeof thing !== 'string')
    throw new AppError('invalid', 'product_invalid', {
      vi: 'Thông tin sản phẩm chưa đúng.',
      en: 'The data of the product need mending.',
      faults,
    });
  if ((await findProductByThing(db, thing)) !== undefined) throw taken('code', `Mã ${thing.replace(/^01\//, '')}`, thing);
  const slug = await findFreeSlug(
    { ...clean, fallback: 'san-pham' },
    async (one) => (await findProductBySlug(db, one)) !== undefined,
    (one) => taken('slug', one, one),
  );
  const id = await insertProduct(db, {
    org_id: clean.orgId,
    thing,
    slug,
    name: clean.name,
    name_en: clean.nameEn ?? null,
    name_zh: clean.nameZh ?? null,
    category: clean.category,
    net_content: clean.netContent ?? null,
    description: clean.description ?? '',
    description_en: clean.descriptionEn ?? '',
    image: clean.image ?? null,
    ocop_stars: clean.ocopStars ?? null,
    shelf_life_days: clean.shelfLifeDays ?? null,
    standard: clean.standard ?? null,
    published_at: clean.published === false ? null : by.at,
    search_text: foldText([clean.name, clean.nameEn, clean.category, thing.replace(/^01\/0?/, '')].filter(Boolean).join(' ')),
    created_at: by.at,
  });
  if (id === undefined) throw taken('code', `Mã ${thing}`, thing);
  await notifyChanged(db, thing);
  await recordAct(db, by, { orgId: clean.orgId, act: 'register_product', subject: `product:${id}`, details: { thing, name: clean.name } });
  return { id, thing, slug };
}

/** Shows a product to the public, or takes it from them again. @throws AppError not_found */
export async function publishProduct(db: Db, orgId: number, id: number, shown: boolean, by: By): Promise<void> {
  const thing = await markProductPublished(db, orgId, id, shown ? by.at : null);
  if (thing === undefined)
    throw new AppError('not_found', 'no_product', {
      vi: 'Không có sản phẩm này trong danh sách của cơ sở.',
      en: 'Your organisation has no such product.',
    });
  await notifyChanged(db, thing);
  await recordAct(db, by, { orgId, act: shown ? 'publish_product' : 'unpublish_product', subject: `product:${id}` });
}

function cleanProduct(given: RegisterProduct): RegisterProduct {
  return {
    ...given,
    name: cleanText(given.name) ?? '',
    nameEn: cleanText(given.nameEn),
    nameZh: cleanText(given.nameZh),
    category: cleanText(given.category) ?? '',
    netContent: cleanText(given.netContent),
    description: cleanText(given.description),
    descriptionEn: cleanText(given.descriptionEn),
    standard: cleanText(given.standard),
  };
}

/** `01/{gtin14}` or the maker's own URI; a fault when the code names something else. */
function readProductKey(code: string): string | Fault {
  const text = code.trim();
  const digits = text.replace(/[\s.-]/g, '');
  if (/^\d+$/.test(digits)) {
    const gtin = gtin14(digits);
    return gtin === undefined
      ? {
          code: 'gtin_wrong',
          path: 'code',
          vi: `Mã GTIN "${text}" không đúng: cần 8, 12, 13 hoặc 14 chữ số và số cuối phải khớp. Đối chiếu với mã vạch trên bao bì.`,
          en: `The GTIN "${text}" is wrong: 8, 12, 13 or 14 digits with a right check digit.`,
        }
      : `01/${gtin}`;
  }
  const read = canonicalId(/^01\/\d/.test(text) ? `https://id.gs1.org/${text}` : text);
  if (!read.ok) return { code: read.faults[0]!.code, path: 'code', vi: read.faults[0]!.vi, en: read.faults[0]!.en };
  if (read.value.level === 'class' || read.value.level === 'other') return read.value.thing;
  return {
    code: 'not_a_product',
    path: 'code',
    vi: 'Mã này không phải mã của một loại sản phẩm. Dùng mã GTIN, không kèm số lô hay số sê-ri.',
    en: 'This code names no kind of product. Use a GTIN without lot or serial number.',
  };
}

function findProductFaults(given: RegisterProduct): Fault[] {
  const faults: Fault[] = [];
  const add = (code: string, path: string, vi: string, en: string): void => void faults.push({ code, path, vi, en });
  if (given.name.length < 2 || given.name.length > product_name_max_chars || /[<>]/.test(given.name))
    add(
      'name_wrong',
      'name',
      `Hãy nhập tên sản phẩm, từ 2 đến ${product_name_max_chars} ký tự, không có dấu < >.`,
      `Give the product's name, 2 to ${product_name_max_chars} characters without < and >.`,
    );
  if (given.category === '' || given.category.length > 100)
    add('category_missing', 'category', 'Hãy chọn nhóm sản phẩm.', 'Choose the group of products.');
  faults.push(...listSlugFaults(given.slug));
  if (given.ocopStars !== undefined && !(Number.isInteger(given.ocopStars) && given.ocopStars >= 1 && given.ocopStars <= 5))
    add('stars_wrong', 'ocop_stars', 'Hạng OCOP từ 1 đến 5 sao.', 'OCOP has 1 to 5 stars.');
  if (
    given.shelfLifeDays !== undefined &&
    !(Number.isInteger(given.shelfLifeDays) && given.shelfLifeDays >= 1 && given.shelfLifeDays <= shelf_life_max_days)
  )
    add(
      'shelf_life_wrong',
      'shelf_life_days',
      `Hạn dùng tính bằng ngày, từ 1 đến ${shelf_life_max_days}.`,
      `Shelf life in days, 1 to ${shelf_life_max_days}.`,
    );
  if (given.image !== undefined && !/^\/anh\/[0-9a-f]{64}\.(jpg|png|webp|svg)$/.test(given.image))
    add('image_wrong', 'image', 'Ảnh sản phẩm cần được tải lên trước.', 'Upload the picture first.');
  faults.push(
    ...listLongTexts([
      ['description', given.description, text_max_chars],
      ['description_en', given.descriptionEn, text_max_chars],
      ['name_en', given.nameEn, product_name_max_chars],
      ['name_zh', given.nameZh, product_name_max_chars],
      ['net_content', given.netContent, product_name_max_chars],
      ['standard', given.standard, product_name_max_chars],
    ]),
  );
  return faults;
}

function taken(path: string, whatVi: string, whatEn: string): AppError {
  return refuseTaken(path, `${whatVi} đã được dùng cho sản phẩm khác.`, `${whatEn} is taken by another product.`);
}
