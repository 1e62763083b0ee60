// What a page does behind a reader's back: other hosts asked, errors on the console, policies broken, things stored.
import type { Page } from 'playwright-core';

export interface Watched {
  /** One line for each thing that a quiet page does not do. */
  readonly noises: string[];
  /** Paths asked for since the last `forget`, pictures and fonts too. */
  readonly asked: string[];
  forget(): void;
}

export function watchPage(page: Page, origin: string): Watched {
  const [noises, asked]: [string[], string[]] = [[], []];
  page.on('request', (request) => {
    const url = request.url();
    if (url.startsWith('data:')) return;
    if (url.startsWith(origin)) asked.push(url.slice(origin.length));
    else noises.push(`asks another host: ${url}`);
  });
  page.on('requestfailed', (request) => {
    // What the page before was still fetching when the next one came is given up by the browser.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') noises.push(`failed: ${request.url()}`);
  });
  page.on('pageerror', (error) => void noises.push(`error: ${error.message}`));
  // A refused style, script or picture is told here too: the policy has no other way to speak.
  page.on('console', (message) => {
    // The browser's own remark on a page that is answered 404 on purpose.
    const isPageItself = message.location().url === page.url();
    if (['error', 'warning'].includes(message.type()) && !(isPageItself && message.text().includes('status of 4')))
      noises.push(`console: ${message.text()}`);
  });
  return {
    noises,
    asked,
    forget() {
      noises.length = 0;
      asked.length = 0;
    },
  };
}

/** Names of what a page left in the browser. */
export async function listStored(page: Page): Promise<string[]> {
  const cookies = (await page.context().cookies()).map(({ name }) => `cookie ${name}`);
  const kept = (await page.evaluate('[...Object.keys(localStorage), ...Object.keys(sessionStorage)]')) as string[];
  return [...cookies, ...kept.map((name) => `storage ${name}`)];
}
