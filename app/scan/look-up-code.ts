// Looks a code up for whoever holds it: reads what the public may see of it, counts the scan, concludes what to say.
import { asReader } from '../db.ts';
import type { Context } from '../context.ts';
import type { ScanFacts } from './facts.ts';
import { scanRuntimeOf } from './scan-runtime.ts';
import { makeScanView } from './page/scan-view.ts';
import type { ScanFrame, ScanView } from './page/scan-view.ts';
import type { ScannedCode } from './scanned-code.ts';
import { loadScanFacts } from './store.ts';

export interface LookedUp {
  readonly view: ScanView;
  /** Whether anything at all is recorded of exactly this code. */
  readonly isKnown: boolean;
}

/** Rejects while the database is away. The answer is the same for everyone, whoever is signed in: it is read as the public. */
export function loadCode(context: Context, { thing, lot, top }: ScannedCode): Promise<ScanFacts> {
  const { hasRanges } = scanRuntimeOf(context);
  return asReader(context.database, { kind: 'public' }, (db) => loadScanFacts(db, thing, lot, top, hasRanges));
}

/** @param address of whoever scans; undefined = nobody does (HEAD), nothing is counted. */
export function concludeScan(
  context: Context,
  code: ScannedCode,
  facts: ScanFacts,
  frame: ScanFrame,
  address: string | undefined,
): LookedUp {
  const { counter, readVisitor } = scanRuntimeOf(context);
  const isKnown = isRecorded(code, facts);
  // Unknown codes are not counted one by one: anybody can make up millions of them.
  if (isKnown && address !== undefined) counter.count(code.thing, readVisitor(address, frame.now_ms), frame.now_ms);
  return { view: makeScanView(code, facts, counter.pending(code.thing), frame), isKnown };
}

function isRecorded(code: ScannedCode, facts: ScanFacts): boolean {
  if (facts.hasItems || facts.place !== null || facts.party !== null) return true;
  return facts.states.some((state) => state.thing === code.thing) || (code.level === 'class' && facts.product !== null);
}
