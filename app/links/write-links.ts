// Writes what was decided of links, under the lock of their identifiers, after asking whose the identifiers are.
import type { Element } from '@nguon/gs1';
import type { By } from '../access/record-act.ts';
import type { Db } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Fault } from '../errors.ts';
import { findOwners, listManaged } from './find-owners.ts';
import type { StoredLink, WantedLink } from './link.ts';
import { planLinks } from './plan-links.ts';
import type { LinkPlan } from './plan-links.ts';
import { insertLinks, listLiveLinks, lockLinks, markLinksWithdrawn } from './store.ts';

export interface WrittenLink {
  readonly link: StoredLink;
  /** It stood there before, just so; nothing was written. */
  readonly already: boolean;
  /** The default until now, which is a plain link from now on. */
  readonly demoted: StoredLink | undefined;
}

export interface WriteLink {
  readonly orgId: number;
  readonly link: WantedLink;
  readonly elements: readonly Element[];
  /** The live row that is changed. */
  readonly replacing?: StoredLink;
  /** The withdrawn row that comes back. */
  readonly following?: number;
}

/** `01/{gtin}` of `01/{gtin}/10/…`: what is locked. */
const rootOf = (thing: string): string => thing.split('/', 2).join('/');

/** @throws AppError invalid where the link cannot stand there, conflict where another change came first. */
export async function writeLink(db: Db, wanted: WriteLink, by: By): Promise<WrittenLink> {
  const { orgId, link, elements, replacing, following } = wanted;
  await lockLinks(db, [rootOf(link.thing)]);
  const notOwn = await findForeign(db, orgId, [{ thing: link.thing, elements }], by.at);
  if (notOwn.size > 0) throw linkInvalid([foreignKey(link.thing)]);
  const live = await listLiveLinks(db, [link.thing]);
  const plan = planLinks({ orgId, wanted: [link], live, replacing, following });
  const [outcome] = plan.outcomes;
  if (outcome === undefined || outcome.kind === 'refused')
    throw outcome?.fault.code === 'link_exists' ? linkExists(outcome.fault) : linkInvalid(outcome === undefined ? [] : [outcome.fault]);
  if (outcome.kind === 'same') return { link: outcome.link, already: true, demoted: undefined };
  const inserted = await writePlan(db, plan, by);
  return { link: inserted[outcome.at]!, already: false, demoted: plan.demoted[0] };
}

/** Rows go before others take their place: of two defaults one must have gone. @throws AppError conflict */
export async function writePlan(db: Db, plan: LinkPlan, by: By): Promise<StoredLink[]> {
  if (plan.withdrawn.length > 0) {
    const gone = await markLinksWithdrawn(
      db,
      plan.withdrawn.map(({ id }) => id),
      by.at,
      by.actor,
    );
    if (gone.length !== plan.withdrawn.length) throw changedMeanwhile();
  }
  return plan.inserted.length === 0 ? [] : insertLinks(db, plan.inserted, by.at, by.actor);
}

/** Those of the things that the organisation may not give links. */
export async function findForeign(
  db: Db,
  orgId: number,
  things: readonly { readonly thing: string; readonly elements: readonly Element[] }[],
  at: Date,
): Promise<Set<string>> {
  const managed = new Set(await listManaged(db, orgId));
  const owners = await findOwners(db, things, at);
  return new Set(things.map(({ thing }) => thing).filter((thing) => !managed.has(owners.get(thing) ?? -1)));
}

/** Who owns it is not told. */
export function foreignKey(thing: string): Fault {
  return {
    code: 'not_your_key',
    path: 'thing',
    vi: `Mã ${thing} không thuộc tổ chức của bạn: không phải sản phẩm, địa điểm hay GLN đã đăng ký, cũng không nằm trong tiền tố mã doanh nghiệp GS1 đã khai báo. Hãy đăng ký sản phẩm trước, hoặc nhờ cơ quan quản lý khai báo tiền tố.`,
    en: `The identifier ${thing} is not your organisation's: neither a registered product, place or GLN, nor under a declared GS1 company prefix of yours. Register the product first, or ask the agency to declare your prefix.`,
  };
}

export function linkInvalid(faults: readonly Fault[]): AppError {
  return new AppError('invalid', 'link_invalid', { vi: 'Liên kết chưa đúng.', en: 'The link needs mending.', faults });
}

function linkExists(fault: Fault): AppError {
  return new AppError('conflict', 'link_exists', { vi: fault.vi, en: fault.en, faults: [fault] });
}

export function changedMeanwhile(): AppError {
  return new AppError('conflict', 'link_changed_meanwhile', {
    vi: 'Liên kết này vừa được người khác sửa hoặc gỡ. Hãy xem lại danh sách rồi làm tiếp.',
    en: 'Somebody else has just changed or withdrawn this link. Look at the list again.',
  });
}
