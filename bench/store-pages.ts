// Fetches every page once and stores it as it came, for the yardsticks that serve the same bytes.
import { writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { StoredPage } from './bare-server.ts';
import { layOutPage } from './run-nginx.ts';

const at_once = 16;
/** Written by node:http itself for each answer. */
const perAnswer = new Set(['date', 'connection', 'keep-alive']);

/** Returns the headers of the first page; `pages.json` in the folder lists all. */
export async function storePages(
  port: number,
  paths: readonly string[],
  headers: Readonly<Record<string, string>>,
  folder: string,
): Promise<Record<string, string>> {
  const agent = new Agent({ keepAlive: true, maxSockets: at_once });
  const pages: StoredPage[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: at_once }, async () => {
      for (let at = next++; at < paths.length; at = next++) {
        const address = paths[at]!;
        const answer = await fetchPage(agent, port, address, headers);
        const page = { path: address, file: '', headers: answer.headers };
        pages.push({ ...page, file: layOutPage(folder, page, answer.body) });
      }
    }),
  );
  agent.destroy();
  writeFileSync(path.join(folder, 'pages.json'), JSON.stringify(pages));
  return { ...pages[0]!.headers };
}

export function fetchPage(
  agent: Agent,
  port: number,
  address: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ body: Buffer; headers: Record<string, string> }> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: address, agent, headers }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`${address}: ${response.statusCode}`));
      const kept = Object.entries(response.headers).filter(([name]) => !perAnswer.has(name));
      buffer(response).then(
        (body) => resolve({ body, headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])) }),
        reject,
      );
    }).on('error', reject);
  });
}
