// The matrix of who sees what: every route of the table, asked by five readers, against what test/access/route-expectations.ts says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '../../app/routes.ts';
import { startTestProduct } from '../support/test-product.ts';
import { findSecrets, makeFixture, readers } from './matrix-fixture.ts';
import { routeExpectations } from './route-expectations.ts';
import type { Expectation } from './route-expectations.ts';

const product = await startTestProduct();
const fixture = await makeFixture(product);

const tableOfRoutes = routes.map((route) => `${route.method} ${route.path}`);

test('every route has one row, and every row its route', () => {
  const rows = routeExpectations.map((row) => row.route);
  assert.deepEqual(
    tableOfRoutes.filter((route) => !rows.includes(route)),
    [],
    'routes without an expectation: add rows to test/access/route-expectations.ts',
  );
  assert.deepEqual(
    rows.filter((row) => !tableOfRoutes.includes(row)),
    [],
    'rows whose route has gone',
  );
  assert.equal(new Set(rows).size, rows.length, 'a row for each route once');
  assert.equal(new Set(tableOfRoutes).size, tableOfRoutes.length, 'a route once');
});

const fill = (text: string, number: number): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (name === 'n' ? String(number) : (fixture.ids[name] ?? whole)));

function requestOf(row: Expectation, number: number) {
  const [method = 'GET'] = row.route.split(' ');
  const accept = /^\/(epcis|api)\b/.test(row.url) ? 'application/json' : 'text/html';
  if (row.form !== undefined) {
    const fields = Object.entries(row.form).map(([name, value]): [string, string] => [name, fill(value, number)]);
    return {
      method,
      url: fill(row.url, number),
      headers: { accept, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    };
  }
  const text = row.json ?? row.xml;
  return {
    method,
    url: fill(row.url, number),
    headers: { accept, ...typeOf(row) },
    body: text === undefined ? undefined : fill(text, number),
  };
}

function typeOf({ json, xml }: Expectation): Record<string, string> {
  return json !== undefined ? { 'content-type': 'application/json' } : xml !== undefined ? { 'content-type': 'text/xml' } : {};
}

test('every reader gets from every route what the row says, and no secret more', async () => {
  const wrong: string[] = [];
  let asked = 0;
  for (const row of routeExpectations) {
    for (const [number, reader] of readers.entries()) {
      const answer = await fixture.ask(reader, requestOf(row, number + 1));
      asked++;
      const seen = findSecrets(answer.body);
      const expected = row.shows?.[reader] ?? [];
      if (answer.statusCode !== row.statuses[number])
        wrong.push(`${row.route} as ${reader}: ${answer.statusCode}, expected ${row.statuses[number]}`);
      if (seen.join() !== expected.join()) wrong.push(`${row.route} as ${reader}: sees [${seen.join()}], expected [${expected.join()}]`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.equal(asked, tableOfRoutes.length * readers.length);
});

test('the matrix has teeth: the secrets are there to be seen', async () => {
  const shown = new Set(routeExpectations.flatMap((row) => Object.values(row.shows ?? {}).flat()));
  assert.deepEqual([...shown].sort(), ['chain', 'papers', 'private', 'public', 'quantity']);
  const differing = routeExpectations.filter((row) => new Set(row.statuses).size > 1 || row.shows !== undefined);
  assert.ok(differing.length > 40, `${differing.length} rows tell readers apart`);
});
