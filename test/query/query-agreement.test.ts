// Random queries over random events: the database, through the verb, answers as a naive evaluator in memory does (EPCIS 2.0 §8.2.7.1).
// `npm test` asks a few hundred; NGUON_QUERY_EVENTS, NGUON_QUERY_COUNT and NGUON_QUERY_SEED make it longer (`npm run agreement`).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestProduct } from '../support/test-product.ts';
import { checkOneQuery, sharedIds } from './agreement.ts';
import { captureWorld } from './captured-world.ts';
import { Seeded } from './seeded.ts';

const setting = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const events_total = setting('NGUON_QUERY_EVENTS', 600);
const queries_total = setting('NGUON_QUERY_COUNT', 400);
const seed = setting('NGUON_QUERY_SEED', 1);
const differences_shown_max = 5;

test('every query finds what the naive evaluator finds, in order, for every reader', async (t) => {
  const product = await startTestProduct();
  const random = new Seeded(seed);
  const world = await captureWorld(product, random, events_total);
  assert.equal(world.events.length, events_total);
  await product.context.database.system.query('analyze');
  const differences: string[] = [];
  const families = new Map<string, number>();
  let matches = 0;
  let found = 0;
  let pages = 0;
  for (let count = 0; count < queries_total && differences.length < differences_shown_max; count++) {
    const outcome = await checkOneQuery(product.context, world, random);
    if (outcome.difference !== undefined) differences.push(outcome.difference);
    matches += outcome.matches;
    pages += outcome.pages;
    if (outcome.matches > 0) found++;
    for (const name of outcome.families) families.set(familyOf(name), (families.get(familyOf(name)) ?? 0) + 1);
  }
  t.diagnostic(
    `${events_total} events, ${queries_total} queries (${found} with results), ${families.size} families, ${matches} events found, ${pages} pages, ${differences.length} differences`,
  );
  assert.deepEqual(differences, []);
  // A test that found nothing would have proved nothing.
  assert.ok(found > queries_total / 2, `only ${found} queries had results`);
  const shared = sharedIds(world.events).length;
  assert.ok(shared > events_total / 50, `only ${shared} ids of several organisations`);
  assert.ok((families.get('EQ_eventID') ?? 0) > queries_total / 50, `${families.get('EQ_eventID') ?? 0} questions for an event id`);
  assert.ok(families.size >= 60, `only ${families.size} families were asked`);
});

/** The name without what varies inside a family: types, units, fields. */
function familyOf(name: string): string {
  return name
    .replace(/^EQ_(bizTransaction|source|destination)_.*/, 'EQ_$1_T')
    .replace(/^(\w\w_(?:quantity|value|minValue|maxValue|meanValue|sDev|percValue))_[A-Z0-9]+$/, '$1_UOM')
    .replace(/(?:ex:|https:|cbvmda:).*$/, 'F')
    .replace(/_(?:urn:|https:).*$/, '_A');
}
