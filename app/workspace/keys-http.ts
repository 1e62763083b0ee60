// Requests for an organisation's API keys. Everyone there sees them; the owner makes and revokes them.
import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { key_random_bytes, scopes } from '../access/api-keys/api-key.ts';
import { forgetApiKey } from '../access/api-keys/api-key-cache.ts';
import { createApiKey } from '../access/api-keys/create-api-key.ts';
import { sendPrivatePage, viewPerson } from '../access/person-view.ts';
import { readForm } from '../access/read-form.ts';
import { revokeApiKey } from '../access/api-keys/revoke-api-key.ts';
import { asReader, inTransaction } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Call, Route } from '../http.ts';
import { workspaceWords } from '../ui/words/workspace-words.ts';
import { renderKeysPage, renderNewKeyPage, renderRevokePage } from './keys-page.tsx';
import type { KeysView } from './keys-page.tsx';
import { orgIdOf } from '../access/reader.ts';
import { readUuid } from '../uuid.ts';
import { findKey, listKeys } from './register-store.ts';
import type { KeyRow } from './register-store.ts';

const keys_shown_max = 200;

export const keyRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/khong-gian/khoa-api',
    who: 'member',
    answer: 'page',
    handle: (call) => showKeys(call, { errors: [], typedName: '' }, 200),
  },
  { method: 'POST', path: '/khong-gian/khoa-api', who: 'owner', answer: 'page', handle: makeKey },
  { method: 'GET', path: '/khong-gian/khoa-api/:keyId/thu-hoi', who: 'owner', answer: 'page', handle: askRevoke },
  { method: 'POST', path: '/khong-gian/khoa-api/:keyId/thu-hoi', who: 'owner', answer: 'page', handle: revokeKey },
];

async function showKeys(call: Call, typed: Pick<KeysView, 'errors' | 'typedName'>, status: number): Promise<FastifyReply> {
  const person = viewPerson(call);
  const keys = await asReader(call.context.database, call.caller.reader, (db) => listKeys(db, orgIdOf(call.caller), keys_shown_max));
  const done = (call.request.query as { xong?: unknown }).xong === 'revoked' ? workspaceWords[person.lang].done.revoked : undefined;
  return sendPrivatePage(call.reply, renderKeysPage({ person, keys, done, ...typed }), status);
}

async function makeKey(call: Call): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const form = await readForm(request);
  const name = form.fields.get('name') ?? '';
  const wanted = { orgId: orgIdOf(caller), name, scopes: scopes.filter((scope) => form.all('scope').includes(scope)) };
  const made = { id: context.newId(), at: context.now(), actor: caller.name, random: randomBytes(key_random_bytes) };
  try {
    const { key } = await inTransaction(context.database.system, (db) => createApiKey(db, wanted, made));
    return sendPrivatePage(reply, renderNewKeyPage(viewPerson(call), key));
  } catch (error) {
    if (!(error instanceof AppError) || (error.kind !== 'invalid' && error.kind !== 'conflict')) throw error;
    const { vi = error.code, en = error.code } = error.details;
    return showKeys(call, { errors: [{ path: error.code === 'key_scopes_missing' ? 'scope' : 'name', vi, en }], typedName: name }, 400);
  }
}

async function getKey({ context, caller, request }: Call): Promise<KeyRow> {
  const id = readUuid((request.params as { keyId: string }).keyId);
  const key = id === undefined ? undefined : await asReader(context.database, caller.reader, (db) => findKey(db, orgIdOf(caller), id));
  if (key !== undefined && key.revoked_at === null) return key;
  throw new AppError('not_found', 'key_unknown', {
    vi: 'Không có khóa nào như vậy đang hoạt động. Có thể khóa đã bị thu hồi trước đó.',
    en: 'There is no such live key. It may have been revoked before.',
  });
}

async function askRevoke(call: Call): Promise<FastifyReply> {
  return sendPrivatePage(call.reply, renderRevokePage(viewPerson(call), await getKey(call)));
}

async function revokeKey(call: Call): Promise<FastifyReply> {
  const { context, caller, reply } = call;
  const { id } = await getKey(call);
  const { keyHash } = await inTransaction(context.database.system, (db) =>
    revokeApiKey(db, { orgId: orgIdOf(caller), id }, { at: context.now(), actor: caller.name }),
  );
  forgetApiKey(keyHash);
  return reply.redirect('/khong-gian/khoa-api?xong=revoked', 303);
}
