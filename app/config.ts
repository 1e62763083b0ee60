// Reads the environment, once: every setting with its default, all faults printed together. Nothing else reads it.
import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NATIONAL_PORTAL, readNationalPortal } from '@nguon/gs1';
import type { NationalPortal } from '@nguon/gs1';
import { PROVINCES, provinceNameEn } from '@nguon/vn';
import { settingFaults } from './setting-faults.ts';

export interface Config {
  /** Folder that holds package.json, db/migrations and dist. */
  readonly rootDir: string;
  readonly dataDir: string;
  readonly port: number;
  readonly host: string;
  readonly metricsPort: number;
  /** False when the port is only the default: then a taken port is no reason not to start. */
  readonly metricsPortGiven: boolean;
  readonly metricsHost: string;
  readonly databaseUrl: string | undefined;
  readonly databaseReadUrl: string | undefined;
  /** Public origin of links, e.g. `https://nguon.tayninh.example`; undefined = the address the request came to. */
  readonly origin: string | undefined;
  readonly secret: string;
  readonly demo: boolean;
  readonly production: boolean;
  readonly logLevel: string;
  /** Believe X-Forwarded-* of these proxies (Fastify's trustProxy): '' = none. */
  readonly trustProxy: string;
  readonly captureEventsMax: number;
  readonly captureBytesMax: number;
  /** What is larger than `captureBytesMax`, up to this, goes to disk and is worked off in the background; not above it = off. */
  readonly captureLargeBytesMax: number;
  /** Optional file that maps address ranges to provinces: CSV of `cidr,province name`. */
  readonly addressRangesFile: string | undefined;
  /** Optional file of GS1 company-prefix lengths: CSV of `prefix,length`. */
  readonly companyPrefixFile: string | undefined;
  /** How links of the national portal are written. */
  readonly nationalPortal: NationalPortal;
  /** Hosts of the operator's own network that webhooks may call, also by http; all others must be public and https. */
  readonly webhookHosts: readonly string[];
  readonly province: { readonly code: string; readonly name: string; readonly nameEn: string };
}

/** Walks up from this file to the folder of the project's package.json (the bundle lies in dist/). */
export function findRootDir(from: string = import.meta.dirname): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (existsSync(manifest) && /"name": "nguon"/.test(readFileSync(manifest, 'utf8'))) return folder;
    if (folder === path.dirname(folder)) throw new Error('package.json of Nguồn not found above ' + from);
  }
}

