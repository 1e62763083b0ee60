// The scanner before a camera that shows the printed sheet: opened by its codes, quiet, by keyboard, in the market, without camera.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { toBuffer } from 'bwip-js/node';
import type { Page } from 'playwright-core';
import { scannerWords } from '../../app/ui/words/scanner.ts';
import { findAccessibilityFaults, fitsItsWidth, openBrowser, openPage } from '../support/browser.ts';
import { openBrowserWithCamera, photograph, placeOnTable } from './fake-camera.ts';
import { findLostWords, findSmallTargets, tabThrough } from './measure-page.ts';
import { codeOf, startDemo } from './start-demo.ts';
import { listStored, watchPage } from './watch-page.ts';

const words = scannerWords.vi;
const plain = await openBrowser();
const skip = plain === undefined ? 'no browser' : false;
const origin = skip === false ? await startDemo() : '';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const labels = skip === false ? await photographSheet() : undefined;

/** The sheet as a printer sets it; its first labels one by one, and three side by side. */
async function photographSheet(): Promise<{ right: Buffer; recalled: Buffer; row: Buffer }> {
  const context = await plain!.newContext({ viewport: { width: 794, height: 1_123 }, deviceScaleFactor: 3 });
  const page = await context.newPage();
  await page.goto(`${origin}/ma-demo`);
  await page.emulateMedia({ media: 'print' });
  const of = (name: string): string => `.sheet li:has(a[href="${codeOf(name)}"])`;
  const [right, recalled] = [await photograph(page, [of('dung')]), await photograph(page, [of('thu-hoi')])];
  const row = await photograph(page, ['dung', 'thu-hoi', 'chua-kich-hoat'].map(of));
  await context.close();
  return { right, recalled, row };
}

/** What axe, a finger and a narrow window find wrong on the page as it stands. */
async function findFaults(page: Page, state: string): Promise<string[]> {
  const faults = [...(await findAccessibilityFaults(page, axe)), ...(await findSmallTargets(page)), ...(await findLostWords(page))];
  if (!(await fitsItsWidth(page))) faults.push('wider than its window');
  return faults.map((fault) => `${state}: ${fault}`);
}

test(
  'a label of the printed sheet before the camera opens its page; nothing heavy comes before the tap, nothing from elsewhere',
  { skip },
  async () => {
    const browser = await openBrowserWithCamera([{ jpeg: labels!.right, frames: 30 }]);
    const page = await openPage(browser!, { script: true });
    const watched = watchPage(page, origin);
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET' || request.postDataBuffer() !== null) sent.push(`${request.method()} ${request.url()}`);
    });
    await page.goto(`${origin}/quet`);
    await page.locator('[data-open]').waitFor();
    assert.deepEqual(
      watched.asked.map((path) => path.replace(/-\w+\.(js|css)$/, '-*.$1')).filter((path) => !path.endsWith('.svg')),
      ['/quet', '/tai-san/cong-*.css', '/kich-ban/camera-island-*.js'],
    );
    assert.deepEqual(await listStored(page), []);
    watched.forget();
    await page.locator('[data-open]').click();
    await page.waitForURL('**/xem/**');
    const asked = watched.asked.filter((path) => path.startsWith('/kich-ban/')).map((path) => path.replace(/-\w+\.(\w+)$/, '.$1'));
    assert.deepEqual(asked.sort(), ['/kich-ban/decode-worker.js', '/kich-ban/scanner.js', '/kich-ban/zxing_reader.wasm']);
    assert.equal(new URL(page.url()).pathname, `/xem${codeOf('dung')}`);
    assert.match((await page.locator('h1').textContent()) ?? '', /Mã đúng/);
    assert.deepEqual(watched.noises, []);
    // No picture of the camera goes anywhere.
    assert.deepEqual(sent, []);
    await browser!.close();
  },
);

