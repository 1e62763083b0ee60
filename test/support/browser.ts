// A headless Chromium for tests: the system's, else the one npm brought. Without any, tests say so and fail in CI.
import { existsSync } from 'node:fs';
import { after } from 'node:test';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Undefined where no browser starts; in CI that is an error. @param more flags of this browser alone. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser | undefined> {
  try {
    const system = systemBrowsers.find((file) => existsSync(file));
    const browser = await chromium.launch({ executablePath: system ?? (await bundledBrowser()), args: [...flags, ...more] });
    after(() => browser.close());
    return browser;
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    console.log(`Không có trình duyệt để thử / no browser to test with: ${String(error).split('\n')[0]}`);
    return undefined;
  }
}

async function bundledBrowser(): Promise<string> {
  const { default: bundled } = await import('@sparticuz/chromium');
  return bundled.executablePath();
}

export interface PageOptions {
  readonly script: boolean;
  readonly width_px?: number;
}

export async function openPage(browser: Browser, { script, width_px = 360 }: PageOptions): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: script, viewport: { width: width_px, height: 800 }, locale: 'vi-VN' });
  return context.newPage();
}

/** What axe-core (WCAG 2.2 AA) finds on the page, one line each. The page needs script on. */
export async function findAccessibilityFaults(page: Page, axeSource: string): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = (await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  )) as { violations: { id: string; help: string; nodes: { html: string }[] }[] };
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html.slice(0, 200)}`);
}

/** True when the page is no wider than its window: nothing makes a phone scroll sideways. */
export async function fitsItsWidth(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth') as Promise<boolean>;
}
