// A file of 24 MB sent by a browser: the page of its work follows it in its place, on every width, with and without script.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { demoPassword } from '../../demo/province/people.ts';
import { writeLargeDocument } from '../large/large-documents.ts';
import { findAccessibilityFaults, fitsItsWidth, openBrowser, openPage } from '../support/browser.ts';
import { startDemo } from './start-demo.ts';
import { watchPage } from './watch-page.ts';

const browser = await openBrowser();
const skip = browser === undefined ? 'no browser' : false;
const origin = browser === undefined ? '' : await startDemo();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(path.join(tmpdir(), 'nguon-large-upload-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const most_ms = 120_000;

async function send(page: Page, series: string): Promise<void> {
  const file = path.join(folder, `${series}.xml`);
  await writeLargeDocument(file, { form: 'xml', series }, 24_000_000);
  await page.goto(`${origin}/dang-nhap`);
  await page.locator('#login').fill('chu-htx');
  await page.locator('#password').fill(demoPassword);
  await page.locator('main button[type=submit]').click();
  await page.waitForURL(/khong-gian/);
  await page.goto(`${origin}/khong-gian/gui-tai-lieu`);
  await page.locator('input[type=file]').setInputFiles(file);
  // By keyboard, as all of it can be done.
  await page.locator('main form button:not([name])').first().press('Enter');
  await page.waitForURL(/\/khong-gian\/tai-lieu\/[0-9a-f-]{36}/, { timeout: most_ms });
}

test('with script the figures follow the work, and whoever stands on the page is left there', { skip }, async () => {
  const page = await openPage(browser!, { script: true });
  const watched = watchPage(page, origin);
  await send(page, 'script');
  assert.match(await page.locator('main').innerText(), /Đã nhận tệp và bắt đầu xử lý/);
  assert.equal(await page.locator('[data-running] progress').count(), 1);
  await page.locator('main nav a, nav[aria-label] a').last().focus();
  const loads = await page.evaluate('performance.timeOrigin');
  const said = await page.locator('[data-running] label').innerText();
  await page.waitForFunction((before) => document.querySelector('[data-running] label')?.textContent !== before, said, {
    timeout: most_ms,
  });
  assert.equal(await page.evaluate('performance.timeOrigin'), loads, 'the page is not loaded again');
  assert.equal(await page.evaluate('document.activeElement.localName'), 'a', 'the focus stays');
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    assert.ok(await fitsItsWidth(page), `${width} px`);
  }
  assert.deepEqual(await findAccessibilityFaults(page, axe), []);
  await page.locator('main >> text=Ghi nhận đủ').waitFor({ timeout: most_ms });
  assert.equal(await page.locator('[data-running]').count(), 0);
  assert.deepEqual(watched.noises, []);
  await page.context().close();
});

test('without script the page loads itself again until the work is done', { skip }, async () => {
  const page = await openPage(browser!, { script: false });
  await send(page, 'plain');
  assert.equal(await page.locator('progress').count(), 1);
  await page.locator('main >> text=Ghi nhận đủ').waitFor({ timeout: most_ms });
  await page.context().close();
});
