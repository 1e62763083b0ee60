// Sends requests over keep-alive connections and times each answer. Runs in the child process of `generateLoad`.
import { readFileSync } from 'node:fs';
import { quantile } from './bench-result.ts';
import { openHttpConnection } from './http-connection.ts';

export interface LoadTask {
  readonly host: string;
  readonly port: number;
  readonly connections: number;
  readonly method: 'GET' | 'POST';
  /** Of a POST; a GET takes its paths from the file. */
  readonly path?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** One body (POST) or one path (GET) a line, each used once in order. */
  readonly file: string;
  /** Begin again with the first line when all are sent, until the time is over. Absent: each line once. */
  readonly seconds?: number;
}

export interface LoadReport {
  readonly elapsed_ms: number;
  readonly answers: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly bytes: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
  readonly max_ms: number;
}

export async function sendLoad(task: LoadTask): Promise<LoadReport> {
  const requests = makeRequests(task);
  const latencies_ms: number[] = [];
  const statuses: Record<string, number> = {};
  let next = 0;
  let bytes = 0;
  const connections = await Promise.all(Array.from({ length: task.connections }, () => openHttpConnection(task.host, task.port)));
  const began = performance.now();
  const deadline = task.seconds === undefined ? undefined : began + task.seconds * 1_000;
  await Promise.all(
    connections.map(async (connection) => {
      while (deadline === undefined ? next < requests.length : performance.now() < deadline) {
        const request = requests[next++ % requests.length]!;
        const sent = performance.now();
        const answer = await connection.send(request);
        latencies_ms.push(performance.now() - sent);
        statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
        bytes += answer.bytes;
      }
    }),
  );
  const elapsed_ms = performance.now() - began;
  for (const connection of connections) connection.close();
  return {
    elapsed_ms,
    answers: latencies_ms.length,
    statuses,
    bytes,
    p50_ms: quantile(latencies_ms, 0.5),
    p99_ms: quantile(latencies_ms, 0.99),
    max_ms: quantile(latencies_ms, 1),
  };
}

function makeRequests({ host, port, method, path, headers, file }: LoadTask): Buffer[] {
  const fixed = [`host: ${host}:${port}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  return readLines(file).map((line) =>
    method === 'GET'
      ? Buffer.from(`GET ${line.toString()} HTTP/1.1\r\n${fixed}\r\n\r\n`)
      : Buffer.concat([Buffer.from(`POST ${path ?? '/'} HTTP/1.1\r\n${fixed}\r\ncontent-length: ${line.length}\r\n\r\n`), line]),
  );
}

function readLines(file: string): Buffer[] {
  const text = readFileSync(file);
  const lines: Buffer[] = [];
  for (let at = 0; at < text.length;) {
    const end = text.indexOf(10, at);
    const stop = end < 0 ? text.length : end;
    if (stop > at) lines.push(text.subarray(at, stop));
    at = stop + 1;
  }
  return lines;
}
