// The order of verdicts and every warning, from facts alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ScanFacts } from './facts.ts';
import { certificate, claim, codeOf, event, facts, item, lot, now_ms, state, top } from '../../test/support/scan-facts.ts';
import { sscc } from '../../test/support/sample-events.ts';
import { readItemData } from './item-data.ts';
import { makeJourney } from './journey.ts';
import { item_scans_notable, judge } from './judge.ts';
import type { Judgement } from './judge.ts';

function judgeOf(changes: Partial<ScanFacts>, path = `/${item}`, scans = 1): Judgement {
  const [code, all] = [codeOf(path), facts(changes)];
  return judge(all, code, makeJourney(all, code, now_ms), readItemData(all.events, code.thing), '2026-11-22', scans);
}
const kinds = (judgement: Judgement): string[] => judgement.warnings.map((warning) => warning.kind);

test('right, with nothing to say against it', () => {
  assert.deepEqual([judgeOf({}).verdict, kinds(judgeOf({}))], ['right', []]);
});

test('recalled stands above all: the widest recall speaks', () => {
  const recall = (thing: string) => ({ thing, time_ms: now_ms - 1e7, by: 'Sở' });
  assert.equal(judgeOf({ claims: [claim()], recalls: [recall(item)] }).verdict, 'recalled_item');
  assert.equal(judgeOf({ recalls: [recall(item), recall(lot)] }).verdict, 'recalled_lot');
  assert.equal(judgeOf({ recalls: [recall(lot), recall(top)] }).verdict, 'recalled_product');
  assert.equal(judgeOf({ recalls: [recall(`00/${sscc(1)}`)] }).verdict, 'recalled_container');
  assert.equal(judgeOf({ states: [], lots: [], recalls: [recall(top)] }, `/${top}`).verdict, 'recalled_product');
  assert.equal(judgeOf({ states: [], recalls: [recall(lot)] }, `/${lot}`).verdict, 'recalled_lot');
  assert.equal(judgeOf({ recalls: [recall(item)] }).by, 'Sở');
});

test('voided before not activated; a newer commissioning brings it back', () => {
  const voided = judgeOf({ states: [state({ activated_ms: null })], claims: [claim()] });
  assert.deepEqual([voided.verdict, voided.since_ms, voided.by], ['voided', now_ms - 1e7, 'Nhà làm']);
  assert.equal(judgeOf({ claims: [claim(), claim({ ends: false, time_ms: now_ms })] }).verdict, 'right');
  assert.equal(judgeOf({ claims: [claim({ thing: lot })] }).verdict, 'voided');
});

test('who may void: the issuer; a holder its piece, not the lot; a stranger nothing, but it is told, once for each', () => {
  assert.equal(judgeOf({ claims: [claim({ standing: 'holder' })] }).verdict, 'voided');
  assert.deepEqual([judgeOf({ claims: [claim({ standing: 'holder', thing: lot })] }).verdict], ['right']);
  const strange = [
    claim({ standing: 'stranger', by: 'X' }),
    claim({ standing: 'stranger', by: 'X' }),
    claim({ standing: 'stranger', by: null }),
  ];
  const told = judgeOf({ claims: strange });
  assert.deepEqual([told.verdict, kinds(told)], ['caution', ['void_unconfirmed', 'void_unconfirmed']]);
  const back = [claim(), claim({ ends: false, standing: 'stranger' })];
  assert.equal(judgeOf({ claims: back }).verdict, 'voided', 'a stranger brings nothing back to life');
});

test('recorded by strangers to the product’s owner only: not called right, whoever they are, and warnings stay', () => {
  const told = judgeOf({ fromOwner: false, events: [event(30, 'commissioning', { action: 'ADD', org_name: 'Nơi lạ' })] });
  assert.deepEqual([told.verdict, told.by, kinds(told)], ['not_by_owner', 'Nơi lạ', []]);
  assert.equal(judgeOf({ fromOwner: false, events: [event(30, 'commissioning', { org_name: null })] }).by, undefined);
  assert.equal(judgeOf({ fromOwner: false, states: [state({ thing: lot })], lots: [] }, `/${lot}`).verdict, 'not_by_owner');
  const expired = judgeOf({ fromOwner: false, certificates: [certificate({ valid_until: '2026-01-01' })] });
  assert.deepEqual([expired.verdict, kinds(expired)], ['not_by_owner', ['certificate_expired']]);
  assert.equal(judgeOf({ fromOwner: false, claims: [claim()] }).verdict, 'voided');
  assert.equal(judgeOf({ fromOwner: null, product: null }).verdict, 'right');
});

test('a lot is voided when all that was made of it is gone, as far as amounts tell', () => {
  const of = (made: number | null, ...gone: (number | null)[]): string =>
    judgeOf(
      {
        states: [state({ thing: lot })],
        lots: [],
        events: [event(90, 'commissioning', { via: lot, role: 11, action: 'ADD', quantity: made, uom: 'KGM' })],
        claims: gone.map((quantity) => claim({ thing: lot, quantity, uom: 'KGM' })),
      },
      `/${lot}`,
    ).verdict;
  assert.deepEqual(
    [of(100, 10), of(100, 10, 90), of(null, 10), of(100, null), of(100, 100)],
    ['right', 'voided', 'voided', 'voided', 'voided'],
  );
});

