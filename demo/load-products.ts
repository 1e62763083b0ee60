// Enters products, their drawings and certificates of the demo province by the verbs that users' forms call.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { vietnamDay } from '@nguon/vn';
import type { By } from '../app/access/record-act.ts';
import type { Context } from '../app/context.ts';
import type { Db } from '../app/db.ts';
import { keepPicture } from '../app/product/keep-picture.ts';
import { registerCertificate } from '../app/product/register-certificate.ts';
import { registerProduct } from '../app/product/register-product.ts';
import { orgIdOf } from './load-register.ts';
import type { OrgIds } from './load-register.ts';
import { demoCertificates } from './province/certificates.ts';
import { demoOrganisations } from './province/operators.ts';
import { demoProducts } from './province/products.ts';
import { day_ms } from './story/story.ts';

/** Paths under which pages show the drawings, by their names in demo/images. */
export type Drawings = ReadonlyMap<string, string>;

export async function keepDrawings({ rootDir, dataDir }: Context['config']): Promise<Drawings> {
  const names = new Set([...demoProducts.values(), ...demoOrganisations].flatMap(({ image }) => image ?? []));
  const kept = new Map<string, string>();
  for (const name of names) {
    const drawing = await readFile(path.join(rootDir, 'demo', 'images', `${name}.svg`));
    kept.set(name, await keepPicture(dataDir, drawing, 'trusted'));
  }
  return kept;
}

export async function loadProducts(db: Db, by: By, orgIds: OrgIds, drawings: Drawings): Promise<void> {
  for (const { org, gtin, image, ...product } of demoProducts.values()) {
    await registerProduct(db, { ...product, orgId: orgIdOf(orgIds, org), code: gtin, image: drawings.get(image) }, by);
  }
  for (const { org, issuer, issuedDaysAgo, validForDays, ...certificate } of demoCertificates) {
    const dayAfter = (days: number): string => vietnamDay(new Date(by.at.getTime() + days * day_ms));
    await registerCertificate(
      db,
      {
        ...certificate,
        orgId: orgIdOf(orgIds, org),
        issuedOn: dayAfter(-issuedDaysAgo),
        ...(issuer === undefined ? {} : { issuerOrgId: orgIdOf(orgIds, issuer) }),
        ...(validForDays === undefined ? {} : { validUntil: dayAfter(validForDays) }),
      },
      by,
    );
  }
}
