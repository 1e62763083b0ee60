// Makes, finds and ends the named queries of an organisation.
import { recordAct } from '../../access/record-act.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db.ts';
import { AppError } from '../../errors.ts';
import type { Owner } from '../owning-organisation.ts';
import type { QueryBody } from './read-query-body.ts';
import { countNamedQueries, deleteNamedQuery, findNamedQuery, insertNamedQuery, listNamedQueries } from './store.ts';
import type { NamedQuery } from './store.ts';

const queries_max = 200;
/** More than an organisation may have. */
const names_max = 1_000;

export async function createNamedQuery(context: Context, owner: Owner, body: QueryBody): Promise<NamedQuery> {
  return inTransaction(context.database.system, async (db) => {
    if ((await countNamedQueries(db, owner.orgId)) >= queries_max) throw tooManyQueries();
    const isNew = await insertNamedQuery(db, {
      org_id: owner.orgId,
      name: body.name,
      parameters: body.parameters,
      extensions: body.extensions,
      created_by: owner.actor,
      created_at: owner.at,
    });
    if (!isNew)
      throw new AppError('conflict', 'query_name_taken', {
        vi: `Tổ chức đã có truy vấn tên "${body.name}". Hãy chọn tên khác hoặc xóa truy vấn cũ.`,
        en: `Your organisation has a query named "${body.name}" already. Choose another name or delete that one.`,
        epcisException: 'ResourceAlreadyExistsException',
      });
    await recordAct(db, owner, { act: 'create_named_query', subject: `named_query:${body.name}`, orgId: owner.orgId });
    return (await findNamedQuery(db, owner.orgId, body.name))!;
  });
}

export async function removeNamedQuery(context: Context, owner: Owner, name: string): Promise<void> {
  await inTransaction(context.database.system, async (db) => {
    if (!(await deleteNamedQuery(db, owner.orgId, name))) throw noSuchQuery(name);
    await recordAct(db, owner, { act: 'delete_named_query', subject: `named_query:${name}`, orgId: owner.orgId });
  });
}

export async function getNamedQuery(context: Context, orgId: number, name: string): Promise<NamedQuery> {
  const query = await findNamedQuery(context.database.system, orgId, name);
  if (query === undefined) throw noSuchQuery(name);
  return query;
}

export function noSuchQuery(name: string): AppError {
  return new AppError('not_found', 'query_not_found', {
    vi: `Tổ chức không có truy vấn tên "${name.slice(0, 80)}".`,
    en: `Your organisation has no query named "${name.slice(0, 80)}".`,
    epcisException: 'NoSuchNameException',
  });
}

export async function listQueryNames(context: Context, orgId: number): Promise<string[]> {
  return (await listNamedQueries(context.database.system, orgId, names_max)).map(({ name }) => name);
}

function tooManyQueries(): AppError {
  return new AppError('conflict', 'too_many_named_queries', {
    vi: `Tổ chức đã có ${queries_max} truy vấn, là mức nhiều nhất. Hãy xóa những truy vấn không còn dùng.`,
    en: `Your organisation has ${queries_max} named queries, the most there may be. Delete those no longer used.`,
  });
}
