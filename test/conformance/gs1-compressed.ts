// Compressed links of the set gs1: the standard's examples, both ways, and codes of the older compression.
import { parseDigitalLink } from '@nguon/gs1';
import { compressLink, decompressLink } from '@nguon/gs1/compressed';
import { judge, readVectors } from './gs1-vectors.ts';
import type { VectorRun } from './gs1-vectors.ts';

export function checkCompressedLinks(run: VectorRun): void {
  const epc = 'epc-binary';
  for (const { uri, expect } of readVectors<{ uri: string; expect: string }>(run, epc, 3)) {
    judge(run, epc, uri, uncompress(uri, expect));
    const again = compressLink(expect, { form: 'hex' });
    const back = again.ok ? uncompress(again.value.link, expect) : again.faults[0]!.en;
    judge(run, `${epc}, and back`, expect, back);
  }
  const older = 'solidsoft-DecompressGs1DigitalLink';
  type Row = { compressedDigitalLink?: string; expectedDigitalLink?: string };
  for (const { compressedDigitalLink: code, expectedDigitalLink: link } of readVectors<Row>(run, older, 38)) {
    // The port's own expectation counts where a strict reader takes it.
    if (code === undefined || link === undefined || !parseDigitalLink(link, 'strict').ok) continue;
    judge(run, 'older compression', code, uncompress(code, link));
  }
}

function uncompress(link: string, want: string): string | undefined {
  const back = decompressLink(link);
  if (!back.ok) return back.faults[0]!.en;
  return back.value.link === want ? undefined : `gave ${back.value.link}, expected ${want}`;
}
