// The whole product with the demo province for tests in a browser: its own data folder, any free port, gone after the tests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { startNguon } from '../../app/start-nguon.ts';
import { demoCodes } from '../../demo/demo-codes.ts';
import { testConfig } from '../support/test-product.ts';

/** Returns the product's address. */
export async function startDemo(): Promise<string> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'nguon-browser-'));
  const running = await startNguon(testConfig({ dataDir, demo: true }), () => undefined);
  after(async () => {
    await running.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return running.address;
}

export const languages = ['vi', 'en', 'zh'] as const;

/** A printed code as its label says it; `name` as in demo/demo-codes.ts. */
export function codeOf(name: string): string {
  const code = demoCodes().find((one) => one.name === name);
  if (code === undefined) throw new Error(`no demo code ${name}`);
  return code.path;
}

export function inLanguage(path_: string, lang: (typeof languages)[number]): string {
  return lang === 'vi' ? path_ : `${path_}${path_.includes('?') ? '&' : '?'}lang=${lang}`;
}

export const scanPaths: readonly string[] = demoCodes().flatMap(({ path: code }) => languages.map((lang) => inLanguage(code, lang)));

export const portalPaths: readonly string[] = [
  '/',
  '/?lang=en',
  '/tim-kiem?q=mang+cau',
  '/tim-kiem?q=khong-co-gi',
  '/quet',
  '/nhap-ma',
  '/thu-hoi',
  '/cach-doc-trang',
  '/tai-lieu-api',
  '/san-pham/mang-cau-ba-den',
  '/khong-co-trang-nay',
  `/truy-vet?code=${encodeURIComponent(codeOf('dung'))}`,
  `/truy-vet?code=${encodeURIComponent(codeOf('lo-hang'))}&lang=en`,
  `/xem/bao-nghi-ngo?code=${encodeURIComponent(codeOf('dung'))}`,
  '/ma-demo',
  '/dang-nhap',
  '/dang-nhap?lang=en',
];
