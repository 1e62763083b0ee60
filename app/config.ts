// Reads the environment, once: every setting with its default, all faults printed together. Nothing else reads it.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

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
  /** Optional file that maps address ranges to provinces: CSV of `cidr,province name`. */
  readonly addressRangesFile: string | undefined;
  /** Optional file of GS1 company-prefix lengths: CSV of `prefix,length`. */
  readonly companyPrefixFile: string | undefined;
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
  const origin = env['NGUON_ORIGIN']?.replace(/\/+$/, '') || undefined;
  if (origin !== undefined && !/^https?:\/\/[^/\s]+$/.test(origin))
    faults.push(`NGUON_ORIGIN: cần dạng https://tên-miền, đang là "${origin}" / needs the form https://host`);
  if (env['NGUON_DEMO'] !== undefined && !['0', '1', ''].includes(env['NGUON_DEMO'])) faults.push('NGUON_DEMO: 0 hoặc 1 / 0 or 1');
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
    origin,
    secret: '',
    demo: env['NGUON_DEMO'] !== '0' && databaseUrl === undefined && !production,
    production,
    logLevel: env['LOG_LEVEL'] || (production ? 'info' : 'warn'),
    trustProxy: env['NGUON_TRUST_PROXY'] || '',
    captureEventsMax: integer('NGUON_CAPTURE_EVENTS_MAX', 2_000, 1, 100_000),
    captureBytesMax: integer('NGUON_CAPTURE_BYTES_MAX', 8_388_608, 1_024, 268_435_456),
    addressRangesFile: env['NGUON_ADDRESS_RANGES'] || undefined,
    companyPrefixFile: env['NGUON_COMPANY_PREFIXES'] || undefined,
    province: {
      code: env['NGUON_PROVINCE_CODE'] || '80',
      name: env['NGUON_PROVINCE_NAME'] || 'Tây Ninh',
      nameEn: env['NGUON_PROVINCE_NAME_EN'] || 'Tay Ninh',
    },
  };
  if (faults.length > 0) throw new Error('Cấu hình sai / faulty configuration:\n- ' + faults.join('\n- '));
  return { ...config, secret: env['NGUON_SECRET'] || readOrMakeSecret(dataDir) };
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
