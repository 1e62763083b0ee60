// English words of screens after one and after several.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countOf } from './count-of.ts';
import { intakeWords } from './intake.ts';
import { linksWords } from './links.ts';
import { portalWords } from './portal.ts';
import { en as scanEn } from './scan-en.ts';
import { subscriptionWords } from './subscription.ts';
import { traceWords } from './trace.ts';
import { en as workspaceEn } from './workspace-en.ts';

test('one is singular, written as a number or as a text; none and several are plural', () => {
  assert.deepEqual(
    [0, 1, '1', 2, '1,001'].map((count) => countOf(count, 'code', 'codes')),
    ['0 codes', '1 code', '1 code', '2 codes', '1,001 codes'],
  );
});

test('no screen says one of a plural', () => {
  const trace = traceWords.en;
  const said = [
    intakeWords.en.checkedRight('1'),
    intakeWords.en.checkedWrong('1'),
    linksWords.en.apply('1'),
    linksWords.en.shown('1', '1'),
    portalWords.en.days(1),
    scanEn.pieces('1'),
    scanEn.scans('now', '1', 'today'),
    subscriptionWords.en.retrying('1', 'soon'),
    workspaceEn.storedOf('1', '1'),
    workspaceEn.lateEntry('1'),
    workspaceEn.runningChecking('1'),
    workspaceEn.runningStoring('1', '1'),
    ...[trace.holdersCount, trace.onTheWay, trace.pieces, trace.lots, trace.codes, trace.table].map((word) => word('1')),
    trace.hereCount('1', '1'),
    trace.someOnTheWay('1', '1'),
    trace.more('1', trace.moreKinds.lot),
  ];
  const plural = /\b1 (?:of 1 |of the 1 |more )?(?:events|faults|links|days|items|times|places|codes|pieces|lots|shipments|wait)\b/;
  for (const text of said) assert.doesNotMatch(text, plural);
  assert.match(trace.lots('2'), /2 lots/);
  assert.ok(said.length >= 20);
});