/** Reads and checks every setting. Throws one Error naming all faults. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const faults: string[] = [];
  const rootDir = findRootDir();
  const dataDir = path.resolve(rootDir, env['DATA_DIR'] || 'data');
  const integer = (name: string, fallback: number, min: number, max: number): number => {
    const text = env[name];
    if (text === undefined || text === '') return fallback;
    const value = Number(text);
    if (!Number.isInteger(value) || value < min || value > max)
      faults.push(`${name}: cần số nguyên từ ${min} đến ${max}, đang là "${text}" / needs an integer from ${min} to ${max}`);
    return value;
  };
  const port = integer('PORT', 8080, 0, 65_535);
  const production = env['NODE_ENV'] === 'production';
  const databaseUrl = env['DATABASE_URL'] || undefined;
  for (const [name, findFault] of Object.entries(settingFaults)) {
    const fault = env[name] ? findFault(env[name]) : undefined;
    if (fault !== undefined) faults.push(`${name}: ${fault}`);
  }
  for (const name of ['NGUON_ADDRESS_RANGES', 'NGUON_COMPANY_PREFIXES']) {
    if (env[name] && !canRead(env[name])) faults.push(`${name}: không đọc được tệp ${env[name]} / this file cannot be read`);
  }
  if (port !== 0 && env['METRICS_PORT'] === String(port)) faults.push('METRICS_PORT: trùng với PORT / the same as PORT');
  const config: Config = {
    rootDir,
    dataDir,
    port,
    host: env['HOST'] || '0.0.0.0',
    metricsPort: integer('METRICS_PORT', port === 0 ? 0 : 9464, 0, 65_535),
    metricsPortGiven: (env['METRICS_PORT'] ?? '') !== '',
    metricsHost: env['METRICS_HOST'] || '127.0.0.1',
    databaseUrl,
    databaseReadUrl: env['DATABASE_READ_URL'] || undefined,
    origin: env['NGUON_ORIGIN']?.toLowerCase().replace(/\/+$/, '') || undefined,
    secret: '',
    demo: env['NGUON_DEMO'] !== '0' && databaseUrl === undefined && !production,
    production,
    logLevel: env['LOG_LEVEL'] || (production ? 'info' : 'warn'),
    trustProxy: env['NGUON_TRUST_PROXY'] || '',
    captureEventsMax: integer('NGUON_CAPTURE_EVENTS_MAX', 2_000, 1, 100_000),
    captureBytesMax: integer('NGUON_CAPTURE_BYTES_MAX', 8_388_608, 1_024, 268_435_456),
    captureLargeBytesMax: integer('NGUON_CAPTURE_LARGE_BYTES_MAX', 268_435_456, 0, 1_073_741_824),
    addressRangesFile: env['NGUON_ADDRESS_RANGES'] || undefined,
    companyPrefixFile: env['NGUON_COMPANY_PREFIXES'] || undefined,
    nationalPortal: readNationalPortal(env['NGUON_NATIONAL_PORTAL'] || '') ?? NATIONAL_PORTAL,
    webhookHosts: (env['NGUON_WEBHOOK_HOSTS'] ?? '')
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((host) => host !== ''),
    province: readProvince(env),
  };
  if (faults.length > 0) throw configurationError(faults);
  return { ...config, secret: env['NGUON_SECRET'] || readOrMakeSecret(dataDir) };
}

const province_default = '80';

/** The name follows the code unless another is wanted. */
function readProvince(env: NodeJS.ProcessEnv): Config['province'] {
  const code = env['NGUON_PROVINCE_CODE'] || province_default;
  const name = env['NGUON_PROVINCE_NAME'] || (PROVINCES.get(code) ?? '');
  return { code, name, nameEn: env['NGUON_PROVINCE_NAME_EN'] || provinceNameEn(name) };
}

function canRead(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/** What a command may do without, but a product that serves people may not: printed codes and cookies hang on it. */
export function findServingFaults({ production, origin }: Pick<Config, 'production' | 'origin'>): string[] {
  if (!production) return [];
  if (origin === undefined)
    return [
      'NGUON_ORIGIN: chạy thật (NODE_ENV=production) cần địa chỉ công khai của cổng, vì mã in ra mang địa chỉ này mãi mãi. Ví dụ: NGUON_ORIGIN=https://nguon.tinh.gov.vn / must be set in production: printed codes carry this address for ever',
    ];
  const { protocol, hostname } = new URL(origin);
  if (protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return [];
  return [
    `NGUON_ORIGIN: chạy thật (NODE_ENV=production) cần https, đang là "${origin}": qua http mật khẩu và cookie đi không mã hóa. Đặt một proxy có TLS ở phía trước rồi ghi https://… / must be https in production: cookies are not Secure otherwise`,
  ];
}

/** Throws one Error naming all faults. */
export function requireSafeToServe(config: Pick<Config, 'production' | 'origin'>): void {
  const faults = findServingFaults(config);
  if (faults.length > 0) throw configurationError(faults);
}

function configurationError(faults: readonly string[]): Error {
  return new Error(
    'Cấu hình sai / faulty configuration:\n- ' +
      faults.join('\n- ') +
      '\nBảng cấu hình: README.md#configuration / table of settings: README.md#configuration',
  );
}

/** The secret that seals cookies and keys: made on first use and kept in DATA_DIR, readable by its owner only. */
function readOrMakeSecret(dataDir: string): string {
  const file = path.join(dataDir, 'secret');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(dataDir, { recursive: true });
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(file, secret + '\n', { mode: 0o600, flag: 'wx' });
  return secret;
}
