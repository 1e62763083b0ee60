// Shows a result to people: one row for the measure and one for each further figure.
import type { BenchResult } from './bench-result.ts';

export function showResult(result: BenchResult, goal: string): string {
  const rows = [result, ...(result.also ?? [])].map(rowOf);
  const heads = ['measure', 'ours (min–max)', 'yardstick (min–max)', 'ratio', 'p50 ms', 'p99 ms'];
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd();
  const { host } = result;
  return [
    '',
    line(heads),
    line(widths.map((width) => '─'.repeat(width))),
    ...rows.map(line),
    '',
    `goal: ${goal}`,
    ...(result.yardstick === null ? [] : [`yardstick: ${result.yardstick.name}`]),
    `size: ${Object.entries(result.size)
      .map(([name, value]) => `${name} ${value.toLocaleString('en')}`)
      .join(', ')}`,
    `host: ${host.cpu}, ${host.cores} cores, ${host.memory_mb} MB, ${host.platform}, Node.js ${host.node}`,
    ...(result.void === undefined ? [] : [`VOID: ${result.void}`]),
    '',
  ].join('\n');
}

function rowOf(result: BenchResult): string[] {
  const { measure, unit, value, runs, yardstick, ratio, time_ratio, p50_ms, p99_ms } = result;
  return [
    measure,
    `${show(value)} ${unit}${range(runs)}`,
    yardstick === null ? '–' : `${show(yardstick.value)}${range(yardstick.runs ?? [])}`,
    ratio !== null ? `${ratio}` : time_ratio !== null ? `${time_ratio}× time` : '–',
    p50_ms === null ? '–' : show(p50_ms),
    p99_ms === null ? '–' : show(p99_ms),
  ];
}

const show = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 3 });
const range = (runs: readonly number[]): string => (runs.length < 2 ? '' : ` (${show(Math.min(...runs))}–${show(Math.max(...runs))})`);