test('bars before the camera open the product, which asks for the lot; a black picture is told', { skip }, async () => {
  const page = await openPage(plain!, { script: true });
  const [, gtin] = /\/01\/0(\d{13})\//.exec(codeOf('dung'))!;
  const bars = await toBuffer({ bcid: 'ean13', text: gtin!, scale: 3, includetext: true, backgroundcolor: 'FFFFFF', paddingwidth: 16 });
  const black = await toBuffer({ bcid: 'ean13', text: gtin!, scale: 1, backgroundcolor: '000000', barcolor: '000000' });
  const [bright, dark] = [await placeOnTable(page, bars), await placeOnTable(page, black, '#000')];
  await page.context().close();
  const [browser, inTheDark] = [
    await openBrowserWithCamera([{ jpeg: bright, frames: 30 }]),
    await openBrowserWithCamera([{ jpeg: dark, frames: 30 }]),
  ];
  const shop = await openPage(browser!, { script: true });
  await shop.goto(`${origin}/quet`);
  await shop.locator('[data-open]').click();
  await shop.waitForURL(`**/xem/01/0${gtin}`);
  assert.equal(await shop.locator('form #lo').isVisible(), true);
  const night = await openPage(inTheDark!, { script: true });
  await night.goto(`${origin}/quet`);
  await night.locator('[data-open]').click();
  await night.getByText(words.dark).waitFor();
  await Promise.all([browser!.close(), inTheDark!.close()]);
});

test('several labels in view: people choose, by keyboard, from start to end', { skip }, async () => {
  const browser = await openBrowserWithCamera([{ jpeg: labels!.row, frames: 30 }]);
  const page = await openPage(browser!, { script: true });
  await page.goto(`${origin}/quet`);
  const stops = await tabThrough(page);
  assert.deepEqual(
    stops.filter((stop, place) => stop.index !== place).map(({ html }) => html),
    [],
  );
  await page.locator('[data-open]').focus();
  await page.keyboard.press('Enter');
  await page.locator('.found button').nth(2).waitFor();
  assert.match((await page.evaluate('document.activeElement.textContent')) as string, new RegExp(words.severalTitle(3)));
  assert.deepEqual(await findFaults(page, 'several'), []);
  await page.keyboard.press('Tab');
  const chosen = (await page.evaluate('document.activeElement.textContent')) as string;
  await page.keyboard.press('Enter');
  await page.waitForURL('**/xem/**');
  const serial = /\(21\) (\S+)/.exec(chosen)![1]!;
  assert.ok(page.url().endsWith(`/21/${serial}`), `${chosen}: ${page.url()}`);
  await browser!.close();
});

test(
  'in the market: two codes on the list, told and counted; list kept, away without net and asked again, as CSV, cleared and taken back',
  { skip },
  async () => {
    const browser = await openBrowserWithCamera([
      { jpeg: labels!.right, frames: 60 },
      { jpeg: labels!.recalled, frames: 60 },
    ]);
    const page = await openPage(browser!, { script: true });
    await page.goto(`${origin}/quet`);
    await page.locator('[data-market]').check();
    await page.locator('.list').waitFor({ state: 'attached' });
    assert.deepEqual(await findFaults(page, 'empty list'), []);
    await page.locator('[data-open]').click();
    await page.locator('.list i.right').waitFor();
    await page.locator('.list i.stop').waitFor();
    assert.equal(await page.locator('.list li').count(), 2);
    const tally = async (): Promise<string[]> => (await page.locator('.tally li').allTextContents()).map((text) => text.trim());
    assert.deepEqual(await tally(), [`${words.groups['stop']}: 1`, `${words.groups['right']}: 1`]);
    assert.deepEqual(await findFaults(page, 'market'), []);
    assert.match((await page.locator('section [role=status].vh').textContent()) ?? '', /: (Muối tôm|Mãng cầu)/);
    // The other label and back again: still two codes, each scanned once.
    await page.waitForTimeout(5_000);
    assert.equal(await page.locator('.list li').count(), 2);
    assert.ok(!(await page.locator('.list').textContent())!.includes('quét 2 lần'));

    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: words.exportCsv }).click()]);
    const csv = readFileSync(await download.path(), 'utf8');
    assert.equal(csv.trim().split('\r\n').length, 3);
    assert.ok(csv.includes(`${origin}${codeOf('dung')}`) && csv.includes('Muối tôm'), csv);

    await page.getByLabel(words.sound).uncheck();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: words.clear }).click();
    await page.getByRole('button', { name: words.undo }).click();
    assert.equal(await page.locator('.list li').count(), 2);
    await page.getByRole('button', { name: words.clear }).click();
    await page.locator('.list i.cloud').nth(1).waitFor();
    assert.equal(await page.locator('.list i.right, .list i.ask, .list i.stop').count(), 0);
    assert.ok((await page.locator('.list').textContent())!.includes(words.away));
    assert.deepEqual(await findFaults(page, 'away'), []);
    await page.context().setOffline(false);
    await page.locator('.list i.stop').waitFor();
    await page.locator('.list i.right').waitFor();

    await page.getByRole('button', { name: words.stop }).click();
    assert.equal(await page.evaluate('document.activeElement.textContent'), words.open);
    await page.locator('.list a').first().click();
    await page.waitForURL('**/xem/**');
    await page.goBack();
    await page.locator('.list li').nth(1).waitFor();
    assert.equal(await page.getByLabel(words.sound).isChecked(), false);
    assert.equal(await page.locator('[data-market]').isChecked(), true);
    await browser!.close();
  },
);

