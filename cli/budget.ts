// `budget`: weighs every public page with demo data over the wire and fails over budget (interface rules, "Budgets").
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { startNguon } from '../app/start-nguon.ts';
import { demoCodes } from '../demo/demo-codes.ts';
import type { Command } from './command.ts';

/** Compressed bytes of a page with its styles, scripts and fonts; images stand apart. Sign-in is a page of the workspace. */
const budgets_bytes = { scan: 14_336, portal: 51_200, workspace: 122_880 } as const;

interface Weight {
  readonly path: string;
  readonly budget_bytes: number;
  readonly bytes: number;
  readonly script_bytes: number;
  readonly requests: number;
}

export const budget: Command = {
  name: 'budget',
  summary: 'Cân các trang công khai với dữ liệu mẫu / weigh the public pages with demo data',
  options: { url: { type: 'string', value: '<origin>', help: 'a running product with the demo; none: started for the command' } },
  async run(call) {
    const given = call.text('url');
    const folder = mkdtempSync(path.join(tmpdir(), 'nguon-budget-'));
    const running =
      given === undefined
        ? await startNguon(
            { ...call.config, dataDir: folder, databaseUrl: undefined, demo: true, port: 0, metricsPort: 0, host: '127.0.0.1' },
            call.note,
          )
        : undefined;
    try {
      const weights = await weighPages(given ?? running!.address);
      const over = weights.filter(({ bytes, budget_bytes }) => bytes > budget_bytes);
      if (call.json) call.print(JSON.stringify({ pages: weights, over: over.length }));
      else
        for (const weight of weights)
          call.print(
            `${weight.bytes > weight.budget_bytes ? 'OVER' : 'ok  '} ${String(weight.bytes).padStart(6)} / ${weight.budget_bytes}  ${weight.requests} requests, script ${weight.script_bytes}  ${weight.path}`,
          );
      // A weighing that saw hardly a page proves nothing.
      return over.length === 0 && weights.length >= 12 ? 0 : 1;
    } finally {
      await running?.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function weighPages(origin: string): Promise<Weight[]> {
  const sitemap = await (await fetch(`${origin}/sitemap.xml`)).text();
  const listed = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => new URL(match[1]!.replaceAll('&amp;', '&')).pathname);
  const codes = demoCodes();
  // The largest chains: many inputs, many outputs.
  const traced = codes.filter(({ name }) => ['dung', 'lo-hang', 'xuat-khau'].includes(name));
  const portal = [
    ...new Set([
      '/',
      '/?lang=en',
      '/tim-kiem?q=mang+cau',
      '/thu-hoi',
      '/quet',
      '/nhap-ma',
      '/cach-doc-trang',
      '/khong-co-trang-nay',
      ...traced.map(({ path: code }) => `/truy-vet?code=${encodeURIComponent(code)}`),
      ...listed.slice(0, 40),
    ]),
  ];
  const scans = codes.flatMap(({ path: code }) =>
    ['', 'en', 'zh'].map((lang) => code + (lang === '' ? '' : (code.includes('?') ? '&' : '?') + `lang=${lang}`)),
  );
  const weights: Weight[] = [];
  for (const page of portal) weights.push(await weighPage(origin, page, budgets_bytes.portal));
  for (const page of scans) weights.push(await weighPage(origin, page, budgets_bytes.scan));
  weights.push(await weighPage(origin, '/dang-nhap', budgets_bytes.workspace));
  return weights;
}

async function weighPage(origin: string, page: string, budget_bytes: number): Promise<Weight> {
  const { text, bytes } = await download(new URL(page, origin));
  const styles = [...text.matchAll(/<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/g)].map((match) => match[1]!);
  const scripts = [...text.matchAll(/<script[^>]+src="([^"]+)"/g)].map((match) => match[1]!);
  const sheets = await Promise.all(styles.map((address) => download(new URL(address, origin))));
  // Every face that a sheet names, as if the page used all of them.
  const fonts = sheets.flatMap((sheet) => [...sheet.text.matchAll(/url\(([^)]+\.woff2)\)/g)].map((match) => match[1]!));
  const sizeOf = async (address: string): Promise<number> => (await download(new URL(address, origin))).bytes;
  const [script_bytes, font_bytes] = await Promise.all([scripts, fonts].map(async (list) => sum(await Promise.all(list.map(sizeOf)))));
  return {
    path: page,
    budget_bytes,
    bytes: bytes + sum(sheets.map((sheet) => sheet.bytes)) + script_bytes! + font_bytes!,
    script_bytes: script_bytes!,
    requests: 1 + styles.length + scripts.length + fonts.length,
  };
}

const sum = (sizes: readonly number[]): number => sizes.reduce((all, size) => all + size, 0);

/** Follows redirects as a phone does; counts what came over the wire, still compressed. */
function download(url: URL): Promise<{ text: string; bytes: number }> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { 'accept-encoding': 'gzip, deflate, br', accept: 'text/html,*/*' } }, (response) => {
      const location = response.headers.location;
      if (location !== undefined && response.statusCode! >= 300 && response.statusCode! < 400) {
        response.resume();
        download(new URL(location, url)).then(resolve, reject);
        return;
      }
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const body = Buffer.concat(parts);
        resolve({
          bytes: body.length,
          text: decompress(body, response.headers['content-encoding']).toString('utf8'),
        });
      });
    })
      .on('error', reject)
      .end();
  });
}

/** A page comes in the form that the product prefers of those that every phone reads. */
function decompress(body: Buffer, encoding: string | undefined): Buffer {
  if (encoding === 'br') return brotliDecompressSync(body);
  return encoding === 'gzip' ? gunzipSync(body) : body;
}
