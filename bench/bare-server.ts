// Bare `node:http` servers: one that takes bodies and answers at once, one that sends pages from memory, one that redirects from a Map.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import path from 'node:path';

/** A page as it goes over the wire. */
export interface StoredPage {
  readonly path: string;
  /** File beneath the folder that holds the body. */
  readonly file: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function serveSink(): Promise<{ port: number }> {
  const answer = Buffer.from('{"success":true}');
  return listen((request, response) => {
    request.on('data', () => undefined);
    request.on('end', () =>
      response
        .writeHead(request.method === 'GET' ? 200 : 202, { 'content-type': 'application/json', 'content-length': answer.length })
        .end(answer),
    );
  });
}

export function servePages({ folder }: { readonly folder: string }): Promise<{ port: number }> {
  const pages = new Map(
    (JSON.parse(readFileSync(path.join(folder, 'pages.json'), 'utf8')) as StoredPage[]).map((page) => [
      page.path,
      { headers: page.headers, body: readFileSync(path.join(folder, page.file)) },
    ]),
  );
  return listen((request, response) => {
    const page = pages.get(request.url ?? '');
    if (page === undefined) return void response.writeHead(404).end();
    response.writeHead(200, page.headers).end(page.body);
  });
}

/** What the redirecting server answers: headers of every answer, and pairs of path and target. */
export interface StoredRedirects {
  readonly headers: Readonly<Record<string, string>>;
  readonly targets: readonly (readonly [path: string, location: string])[];
}

export function serveRedirects({ folder }: { readonly folder: string }): Promise<{ port: number }> {
  const { headers, targets } = JSON.parse(readFileSync(path.join(folder, 'redirects.json'), 'utf8')) as StoredRedirects;
  const locations = new Map(targets);
  return listen((request, response) => {
    const location = locations.get(request.url ?? '');
    if (location === undefined) return void response.writeHead(404).end();
    response.writeHead(307, { ...headers, location }).end();
  });
}

function listen(handle: RequestListener): Promise<{ port: number }> {
  const server = createServer(handle);
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as { port: number }).port })));
}
