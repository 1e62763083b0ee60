// Measure `capture-xml`: the documents of `capture` as XML 2.0 over HTTP, against the same COPY.
import type { BenchOptions, BenchResult } from './bench-result.ts';
import { captureAs } from './capture.ts';
import { toXml } from './epcis-read.ts';
import { sampleDocument } from './sample-events.ts';

export async function run(options: BenchOptions): Promise<BenchResult> {
  return captureAs(options, {
    measure: 'capture-xml',
    mediaType: 'application/xml',
    // The load generator takes one document a line.
    document: (from, count) => toXml(sampleDocument(from, count)).replaceAll('\n', ''),
  });
}
