// People, organisations and keys for tests of who may see and do what, made by the product's own verbs and stores.
import { randomBytes } from 'node:crypto';
import { key_random_bytes } from '../../app/access/api-key.ts';
import type { Scope } from '../../app/access/api-key.ts';
import { createApiKey } from '../../app/access/create-api-key.ts';
import { insertOrganisation } from '../../app/party/store.ts';
import type { OrganisationRow } from '../../app/party/store.ts';
import type { TestProduct } from '../support/test-product.ts';

/** A plain approved operator; `changes` makes it another. */
export async function addOrganisation(product: TestProduct, slug: string, changes: Partial<Omit<OrganisationRow, 'id'>> = {}): Promise<number> {
  return insertOrganisation(product.context.database.system, {
    slug, legal_kind: 'enterprise', role: 'operator', name: `Cơ sở ${slug}`, name_en: null, tax_code: null, gln: null, address: '',
    unit_id: null, phone: null, website: null, about: '', about_en: '', image: null, disclosure: 0, approved_at: product.clock, closed_at: null,
    search_text: slug, created_at: product.clock, ...changes,
  });
}

export async function addKey(product: TestProduct, orgId: number, scopes: readonly Scope[]): Promise<{ id: string; key: string }> {
  const made = { id: product.context.newId(), at: product.clock, actor: 'test', random: randomBytes(key_random_bytes) };
  return createApiKey(product.context.database.system, { orgId, name: 'test', scopes }, made);
}
