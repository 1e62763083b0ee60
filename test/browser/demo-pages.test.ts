// The demo province in a browser: every scan page, the portal, trace and sign-in on a phone, quiet, reachable, readable.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { demoPassword } from '../../demo/province/people.ts';
import { findAccessibilityFaults, fitsItsWidth, openBrowser, openPage } from '../support/browser.ts';
import { doubleText, findCutRows, findLostWords, findSmallTargets, tabThrough } from './measure-page.ts';
import { codeOf, portalPaths, scanPaths, startDemo } from './start-demo.ts';
import { listStored, watchPage } from './watch-page.ts';

const browser = await openBrowser();
const skip = browser === undefined ? 'no browser' : false;
const origin = browser === undefined ? '' : await startDemo();
const trace = `/truy-vet?code=${encodeURIComponent(codeOf('lo-hang'))}`;

test('360 px wide: no page scrolls sideways, axe finds nothing, no other host, no error, nothing stored', { skip }, async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const page = await openPage(browser!, { script: true });
  const watched = watchPage(page, origin);
  const faults: string[] = [];
  let looked = 0;
  for (const path of [...scanPaths, ...portalPaths]) {
    await page.goto(origin + path);
    // Below the folds, too.
    await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true; })');
    if (!(await fitsItsWidth(page))) faults.push(`${path}: wider than its window`);
    faults.push(...(await findCutRows(page)).map((row) => `${path}: cut: ${row}`));
    // Signing in may keep the language that was asked for.
    const stored = (await listStored(page)).filter((one) => !(path.startsWith('/dang-nhap?lang=') && one === 'cookie nguon-lang'));
    faults.push(...[...watched.noises, ...stored, ...(await findAccessibilityFaults(page, axe))].map((fault) => `${path}: ${fault}`));
    watched.forget();
    looked++;
  }
  assert.deepEqual(faults, []);
  assert.ok(looked >= 50, String(looked));
  await page.context().close();
});

test('a scan page is one document without script, font or style sheet, the same with script off', { skip }, async () => {
  const [withScript, without] = [await openPage(browser!, { script: true }), await openPage(browser!, { script: false })];
  const watched = watchPage(withScript, origin);
  for (const path of scanPaths) {
    await withScript.goto(origin + path);
    assert.equal(await withScript.locator('script, link[rel=stylesheet], link[rel=preload], iframe').count(), 0, path);
    const others = watched.asked.filter((one) => !/^\/(?:01|xem)\/|^\/anh\/|^\/tai-san\/bieu-tuong\.svg$|^\/favicon\.ico$/.test(one));
    assert.deepEqual(others, [], path);
    watched.forget();
    await without.goto(origin + path);
    // The last line counts scans: both readers were counted.
    const words = async (page: typeof without): Promise<string> => (await page.locator('main .v, main .card').allTextContents()).join('\n');
    assert.equal(await words(without), await words(withScript), path);
    assert.ok((await without.locator('h1').textContent())!.trim().length >= 3, path);
  }
  await Promise.all([withScript.context().close(), without.context().close()]);
});

test('what a finger must hit is at least 44 px on scan pages, home and sign-in', { skip }, async () => {
  const page = await openPage(browser!, { script: true });
  const small: string[] = [];
  for (const path of [...scanPaths, '/', '/dang-nhap', '/nhap-ma', '/xem/bao-nghi-ngo']) {
    await page.goto(origin + path);
    small.push(...(await findSmallTargets(page)).map((line) => `${path}: ${line}`));
  }
  assert.deepEqual(small, []);
  await page.context().close();
});

test('Tab stops at everything in reading order, each with a ring in view, and leaves at the end', { skip }, async () => {
  const page = await openPage(browser!, { script: true });
  const faults: string[] = [];
  let stopped = 0;
  for (const path of [codeOf('dung'), codeOf('thu-hoi'), '/', '/nhap-ma', '/dang-nhap', trace]) {
    await page.goto(origin + path);
    const stops = await tabThrough(page);
    assert.match(stops[0]?.html ?? '', /class="skip"/, path);
    stops.forEach((stop, place) => {
      if (stop.index !== place) faults.push(`${path}: stop ${place} is number ${stop.index} on the page: ${stop.html}`);
      if (!stop.shows) faults.push(`${path}: no ring in view: ${stop.html}`);
    });
    stopped += stops.length;
  }
  assert.deepEqual(faults, []);
  assert.ok(stopped > 60, String(stopped));
  await page.context().close();
});

test('by keyboard without script: the journey opens, a doubt is sent, a code is looked up', { skip }, async () => {
  const page = await openPage(browser!, { script: false });
  await page.goto(origin + codeOf('dung'));
  const journey = page.locator('details:has(.way)');
  assert.equal(await journey.locator('.way').isVisible(), false);
  await journey.locator('summary').focus();
  await page.keyboard.press('Enter');
  assert.equal(await journey.locator('.way').isVisible(), true);
  await page.locator('a[href*="/xem/bao-nghi-ngo"]').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/xem/bao-nghi-ngo?**');
  await page.locator('input[name=reason]').first().focus();
  await page.keyboard.press('Space');
  await page.locator('#details').focus();
  await page.keyboard.type('Tem trên hộp bị bóc ra dán lại');
  await page.locator('form button[type=submit], form button').last().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/xem/bao-nghi-ngo/NN-**');
  await page.goto(`${origin}/`);
  await page.locator('#q').focus();
  await page.keyboard.type('mang cau ba den');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/tim-kiem?**');
  assert.equal(await page.locator('main a:has-text("Mãng cầu Bà Đen")').first().isVisible(), true);
  await page.context().close();
});

