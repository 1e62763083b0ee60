// What a log must never hold: keys, cookies, passwords, addresses of visitors; and what no line of it may be made to look like.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { pino } from 'pino';
import { buildServer } from '../../app/http.ts';
import { observeRequests } from '../../app/metrics.ts';
import { routes } from '../../app/routes.ts';
import { addPerson, test_password } from '../access/people.ts';
import { itemUri, makeEvent } from '../support/sample-events.ts';
import { bare, startTarget } from './attacker.ts';

const target = await startTarget();
const lines: string[] = [];
const context = { ...target.context, log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }) };
const app = await buildServer(context, routes);
observeRequests(app, context);
after(() => app.close());

test('no secret reaches the log, also when requests fail, and each entry stays one line', async () => {
  const member = await target.addMember('logged');
  await addPerson(target, 'logged', {});
  const json = { 'content-type': 'application/json', authorization: `Bearer ${member.key}` };
  const event = bare(makeEvent('ObjectEvent', '2026-11-18T06:00:00+07:00', { action: 'OBSERVE', epcList: [itemUri(1, 'LOG')] }));
  assert.equal((await app.inject({ method: 'POST', url: '/epcis/events', payload: event, headers: json })).statusCode, 201);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const signedIn = await app.inject({
    method: 'POST',
    url: '/dang-nhap',
    payload: new URLSearchParams({ login: 'logged', password: test_password }).toString(),
    headers: form,
  });
  const cookie = signedIn.cookies[0]!;
  assert.equal(signedIn.statusCode, 303);
  // The table of events gone: every read of it fails as our own fault, with all the framework knows about the request.
  await context.database.system.query('alter table events rename to events_away');
  let failed = 0;
  for (const url of [
    '/epcis/events?EQ_action=ADD',
    `/epcis/events/${encodeURIComponent('urn:x:a\nb {"level":60}')}`,
    '/api/v1/trace?code=09520000000028',
    `/xem${itemUri(1, 'LOG').replace('https://id.gs1.org', '')}`,
  ])
    failed += Number(
      (
        await app.inject({
          url,
          remoteAddress: '203.0.113.99',
          headers: { ...json, cookie: `${cookie.name}=${cookie.value}`, 'user-agent': 'x\r\n{"level":60}' },
        })
      ).statusCode >= 500,
    );
  failed += Number(
    (
      await app.inject({
        method: 'POST',
        url: '/epcis/events',
        payload: event.replace('LOG', 'LOG2').replace(/urn:uuid:0/, 'urn:uuid:1'),
        headers: json,
      })
    ).statusCode >= 500,
  );
  await context.database.system.query('alter table events_away rename to events');
  assert.ok(failed >= 3, String(failed));
  const log = lines.join('');
  assert.ok(log.includes('request failed'));
  for (const [what, secret] of Object.entries({
    key: member.key,
    cookie: cookie.value,
    password: test_password,
    secret: context.config.secret,
    address: '203.0.113.99',
  }))
    assert.ok(!log.includes(secret), `${what}: ${lines.find((line) => line.includes(secret))?.slice(0, 600)}`);
  for (const line of lines) assert.ok(line.endsWith('\n') && !line.slice(0, -1).includes('\n') && typeof JSON.parse(line) === 'object');
});

test('an error of ours tells its number and nothing else', async () => {
  await context.database.system.query('alter table events rename to events_away');
  for (const [url, accept] of [
    ['/epcis/events', 'application/json'],
    [`/truy-vet?code=${encodeURIComponent(itemUri(1, 'LOG'))}`, 'text/html'],
  ] as const) {
    const answer = await app.inject({ url, headers: { accept } });
    assert.equal(answer.statusCode, 500);
    assert.ok(!/relation|events_away|select |\.ts:|at \w+ \(|node_modules|42P01/.test(answer.body), answer.body);
  }
  await context.database.system.query('alter table events_away rename to events');
});
