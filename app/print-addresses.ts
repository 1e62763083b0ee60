// What `npm start` prints when the product is ready: addresses a person can open, codes to scan, demo sign-ins.
import { networkInterfaces } from 'node:os';
import { demoCodes } from '../demo/demo-codes.ts';
import { demoSignIns } from '../demo/load-demo.ts';
import type { Config } from './config.ts';
import type { Running } from './start-nguon.ts';

/** The first address by which another device of the same network reaches this machine. */
function findLanAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
}

export function printAddresses(
  config: Config,
  { address, started_ms, metricsAddress, showsDemo }: Running,
  say: (message: string) => void,
  lanAddress = findLanAddress(),
): void {
  const port = new URL(address).port;
  const origin = config.origin ?? `http://localhost:${port}`;
  const isOpen = config.host === '0.0.0.0' || config.host === '::';
  const lan = config.origin === undefined && isOpen && lanAddress !== undefined ? `http://${lanAddress}:${port}` : undefined;
  const lines = [
    `Nguồn sẵn sàng sau ${(started_ms / 1000).toLocaleString('vi-VN')} giây (ready)`,
    '',
    `  Cổng thông tin / portal         ${origin}/`,
    `  Không gian làm việc / workspace ${origin}/khong-gian`,
    `  Điều hành / console             ${origin}/dieu-hanh`,
    `  API EPCIS 2.0                   ${origin}/epcis/events`,
    `  Cách dùng API / API page        ${origin}/tai-lieu-api`,
    metricsAddress === undefined
      ? `  Số đo / metrics                 không mở: cổng ${config.metricsPort} đang bận (port taken)`
      : `  Số đo / metrics                 ${metricsAddress}/metrics`,
  ];
  if (lan !== undefined) lines.push(`  Cho điện thoại cùng mạng        ${lan}/ (same network)`);
  if (showsDemo) {
    lines.push('', 'Tỉnh mẫu: mở hoặc quét các mã này / demo codes to open or scan:');
    for (const { title, path } of demoCodes()) lines.push(`  ${origin}${path}   ${title}`);
    // Its codes carry the address at which the sheet was opened: with "localhost" in them no phone gets anywhere.
    lines.push(`  ${lan ?? origin}/ma-demo   tờ mã QR để in hoặc quét trên màn hình (sheet of QR codes)`);
    lines.push('', 'Tài khoản mẫu: tên đăng nhập, mật khẩu / demo sign-ins: name, password');
    for (const { login, password, displayName, shows } of demoSignIns())
      lines.push(`  ${login.padEnd(22)} ${password.padEnd(18)} ${displayName}: ${shows}`);
  }
  lines.push('', 'Ctrl-C để dừng / to stop.');
  for (const line of lines) say(line);
}
