// What an address takes, told where a wrong method came.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestProduct } from '../test/support/test-product.ts';
import { refuseMethod } from './allowed-methods.ts';
import { routes } from './routes.ts';

const { app } = await startTestProduct();

test('whatever takes GET takes HEAD, and a refusal says so; under /epcis as the tables of the standard', async () => {
  const gets = new Set(routes.filter(({ method, path }) => method === 'GET' && !path.startsWith('/epcis')).map(({ path }) => path));
  assert.ok(gets.size > 40, `${gets.size} addresses`);
  for (const path of gets) {
    const url = path.replace(/:\w+/g, 'x').replace('*', 'x');
    const allow = refuseMethod(routes, { method: 'PROPFIND', url })?.details.allow ?? '';
    assert.match(allow, /\bGET, HEAD\b/, path);
  }
  for (const url of ['/01/09520001000010', '/01/09520001000010/10/A', '/00/195200010000000008', '/']) {
    const answer = await app.inject({ method: 'POST', url });
    assert.equal(answer.statusCode, 405, url);
    assert.match(String(answer.headers.allow), /\bGET, HEAD\b/, url);
    assert.notEqual((await app.inject({ method: 'HEAD', url })).statusCode, 405, url);
  }
  assert.equal((await app.inject({ method: 'PUT', url: '/epcis/events' })).headers.allow, 'OPTIONS, GET, POST');
});
