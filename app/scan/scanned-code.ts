// Reads the path of a scan page (`/01/…/10/…`) into the thing asked for and the levels above it.
import { canonicalId, CANONICAL_ROOT, linkPath, parseDigitalLinkPath } from '@nguon/gs1';
import type { Fault, Level } from '@nguon/gs1';

export interface ScannedCode {
  /** Index key of the thing asked for. */
  readonly thing: string;
  /** Application identifier of the primary key. */
  readonly key: string;
  readonly level: Level;
  /** Lot named in the code beside a serial number. */
  readonly lot: string | undefined;
  /** The key alone, e.g. `01/09520001000015`. */
  readonly top: string;
  /** Values of lot and serial number as people read them. */
  readonly lotNumber: string | undefined;
  readonly serialNumber: string | undefined;
  readonly keyValue: string;
  /** Path without stem and query in its one spelling. */
  readonly path: string;
}

export type ScannedCodeResult =
  { readonly ok: true; readonly code: ScannedCode } | { readonly ok: false; readonly faults: readonly Fault[] };

/** Strict: what is wrong comes back as faults with their words. */
export function readScannedCode(path: string, query: string): ScannedCodeResult {
  const parsed = parseDigitalLinkPath(path, query, 'strict');
  if (!parsed.ok) return parsed;
  const own = linkPath(parsed.value.path);
  const id = canonicalId(CANONICAL_ROOT.slice(0, -1) + own);
  if (!id.ok) return id;
  const { thing, level, lot, parents } = id.value;
  const valueOf = (ai: string): string | undefined => parsed.value.path.find((element) => element.ai === ai)?.value;
  return {
    ok: true,
    code: {
      thing,
      key: parsed.value.key,
      level,
      lot: lot ?? (level === 'lot' ? thing : undefined),
      top: parents.at(-1) ?? thing,
      lotNumber: valueOf('10'),
      serialNumber: valueOf('21') ?? valueOf('235'),
      keyValue: parsed.value.path[0]!.value,
      path: own,
    },
  };
}
