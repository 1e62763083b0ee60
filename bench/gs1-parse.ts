// Measure `gs1-parse`: Digital Links read strictly, every value checked, on one thread (goal: 300,000 a second).

import { checkDigit, parseDigitalLink } from '@nguon/gs1';
import { describeHost, quantile } from './bench-result.ts';
import type { BenchOptions, BenchResult } from './bench-result.ts';

/** Different links read, more than any per-site cache of the engine holds. */
const LINKS = 20_000;
/** Links read between two looks at the clock. */
const BATCH = 1000;

export async function run(options: BenchOptions): Promise<BenchResult> {
  const links = makeLinks(LINKS);
  readFor(links, 0.3);
  const rates: number[] = [];
  const batches_ms: number[] = [];
  for (let i = 0; i < options.runs; i++) {
    const result = readFor(links, options.seconds);
    rates.push(Math.round(result.rate));
    for (const batch_ms of result.batches_ms) batches_ms.push(batch_ms / BATCH);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return {
    measure: 'gs1-parse',
    value: quantile(rates, 0.5),
    unit: 'links/s',
    yardstick: null,
    ratio: null,
    time_ratio: null,
    p50_ms: quantile(batches_ms, 0.5),
    p99_ms: quantile(batches_ms, 0.99),
    runs: rates,
    size: { links: LINKS },
    host: describeHost(),
  };
}

function readFor(links: readonly string[], seconds: number): { rate: number; batches_ms: number[] } {
  const batches_ms: number[] = [];
  const start = performance.now();
  let now = start;
  let count = 0;
  while (now - start < seconds * 1000) {
    for (let i = 0; i < BATCH; i++) {
      const link = links[(count + i) % links.length]!;
      if (!parseDigitalLink(link, 'strict').ok) throw new Error(`The bench made a wrong link: ${link}`);
    }
    count += BATCH;
    const after = performance.now();
    batches_ms.push(after - now);
    now = after;
  }
  return { rate: (count / (now - start)) * 1000, batches_ms };
}

/** Five shapes in equal parts: class, lot, lot with serial, serial with a date, location. */
function makeLinks(count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const digits = `09520${String((i * 7919) % 100_000_000).padStart(8, '0')}`;
    const gtin = digits + checkDigit(digits);
    const gln = digits.slice(1) + checkDigit(digits.slice(1));
    switch (i % 5) {
      case 0:
        return `https://id.gs1.org/01/${gtin}`;
      case 1:
        return `https://qr.example.vn/01/${gtin}/10/L${i}`;
      case 2:
        return `https://qr.example.vn/xem/01/${gtin}/10/L-${i}/21/S%2F${i}`;
      case 3:
        return `https://qr.example.vn/01/${gtin}/21/${i}?17=261231&11=260101&lang=vi`;
      default:
        return `https://id.gs1.org/414/${gln.slice(0, 13)}/254/${i}`;
    }
  });
}
