// Shows the report of a soak to people.
import type { SoakReport } from './soak.ts';

export function showSoak(report: SoakReport): string {
  const { memory } = report;
  return [
    '',
    table(
      ['requests', 'answered', 'met a stop', 'asked to wait', 'p50 ms', 'p99 ms'],
      Object.entries(report.requests).map(([kind, { answered, interrupted, askedToWait, p50_ms, p99_ms }]) => [
        kind,
        answered,
        interrupted,
        askedToWait,
        p50_ms,
        p99_ms,
      ]),
    ),
    '',
    table(
      ['subscriber', 'events', 'deliveries', 'retries', 'lag p50 ms', 'lag p99 ms'],
      report.subscribers.map(({ name, events, deliveries, retries, lag_p50_ms, lag_p99_ms }) => [
        name,
        events,
        deliveries,
        retries,
        lag_p50_ms,
        lag_p99_ms,
      ]),
    ),
    '',
    `${report.minutes} minutes, ${report.acknowledged} events acknowledged, ${report.stored} stored`,
    `restarts: ${Object.entries(report.restarts)
      .map(([way, count]) => `${way} ${count}`)
      .join(', ')}`,
    memory === undefined
      ? 'memory: not told by this system'
      : `memory: ${memory.first_mb} MB in the first third, ${memory.last_mb} MB in the last (limit ${memory.limit_mb}), most ${memory.most_mb}`,
    ...(report.faults.length === 0
      ? ['nothing lost, nothing twice outside retries, memory flat, no errors']
      : report.faults.map((fault) => `FAULT ${fault}`)),
    '',
  ].join('\n');
}

function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [heads, ...rows].map((row) => row.map(String));
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '))
    .join('\n');
}
