// What `npm start` prints when the product is ready: addresses a person can open, codes to scan, demo sign-ins.
import { networkInterfaces } from 'node:os';
import type { Config } from './config.ts';
import type { Running } from './start-nguon.ts';

/** The first address by which another device of the same network reaches this machine. */
function findLanAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
}

export function printAddresses(config: Config, { address, started_ms }: Running, say: (message: string) => void): void {
  const port = new URL(address).port;
  const origin = config.origin ?? `http://localhost:${port}`;
  const lan = config.origin === undefined ? findLanAddress() : undefined;
  const lines = [
    `Nguồn sẵn sàng sau ${(started_ms / 1000).toLocaleString('vi-VN')} giây (ready)`,
    '',
    `  Cổng thông tin / portal       ${origin}/`,
    `  Khu làm việc / workspace      ${origin}/khong-gian`,
    `  Điều hành / console           ${origin}/dieu-hanh`,
    `  API EPCIS 2.0                 ${origin}/epcis/events`,
    `  Số đo / metrics               http://${config.metricsHost}:${config.metricsPort}/metrics`,
  ];
  if (lan !== undefined) lines.push(`  Cho điện thoại cùng mạng      http://${lan}:${port}/ (same network)`);
  lines.push('', 'Ctrl-C để dừng / to stop.');
  for (const line of lines) say(line);
}
