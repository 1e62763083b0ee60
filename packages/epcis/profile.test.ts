// Profiles: read with every fault at its place; events held against them, in every spelling; other people's rules in our form.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { checkProfile, readDocument, readProfile, wantsEvent } from '@nguon/epcis';
import type { EpcisEvent, Profile } from '@nguon/epcis';

const limits = { eventsMax: 50, depthMax: 64, faultsMax: 100 };
const both = (text: string): { vi: string; en: string } => ({ vi: text, en: text });
const wanted = (name: string, paths: readonly string[], more: object = {}): object => ({ name: both(name), paths, ...more });
const profileOf = (steps: readonly object[], more: object = {}): Record<string, unknown> => ({
  profile: 'test',
  version: '1',
  title: both('Test'),
  source: 'made up',
  steps,
  ...more,
});

function profile(value: object): Profile {
  const reading = readProfile(JSON.stringify(value));
  assert.deepEqual(reading.faults, []);
  return reading.profile!;
}

const BASE = {
  '@context': ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld', { my: 'https://ns.example.com/' }],
  type: 'ObjectEvent',
  eventTime: '2026-05-04T08:30:00+07:00',
  eventTimeZoneOffset: '+07:00',
  action: 'ADD',
  bizStep: 'commissioning',
  epcList: [],
};

function eventOf(changes: object): EpcisEvent {
  const reading = readDocument(JSON.stringify({ ...BASE, ...changes }), limits);
  assert.equal(reading.faultsTotal, 0, JSON.stringify(reading.events[0]?.faults));
  return reading.events[0]!.event!;
}

function lacks(field: object, changes: object): string[] {
  return checkProfile(profile(profileOf([{ wanted: [field] }])), eventOf(changes), '$').map(({ code, path: place }) => `${code} ${place}`);
}

const lot = 'https://id.gs1.org/01/09520101000101/10/L1';

test('fields are found in every spelling, at any of their places', () => {
  const lotField = wanted('Lot', ['ilmd.cbvmda:lotNumber', 'quantityList.epcClass'], { kind: 'gs1', keys: ['01/10'] });
  assert.deepEqual(lacks(lotField, {}), ['profile_field_missing $.ilmd.cbvmda:lotNumber']);
  assert.deepEqual(lacks(lotField, { quantityList: [{ epcClass: lot }] }), []);
  assert.deepEqual(lacks(lotField, { quantityList: [{ epcClass: 'urn:epc:class:lgtin:9520101.000010.L1' }] }), []);
  assert.deepEqual(lacks(lotField, { quantityList: [{ epcClass: 'https://id.gs1.org/01/09520101000101' }] }), [
    'profile_field_wrong $.ilmd.cbvmda:lotNumber',
  ]);
  const text = wanted('Lot', ['ilmd.cbvmda:lotNumber'], { kind: 'text' });
  for (const key of ['cbvmda:lotNumber', 'urn:epcglobal:cbv:mda:lotNumber', 'urn:epcglobal:cbv:mda#lotNumber'])
    assert.deepEqual(lacks(text, { ilmd: { [key]: 'L1' } }), [], key);
  assert.deepEqual(lacks(text, { ilmd: { 'cbvmda:lotNumber': '' } }), ['profile_field_missing $.ilmd.cbvmda:lotNumber']);
});

