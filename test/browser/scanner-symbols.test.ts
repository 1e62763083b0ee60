// Every symbology that the scanner reads, as photos: opened by its code; foreign links and texts shown, never opened.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toBuffer } from 'bwip-js/node';
import type { Page } from 'playwright-core';
import { scannerWords } from '../../app/ui/words/scanner.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { startTestProduct } from '../support/test-product.ts';
import { watchPage } from './watch-page.ts';

const words = scannerWords.vi;
const browser = await openBrowser();
const skip = browser === undefined ? 'no browser' : false;
const origin = skip === false ? await (await startTestProduct()).app.listen({ port: 0, host: '127.0.0.1' }) : '';

const draw = (bcid: string, text: string, scale = 4): Promise<Buffer> =>
  toBuffer({ bcid, text, scale, paddingwidth: 12, paddingheight: 12, backgroundcolor: 'FFFFFF' });

async function choosePicture(page: Page, buffer: Buffer, mimeType = 'image/png'): Promise<void> {
  await page.locator('[data-picture]').setInputFiles({ name: 'anh.png', mimeType, buffer });
}

/** What the symbol holds (as bwip-js writes it), and where the scanner goes from there. */
const symbols: readonly (readonly [bcid: string, text: string, path: string])[] = [
  ['qrcode', 'https://elsewhere.example/01/09520101000101/10/A1?17=270101', '/01/09520101000101/10/A1'],
  ['gs1qrcode', '(01)09520101000101(10)A1(17)270101', '/01/09520101000101/10/A1'],
  ['gs1dlqrcode', 'https://id.gs1.org/01/09520101000101/21/X9', '/01/09520101000101/21/X9'],
  ['datamatrix', 'https://elsewhere.example/01/09520101000101', '/01/09520101000101'],
  ['gs1datamatrix', '(01)09520101000101(10)A1(21)X9', '/01/09520101000101/10/A1/21/X9'],
  ['ean13', '9520101000101', '/01/09520101000101'],
  ['ean8', '95200002', '/01/00000095200002'],
  ['upca', '012345678905', '/01/00012345678905'],
  ['upce', '01234565', '/01/00012345000065'],
  ['itf14', '19520101000108', '/01/19520101000108'],
  ['gs1-128', '(01)09520101000101(10)A1(21)X9', '/01/09520101000101/10/A1/21/X9'],
  ['gs1-128', '(00)095201010000000019', '/00/095201010000000019'],
];

test('a photo of each symbology opens the page of its code, and nothing leaves our origin', { skip }, async () => {
  const page = await openPage(browser!, { script: true });
  const watched = watchPage(page, origin);
  for (const [bcid, text, path] of symbols) {
    await page.goto(`${origin}/quet?lang=en`);
    await choosePicture(page, await draw(bcid, text));
    await page.waitForURL('**/xem/**');
    assert.equal(page.url(), `${origin}/xem${path}?lang=en`, `${bcid} ${text}`);
  }
  // The codes are made up: their pages are answered 404, which the browser remarks on. Icons are given up when a page is left.
  assert.deepEqual(
    watched.noises.filter((noise) => !noise.includes('status of 404') && !noise.endsWith('/bieu-tuong.svg')),
    [],
  );
  await page.context().close();
});

test('an identifier of another system, as a link of ours, is led on', { skip }, async () => {
  const page = await openPage(browser!, { script: true });
  await page.goto(`${origin}/quet`);
  await choosePicture(page, await draw('qrcode', `${origin}/dinh-danh/nda/KHONG-CO-1`));
  await page.waitForURL('**/dinh-danh/nda/KHONG-CO-1');
  await page.context().close();
});

