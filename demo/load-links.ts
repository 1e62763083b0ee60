// Gives some identifiers of the demo province links, company prefixes and an alias, by the verbs that users' forms call.
import type { By } from '../app/access/record-act.ts';
import type { Db } from '../app/db.ts';
import { changeLink, withdrawLink } from '../app/links/change-link.ts';
import type { LinkFields } from '../app/links/read-link.ts';
import { registerAlias } from '../app/links/alias/register-alias.ts';
import { registerLink } from '../app/links/register-link.ts';
import { addCompanyPrefix } from '../app/party/add-company-prefix.ts';
import { demoCodes } from './demo-codes.ts';
import { companyPrefix, gln } from './keys.ts';
import { orgIdOf } from './load-register.ts';
import type { OrgIds } from './load-register.ts';
import { numberOf } from './province/operators.ts';
import { productOf } from './province/products.ts';

type Row = readonly [link_type: string, href: string, title: string, more?: Partial<LinkFields>];

/** None is a default: a scan leads to the portal's own page, as a reader of the demo expects. */
const linksOf: Readonly<Record<string, readonly Row[]>> = {
  'mang-cau-hop': [
    ['gs1:pip', 'https://suoi-xanh.example/mang-cau-ba-den', 'Mãng cầu Bà Đen: trang của hợp tác xã', { hreflang: 'vi' }],
    ['gs1:pip', 'https://suoi-xanh.example/en/custard-apple', 'Ba Den custard apple: page of the cooperative', { hreflang: 'en' }],
    [
      'gs1:certificationInfo',
      'https://suoi-xanh.example/chung-nhan/vietgap.pdf',
      'Giấy chứng nhận VietGAP',
      { media_type: 'application/pdf', hreflang: 'vi' },
    ],
    ['gs1:recipeInfo', 'https://suoi-xanh.example/mon-ngon/sinh-to', 'Cách làm sinh tố mãng cầu', { hreflang: 'vi' }],
    ['gs1:consumerHandlingStorageInfo', 'https://suoi-xanh.example/bao-quan', 'Cách chọn trái chín và bảo quản', { hreflang: 'vi' }],
  ],
  'muoi-tom-hu': [
    ['gs1:ingredientsInfo', 'https://nang-gio.example/thanh-phan', 'Thành phần muối tôm', { hreflang: 'vi' }],
    ['gs1:allergenInfo', 'https://nang-gio.example/di-ung', 'Chất gây dị ứng: tôm', { hreflang: 'vi en' }],
    ['gs1:hasRetailers', 'https://nang-gio.example/noi-ban', 'Bảy cửa hàng đang bán', { hreflang: 'vi' }],
  ],
  'banh-trang-nam-nhung': [
    ['gs1:relatedVideo', 'https://nam-nhung.example/phoi-suong', 'Phim: phơi bánh trong sương sớm', { hreflang: 'vi' }],
  ],
};

export async function loadLinks(db: Db, by: By, orgIds: OrgIds): Promise<void> {
  for (const slug of ['demo', 'muoi-tom-nang-gio', 'banh-trang-nam-nhung'])
    await addCompanyPrefix(db, { orgId: orgIdOf(orgIds, slug), prefix: companyPrefix(numberOf(slug)) }, by);
  for (const [ref, rows] of Object.entries(linksOf)) {
    const { org, gtin } = productOf(ref);
    for (const [link_type, href, title, more] of rows)
      await registerLink(db, { thing: gtin, link_type, href, title, ...more }, { orgId: orgIdOf(orgIds, org), ownHosts: [] }, by);
  }
  await loadHistory(db, by, orgIdOf(orgIds, 'demo'));
}

/** A link that was changed, one that was withdrawn, one of a lot that ends, and an alias. */
async function loadHistory(db: Db, by: By, orgId: number): Promise<void> {
  const actor = { orgId, ownHosts: [] };
  const homepage = { link_type: 'gs1:homepage', title: 'Hợp tác xã Suối Xanh', hreflang: 'vi' };
  const party = `417/${gln(numberOf('demo'), 0)}`;
  const { link } = await registerLink(db, { ...homepage, thing: party, href: 'https://htx-suoi-xanh.example/' }, actor, by);
  await changeLink(db, link.id, { ...homepage, href: 'https://suoi-xanh.example/' }, actor, by);
  const { gtin } = productOf('mang-cau-hop');
  const promotion = {
    link_type: 'gs1:promotion',
    href: 'https://suoi-xanh.example/khuyen-mai',
    title: 'Khuyến mãi mùa trước',
    hreflang: 'vi',
  };
  await withdrawLink(db, (await registerLink(db, { ...promotion, thing: gtin }, actor, by)).link.id, orgId, by);
  const right = demoCodes().find(({ name }) => name === 'dung');
  const [, lot, serial] = /^(\/01\/\d{14}\/10\/[^/]+)\/21\/(.+)$/.exec(right?.path ?? '') ?? [];
  if (lot === undefined || serial === undefined) throw new Error('the demo has no right code to give a link');
  const survey = { link_type: 'gs1:leaveReview', href: 'https://suoi-xanh.example/gop-y', title: 'Góp ý về lô hàng này', hreflang: 'vi' };
  const inYear = new Date(by.at.getTime() + 365 * 86_400_000).toISOString();
  await registerLink(db, { ...survey, thing: lot, expires_at: inYear }, actor, by);
  await registerAlias(db, { system: 'nda', identifier: 'DEMO-2026-000001', thing: `01/${gtin}/21/${serial}`, orgId }, by);
}
