// A scan while the database is away: "cannot look up now" in the reader's language, never "does not exist".
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDatabase } from '../../app/db.ts';
import { buildServer } from '../../app/http.ts';
import { makeContext } from '../../app/make-context.ts';
import { routes } from '../../app/routes.ts';
import { scanWords } from '../../app/ui/words/scan.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { startTestProduct, testConfig } from '../support/test-product.ts';
import { codeOf, inLanguage, languages } from './start-demo.ts';

test('without its database a scan page says so, with a way on; with it, the same code is unknown', async (t) => {
  const browser = await openBrowser();
  if (browser === undefined) return t.skip('no browser');
  // Nobody listens on port 1.
  const database = openDatabase({ host: '127.0.0.1', port: 1, user: 'nguon', password: '', database: 'nguon' });
  const away = await buildServer(makeContext(testConfig(), database), routes);
  t.after(async () => {
    await away.close();
    await database.close();
  });
  const there = (await startTestProduct()).app;
  const [awayOrigin, thereOrigin] = [await away.listen({ port: 0, host: '127.0.0.1' }), await there.listen({ port: 0, host: '127.0.0.1' })];
  const page = await openPage(browser, { script: false });
  for (const lang of languages) {
    const { verdicts } = scanWords[lang];
    const path = inLanguage('/xem' + codeOf('dung'), lang);
    const answer = await page.goto(awayOrigin + path);
    assert.equal(answer?.status(), 503, path);
    assert.equal(answer?.headers()['cache-control'], 'no-store');
    assert.equal((await page.locator('h1').textContent())?.trim(), verdicts.unavailable.title);
    const words = (await page.locator('body').textContent()) ?? '';
    for (const verdict of [verdicts.unknown, verdicts.unknown_item]) assert.ok(!words.includes(verdict.title), `${path}: ${verdict.title}`);
    assert.equal((await page.goto(thereOrigin + path))?.status(), 404, path);
    assert.ok([verdicts.unknown.title, verdicts.unknown_item.title].includes((await page.locator('h1').textContent())?.trim() ?? ''), path);
  }
  // The code as printed goes through the resolver: it must not say "unknown" either.
  const resolved = await page.goto(awayOrigin + codeOf('dung'));
  assert.equal(resolved?.status(), 503);
  assert.match((await page.locator('h1').textContent()) ?? '', /không tra được|chưa tra được/i);
});