test('light, zoom and other cameras where the phone has them; the camera goes out with the page', { skip }, async () => {
  const browser = await openBrowserWithCamera([{ jpeg: labels!.row, frames: 30 }]);
  const page = await openPage(browser!, { script: true });
  await page.addInitScript(`
    window.asked = [];
    MediaStreamTrack.prototype.getCapabilities = () => ({ torch: true, zoom: { min: 1, max: 4, step: 0.5 } });
    MediaStreamTrack.prototype.applyConstraints = async ({ advanced }) => { window.asked.push(...advanced); };
    const real = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
    navigator.mediaDevices.enumerateDevices = async () => { const all = await real(); return [...all, ...all.filter(({ kind }) => kind === 'videoinput')]; };
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wish) => (window.stream = await open(wish));
  `);
  await page.goto(`${origin}/quet`);
  await page.locator('[data-market]').check();
  await page.locator('[data-open]').click();
  await page.getByRole('button', { name: words.torchOn }).click();
  await page.getByRole('button', { name: words.torchOff }).waitFor();
  await page.getByLabel(words.zoom).focus();
  await page.keyboard.press('ArrowRight');
  assert.deepEqual(await page.evaluate('window.asked'), [{ torch: true }, { zoom: 1.5 }]);
  assert.deepEqual(await findFaults(page, 'tools'), []);
  await page.getByRole('button', { name: words.otherCamera }).click();
  await page.getByRole('button', { name: words.torchOn }).waitFor();
  await page.evaluate(
    `Object.defineProperty(document, 'hidden', { value: true, configurable: true }); document.dispatchEvent(new Event('visibilitychange'));`,
  );
  await page.getByText(words.paused).waitFor();
  assert.equal(await page.evaluate(`window.stream.getTracks().every(({ readyState }) => readyState === 'ended')`), true);
  assert.equal(await page.locator('video').count(), 0);
  await page.evaluate(`Object.defineProperty(document, 'hidden', { value: false, configurable: true })`);
  await page.getByRole('button', { name: words.again }).click();
  await page.getByText(words.aim).waitFor();
  // A call takes the camera.
  await page.evaluate(`window.stream.getTracks()[0].dispatchEvent(new Event('ended'))`);
  await page.getByText(words.faults['lost']!.title).waitFor();
  await browser!.close();
});

const refused = (name: string): string => `navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', '${name}'))`;
const without = `Object.defineProperty(navigator, 'mediaDevices', { value: undefined })`;
const zalo = 'Mozilla/5.0 (Linux; Android 12; SM-A125F; wv) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 Zalo android/12100';

