// Registers the links of the resolver's checks by the product's own verbs, and sees that these refuse what the standard forbids.
import { registerLink } from '../../app/links/register-link.ts';
import type { LinkFields } from '../../app/links/read-link.ts';
import { withdrawLink } from '../../app/links/change-link.ts';
import { inTransaction } from '../../app/db.ts';
import { AppError } from '../../app/errors.ts';
import { addCompanyPrefix } from '../../app/party/add-company-prefix.ts';
import { registerProduct } from '../../app/product/register-product.ts';
import { items, maker } from './resolver-links.ts';
import type { Registration, TestLink } from './resolver-links.ts';
import type { Probe } from './resolver-probe.ts';
import { badPaths } from './resolver-refusals.ts';
import type { OwnProduct } from './running-product.ts';

/** Of the demonstration, of the corpus's records (two forms of one), and of the compression examples. */
const companyPrefixes = ['9520', '9506000', '0950600', '9528765', '0614141'];

const actor = 'cli';

export async function register(own: OwnProduct, origin: string, all: readonly Registration[]): Promise<void> {
  const { system } = own.product.context.database;
  const orgId = own.organisationId;
  for (const prefix of companyPrefixes)
    await inTransaction(system, (db) => addCompanyPrefix(db, { orgId, prefix }, { at: new Date(), actor }));
  await inTransaction(system, (db) =>
    registerProduct(
      db,
      { orgId, code: items.productAlone.slice(1), name: 'Sản phẩm không có liên kết', category: 'Trái cây' },
      { at: new Date(), actor },
    ),
  );
  for (const { path, links } of all) {
    for (const link of links) {
      const { link: written } = await enter(own, origin, fieldsOf(path, link));
      if (link.isWithdrawn === true) await inTransaction(system, (db) => withdrawLink(db, written.id, orgId, { at: new Date(), actor }));
    }
  }
}

const fieldsOf = (thing: string, link: TestLink): LinkFields => ({
  thing,
  link_type: link.type,
  href: link.href,
  title: link.title ?? 'Liên kết thử',
  hreflang: link.hreflang ?? [],
  media_type: link.media ?? '',
  context: link.context ?? [],
  is_default: link.isDefault ?? false,
});

function enter(own: OwnProduct, origin: string, fields: LinkFields): ReturnType<typeof registerLink> {
  const by = { at: new Date(), actor };
  const acting = { orgId: own.organisationId, ownHosts: [new URL(origin).host] };
  return inTransaction(own.product.context.database.system, (db) => registerLink(db, fields, acting, by));
}

/** §2.4, §2.5.1-9, and the published linkset schema: a linkset is valid because nothing else can be entered. */
export async function checkRegistration(probe: Probe, own: OwnProduct, origin: string): Promise<void> {
  const group = 'what is no identifier, or cannot be told, is not registered';
  const good = fieldsOf(items.sixSets, { type: 'gs1:support', href: `${maker}/never` });
  const wrong: readonly LinkFields[] = [
    ...badPaths.map((thing) => ({ ...good, thing })),
    ...['/10/L1/21/S1', '/22/V1/21/S1', '/22/V1/10/L1/21/S1'].map((tail) => ({ ...good, thing: items.sixSets + tail })),
    ...['zh-Hant', 'es-419', 'vie', 'vi_VN', '*'].map((hreflang) => ({ ...good, hreflang })),
    ...['html', 'text/', 'text/html; charset=utf-8', '*/*'].map((media_type) => ({ ...good, media_type })),
    ...['', 'gs1:nosuchlt', 'gs1:defaultLink', 'linkset', 'https://maker.example/my-voc/x'].map((link_type) => ({ ...good, link_type })),
    ...['', 'javascript:alert(1)', '/x', 'ftp://maker.example/', `${origin}${items.sixSets}`, `${origin}/eh3074257bf7194e4000001a85`].map(
      (href) => ({ ...good, href }),
    ),
    { ...good, title: '' },
    { ...good, link_type: 'gs1:defaultLinkMulti' },
    { ...good, thing: '/01/08938547458160' },
  ];
  for (const fields of wrong) {
    const outcome = await enter(own, origin, fields).then(
      () => 'registered',
      (error: unknown) => (error instanceof AppError && error.kind === 'invalid' ? 'refused' : String(error)),
    );
    const { thing, link_type, href, hreflang, media_type, title } = fields;
    probe.check(group, outcome === 'refused', `${outcome}: ${JSON.stringify({ thing, link_type, href, hreflang, media_type, title })}`);
  }
}
