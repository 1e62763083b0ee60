// nginx as a yardstick: one worker that serves stored pages from disk, with the headers that they had.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { StoredPage } from './bare-server.ts';
import { findFreePort } from './product-process.ts';

export const hasNginx = (): boolean => spawnSync('nginx', ['-v']).error === undefined;

export interface RunningNginx {
  readonly port: number;
  /** Answers everything with two bytes, without looking: what a load generator reaches here is its own best. */
  readonly idlePort: number;
  stop(): Promise<void>;
}

/** Lays the pages out as files of their paths beneath `folder`/www. `headers` are those that all pages share. */
export async function startNginx(folder: string, headers: Readonly<Record<string, string>>): Promise<RunningNginx> {
  const port = await findFreePort();
  const idlePort = await findFreePort();
  const file = path.join(folder, 'nginx.conf');
  writeFileSync(file, configuration(folder, port, idlePort, headers));
  const child = spawn('nginx', ['-c', file, '-p', folder], { stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for (let tries = 0; tries < 200; tries++) {
    if (
      await fetch(`http://127.0.0.1:${port}/`).then(
        async (answer) => (await answer.arrayBuffer(), true),
        () => false,
      )
    )
      break;
    await wait(25);
  }
  return {
    port,
    idlePort,
    async stop() {
      child.kill('SIGQUIT');
      await ended;
    },
  };
}

/** Workers of root run as root here: the folder of a measure is closed to others. */
function configuration(folder: string, port: number, idlePort: number, headers: Readonly<Record<string, string>>): string {
  const type = headers['content-type'] ?? 'text/html';
  const fixed = Object.entries(headers).filter(
    ([name]) => !['content-type', 'content-length', 'connection', 'date', 'keep-alive', 'etag', 'transfer-encoding'].includes(name),
  );
  return `
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/nginx-error.log;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  client_body_temp_path ${folder}/t1; proxy_temp_path ${folder}/t2; fastcgi_temp_path ${folder}/t3; uwsgi_temp_path ${folder}/t4; scgi_temp_path ${folder}/t5;
  types { }
  default_type ${JSON.stringify(type)};
  server {
    listen 127.0.0.1:${port};
    root ${folder}/www;
    ${fixed.map(([name, value]) => `add_header ${name} ${JSON.stringify(value)};`).join('\n    ')}
    location / { try_files $uri.page =404; }
  }
  server {
    listen 127.0.0.1:${idlePort};
    location / { return 200 "ok"; }
  }
}
`;
}

/** Where nginx finds the body of a page. */
export function layOutPage(folder: string, page: StoredPage, body: Buffer): string {
  const file = path.join('www', `${decodeURIComponent(page.path)}.page`);
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), body);
  return file;
}