test('where the camera stays closed, help says why and what to do; typing and photos stay', { skip }, async () => {
  const cases: readonly (readonly [fault: string, script: string, userAgent?: string])[] = [
    ['denied', refused('NotAllowedError')],
    ['none', refused('NotFoundError')],
    ['busy', refused('NotReadableError')],
    ['unsupported', without],
    ['insecure', `${without}; Object.defineProperty(window, 'isSecureContext', { value: false })`],
    ['in_app', without, zalo],
    ['in_app', refused('NotAllowedError'), zalo],
  ];
  const faults: string[] = [];
  for (const [fault, script, userAgent] of cases) {
    for (const lang of ['vi', 'en'] as const) {
      const context = await plain!.newContext({ viewport: { width: 360, height: 800 }, ...(userAgent === undefined ? {} : { userAgent }) });
      await context.addInitScript(script);
      const page = await context.newPage();
      await page.goto(`${origin}/quet${lang === 'en' ? '?lang=en' : ''}`);
      await page.locator('[data-open]').click();
      const help = page.locator('.help');
      await help.waitFor();
      const said = scannerWords[lang];
      assert.ok((await help.textContent())!.includes(said.faults[fault]!.title), `${fault} ${lang}`);
      assert.equal(await page.evaluate(`document.activeElement.classList.contains('help')`), true, fault);
      assert.equal(await help.getByText(said.inAppAndroid).count(), userAgent === undefined ? 0 : 1, fault);
      assert.equal(await help.getByRole('button', { name: said.retry }).count(), ['denied', 'none', 'busy'].includes(fault) ? 1 : 0, fault);
      if (userAgent !== undefined) {
        assert.ok((await help.locator('code').textContent())!.startsWith(`${origin}/quet`));
        await help.getByRole('button', { name: said.copy }).click();
        await help.getByText(new RegExp(`${said.copied}|${said.copyFailed}`)).waitFor();
      }
      assert.ok((await page.locator('[data-picture]').isVisible()) && (await page.locator('#ma').isVisible()));
      faults.push(...(await findFaults(page, `${fault} ${lang}`)));
      await context.close();
    }
  }
  assert.deepEqual(faults, []);
});

test('where the reader cannot be fetched: said so, and tried again', { skip }, async () => {
  const browser = await openBrowserWithCamera([{ jpeg: labels!.recalled, frames: 30 }]);
  const page = await openPage(browser!, { script: true });
  await page.goto(`${origin}/quet`);
  for (const lost of ['**/scanner-*.js', '**/*.wasm']) {
    await page.context().route(lost, (route) => route.abort());
    await page.reload();
    await page.locator('[data-open]').click();
    await page.getByText(words.faults['reader']!.text).waitFor();
    await page.context().unroute(lost);
  }
  await page.getByRole('button', { name: words.retry }).click();
  await page.waitForURL('**/xem/**');
  assert.equal(new URL(page.url()).pathname, `/xem${codeOf('thu-hoi')}`);
  await browser!.close();
});

test('without script: what needs it is not shown; the typed code leads on, and a bare number asks for its lot', { skip }, async () => {
  const page = await openPage(plain!, { script: false });
  await page.goto(`${origin}/quet`);
  assert.equal(await page.locator('[data-open]').isVisible(), false);
  assert.ok((await page.locator('main').textContent())!.includes('Zalo'));
  const [, gtin, lot] = /\/01\/0(\d{13})\/10\/([^/]+)/.exec(codeOf('dung'))!;
  await page.locator('#ma').fill(` ${gtin!.slice(0, 3)} ${gtin!.slice(3)} `);
  await page.locator('form .btn').click();
  await page.waitForURL(`**/xem/01/0${gtin}`);
  await page.locator('#lo').fill(lot!.toLowerCase().replace('-', ' '));
  await page.locator('form .btn').click();
  await page.waitForURL(`**/xem/01/0${gtin}/10/${lot}`);
  assert.match((await page.locator('h1').textContent()) ?? '', /Mã đúng/);
  await page.context().close();
});
