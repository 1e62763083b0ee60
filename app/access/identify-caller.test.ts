// Who calls: keys in every form a client may send them, wrong ones, revoked ones, and what each may call.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FastifyRequest } from 'fastify';
import { startTestProduct } from '../../test/support/test-product.ts';
import { addKey, addOrganisation, eventually } from '../../test/access/people.ts';
import { AppError } from '../errors.ts';
import { forgetApiKey } from './api-keys/api-key-cache.ts';
import { listApiKeys } from './api-keys/store.ts';
import { checkMayCall, identifyCaller } from './identify-caller.ts';
import { publicCaller } from './reader.ts';
import type { Caller, Who } from './reader.ts';
import { revokeApiKey } from './api-keys/revoke-api-key.ts';

const product = await startTestProduct();
const { context } = product;
const orgId = await addOrganisation(product, 'nong-trai');

/** What identifyCaller looks at of a request. */
const requestWith = (headers: Record<string, string>): FastifyRequest =>
  ({ headers, cookies: {}, protocol: 'http', host: 'localhost' }) as FastifyRequest;
const identify = (headers: Record<string, string>): Promise<Caller> => identifyCaller(context, requestWith(headers));
const isRefusal = (kind: string, code: string) => (error: unknown) =>
  error instanceof AppError && error.kind === kind && error.code === code;

test('nobody is the public', async () => {
  assert.equal(await identify({}), publicCaller);
});

test('a key is read from Bearer, X-API-Key and Basic', async () => {
  const { id, key } = await addKey(product, orgId, ['capture', 'query']);
  const forms = [
    { authorization: `Bearer ${key}` },
    { authorization: `bearer  ${key}` },
    { 'x-api-key': key },
    { authorization: 'Basic ' + Buffer.from(`anyone:${key}`).toString('base64') },
    { authorization: 'Basic ' + Buffer.from(`:${key}`).toString('base64') },
  ];
  for (const headers of forms) {
    const caller = await identify(headers);
    assert.deepEqual([caller.name, caller.reader, caller.scopes], [`key:${id}`, { kind: 'organisation', orgId }, ['capture', 'query']]);
  }
});

test('a wrong key is refused, whatever it looks like', async () => {
  const { key } = await addKey(product, orgId, ['query']);
  const wrong = [
    `Bearer ${key.slice(0, -1)}${key.endsWith('a') ? 'b' : 'a'}`,
    'Bearer x',
    'Bearer',
    'Basic bm9ib2R5OnNlY3JldA==',
    'Digest x',
  ];
  for (const authorization of wrong)
    await assert.rejects(identify({ authorization }), isRefusal('unauthenticated', 'wrong_api_key'), authorization);
  await assert.rejects(identify({ 'x-api-key': '' }), isRefusal('unauthenticated', 'wrong_api_key'));
});

test('a revoked key works for five seconds in other processes and not at all in this one', async () => {
  const { id, key } = await addKey(product, orgId, ['query']);
  const headers = { authorization: `Bearer ${key}` };
  await identify(headers);
  const { keyHash } = await revokeApiKey(context.database.system, { orgId, id }, { at: product.clock, actor: 'test' });
  assert.equal((await identify(headers)).name, `key:${id}`, 'remembered');
  product.clock = new Date(product.clock.getTime() + 5_000);
  await assert.rejects(identify(headers), isRefusal('unauthenticated', 'wrong_api_key'), 'after five seconds');

  const other = await addKey(product, orgId, ['query']);
  await identify({ 'x-api-key': other.key });
  const revoked = await revokeApiKey(context.database.system, { orgId, id: other.id }, { at: product.clock, actor: 'test' });
  forgetApiKey(revoked.keyHash);
  await assert.rejects(identify({ 'x-api-key': other.key }), isRefusal('unauthenticated', 'wrong_api_key'), 'at once');
  assert.ok(keyHash.length === 32);
});

test('the last use is noted at most once a minute', async () => {
  const { id, key } = await addKey(product, orgId, ['query']);
  const lastUse = async (): Promise<number | undefined> =>
    (await listApiKeys(context.database.system, orgId, 100)).find((row) => row.id === id)?.last_used_at?.getTime();
  const first = product.clock.getTime();
  await identify({ 'x-api-key': key });
  await eventually(async () => (await lastUse()) === first);
  product.clock = new Date(first + 59_000);
  await identify({ 'x-api-key': key });
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(await lastUse(), first, 'too early for another note');
  product.clock = new Date(first + 60_000);
  await identify({ 'x-api-key': key });
  await eventually(async () => (await lastUse()) === first + 60_000);
});

test('keys of a closed organisation are dead, of a waiting one only ask', async () => {
  const closed = await addOrganisation(product, 'da-dong', { closed_at: product.clock });
  await assert.rejects(
    identify({ 'x-api-key': (await addKey(product, closed, ['query'])).key }),
    isRefusal('unauthenticated', 'wrong_api_key'),
  );
  const waiting = await addOrganisation(product, 'cho-duyet', { approved_at: null });
  const caller = await identify({ 'x-api-key': (await addKey(product, waiting, ['capture', 'query'])).key });
  assert.deepEqual(caller.scopes, ['query']);
  assert.throws(() => checkMayCall(caller, 'capture'), isRefusal('forbidden', 'organisation_not_approved'));
});

test('who may call what', () => {
  const person = (role: Caller['role'], scopes: readonly string[]): Caller => ({
    ...publicCaller,
    name: 'user:1',
    userId: 1,
    scopes,
    ...(role === undefined ? {} : { role }),
  });
  const callers: Record<string, Caller> = {
    public: publicCaller,
    captureKey: { ...publicCaller, name: 'key:1', orgId: 1, scopes: ['capture'] },
    linksKey: { ...publicCaller, name: 'key:3', orgId: 1, scopes: ['links'] },
    queryKey: { ...publicCaller, name: 'key:2', orgId: 1, scopes: ['query'] },
    citizen: person(undefined, ['query']),
    member: person('member', ['capture', 'query', 'links']),
    owner: person('owner', ['capture', 'query', 'links']),
    officer: person('officer', ['query']),
    administrator: person('administrator', ['query']),
    temporary: { ...person('owner', ['capture', 'query', 'links']), passwordIsTemporary: true },
  };
  const expected: Record<Who, string> = {
    public: 'public captureKey linksKey queryKey citizen member owner officer administrator temporary',
    query: 'public queryKey citizen member owner officer administrator temporary',
    capture: 'captureKey member owner',
    links: 'linksKey member owner',
    signed_in: 'citizen member owner officer administrator temporary',
    member: 'member owner',
    owner: 'owner',
    officer: 'officer administrator',
    administrator: 'administrator',
  };
  let looked = 0;
  for (const [who, names] of Object.entries(expected)) {
    for (const [name, caller] of Object.entries(callers)) {
      looked++;
      const call = (): void => checkMayCall(caller, who as Who);
      if (names.split(' ').includes(name)) assert.doesNotThrow(call, `${name} → ${who}`);
      else
        assert.throws(
          call,
          isRefusal(name === 'public' ? 'unauthenticated' : 'forbidden', name === 'public' ? 'sign_in_first' : refusalCode(name, who)),
          `${name} → ${who}`,
        );
    }
  }
  assert.equal(looked, 90);
});

function refusalCode(name: string, who: string): string {
  if (name === 'temporary' && (who === 'capture' || who === 'links' || who === 'member' || who === 'owner')) return 'change_password_first';
  return who === 'capture' || who === 'query' || who === 'links' ? 'scope_missing' : 'not_allowed';
}
