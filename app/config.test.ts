// Settings that would be unsafe or make no sense are refused before anything runs, in words that say what, where and how to mend.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { readConfig, requireSafeToServe } from './config.ts';
import type { Config } from './config.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'nguon-config-'));
after(() => rmSync(folder, { recursive: true }));
const read = (env: NodeJS.ProcessEnv): Config => readConfig({ DATA_DIR: folder, ...env });

test('nothing needs to be set', () => {
  const config = read({});
  assert.deepEqual([config.production, config.demo, config.origin, config.trustProxy], [false, true, undefined, '']);
  assert.doesNotThrow(() => requireSafeToServe(config));
});

const production = { NODE_ENV: 'production', NGUON_ORIGIN: 'https://nguon.example' };

test('a fitting production is served; its parts are read', () => {
  const config = read({
    ...production,
    NGUON_ORIGIN: 'https://nguon.example:8443/',
    NGUON_TRUST_PROXY: '10.0.0.1, 192.168.0.0/16,loopback,::1',
  });
  assert.deepEqual([config.production, config.demo, config.origin], [true, false, 'https://nguon.example:8443']);
  assert.doesNotThrow(() => requireSafeToServe(config));
  assert.doesNotThrow(() => requireSafeToServe(read({ ...production, NGUON_ORIGIN: 'http://localhost:8080' })), 'a trial on one machine');
});

test('production without an address of its own, or without https, does not start', () => {
  assert.throws(() => requireSafeToServe(read({ NODE_ENV: 'production' })), /NGUON_ORIGIN[^]*nguon\.tinh\.gov\.vn[^]*must be set/);
  assert.throws(() => requireSafeToServe(read({ ...production, NGUON_ORIGIN: 'http://nguon.example' })), /NGUON_ORIGIN[^]*https[^]*Secure/);
});

const refused: readonly (readonly [name: string, value: string, words: RegExp])[] = [
  ['NGUON_TRUST_PROXY', 'true', /địa chỉ của proxy[^]*127\.0\.0\.1[^]*addresses of the proxies/],
  ['NGUON_TRUST_PROXY', '1', /addresses of the proxies/],
  ['NGUON_TRUST_PROXY', '*', /addresses of the proxies/],
  ['NGUON_TRUST_PROXY', '10.0.0.1,true', /"true"/],
  ['NGUON_TRUST_PROXY', '0.0.0.0/0', /mọi máy[^]*everybody/],
  ['NGUON_TRUST_PROXY', '::/0', /everybody/],
  ['NGUON_TRUST_PROXY', '10.0.0.0/33', /"10\.0\.0\.0\/33"/],
  ['NGUON_TRUST_PROXY', 'proxy.example', /addresses of the proxies/],
  ['NGUON_SECRET', 'too short', /32/],
  ['NGUON_ORIGIN', 'nguon.example', /https:\/\//],
  ['NGUON_ORIGIN', 'https://nguon.example/cong', /https:\/\//],
  ['NGUON_ORIGIN', 'https://u:p@nguon.example', /https:\/\//],
  ['NGUON_ORIGIN', 'https://nguon.example?x', /https:\/\//],
  ['NGUON_ORIGIN', 'ftp://nguon.example', /https:\/\//],
  ['NODE_ENV', 'Production', /"Production"[^]*production/],
  ['NODE_ENV', 'prod', /production/],
  ['NGUON_DEMO', 'no', /0[^]*1/],
  ['LOG_LEVEL', 'loud', /warn/],
  ['DATABASE_URL', 'nguon-db', /postgres:\/\//],
  ['DATABASE_URL', 'mysql://x', /postgres:\/\//],
  ['DATABASE_READ_URL', 'nguon-db', /postgres:\/\//],
  ['NGUON_PROVINCE_CODE', '72', /"72"[^]*two-digit[^]*80 Tây Ninh/],
  ['NGUON_PROVINCE_CODE', 'Tây Ninh', /hai chữ số/],
  ['NGUON_PROVINCE_CODE', '080', /hai chữ số/],
  ['PORT', '80a', /0[^]*65535/],
  ['NGUON_COMPANY_PREFIXES', path.join(folder, 'absent.csv'), /absent\.csv[^]*cannot be read/],
  ['NGUON_ADDRESS_RANGES', path.join(folder, 'absent.csv'), /absent\.csv[^]*cannot be read/],
];

for (const [name, value, words] of refused)
  test(`${name}=${value} is refused in words`, () => {
    assert.throws(
      () => read({ [name]: value }),
      ({ message }: Error) => message.includes(`- ${name}`) && words.test(message) && !message.includes('too short'),
    );
  });

test('the province’s name follows its code unless another is given', () => {
  assert.deepEqual(read({}).province, { code: '80', name: 'Tây Ninh', nameEn: 'Tay Ninh' });
  assert.deepEqual(read({ NGUON_PROVINCE_CODE: '66' }).province, { code: '66', name: 'Đắk Lắk', nameEn: 'Dak Lak' });
  assert.equal(read({ NGUON_PROVINCE_CODE: '79', NGUON_PROVINCE_NAME: 'Thành phố Hồ Chí Minh' }).province.name, 'Thành phố Hồ Chí Minh');
});

test('all faults are told together; a secret or the password of a database is never repeated', () => {
  assert.throws(
    () => read({ PORT: 'x', NGUON_SECRET: 'abc123', DATABASE_URL: 'pgsql://u:geheim@h/d' }),
    ({ message }: Error) => /- PORT[^]*- NGUON_SECRET|- NGUON_SECRET[^]*- PORT/.test(message) && !/abc123|geheim/.test(message),
  );
});

test('a port for the product and its metrics at once', () => {
  assert.throws(() => read({ PORT: '9000', METRICS_PORT: '9000' }), /METRICS_PORT/);
});
