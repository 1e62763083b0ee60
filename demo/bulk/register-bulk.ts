// Registers what a large data set speaks of, so that its pages have names: products of each level, factories, depots, shops.
import type { By } from '../../app/access/record-act.ts';
import type { Db } from '../../app/db.ts';
import { AppError } from '../../app/errors.ts';
import { registerPlace } from '../../app/party/register-place.ts';
import { registerProduct } from '../../app/product/register-product.ts';
import { bulkGtin, bulkPlace, bulkPlaceCounts } from './bulk-plan.ts';
import type { BulkPlaceKind, BulkPlan, LotLevel } from './bulk-plan.ts';

const products: Readonly<Record<LotLevel, string>> = {
  raw: 'Nguyên liệu thô',
  level4: 'Nguyên liệu sơ chế',
  level3: 'Bán thành phẩm',
  level2: 'Bán thành phẩm đã phối',
  unit: 'Thành phẩm đóng gói',
};
const places: Readonly<Record<BulkPlaceKind, readonly [kind: 'factory' | 'warehouse' | 'shop', name: string]>> = {
  factory: ['factory', 'Nhà máy'],
  depot: ['warehouse', 'Kho trung chuyển'],
  shop: ['shop', 'Cửa hàng'],
};

/** @throws AppError conflict where a data set with this seed is there already. */
export async function registerBulk(db: Db, plan: BulkPlan, orgId: number, by: By): Promise<void> {
  const mark = `lô thử ${plan.seed}`;
  try {
    for (const [level, name] of Object.entries(products) as [LotLevel, string][])
      await registerProduct(
        db,
        { orgId, code: bulkGtin(plan, level), name: `${name} (${mark})`, category: 'Dữ liệu thử tải', published: level === 'unit' },
        by,
      );
    for (const [kind, [placeKind, name]] of Object.entries(places) as [BulkPlaceKind, (typeof places)[BulkPlaceKind]][])
      for (let index = 0; index < bulkPlaceCounts[kind]; index++)
        await registerPlace(db, { orgId, code: bulkPlace(plan, kind, index), kind: placeKind, name: `${name} ${index + 1} (${mark})` }, by);
  } catch (error) {
    if (error instanceof AppError && error.kind === 'conflict') throw alreadyLoaded(plan.seed);
    throw error;
  }
}

export function alreadyLoaded(seed: number): AppError {
  return new AppError('conflict', 'seed_loaded', {
    vi: `Bộ dữ liệu với hạt giống ${seed} đã có trong cơ sở dữ liệu. Hãy chọn --seed khác.`,
    en: `The data set of seed ${seed} is in the database already. Choose another --seed.`,
  });
}
