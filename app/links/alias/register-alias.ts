// Registers an alias: an identifier of another system, such as the national authentication system's, that leads to a GS1 key.
import { composeText } from '@nguon/vn';
import { aliasUri } from '@nguon/gs1';
import { recordAct } from '../../access/record-act.ts';
import type { By } from '../../access/record-act.ts';
import type { Db } from '../../db.ts';
import { AppError } from '../../errors.ts';
import type { Fault } from '../../errors.ts';
import { findLiveAlias, insertAlias, markAliasWithdrawn } from './store.ts';
import type { AliasRow } from './store.ts';
import { readLinkThing } from '../read-link-thing.ts';
import { findForeign, foreignKey } from '../write-links.ts';

export interface RegisterAlias {
  /** Short name of the system that gave the identifier, such as `nda`. */
  readonly system: string;
  /** Opaque: nothing is read into it. */
  readonly identifier: string;
  /** A GTIN, a path such as `01/…/10/…`, or a Digital Link. */
  readonly thing: string;
  /** For whom; it must own the key. None = the agency vouches. */
  readonly orgId?: number | undefined;
}

/** The same alias again changes nothing. @throws AppError invalid with all faults, conflict where it leads elsewhere. */
export async function registerAlias(db: Db, given: RegisterAlias, by: By): Promise<AliasRow> {
  const system = given.system.trim();
  const identifier = composeText(given.identifier).trim();
  const thing = readLinkThing(given.thing);
  const faults: Fault[] = findNameFaults(system, identifier);
  if ('code' in thing) faults.push(thing);
  else if (given.orgId !== undefined && (await findForeign(db, given.orgId, [thing], by.at)).size > 0) faults.push(foreignKey(thing.thing));
  if (faults.length > 0 || 'code' in thing)
    throw new AppError('invalid', 'alias_invalid', { vi: 'Định danh thay thế chưa đúng.', en: 'The alias needs mending.', faults });
  const org_id = given.orgId ?? null;
  const row = { system, identifier, thing: thing.thing, org_id, created_at: by.at, created_by: by.actor };
  const id = await insertAlias(db, row);
  const live = await findLiveAlias(db, system, identifier);
  if (live === undefined || live.thing !== thing.thing)
    throw new AppError('conflict', 'alias_taken', {
      vi: `${system}/${identifier} đã dẫn tới mã khác. Hãy gỡ định danh đó trước.`,
      en: `${system}/${identifier} leads to another key already. Withdraw that alias first.`,
    });
  const details = { system, identifier, thing: thing.thing };
  if (id !== undefined)
    await recordAct(db, by, { ...(org_id === null ? {} : { orgId: org_id }), act: 'register_alias', subject: `alias:${id}`, details });
  return live;
}

/** @throws AppError not_found */
export async function withdrawAlias(db: Db, of: { readonly system: string; readonly identifier: string }, by: By): Promise<AliasRow> {
  const live = await findLiveAlias(db, of.system, composeText(of.identifier).trim());
  if (live === undefined || !(await markAliasWithdrawn(db, live.id, by.at, by.actor)))
    throw new AppError('not_found', 'alias_unknown', {
      vi: `Không có định danh ${of.system}/${of.identifier} nào đang dùng.`,
      en: `There is no live alias ${of.system}/${of.identifier}.`,
    });
  const { system, identifier, thing, org_id } = live;
  await recordAct(db, by, {
    ...(org_id === null ? {} : { orgId: org_id }),
    act: 'withdraw_alias',
    subject: `alias:${live.id}`,
    details: { system, identifier, thing },
  });
  return live;
}

/** What the address of an alias may hold is the package's to say. */
function findNameFaults(system: string, identifier: string): Fault[] {
  const uri = aliasUri('host.example', system, identifier);
  if (uri.ok) return [];
  return uri.faults.map(({ code, vi, en }) => ({ code, path: code === 'bad_namespace' ? 'system' : 'identifier', vi, en }));
}