test('kinds', () => {
  const kinds: readonly (readonly [string, object, readonly unknown[], readonly unknown[]])[] = [
    ['text', {}, ['a', 5], [true]],
    ['number', {}, [5, 1.5, '1.5'], ['a', true]],
    ['boolean', {}, [true, 'false'], [1]],
    ['time', {}, ['2026-05-04', '2026-05-04T08:30:00+07:00'], ['2026-02-30', '04/05/2026', 5]],
    ['uri', {}, ['https://x.example/'], ['a']],
    ['gs1', {}, [lot, 'https://id.gs1.org/00/040123459053465896'], ['urn:x:1', 'a']],
    ['gs1', { keys: ['01/10'] }, [lot], ['https://id.gs1.org/01/09520101000101/21/1']],
    ['lot', {}, ['L1', lot, 'https://id.gs1.org/01/09520101000101/10/L1/21/5'], ['https://id.gs1.org/01/09520101000101', 'urn:x:1', 5]],
    [
      'word',
      { oneOf: ['owning_party', 'https://x.example/a'] },
      ['owning_party', 'urn:epcglobal:cbv:sdt:owning_party', 'https://x.example/a'],
      ['location'],
    ],
  ];
  let looked = 0;
  for (const [kind, more, right, wrong] of kinds) {
    const field = wanted('Field', ['my:field'], { kind, ...more });
    const prefixes = { prefixes: { my: 'https://ns.example.com/' } };
    for (const [values, want] of [
      [right, 0],
      [wrong, 1],
    ] as const)
      for (const value of values) {
        const found = checkProfile(profile(profileOf([{ wanted: [field] }], prefixes)), eventOf({ 'my:field': value }), '$');
        assert.equal(found.length, want, `${kind} ${JSON.stringify(value)}`);
        looked += 1;
      }
  }
  assert.ok(looked > 25);
});

test('members of lists: chosen by their word, each or any', () => {
  const owner = wanted('Buyer', ['destinationList[type=owning_party].destination']);
  const party = (type: string): object => ({ destinationList: [{ type, destination: 'urn:x:1' }] });
  assert.deepEqual(lacks(owner, party('urn:epcglobal:cbv:sdt:owning_party')), []);
  assert.deepEqual(lacks(owner, party('location')).length, 1);
  const quantities = { quantityList: [{ epcClass: 'urn:x:1', quantity: 1 }, { epcClass: 'urn:x:2' }] };
  assert.deepEqual(lacks(wanted('Amount', ['quantityList.quantity'], { kind: 'number' }), quantities), []);
  assert.deepEqual(lacks(wanted('Amount', ['quantityList.quantity'], { each: true }), quantities), [
    'profile_field_wrong $.quantityList.quantity',
  ]);
  assert.deepEqual(lacks(wanted('Amount', ['quantityList.quantity']), {}).length, 1);
});

test('a step wants its own events only, and declarations of errors lack nothing', () => {
  const field = wanted('Place', ['readPoint.id']);
  const shipping = profile(
    profileOf([{ bizSteps: ['urn:epcglobal:cbv:bizstep:shipping'], eventTypes: ['ObjectEvent'], actions: ['OBSERVE'], wanted: [field] }]),
  );
  assert.equal(wantsEvent(shipping, eventOf({})), false);
  const shipped = eventOf({ bizStep: 'https://ref.gs1.org/cbv/BizStep-shipping', action: 'OBSERVE' });
  assert.equal(wantsEvent(shipping, shipped), true);
  assert.equal(checkProfile(shipping, shipped, '$').length, 1);
  const declared = eventOf({ bizStep: 'shipping', action: 'OBSERVE', errorDeclaration: { declarationTime: '2026-05-05T08:30:00+07:00' } });
  assert.deepEqual(checkProfile(shipping, declared, '$'), []);
});

