// Every page of the workspace and the console on a phone and on a desk: nothing cut off, nothing small, axe finds nothing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { demoPassword } from '../../demo/province/people.ts';
import { findAccessibilityFaults, fitsItsWidth, openBrowser, openPage } from '../support/browser.ts';
import { findCutRows, findLostWords, findSmallTargets, tabThrough } from './measure-page.ts';
import { codeOf, startDemo } from './start-demo.ts';
import { watchPage } from './watch-page.ts';

const browser = await openBrowser();
const skip = browser === undefined ? 'no browser' : false;
const origin = browser === undefined ? '' : await startDemo();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const lotSheet = `/khong-gian/ma${codeOf('lo-hang')}`;
const workspace = [
  '/khong-gian',
  '/khong-gian/tai-lieu',
  '/khong-gian/gui-tai-lieu',
  '/khong-gian/su-kien',
  '/khong-gian/su-kien?tu=31/02/2026&ma=a+b',
  '/khong-gian/san-pham',
  '/khong-gian/dia-diem',
  '/khong-gian/lien-ket',
  '/khong-gian/lien-ket?tinh_trang=all&q=khuyen',
  '/khong-gian/lien-ket?ma=1',
  '/khong-gian/lien-ket/them',
  '/khong-gian/lien-ket/nhap',
  '/khong-gian/lien-ket/1',
  '/khong-gian/lien-ket/1/sua',
  '/khong-gian/lien-ket/1/go',
  '/khong-gian/khoa-api',
  '/khong-gian/tiep-nhan',
  '/khong-gian/su-kien?thieu=1',
  '/khong-gian/quyen-xem',
  '/khong-gian/thanh-vien',
  lotSheet,
  '/tai-khoan',
  '/tai-khoan/bao-mat',
  '/tai-khoan/xac-thuc-hai-lop',
];
const console_ = [
  '/dieu-hanh',
  '/dieu-hanh/co-so',
  '/dieu-hanh/co-so/1',
  '/dieu-hanh/co-so/1/tien-to/9520101/ket-thuc',
  '/dieu-hanh/phan-anh',
  '/dieu-hanh/ho-so-du-lieu',
  '/dieu-hanh/ho-so-du-lieu/1',
  '/dieu-hanh/nhat-ky',
];

async function signIn(page: Page, login: string): Promise<void> {
  await page.goto(`${origin}/dang-nhap`);
  await page.locator('#login').fill(login);
  await page.locator('#password').fill(demoPassword);
  await page.locator('main button[type=submit]').click();
  await page.waitForURL(/\/(?:khong-gian|dieu-hanh)$/);
}

/** A page of a list that is reached by its first link only. */
async function addFirstLink(page: Page, paths: readonly string[], list: string): Promise<string[]> {
  await page.goto(origin + list);
  const href = await page.locator('main tbody a').first().getAttribute('href');
  assert.ok(href !== null && href.startsWith(list), list);
  return [...paths, href];
}

for (const width_px of [360, 1280])
  for (const [login, own] of [
    ['chu-htx', workspace],
    ['can-bo-tinh', console_],
  ] as const)
    test(`${login} at ${width_px} px`, { skip }, async () => {
      const page = await openPage(browser!, { script: true, width_px });
      await signIn(page, login);
      let paths: readonly string[] = own;
      if (login === 'chu-htx')
        for (const list of ['/khong-gian/tai-lieu', '/khong-gian/su-kien']) paths = await addFirstLink(page, paths, list);
      const watched = watchPage(page, origin);
      const faults: string[] = [];
      for (const path of paths) {
        await page.goto(origin + path);
        await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true; })');
        if (!(await fitsItsWidth(page))) faults.push(`${path}: wider than its window`);
        for (const find of [findCutRows, findLostWords, findSmallTargets])
          faults.push(...(await find(page)).map((what) => `${path}: ${find.name}: ${what}`));
        faults.push(...[...watched.noises, ...(await findAccessibilityFaults(page, axe))].map((fault) => `${path}: ${fault}`));
        watched.forget();
      }
      assert.deepEqual(faults, []);
      assert.ok(paths.length >= own.length);
      await page.context().close();
    });

test('on a tablet, too, nothing makes a page of the workspace scroll sideways: wide tables do in their own box', { skip }, async () => {
  const page = await openPage(browser!, { script: false, width_px: 768 });
  await signIn(page, 'chu-htx');
  const wide: string[] = [];
  for (const path of workspace) {
    await page.goto(origin + path);
    if (!(await fitsItsWidth(page))) wide.push(path);
  }
  assert.deepEqual(wide, []);
  await page.context().close();
});

test('by keyboard alone: every page of the workspace is walked through in order, with a ring in view', { skip }, async () => {
  const page = await openPage(browser!, { script: false, width_px: 1280 });
  await signIn(page, 'chu-htx');
  const faults: string[] = [];
  let stopped = 0;
  for (const path of [
    '/khong-gian',
    '/khong-gian/khoa-api',
    '/khong-gian/thanh-vien',
    '/khong-gian/gui-tai-lieu',
    '/khong-gian/quyen-xem',
    '/khong-gian/lien-ket',
    '/khong-gian/lien-ket/them',
    '/tai-khoan/bao-mat',
  ]) {
    await page.goto(origin + path);
    const stops = await tabThrough(page);
    assert.match(stops[0]?.html ?? '', /class="skip"/, path);
    for (const stop of stops) if (!stop.shows) faults.push(`${path}: no ring in view: ${stop.html}`);
    stopped += stops.length;
  }
  assert.deepEqual(faults, []);
  assert.ok(stopped > 60, String(stopped));
  await page.context().close();
});

test('who may see: a choice is previewed by keyboard without saving it, and the latest event is one link away', { skip }, async () => {
  for (const width_px of [360, 768, 1280]) {
    const page = await openPage(browser!, { script: true, width_px });
    await signIn(page, 'chu-htx');
    await page.goto(`${origin}/khong-gian/quyen-xem`);
    await page.locator('input[name=what][value=private]').focus();
    await page.keyboard.press('Space');
    await page.locator('button[name=act][value=preview]').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('#xem-truoc:has-text("nếu lưu")');
    assert.ok(await page.locator('input[name=what][value=private]').isChecked());
    const faults = [...(await findAccessibilityFaults(page, axe)), ...(await findSmallTargets(page)), ...(await findLostWords(page))];
    assert.deepEqual([faults, await fitsItsWidth(page)], [[], true], `${width_px} px`);
    await page.locator('nav a[href$="?xem=ben-mua"]').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/khong-gian\/su-kien\/\d+\?xem=ben-mua$/);
    await page.goto(`${origin}/khong-gian/quyen-xem`);
    assert.ok(!(await page.locator('input[name=what][value=private]').isChecked()), 'nothing was saved');
    await page.context().close();
  }
});
