// The printed sheet of codes: its QR images, rendered by a browser, read back as the links that they stand for.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { parseDigitalLink } from '@nguon/gs1';
import { startTestProduct } from '../../test/support/test-product.ts';
import { demoCodes } from '../../demo/demo-codes.ts';
import { drawQr } from './draw-qr.ts';

const product = await startTestProduct({ demo: true, origin: 'https://nguon.example' });

function findProgram(names: readonly string[]): string | undefined {
  for (const name of names) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    } catch {
      continue;
    }
  }
  return undefined;
}

test('every demo code is a link that reads, and each stands on the sheet as text', async () => {
  const { statusCode, body } = await product.app.inject('/ma-demo');
  assert.equal(statusCode, 200);
  const codes = demoCodes();
  assert.ok(codes.length >= 10, String(codes.length));
  assert.equal(new Set(codes.map(({ name }) => name)).size, codes.length);
  for (const code of codes) {
    assert.ok(parseDigitalLink(`https://nguon.example${code.path}`, 'lenient').ok, code.path);
    assert.ok(body.includes(`href="${code.path}"`), code.path);
    const [, gtin, lot] = /^\/01\/0?(\d{13})\/10\/([^/?]+)/.exec(code.path) ?? [];
    assert.ok(body.includes(`>Sản phẩm ${gtin}, lô ${lot}`), code.path);
    assert.ok(code.see.length > 10);
  }
  assert.equal(body.match(/<svg[^>]*aria-label="Mã QR/g)?.length, codes.length);
});

test('the sheet is told in both languages, without bare paths between the words', async () => {
  const vietnamese = (await product.app.inject('/ma-demo')).body;
  const english = (await product.app.inject(/<a href="([^"]+)" lang="en"/.exec(vietnamese)?.[1] ?? '')).body;
  assert.match(english, /lang="en"><head>/);
  for (const { en } of demoCodes()) assert.ok(english.includes(en.title) && english.includes(en.see), en.title);
  for (const page of [vietnamese, english]) assert.doesNotMatch(page.replace(/<[^>]*>/g, ' '), /\/01\/\d/);
});

test('the sheet exists in the demo only; the other sheets ask to sign in', async () => {
  const real = await startTestProduct({ demo: false });
  assert.equal((await real.app.inject('/ma-demo')).statusCode, 404);
  const stranger = await product.app.inject('/khong-gian/ma/01/09520101000101');
  assert.deepEqual([stranger.statusCode, stranger.headers.location?.startsWith('/dang-nhap')], [303, true]);
});

test('QR images read back by another program as what they say', async (t) => {
  const [browser, reader] = [findProgram(['chromium', 'chromium-browser', 'google-chrome']), findProgram(['zbarimg'])];
  if (browser === undefined || reader === undefined) {
    assert.notEqual(process.env['CI'], 'true', 'chromium and zbarimg must be there in CI');
    return t.skip('needs chromium and zbarimg on this machine');
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'nguon-sheet-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [html, png] = [path.join(folder, 'sheet.html'), path.join(folder, 'sheet.png')];
  writeFileSync(html, (await product.app.inject('/ma-demo')).body.replace(/<link rel="stylesheet"[^>]*>/, ''));
  const options = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', `--user-data-dir=${folder}`, `--screenshot=${png}`];
  await promisify(execFile)(browser, [...options, '--window-size=1000,2600', `file://${html}`], { timeout: 60_000 });
  const { stdout } = await promisify(execFile)(reader, ['--raw', '-q', '-Sdisable', '-Sqrcode.enable', png], { timeout: 60_000 });
  const read = new Set(stdout.trim().split('\n'));
  const wanted = demoCodes().map((code) => `https://nguon.example${code.path}`);
  assert.deepEqual(
    wanted.filter((link) => !read.has(link)),
    [],
  );
});

test('a quiet zone of four modules surrounds the code', () => {
  const svg = drawQr('https://nguon.example/01/09520101000101', 'thử "một" & hai');
  const side = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const starts = [...svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g)].map(([, x, y, width]) => [Number(x), Number(y), Number(x) + Number(width)]);
  assert.ok(starts.length > 100);
  assert.equal(Math.min(...starts.map(([x]) => x!)), 4);
  assert.equal(Math.min(...starts.map(([, y]) => y!)), 4);
  assert.equal(Math.max(...starts.map(([, , end]) => end!)), side - 4);
  assert.ok(svg.includes('aria-label="Mã QR') === false && svg.includes('&quot;một&quot; &amp; hai'));
});
