// Says what is wrong with single settings, in words for whoever starts the product: what, in which variable, how to mend it.
import { isIP, isIPv4 } from 'node:net';
import { readNationalPortal } from '@nguon/gs1';
import { PROVINCES } from '@nguon/vn';

/** Undefined when the value will do. Values that may hold a secret are not repeated. */
type FindFault = (value: string) => string | undefined;

const secret_min_chars = 32;
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
/** A slip of the pen must not start a demo with its printed passwords in place of the real thing. */
const environments = ['production', 'development', 'test'];
const proxyNames = ['loopback', 'linklocal', 'uniquelocal'];

export const settingFaults: Readonly<Record<string, FindFault>> = {
  NODE_ENV: (value) =>
    environments.includes(value)
      ? undefined
      : `chỉ nhận ${environments.join(', ')} hoặc để trống, đang là "${value}". Chạy thật: NODE_ENV=production / must be one of these or empty`,
  NGUON_DEMO: (value) => (value === '0' || value === '1' ? undefined : 'chỉ nhận 0 hoặc 1 / must be 0 or 1'),
  NGUON_ORIGIN: findOriginFault,
  NGUON_NATIONAL_PORTAL: (value) =>
    readNationalPortal(value) !== undefined
      ? undefined
      : `cần dạng https://tên-miền/đường-dẫn?tên-tham-số, ví dụ https://qr.txng.gov.vn/?8000, đang là "${value}" / needs the form https://host/path?parameter`,
  NGUON_SECRET: (value) =>
    value.length >= secret_min_chars
      ? undefined
      : `cần ít nhất ${secret_min_chars} ký tự ngẫu nhiên (tạo bằng: openssl rand -base64 33); bỏ trống thì Nguồn tự tạo và cất trong DATA_DIR / needs at least ${secret_min_chars} random characters; left empty, one is made and kept in DATA_DIR`,
  NGUON_PROVINCE_CODE: findProvinceFault,
  NGUON_TRUST_PROXY: findTrustProxyFault,
  LOG_LEVEL: (value) =>
    logLevels.includes(value) ? undefined : `chỉ nhận ${logLevels.join(', ')}, đang là "${value}" / must be one of these`,
  DATABASE_URL: findDatabaseFault,
  DATABASE_READ_URL: findDatabaseFault,
};

function findOriginFault(value: string): string | undefined {
  const text = value.replace(/\/+$/, '');
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  if (parsed !== undefined && /^https?:$/.test(parsed.protocol) && parsed.origin === text.toLowerCase()) return undefined;
  return `cần dạng https://tên-miền, không có đường dẫn (tên miền có dấu viết ở dạng xn--), đang là "${value}" / needs the form https://host without a path`;
}

/** Codes of before the mergers are gone, or mean another province now (72 was Tây Ninh, 80 was Long An). */
function findProvinceFault(value: string): string | undefined {
  if (PROVINCES.has(value)) return undefined;
  const known = [...PROVINCES].map(([code, name]) => `${code} ${name}`).join(', ');
  return `cần mã hai chữ số của tỉnh, thành phố đang có hiệu lực từ 01/07/2025, đang là "${value}" / needs the two-digit code of a province in force since 1 July 2025: ${known}`;
}

function findDatabaseFault(value: string): string | undefined {
  if (/^(?:postgres|postgresql):\/\/./.test(value)) return undefined;
  return 'cần dạng postgres://người-dùng:mật-khẩu@máy:5432/cơ-sở-dữ-liệu / needs the form postgres://user:password@host:5432/database';
}

/** "All" would let every visitor choose the address that limits and scan counts go by. */
function findTrustProxyFault(value: string): string | undefined {
  for (const entry of value.split(',').map((part) => part.trim())) {
    if (proxyNames.includes(entry)) continue;
    const [address = '', bits, more] = entry.split('/');
    const bits_max = isIPv4(address) ? 32 : 128;
    const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= bits_max);
    if (isIP(address) === 0 || !isRange || more !== undefined)
      return `hãy ghi địa chỉ của proxy đứng trước Nguồn, ví dụ 127.0.0.1 hoặc 10.0.0.0/24, cách nhau bằng dấu phẩy; "${entry}" không dùng được; không có proxy thì bỏ trống / name the addresses of the proxies in front of Nguồn; leave it empty where there is none`;
    if (bits !== undefined && Number(bits) === 0)
      return `"${entry}" là tin mọi máy: ai cũng giả được địa chỉ của mình. Hãy ghi đúng địa chỉ của proxy / this trusts everybody: name the addresses of the proxies`;
  }
  return undefined;
}
