// Decides what becomes of the links of identifiers when others are asked for: what is written, what is withdrawn, what is refused. Pure.
import type { Fault } from '../errors.ts';
import { isSameLink, links_of_thing_max, targetOf } from './link.ts';
import type { StoredLink, WantedLink } from './link.ts';

export interface NewLink extends WantedLink {
  readonly org_id: number;
  readonly replaces: number | null;
}

export type LinkOutcome =
  | { readonly kind: 'new'; readonly at: number }
  | { readonly kind: 'changed'; readonly at: number }
  /** It stands there already, just so. */
  | { readonly kind: 'same'; readonly link: StoredLink }
  | { readonly kind: 'refused'; readonly fault: Fault };

export interface LinkPlan {
  /** One for each link asked for; `at` counts in `inserted`. */
  readonly outcomes: readonly LinkOutcome[];
  readonly inserted: readonly NewLink[];
  readonly withdrawn: readonly StoredLink[];
  /** Defaults until now, which stay as plain links: one default for each identifier (§2.5.8). */
  readonly demoted: readonly StoredLink[];
}

export interface PlanRequest {
  readonly orgId: number;
  readonly wanted: readonly WantedLink[];
  /** Live links of every identifier that is asked for. */
  readonly live: readonly StoredLink[];
  /** The row that the only link asked for takes the place of. */
  readonly replacing?: StoredLink | undefined;
  /** The withdrawn row that the only link asked for brings back. */
  readonly following?: number | undefined;
  /** A row of a table that names a target which is there changes its title, default and expiry. */
  readonly changesTwins?: boolean;
}

interface Entry {
  readonly link: WantedLink;
  readonly stored: StoredLink | undefined;
  /** Place in `inserted` of a default that has just become a plain link: a later row of a table may say more of it. */
  readonly demotedAt?: number;
}

export function planLinks(request: PlanRequest): LinkPlan {
  const { orgId, wanted, live, replacing, following, changesTwins = false } = request;
  const things = new Map<string, Map<string, Entry>>(wanted.map(({ thing }) => [thing, new Map()]));
  for (const link of live) if (link.id !== replacing?.id) things.get(link.thing)?.set(targetOf(link), { link, stored: link });
  const plan = { inserted: [] as NewLink[], withdrawn: [] as StoredLink[], demoted: [] as StoredLink[] };
  const outcomes = wanted.map((link): LinkOutcome => {
    const entries = things.get(link.thing)!;
    const target = targetOf(link);
    const twin = entries.get(target);
    if (replacing !== undefined && isSameLink(replacing, link)) return { kind: 'same', link: replacing };
    if (twin !== undefined && twin.stored === undefined && twin.demotedAt === undefined) return { kind: 'refused', fault: repeated };
    if (twin?.stored !== undefined && isSameLink(twin.link, link) && replacing === undefined) return { kind: 'same', link: twin.stored };
    if (twin?.stored !== undefined && !changesTwins) return { kind: 'refused', fault: existsAlready(twin.stored) };
    if (twin === undefined && entries.size >= links_of_thing_max) return { kind: 'refused', fault: tooMany };
    const standing = link.is_default ? [...entries.values()].find((entry) => entry.link.is_default && entry !== twin) : undefined;
    if (standing !== undefined && standing.stored === undefined) return { kind: 'refused', fault: twoDefaults };
    if (standing?.stored !== undefined) demote(plan, entries, standing.stored);
    if (twin?.demotedAt !== undefined) {
      plan.inserted[twin.demotedAt] = { ...plan.inserted[twin.demotedAt]!, ...link };
      entries.set(target, { link, stored: undefined });
      return { kind: 'changed', at: twin.demotedAt };
    }
    const former = replacing ?? twin?.stored;
    if (former !== undefined) plan.withdrawn.push(former);
    entries.set(target, { link, stored: undefined });
    plan.inserted.push({ ...link, org_id: orgId, replaces: former?.id ?? following ?? null });
    return { kind: former === undefined ? 'new' : 'changed', at: plan.inserted.length - 1 };
  });
  return { outcomes, ...plan };
}

/** It stays its registrar's. */
function demote(
  plan: { readonly inserted: NewLink[]; readonly withdrawn: StoredLink[]; readonly demoted: StoredLink[] },
  entries: Map<string, Entry>,
  former: StoredLink,
): void {
  const plain: WantedLink = { ...wantedOf(former), is_default: false };
  plan.withdrawn.push(former);
  plan.demoted.push(former);
  plan.inserted.push({ ...plain, org_id: former.org_id, replaces: former.id });
  entries.set(targetOf(plain), { link: plain, stored: undefined, demotedAt: plan.inserted.length - 1 });
}

/** What was asked for when the row was written. */
export function wantedOf({ thing, link_type, href, title, hreflang, media_type, context, is_default, expires_at }: StoredLink): WantedLink {
  return { thing, link_type, href, title, hreflang, media_type, context, is_default, expires_at };
}

function existsAlready({ id, title }: StoredLink): Fault {
  return {
    code: 'link_exists',
    path: 'href',
    vi: `Mã này đã có liên kết cùng loại đến đúng địa chỉ này: “${title}” (số ${id}). Hãy sửa liên kết đó thay vì thêm mới.`,
    en: `This identifier has a link of this type to this address already: "${title}" (number ${id}). Change that one instead.`,
  };
}

const repeated: Fault = {
  code: 'row_repeated',
  path: 'href',
  vi: 'Một dòng ở trên đã có đúng mã, loại và địa chỉ này. Hãy bỏ bớt một dòng.',
  en: 'A row above has this identifier, type and address already. Leave one of them out.',
};
const twoDefaults: Fault = {
  code: 'two_defaults',
  path: 'is_default',
  vi: 'Một dòng ở trên đã là liên kết mặc định của mã này. Mỗi mã chỉ có một liên kết mặc định.',
  en: 'A row above is the default of this identifier already. Each identifier has one default.',
};
const tooMany: Fault = {
  code: 'too_many_links',
  path: 'thing',
  vi: `Mã này đã có ${links_of_thing_max} liên kết, là mức tối đa. Hãy gỡ bớt liên kết không dùng nữa.`,
  en: `This identifier has ${links_of_thing_max} links, which is the most. Withdraw those no longer used.`,
};