test('what is no code of goods is shown as text and opened by nobody', { skip }, async () => {
  const page = await openPage(browser!, { script: true });
  const watched = watchPage(page, origin);
  const cases: readonly (readonly [bcid: string, text: string, says: string])[] = [
    ['qrcode', 'https://lua-dao.example/dang-nhap?tien=1', words.foreign('lua-dao.example')],
    ['qrcode', 'WIFI:S:Quan cafe;T:WPA;P:matkhau123;;', words.notCode],
    ['qrcode', 'javascript:alert(document.domain)', words.notCode],
    ['qrcode', '<img src=x onerror=alert(1)>', words.notCode],
    ['code128', 'KE-12', words.notCode],
    ['qrcode', `${origin}/thu-hoi`, words.ours],
    ['qrcode', `${origin}/01/09520101000102/10/A1`, words.badCode],
  ];
  for (const [bcid, text, says] of cases) {
    await page.goto(`${origin}/quet`);
    await choosePicture(page, await draw(bcid, text));
    await page.locator('.help').waitFor();
    assert.ok((await page.locator('.help').textContent())!.includes(says), text);
    assert.equal(await page.locator('.help code').textContent(), text);
    assert.equal(await page.locator(`.help a:not([href="/thu-hoi"])`).count(), 0, text);
    assert.equal(page.url(), `${origin}/quet`);
    // Nothing of what a stranger's code says is told to anybody, us included.
    assert.deepEqual(
      watched.asked.filter((path) => path.startsWith('/quet/') || path.includes('lua-dao') || path.includes('WIFI')),
      [],
    );
  }
  assert.deepEqual(watched.noises, []);
  await page.context().close();
});

test('several codes in one photo: all on the list in the market; none, or no photo at all, is told', { skip }, async () => {
  const page = await openPage(browser!, { script: true });
  await page.goto(`${origin}/quet`);
  const pictures = await Promise.all([
    draw('ean13', '9520101000101', 3),
    draw('gs1datamatrix', '(01)09520112000107(10)B2', 6),
    draw('qrcode', 'https://x.example/01/09520107000105', 4),
  ]);
  const shelf = (await page.evaluate(`(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1600, height: 1000 });
    const context = canvas.getContext('2d');
    context.fillStyle = '#e8e4da';
    context.fillRect(0, 0, 1600, 1000);
    for (const [place, data] of ${JSON.stringify(pictures.map((one) => one.toString('base64')))}.entries()) {
      const image = Object.assign(new Image(), { src: 'data:image/png;base64,' + data });
      await image.decode();
      context.drawImage(image, 60 + place * 520, 120 + place * 180);
    }
    return canvas.toDataURL('image/jpeg', 0.85).split(',')[1];
  })()`)) as string;
  await choosePicture(page, Buffer.from(shelf, 'base64'), 'image/jpeg');
  await page.locator('.found button').nth(2).waitFor();
  await page.locator('[data-market]').check();
  await choosePicture(page, Buffer.from(shelf, 'base64'), 'image/jpeg');
  await page.locator('.list i.ask').nth(2).waitFor();
  assert.equal(await page.locator('.list li').count(), 3);

  const empty = (await page.evaluate(
    `Object.assign(document.createElement('canvas'), { width: 300, height: 300 }).toDataURL('image/png').split(',')[1]`,
  )) as string;
  await choosePicture(page, Buffer.from(empty, 'base64'));
  await page.getByText(words.noCode).waitFor();
  await choosePicture(page, Buffer.from('không phải ảnh'));
  await page.getByText(words.noPicture).waitFor();
  await page.context().close();
});

test('a browser that reads codes itself is let: no worker and no wasm is fetched', { skip }, async () => {
  const page = await openPage(browser!, { script: true });
  await page.addInitScript(`globalThis.BarcodeDetector = class {
    static async getSupportedFormats() { return ['aztec', 'code_128', 'data_matrix', 'ean_13', 'ean_8', 'itf', 'qr_code', 'upc_a', 'upc_e']; }
    async detect(image) {
      return [{ rawValue: '010952010100010110A1\\u001d21X9', format: 'code_128', boundingBox: new DOMRect(10, 10, image.width / 2, 20) }];
    }
  }`);
  const watched = watchPage(page, origin);
  await page.goto(`${origin}/quet`);
  await choosePicture(page, await draw('ean13', '9520101000101'));
  await page.waitForURL('**/xem/**');
  assert.equal(page.url(), `${origin}/xem/01/09520101000101/10/A1/21/X9`);
  const fetched = (): string[] => watched.asked.filter((path) => /worker|wasm/.test(path));
  assert.deepEqual(fetched(), []);
  // A photo in which it finds nothing, or on which it breaks, goes to ours.
  for (const detect of ['return [];', 'throw new DOMException("", "OperationError");']) {
    await page.addInitScript(`BarcodeDetector.prototype.detect = async () => { ${detect} }`);
    await page.goto(`${origin}/quet`);
    await choosePicture(page, await draw('ean13', '9520101000101'));
    await page.waitForURL('**/xem/**');
    assert.equal(page.url(), `${origin}/xem/01/09520101000101`);
    assert.equal(fetched().length, 2);
    watched.forget();
  }
  await page.context().close();
});
