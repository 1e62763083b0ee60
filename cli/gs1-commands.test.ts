// The commands parse-link, build-link and check: answers for people and as JSON, exit codes, and never a database.
import assert from 'node:assert/strict';
import os from 'node:os';
import { test } from 'node:test';
import { readConfig } from '../app/config.ts';
import { testConfig } from '../test/support/test-product.ts';
import { buildLink } from './build-link.ts';
import { check } from './check.ts';
import { parseLink } from './parse-link.ts';
import { runCommandLine } from './run-command-line.ts';

// A database that nobody can reach: a command that opened it would fail.
const config = testConfig({ databaseUrl: 'postgres://127.0.0.1:1/none' });

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function say(...words: string[]): Promise<Said> {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = { print: (line: string) => void out.push(line), note: (line: string) => void err.push(line) };
  const code = await runCommandLine([parseLink, buildLink, check], words, terminal, () => config);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

async function json(...words: string[]): Promise<{ code: number; value: Record<string, unknown> }> {
  const { code, out } = await say(...words, '--json');
  return { code, value: JSON.parse(out) as Record<string, unknown> };
}

const GTIN = '09520001000010';
const labelled = 'https://qr.txng.gov.vn/01/8938547458164/10/260410-01?8000=0301234567';

test('parse-link reads strictly unless told otherwise', async () => {
  const right = await json('parse-link', `https://id.gs1.org/01/${GTIN}/10/L1?17=261231`);
  assert.equal(right.code, 0);
  assert.deepEqual([right.value['ok'], right.value['canonical']], [true, `https://id.gs1.org/01/${GTIN}/10/L1`]);
  assert.deepEqual(right.value['hri'], [`(01) ${GTIN}`, '(10) L1', '(17) 261231']);
  const strict = await json('parse-link', labelled);
  assert.equal(strict.code, 1);
  assert.deepEqual(
    (strict.value['faults'] as { code: string }[]).map(({ code }) => code),
    ['value_too_short', 'unknown_ai'],
  );
  const lenient = await json('parse-link', '--lenient', labelled);
  assert.equal(lenient.code, 0);
  assert.equal(lenient.value['taxCode'], '0301234567');
  assert.deepEqual(
    (lenient.value['repairs'] as { code: string }[]).map(({ code }) => code),
    ['tax_code_read', 'gtin_padded'],
  );
});

test('parse-link for people: names, repairs and faults in both languages', async () => {
  const { code, out, err } = await say('parse-link', '--lenient', labelled);
  assert.equal(code, 0);
  assert.match(out, /Mã GTIN \(01\) 08938547458164\nSố lô \(10\) 260410-01/);
  assert.match(err, /~ .*mã số thuế[^]*tax code/);
  const wrong = await say('parse-link', '--lenient', 'https://dl.gs1.org/01/08938507001526/10/LOT123');
  assert.equal(wrong.code, 1, 'a wrong check digit is found wanting');
  assert.match(wrong.err, /Số kiểm tra[^]*check digit/);
});

test('parse-link reads element strings and scans too', async () => {
  for (const text of [
    `(01)${GTIN}(10)L1`,
    `^01${GTIN}10L1`,
    `01${GTIN}10L1\u001d99X`,
    `]d201${GTIN}10L1`,
    `]Q1https://a/01/${GTIN}/10/L1`,
  ]) {
    const { code, value } = await json('parse-link', text);
    assert.deepEqual([code, value['canonical']], [0, `https://id.gs1.org/01/${GTIN}/10/L1`], text);
  }
  assert.equal((await json('parse-link', '(8110)012345(255)9520001000010')).code, 1, 'coupons are looked at');
  const page = 'https://txng.gov.vn/portal/product/8938547458164/260410-01';
  assert.equal((await json('parse-link', '--lenient', page)).code, 1);
  const { value } = await json('parse-link', '--lenient', '--portal', page);
  assert.equal(value['canonical'], 'https://id.gs1.org/01/08938547458164/10/260410-01');
});

test('parse-link reads compressed links: EPC binary strings strictly, the older compression leniently', async () => {
  const binary = await json('parse-link', 'https://example.com/eh30164596f40c0e5cbe991a83');
  assert.deepEqual([binary.code, binary.value['canonical']], [0, 'https://id.gs1.org/01/09528765123457/21/123456789123']);
  const older = 'https://id.gs1.org/AQnYUc1gmiCNV4JGQhcNT6K6c';
  assert.equal((await json('parse-link', older)).code, 1);
  const { value } = await json('parse-link', older, '--lenient');
  assert.equal(value['canonical'], 'https://id.gs1.org/01/05412345000013/21/72292641703');
});

test('build-link writes from both forms of elements', async () => {
  for (const text of [`(01)${GTIN}(10)L/1`, `10=L/1 01=${GTIN}`, `01=${GTIN.slice(1)} 10=L/1`]) {
    const { code, out } = await say('build-link', text, '--stem', 'https://qr.example.vn/x/');
    assert.deepEqual([code, out], [0, `https://qr.example.vn/x/01/${GTIN}/10/L%2F1`], text);
  }
  assert.deepEqual((await json('build-link', `01=${GTIN}`)).value, { ok: true, link: `https://id.gs1.org/01/${GTIN}` });
  const wrong = await json('build-link', '01=09520001000017');
  assert.equal(wrong.code, 1);
  assert.equal((wrong.value['faults'] as { code: string }[])[0]!.code, 'incorrect_check_digit');
});

test("build-link writes the national portal's form", async () => {
  const national = ['build-link', '(01)08938547458164(10)260410-01', '--national'];
  assert.equal((await say(...national)).out, 'https://qr.txng.gov.vn/01/08938547458164/10/260410-01');
  assert.equal((await say(...national, '--tax-code', '0301234567', '--short-gtin')).out, labelled);
  const other = await say(...national, '--tax-code', '0301234567', '--portal', 'https://txng.example.vn/ma?mst');
  assert.equal(other.out, 'https://txng.example.vn/ma/01/08938547458164/10/260410-01?mst=0301234567');
  assert.equal((await say(...national, '--tax-code', 'abc')).code, 1);
  const environment = { ...process.env, DATA_DIR: os.tmpdir(), NGUON_SECRET: 'x'.repeat(32) };
  const settings = readConfig({ ...environment, NGUON_NATIONAL_PORTAL: 'https://txng.example.vn/ma?mst' });
  assert.deepEqual(settings.nationalPortal, { stem: 'https://txng.example.vn/ma', taxCodeName: 'mst' });
  assert.equal(readConfig(environment).nationalPortal.stem, 'https://qr.txng.gov.vn');
  assert.throws(() => readConfig({ ...environment, NGUON_NATIONAL_PORTAL: 'txng.example.vn' }), /NGUON_NATIONAL_PORTAL/);
});

test('check tells the right check digit and the prefix', async () => {
  const right = await say('check', '8934680036832');
  assert.equal(right.code, 0);
  assert.match(right.out, /GTIN-13 \(01\) 08934680036832: đúng[^]*893: GS1 Việt Nam[^]*GLN/);
  const wrong = await say('check', '8934680036831');
  assert.equal(wrong.code, 1);
  assert.match(wrong.out, /would have to be 2[^]*08934680036832/);
  const { code, value } = await json('check', '(8003)08934680036831X');
  assert.equal(code, 1);
  assert.deepEqual((value['readings'] as { mended: string }[])[0]!.mended, '08934680036832X');
  assert.equal((await json('check', 'abc')).code, 1);
});

test('wrong use is 2, help is 0', async () => {
  for (const words of [
    ['parse-link'],
    ['parse-link', 'a', 'b'],
    ['parse-link', 'a', '--portal'],
    ['build-link'],
    ['build-link', '01=1', '--tax-code', '0301234567'],
    ['build-link', '01=1', '--national', '--stem', 'https://a'],
    ['build-link', '01=1', '--national', '--portal', 'a'],
    ['check'],
    ['check', '1', '--wings'],
  ]) {
    assert.equal((await say(...words)).code, 2, words.join(' '));
  }
  for (const name of ['parse-link', 'build-link', 'check']) assert.equal((await say(name, '--help')).code, 0);
});
