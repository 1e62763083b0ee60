// The commands validate and profile …: faults, lacks and exit codes; the shipped profiles are well made and can be put into force.
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { readProfile } from '@nguon/epcis';
import { importProfile } from '../app/profile/import-profile.ts';
import { listShippedProfiles } from '../app/profile/shipped-profiles.ts';
import { listProfilesInForce } from '../app/profile/store.ts';
import { findRootDir } from '../app/config.ts';
import { lotUri, makeDocument, makeEvent, placeUri } from '../test/support/sample-events.ts';
import { openTestDatabase } from '../test/support/test-database.ts';
import { testConfig } from '../test/support/test-product.ts';
import { profileCheck } from './profile-check.ts';
import { readProfileFile } from './read-profile-file.ts';
import { runCommandLine } from './run-command-line.ts';
import { validate } from './validate.ts';

// A database that nobody can reach: a command that opened it would fail.
const config = testConfig({ databaseUrl: 'postgres://127.0.0.1:1/none' });
const folder = mkdtempSync(path.join(os.tmpdir(), 'nguon-profile-'));

async function json(...words: string[]): Promise<{ code: number; value: Record<string, unknown>; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = { print: (line: string) => void out.push(line), note: (line: string) => void err.push(line) };
  const code = await runCommandLine([validate, profileCheck], [...words, '--json'], terminal, () => config);
  return { code, value: JSON.parse(out.join('\n') || '{}') as Record<string, unknown>, err: err.join('\n') };
}

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}
const codesOf = (list: unknown): string[] => (list as { code: string }[]).map(({ code }) => code);
const event = makeEvent('ObjectEvent', '2026-11-18T06:00:00+07:00', {
  action: 'ADD',
  bizStep: 'commissioning',
  disposition: 'in_transit',
  quantityList: [{ epcClass: lotUri(1, 'A'), quantity: 10, uom: 'KGM' }],
  readPoint: { id: placeUri(1) },
});

test('validate tells faults, warnings, and by a profile what is missing', async () => {
  const plain = await json('validate', write('a.json', makeDocument([event])));
  assert.deepEqual([plain.code, plain.value['ok'], codesOf(plain.value['warnings'])], [0, true, ['disposition_contradicts_step']]);
  const held = await json('validate', path.join(folder, 'a.json'), '--profile', 'rau-qua-tuoi', '--profile', 'tt02-2024');
  assert.deepEqual([held.code, held.value['missingTotal']], [1, 2]);
  const faulty = await json('validate', write('b.json', makeDocument([{ ...event, action: 'X' }])));
  assert.deepEqual([faulty.code, codesOf(faulty.value['faults'])], [1, ['action_unknown']]);
  const broken = await json('validate', write('c.xml', '<a'));
  assert.equal(broken.code, 1);
  assert.ok((broken.value['faultsTotal'] as number) > 0);
  assert.equal((await json('validate', path.join(folder, 'a.json'), '--profile', write('p.json', '{}'))).code, 2);
  for (const given of ['nosuch', folder]) {
    const unknown = await json('validate', path.join(folder, 'a.json'), '--profile', given);
    assert.deepEqual([unknown.code, unknown.value], [2, {}], given);
    assert.ok(unknown.err.includes(given) && unknown.err.includes('rau-qua-tuoi'), unknown.err);
    assert.equal((await json('profile', 'check', given)).code, 2, given);
  }
});

test('the shipped profiles are well made, say their source, and can all be put into force', async () => {
  const names = listShippedProfiles(findRootDir());
  assert.ok(names.length >= 4);
  const { system } = await openTestDatabase();
  for (const name of names) {
    const text = readProfileFile(findRootDir(), name);
    const { profile, faults } = readProfile(text);
    assert.deepEqual([faults, profile?.name], [[], name]);
    assert.ok(profile!.source.length > 40);
    await importProfile(system, text, { at: new Date(), actor: 'test' });
    assert.equal((await json('profile', 'check', name)).code, 0);
  }
  assert.equal((await listProfilesInForce(system, 100)).length, names.length);
  assert.equal((await json('profile', 'check', write('q.json', '{"profile":1}'))).code, 1);
});