test('not activated: known, never brought to life', () => {
  assert.equal(judgeOf({ states: [state({ disposition: 'encoded', biz_step: 'encoding', activated_ms: null })] }).verdict, 'not_activated');
  assert.equal(
    judgeOf({ states: [state({ thing: `00/${sscc(1)}`, activated_ms: null })], lots: [], product: null }, `/00/${sscc(1)}`).verdict,
    'right',
    'cases live by being used',
  );
});

test('unknown, with and without a product we know; a lot known by its items is known', () => {
  assert.equal(judgeOf({ states: [], events: [] }).verdict, 'unknown_item');
  assert.equal(judgeOf({ states: [], events: [], product: null }).verdict, 'unknown');
  assert.equal(judgeOf({ states: [state({ thing: lot })], events: [] }).verdict, 'unknown_item', 'a made-up serial of a real lot');
  assert.equal(judgeOf({ states: [], lots: [], hasItems: true }, `/${lot}`).verdict, 'right');
});

test('codes that name no goods at hand are never right', () => {
  assert.equal(judgeOf({ states: [state({ thing: top })] }, `/${top}`).verdict, 'product');
  const entry = { name: 'Vườn', name_en: null, address: '', unit_name: null, unit_name_en: null };
  assert.equal(
    judgeOf({ product: null, place: { ...entry, growing_area_code: null, org_name: 'x', org_slug: 'x' } }, '/414/9520000000011').verdict,
    'place',
  );
  assert.equal(
    judgeOf({ product: null, party: { ...entry, slug: 'x', phone: null, tax_code: null } }, '/417/9520000000011').verdict,
    'party',
  );
});

test('certificates: in force to the last day; withdrawn, expired and future ones are not; a newer one replaces', () => {
  const of = (...certificates: ReturnType<typeof certificate>[]): Judgement => judgeOf({ certificates });
  assert.equal(of(certificate({ valid_until: '2026-11-22' })).inForce.length, 1);
  const expired = of(certificate({ valid_until: '2026-11-21' }));
  assert.deepEqual(
    [expired.inForce.length, expired.noLongerInForce.length, kinds(expired), expired.verdict],
    [0, 1, ['certificate_expired'], 'caution'],
  );
  assert.deepEqual(kinds(of(certificate({ withdrawn_on: '2026-10-01' }))), ['certificate_withdrawn']);
  const renewed = of(certificate({ valid_until: '2026-11-21' }), certificate({ number: 'V2' }));
  assert.deepEqual([kinds(renewed), renewed.noLongerInForce.length], [[], 1]);
  const future = of(certificate({ issued_on: '2026-12-01' }));
  assert.deepEqual([future.inForce.length, future.noLongerInForce.length], [0, 0]);
});

test('past its date; flagged condition; another lot than the label says', () => {
  const dated = (day: string) => ({ events: [event(30, 'commissioning', { ilmd: { 'cbvmda:itemExpirationDate': day } })] });
  assert.deepEqual(kinds(judgeOf(dated('2026-11-21'))), ['past_expiry']);
  assert.deepEqual(kinds(judgeOf(dated('2026-11-22'))), []);
  assert.deepEqual(kinds(judgeOf({ states: [state({ disposition: 'stolen' })] })), ['flagged']);
  assert.deepEqual(kinds(judgeOf({}, `/${top}/10/OTHER/21/A1`)), ['lot_differs']);
  assert.deepEqual(kinds(judgeOf({}, `/${lot}/21/A1`)), []);
});

test('late entry is told and does not change the verdict; many scans of one item do', () => {
  const late = judgeOf({ events: [event(100, 'commissioning', { record_ms: now_ms - 51 * 3_600_000 })] });
  assert.deepEqual([late.verdict, kinds(late)], ['right', ['late_entry']]);
  const intime = judgeOf({ events: [event(100, 'commissioning', { record_ms: now_ms - 52 * 3_600_000 })] });
  assert.deepEqual(kinds(intime), []);
  assert.deepEqual(kinds(judgeOf({}, undefined, item_scans_notable)), ['scanned_often']);
  assert.deepEqual(kinds(judgeOf({}, undefined, item_scans_notable - 1)), []);
  assert.deepEqual(kinds(judgeOf({ states: [state({ thing: lot })], lots: [] }, `/${lot}`, 10_000)), [], 'lots are scanned by many');
});

test('a failed test warns until a newer one of the same name is passed; its issuer confirms nothing', () => {
  const failed = certificate({ kind: 'test', name: 'Vi sinh', result: 'Không đạt: E. coli', issued_on: '2026-11-18', valid_until: null });
  const again = (result: string, issued_on: string) => ({ ...failed, result, issued_on });
  assert.deepEqual(kinds(judgeOf({ certificates: [failed] })), ['test_failed']);
  assert.equal(judgeOf({ certificates: [failed] }).verdict, 'caution');
  assert.deepEqual(kinds(judgeOf({ certificates: [failed, again('Đạt', '2026-11-20')] })), []);
  assert.deepEqual(kinds(judgeOf({ certificates: [failed, again('Đạt', '2026-11-10')] })), ['test_failed']);
  assert.deepEqual(kinds(judgeOf({ certificates: [failed, { ...again('Đạt', '2026-11-20'), name: 'Kim loại nặng' }] })), ['test_failed']);
  assert.deepEqual(kinds(judgeOf({ certificates: [{ ...failed, withdrawn_on: '2026-11-19' }] })).includes('test_failed'), false);
  assert.deepEqual(kinds(judgeOf({ certificates: [again('Đạt, 42 chỉ tiêu', '2026-11-20')] })), []);
});