test('a profile is refused with every fault at its place', () => {
  const step = { wanted: [wanted('Place', ['readPoint.id'])] };
  const bad: readonly (readonly [string, string, object])[] = [
    ['profile_name_wrong', '$.profile', profileOf([step], { profile: 'Rau quả' })],
    ['profile_version_wrong', '$.version', profileOf([step], { version: '' })],
    ['profile_not_text', '$.title.en', profileOf([step], { title: { vi: 'a' } })],
    ['profile_not_text', '$.source', profileOf([step], { source: undefined })],
    ['profile_list_empty', '$.steps', profileOf([])],
    ['profile_not_list', '$.groups', profileOf([step], { groups: 'a' })],
    ['profile_not_object', '$.steps[0]', profileOf([5 as unknown as object])],
    ['profile_key_unknown', '$.extra', profileOf([step], { extra: 1 })],
    ['profile_word_unknown', '$.steps[0].bizSteps[0]', profileOf([{ ...step, bizSteps: ['shiping'] }])],
    ['profile_kind_unknown', '$.steps[0].wanted[0].kind', profileOf([{ wanted: [wanted('A', ['a'], { kind: 'regex' })] }])],
    ['profile_path_wrong', '$.steps[0].wanted[0].paths[0]', profileOf([{ wanted: [wanted('A', ['a[b'])] }])],
    ['profile_prefix_unknown', '$.steps[0].wanted[0].paths[0]', profileOf([{ wanted: [wanted('A', ['ilmd.my:a'])] }])],
    ['profile_key_wrong', '$.steps[0].wanted[0].keys[0]', profileOf([{ wanted: [wanted('A', ['a'], { keys: ['gtin'] })] }])],
    ['profile_not_boolean', '$.steps[0].wanted[0].each', profileOf([{ wanted: [wanted('A', ['a'], { each: 'yes' })] }])],
  ];
  for (const [code, place, value] of bad) {
    const { faults } = readProfile(JSON.stringify(value));
    assert.ok(
      faults.some((fault) => fault.code === code && fault.path === place),
      `${code} ${place}: ${JSON.stringify(faults)}`,
    );
  }
  assert.equal(readProfile('{').profile, undefined);
  assert.equal(readProfile(' '.repeat(200_001)).faults[0]?.code, 'profile_too_long');
});

const corpus = path.join(process.env['NGUON_CORPUS'] ?? path.resolve('../shared/corpus'), 'epcis');
const missing = !existsSync(corpus);
if (missing && process.env['CI'] === 'true') throw new Error(`No test corpus at ${corpus}`);

/** The rules of the corpus's JSON Schemas, said in our form. */
const harvesting = profileOf([
  {
    bizSteps: ['commissioning', 'creating_class_instance'],
    actions: ['ADD'],
    wanted: [
      wanted('Read point', ['readPoint.id'], { kind: 'gs1', keys: ['414', '414/254'] }),
      wanted('Location', ['bizLocation.id'], { kind: 'gs1', keys: ['414', '414/254'] }),
      wanted('Reference document', ['bizTransactionList.bizTransaction'], { kind: 'uri' }),
      wanted('Lot', ['quantityList.epcClass'], { kind: 'gs1', keys: ['01/10'] }),
      wanted('Quantity', ['quantityList.quantity'], { kind: 'number', each: true }),
      wanted('Unit', ['quantityList.uom'], { kind: 'text', each: true }),
    ],
  },
]);
const departing = profileOf([
  {
    bizSteps: ['departing', 'shipping'],
    wanted: [
      wanted('Id', ['eventID'], { kind: 'uri' }),
      wanted('Logistic unit', ['epcList'], { kind: 'gs1', keys: ['00'] }),
      wanted('Read point', ['readPoint.id'], { kind: 'gs1', keys: ['414', '414/254'] }),
      wanted('Disposition', ['disposition'], { kind: 'word', oneOf: ['in_transit'] }),
    ],
  },
]);

test('the published profiles hold in our form, and find what is taken away', missing ? { skip: 'no test corpus' } : {}, () => {
  const samples = [
    [harvesting, 'profiles/FSMA-204/FSMA-1-Harvesting-Valid-Event-with-DL.json'],
    [departing, 'profiles/epcis-events/ACME_ES_SCE_0dot1_ShippingEventDocument1.json'],
    [departing, 'profiles/epcis-events/ACME_ES_SCE_0dot1_ShippingEvent1.json'],
  ] as const;
  let looked = 0;
  for (const [rules, file] of samples) {
    const read = profile(rules);
    for (const { event, path: place } of readDocument(readFileSync(path.join(corpus, file), 'utf8'), limits).events) {
      assert.ok(event !== undefined && wantsEvent(read, event), file);
      assert.deepEqual(checkProfile(read, event, place), [], file);
      looked += 1;
    }
  }
  assert.ok(looked >= 3);
});
