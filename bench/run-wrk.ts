// Many GETs a second: by wrk where it is installed, else by our own generator; both report in one form.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateLoad } from './bench-process.ts';

export interface GetLoad {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** One path a line, asked for in turn. */
  readonly file: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Status that every answer must have: 200 where absent. wrk tells apart refusals (400 and above) only. */
  readonly status?: number;
  /** Where the script for wrk may be written. */
  readonly folder: string;
}

export interface GetReport {
  readonly per_s: number;
  readonly answers: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
}

/** wrk asks `request` for each request and tells its figures at the end; one thread, so that no path is asked for out of turn. */
const script = ({ file, headers }: GetLoad): string => `
local requests, next_one = {}, 0
function init()
  ${Object.entries(headers)
    .map(([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`)
    .join('\n  ')}
  for line in io.lines(${JSON.stringify(file)}) do requests[#requests + 1] = wrk.format("GET", line) end
end
function request()
  next_one = next_one % #requests + 1
  return requests[next_one]
end
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('\\n{"answers":%d,"duration_us":%d,"p50_us":%d,"p99_us":%d,"refused":%d,"broken":%d}\\n', summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
`;

export const hasWrk = (): boolean => spawnSync('wrk', ['--version']).error === undefined;

export async function sendGets(load: GetLoad): Promise<GetReport> {
  return hasWrk() ? sendByWrk(load) : sendByOurs(load);
}

function sendByWrk(load: GetLoad): GetReport {
  const file = path.join(load.folder, 'gets.lua');
  writeFileSync(file, script(load));
  const words = [
    '-t1',
    `-c${load.connections}`,
    `-d${Math.max(1, Math.round(load.seconds))}s`,
    '--timeout',
    '10s',
    '-s',
    file,
    `http://127.0.0.1:${load.port}`,
  ];
  const ran = spawnSync('wrk', words, { encoding: 'utf8' });
  const line = ran.stdout.split('\n').find((text) => text.startsWith('{'));
  if (ran.status !== 0 || line === undefined) throw new Error(`wrk failed: ${ran.stdout}${ran.stderr}`);
  const told = JSON.parse(line) as Record<'answers' | 'duration_us' | 'p50_us' | 'p99_us' | 'refused' | 'broken', number>;
  if (told.refused + told.broken > 0) throw new Error(`wrk: ${told.refused} answers were refusals, ${told.broken} connections broke`);
  return {
    answers: told.answers,
    per_s: told.answers / (told.duration_us / 1e6),
    p50_ms: told.p50_us / 1_000,
    p99_ms: told.p99_us / 1_000,
  };
}

async function sendByOurs({ port, connections, seconds, file, headers, status = 200 }: GetLoad): Promise<GetReport> {
  const report = await generateLoad({ host: '127.0.0.1', port, connections, method: 'GET', file, headers, seconds });
  if (Object.keys(report.statuses).join() !== String(status)) throw new Error(`answers were refusals: ${JSON.stringify(report.statuses)}`);
  return { answers: report.answers, per_s: (report.answers / report.elapsed_ms) * 1_000, p50_ms: report.p50_ms, p99_ms: report.p99_ms };
}
