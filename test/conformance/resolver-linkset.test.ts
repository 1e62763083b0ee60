// Whatever the register takes becomes a linkset that is valid against GS1's published schema.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { findRootDir } from '../../app/config.ts';
import { inTransaction } from '../../app/db.ts';
import { AppError } from '../../app/errors.ts';
import type { LinkFields } from '../../app/links/read-link.ts';
import { registerLink } from '../../app/links/register-link.ts';
import { addCompanyPrefix } from '../../app/party/add-company-prefix.ts';
import { gtin, insertTestOrganisation } from '../support/sample-events.ts';
import { startTestProduct } from '../support/test-product.ts';
import { readSchema } from './resolver-probe.ts';

const corpus = path.resolve(findRootDir(), process.env['NGUON_CORPUS'] ?? '../shared/corpus');
const file = path.join(corpus, 'gs1/schemas/linkset-schema.json');
if (!existsSync(file) && process.env['CI'] === 'true') throw new Error(`corpus missing: ${file}`);
const options = existsSync(file) ? {} : { skip: 'no test corpus' };

const levels = ['', '/22/V', '/10/L%2F1', '/22/V/10/L%2F1', '/21/S', '/235/T'];
const requests = ['', '/22/V/10/L%2F1/21/S', '/235/T'];
const oneOf = <Value>(...values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);
const anything = fc.string({ unit: 'binary', maxLength: 30 });

/** Mostly what people enter, now and then something odd, rarely anything at all. */
const mostly = (usual: readonly string[], odd: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 40, arbitrary: oneOf(...usual) }, { weight: 4, arbitrary: oneOf(...odd) }, { weight: 1, arbitrary: anything });

const fields: fc.Arbitrary<LinkFields> = fc.record({
  // Of the level; the item comes before it.
  thing: oneOf(...levels),
  link_type: mostly(
    ['gs1:pip', 'pip', 'https://gs1.org/voc/instructions', 'https://x.example/voc/A'],
    [
      'gs1:defaultLinkMulti',
      'http://x.example/a',
      'https://x-y.example/voc/a',
      'https://x.example/',
      'alternate',
      'anchor',
      'itemDescription',
    ],
  ),
  href: fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    mostly(
      ['https://x.example/a?b={1}#c', 'https://1.2.3.4:8/', 'https://đặc-sản.example/ă', 'HTTPS://X.EXAMPLE'],
      ['http://[::1]/', 'https://_x.example/', 'https://-x.example/', 'https://~x.example/', 'https://%41.example/', 'https:///x.example'],
    ),
  ),
  title: fc.oneof({ weight: 20, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }) }, anything),
  hreflang: fc.array(mostly(['vi', 'EN', 'vi-vn'], ['zh-Hant', 'es-419', 'fil', 'sr-Latn-RS', 'i-klingon', 'ă1', '__', '*']), {
    maxLength: 2,
  }),
  media_type: mostly(['', 'text/html', 'application/vc+ld+json', 'IMAGE/PNG'], ['text/', 'a/b; c=d', 'x-a/b', '*/*']),
  context: fc.array(mostly(['VN', 'marketing', 'ngữ-cảnh'], ['']), { maxLength: 2 }),
  is_default: fc.boolean(),
});

const batches = 120;

test('whatever links the register takes, their linkset is valid', options, async () => {
  const { app, context } = await startTestProduct();
  const { system } = context.database;
  const findFault = readSchema(file);
  const orgId = await insertTestOrganisation(system, 'linkset');
  const by = { at: context.now(), actor: 'test' };
  await inTransaction(system, (db) => addCompanyPrefix(db, { orgId, prefix: '9520' }, by));
  let taken = 0;
  for (const [number, batch] of fc
    .sample(fc.array(fields, { minLength: 1, maxLength: 8 }), { numRuns: batches, seed: 20261122 })
    .entries()) {
    const item = `/01/${gtin(number)}`;
    for (const given of batch) {
      const entered = inTransaction(system, (db) =>
        registerLink(db, { ...given, thing: item + given.thing }, { orgId, ownHosts: ['localhost'] }, by),
      );
      taken += await entered.then(
        ({ already }) => (already ? 0 : 1),
        (error: unknown) => {
          // A title that another stands with already is a conflict; everything else is a fault of the link.
          assert.ok(error instanceof AppError && ['invalid', 'conflict'].includes(error.kind), String(error));
          return 0;
        },
      );
    }
    for (const request of requests) {
      const answer = await app.inject({ url: item + request, headers: { accept: 'application/linkset+json' } });
      if (answer.statusCode === 404) continue;
      assert.equal(answer.statusCode, 200, item + request);
      assert.equal(findFault(answer.json()), undefined, answer.body);
    }
  }
  assert.ok(taken > batches, `only ${taken} links were taken`);
});

test('the published model is valid, a record that is no linkset is not', options, () => {
  const findFault = readSchema(file);
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(corpus, 'gs1/linksets', name), 'utf8'));
  assert.equal(findFault(read('modelLinkset.json')), undefined);
  assert.notEqual(findFault(read('ce-linkset.json')), undefined);
  const model = read('modelLinkset.json') as { linkset: object[] };
  assert.notEqual(findFault({ ...model, '@context': 'https://x.example/' }), undefined);
  const target = { href: 'https://x.example/', title: 'x' };
  assert.notEqual(findFault({ linkset: [{ anchor: 'https://x.example/01/1', 'gs1:pip': [target] }] }), undefined);
});
