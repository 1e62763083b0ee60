// A file of events sent by a browser: its progress is shown, then the page of its job, or what was wrong with it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { demoPassword } from '../../demo/province/people.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { itemUri, makeDocument, makeEvent } from '../support/sample-events.ts';
import { startDemo } from './start-demo.ts';
import { watchPage } from './watch-page.ts';

const browser = await openBrowser();
const skip = browser === undefined ? 'no browser' : false;
const origin = browser === undefined ? '' : await startDemo();

async function openForm(): Promise<Page> {
  const page = await openPage(browser!, { script: true });
  await page.goto(`${origin}/dang-nhap`);
  await page.locator('#login').fill('chu-htx');
  await page.locator('#password').fill(demoPassword);
  await page.locator('main button[type=submit]').click();
  await page.waitForURL(/khong-gian/);
  await page.goto(`${origin}/khong-gian/gui-tai-lieu`);
  return page;
}

const fileOf = (body: string) => ({ name: 'su-kien.json', mimeType: 'application/json', buffer: Buffer.from(body) });
const good = (serial: string): string =>
  makeDocument([
    makeEvent('ObjectEvent', '2026-11-20T08:00:00+07:00', { action: 'OBSERVE', bizStep: 'inspecting', epcList: [itemUri(1, serial)] }),
  ]);

test('progress is shown while a file goes out, then the page of what was recorded', { skip }, async () => {
  const page = await openForm();
  const watched = watchPage(page, origin);
  // Held back, so that the progress can be seen.
  await page.route('**/khong-gian/gui-tai-lieu', async (route) => {
    if (route.request().method() === 'POST') await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue();
  });
  await page.setViewportSize({ width: 360, height: 640 });
  await page.locator('input[type=file]').setInputFiles(fileOf(good('UP1')));
  await page.locator('main form button:not([name])').click();
  await page.locator('.uploading progress').waitFor();
  assert.equal(await page.locator('main form button:not([name]):not(.uploading button)').isDisabled(), true, 'sent once');
  const place = await page.locator('.uploading').evaluate((box) => ({
    gap_px: box.getBoundingClientRect().top - box.previousElementSibling!.getBoundingClientRect().bottom,
    below_px: box.getBoundingClientRect().bottom - innerHeight,
  }));
  assert.ok(place.gap_px >= 12, `clear of the buttons: ${place.gap_px} px`);
  assert.ok(place.below_px <= 0, `in sight: ${place.below_px} px below the window`);
  await page.waitForURL(/\/khong-gian\/tai-lieu\/[0-9a-f-]+/);
  assert.match(await page.locator('main').innerText(), /Đã ghi nhận/);
  assert.deepEqual(watched.noises, []);
  await page.context().close();
});

test('what was wrong stands on the page, as without script', { skip }, async () => {
  const page = await openForm();
  await page.locator('input[type=file]').setInputFiles(fileOf('{"type": "EPCISDocument"'));
  await page.locator('main form button:not([name])').click();
  await page.locator('[role=alert], .errors, #file-error').first().waitFor();
  assert.match(await page.title(), /^Lỗi: /);
  // The form on the new page sends again, with its own token.
  await page.locator('input[type=file]').setInputFiles(fileOf(good('UP2')));
  await page.locator('main form button:not([name])').click();
  await page.waitForURL(/\/khong-gian\/tai-lieu\/[0-9a-f-]+/);
  await page.context().close();
});

test('checking beforehand records nothing; a broken line is told and the form stays', { skip }, async () => {
  const page = await openForm();
  await page.locator('input[type=file]').setInputFiles(fileOf(good('UP3')));
  await page.locator('button[name=act]').click();
  await page.locator('section[aria-labelledby=ket-qua]').waitFor();
  await page.route('**/khong-gian/gui-tai-lieu', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  await page.locator('input[type=file]').setInputFiles(fileOf(good('UP3')));
  await page.locator('main form button:not([name])').click();
  await page.locator('text=Đường truyền bị đứt').waitFor();
  assert.equal(await page.locator('main form button:not([name])').first().isEnabled(), true);
  await page.context().close();
});
