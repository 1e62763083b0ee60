// `node scripts/make-screenshots.mjs`: the pictures of README.md, taken from the demo province by a headless browser.
import './require-node.mjs';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const root = path.join(import.meta.dirname, '..');
const picture_max_bytes = 200_000;
const start_max_ms = 120_000;

/** The scan page is that of the first code on the sheet, a right one: this file needs no code of its own. */
const pictures = [
  { file: 'scan-page.png', width_px: 390, height_px: 844, findPath: (page) => page.locator('.sheet a').first().getAttribute('href') },
  { file: 'portal.png', width_px: 1_080, height_px: 760, findPath: () => '/' },
];

const port = await findFreePort();
const origin = `http://127.0.0.1:${port}`;
const dataDir = mkdtempSync(path.join(tmpdir(), 'nguon-pictures-'));
const product = spawn(process.execPath, [path.join(root, 'scripts/start.mjs')], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    HOST: '127.0.0.1',
    METRICS_PORT: '0',
    DATABASE_URL: '',
    NODE_ENV: '',
    NGUON_DEMO: '1',
  },
});
const ended = new Promise((resolve) => product.once('exit', resolve));
try {
  await waitForProduct();
  const browser = await openBrowser();
  mkdirSync(path.join(root, 'docs/images'), { recursive: true });
  for (const picture of pictures) await take(browser, picture);
  await browser.close();
} finally {
  product.kill('SIGTERM');
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
}

async function take(browser, { file, width_px, height_px, findPath }) {
  const context = await browser.newContext({ viewport: { width: width_px, height: height_px }, deviceScaleFactor: 2, locale: 'vi-VN' });
  const page = await context.newPage();
  await page.goto(`${origin}/ma-demo`);
  await page.goto(origin + (await findPath(page)), { waitUntil: 'networkidle' });
  const target = path.join(root, 'docs/images', file);
  await page.screenshot({ path: target });
  await context.close();
  const { size } = statSync(target);
  console.log(`docs/images/${file}: ${size} bytes`);
  if (size > picture_max_bytes) throw new Error(`${file} is larger than ${picture_max_bytes} bytes`);
}

/** The system's browser, else the one npm brought. */
async function openBrowser() {
  const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file));
  const bundled = async () => (await import('@sparticuz/chromium')).default.executablePath();
  return chromium.launch({ executablePath: system ?? (await bundled()), args: ['--no-sandbox', '--disable-gpu'] });
}

async function waitForProduct() {
  for (const until = Date.now() + start_max_ms; Date.now() < until;) {
    if (product.exitCode !== null) throw new Error('the product did not start');
    const answer = await fetch(`${origin}/health`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`the product did not answer within ${start_max_ms} ms`);
}

function findFreePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address();
      server.close(() => resolve(free));
    });
  });
}