test('letters at twice their size on a phone: nothing is lost, nothing scrolls sideways', { skip }, async () => {
  const page = await openPage(browser!, { script: true });
  const faults: string[] = [];
  for (const path of [
    ...scanPaths.slice(0, 12),
    '/',
    '/tim-kiem?q=mang+cau',
    '/nhap-ma',
    '/thu-hoi',
    '/cach-doc-trang',
    '/tai-lieu-api',
    '/dang-nhap',
    trace,
  ]) {
    await page.goto(origin + path);
    await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true; })');
    const before_px = (await page.evaluate('document.body.scrollHeight')) as number;
    await doubleText(page);
    assert.ok(((await page.evaluate('document.body.scrollHeight')) as number) > 1.5 * before_px, `${path} did not grow`);
    if (!(await fitsItsWidth(page))) faults.push(`${path}: scrolls sideways`);
    if (((await page.evaluate('document.querySelector(".skip").getBoundingClientRect().bottom')) as number) > 0)
      faults.push(`${path}: the skip link shows`);
    faults.push(...(await findLostWords(page)).map((line) => `${path}: ${line}`));
  }
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('on paper: verdict and journey stand there, what only a screen can do does not', { skip }, async () => {
  const page = await openPage(browser!, { script: true });
  await page.goto(origin + codeOf('dung'));
  assert.equal(await page.locator('.way').first().isVisible(), false);
  await page.emulateMedia({ media: 'print' });
  for (const shown of ['h1', '.way', '.by']) assert.equal(await page.locator(shown).first().isVisible(), true, shown);
  for (const hidden of ['.act', '.lang']) assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
  // Verdicts are white on a colour: a printer that leaves out backgrounds must not print white on white.
  assert.equal(await page.evaluate('getComputedStyle(document.querySelector(".v")).color'), 'rgb(0, 0, 0)');
  // The outcome of a test is white on a colour too.
  await page.goto(origin + codeOf('thu-hoi'));
  assert.notEqual(await page.evaluate('getComputedStyle(document.querySelector("mark.failed")).color'), 'rgb(255, 255, 255)');
  await page.goto(`${origin}/san-pham/mang-cau-ba-den`);
  for (const hidden of ['form', '.crumbs', '.nav']) assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
  for (const path of [codeOf('dung'), '/', trace, '/ma-demo']) {
    await page.goto(origin + path);
    const pdf = await page.pdf({ format: 'A4' });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    assert.ok(pages >= 1 && pages <= 8, `${path}: ${pages} sheets`);
  }
  await page.context().close();
});

test('on a line of 400 kbit/s the verdict is there within 3 s of the scan', { skip }, async () => {
  const page = await openPage(browser!, { script: true });
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 300,
    downloadThroughput: 50_000,
    uploadThroughput: 25_000,
  });
  await page.goto(origin + codeOf('quet-nhieu'), { waitUntil: 'commit' });
  await page.waitForSelector('h1');
  const shown_ms = (await page.evaluate(
    `new Promise((resolve) => new PerformanceObserver((list) => resolve(list.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0)).observe({ type: 'paint', buffered: true }))`,
  )) as number;
  assert.ok(shown_ms > 300, `the line was not slow: ${shown_ms} ms`);
  assert.ok(shown_ms <= 3_000, `${shown_ms} ms`);
  await page.context().close();
});

test('signed in by keyboard: the workspace has its own letters, fetched at sign-in; the browser keeps one cookie', { skip }, async () => {
  const page = await openPage(browser!, { script: true });
  const watched = watchPage(page, origin);
  await page.goto(`${origin}/dang-nhap`);
  await page.locator('#login').focus();
  await page.keyboard.type('chu-htx');
  await page.keyboard.press('Tab');
  await page.keyboard.type(demoPassword);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/khong-gian');
  await page.evaluate('document.fonts.ready');
  assert.equal(await page.evaluate('document.fonts.check(\'16px "Be Vietnam Pro"\', "Đặng")'), true);
  const fonts = (await page.evaluate(
    `performance.getEntriesByType('resource').filter(({ name }) => name.includes('/phong-chu/')).map(({ name, transferSize }) => [name, transferSize])`,
  )) as [string, number][];
  assert.ok(fonts.length >= 4, String(fonts));
  assert.equal(new Set(fonts.map(([name]) => name)).size, fonts.length, 'a preload that the style sheet does not use');
  // Sign-in brought them: nothing comes over the line again.
  assert.deepEqual(
    fonts.filter(([, bytes]) => bytes > 0),
    [],
  );
  for (const path of ['/khong-gian', '/khong-gian/su-kien', '/khong-gian/thanh-vien']) {
    await page.goto(origin + path);
    assert.ok(await fitsItsWidth(page), path);
    assert.deepEqual(await findCutRows(page), [], path);
  }
  assert.deepEqual(watched.noises, []);
  const cookies = await page.context().cookies();
  assert.ok(
    cookies.length >= 1 && cookies.every(({ httpOnly, sameSite }) => httpOnly && sameSite !== 'None'),
    JSON.stringify(cookies.map(({ name }) => name)),
  );
  await page.context().close();
});
