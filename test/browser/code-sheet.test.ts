// The printed sheet of demo codes: photographed from paper, read by another program, each code opens the page it promises.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { demoCodes } from '../../demo/demo-codes.ts';
import { openBrowser } from '../support/browser.ts';
import { startDemo } from './start-demo.ts';

/** Words of the page's verdict for each demo code: a label must not open its neighbour's page. */
const verdicts: Readonly<Record<string, RegExp>> = {
  dung: /Mã đúng/,
  'thu-hoi': /bị thu hồi/,
  'chua-kich-hoat': /chưa (?:được )?kích hoạt/i,
  'da-huy': /hủy/,
};

function hasReader(): boolean {
  try {
    execFileSync('zbarimg', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test('codes on paper open their pages', async (t) => {
  const browser = await openBrowser();
  if (browser === undefined || !hasReader()) {
    assert.notEqual(process.env['CI'], 'true', 'a browser and zbarimg must be there in CI');
    return t.skip('needs a browser and zbarimg');
  }
  const origin = await startDemo();
  // Even a poor printer sets 200 dots to the inch, twice a screen's.
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 794, height: 1_123 }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  await page.goto(`${origin}/ma-demo`);
  await page.emulateMedia({ media: 'print' });
  const folder = mkdtempSync(path.join(tmpdir(), 'nguon-codes-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const picture = path.join(folder, 'sheet.png');
  await page.screenshot({ path: picture, fullPage: true });
  const read = execFileSync('zbarimg', ['--raw', '-q', '-Sdisable', '-Sqrcode.enable', picture], { encoding: 'utf8' }).trim().split('\n');
  const codes = demoCodes();
  assert.deepEqual(
    codes.filter(({ path: code }) => !read.includes(origin + code)).map(({ name }) => name),
    [],
  );
  let judged = 0;
  for (const code of codes) {
    await page.goto(read.find((link) => link === origin + code.path)!);
    const [gtin, lot] = [/\/01\/0?(\d+)/.exec(code.path)![1]!, /\/10\/([^/?]+)/.exec(code.path)![1]!];
    assert.ok(page.url().startsWith(`${origin}/xem/01/0${gtin}/10/${lot}`), `${code.name}: ${page.url()}`);
    assert.ok((await page.locator('main').textContent())!.includes(lot), code.name);
    const verdict = verdicts[code.name];
    if (verdict === undefined) continue;
    assert.match((await page.locator('h1').textContent()) ?? '', verdict, code.name);
    judged++;
  }
  assert.equal(judged, Object.keys(verdicts).length);
});
