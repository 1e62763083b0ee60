// What a conformance set found: checks that held, failures by name, and what was looked at without a verdict.

export interface Failure {
  readonly check: string;
  readonly what: string;
}

/** A document or vector for which nobody has given a verdict: what the product did with it. */
export interface Observation {
  readonly file: string;
  /** `captured`, `refused`, `differs` … */
  readonly outcome: string;
  /** Why: codes and places of the first faults, or how it differs. */
  readonly reasons: readonly string[];
}

export class ConformanceResult {
  readonly checks = new Map<string, { held: number; failed: number }>();
  readonly failures: Failure[] = [];
  readonly observations: Observation[] = [];
  readonly notes: string[] = [];

  /** Counts one thing looked at; `wrong` says what was wrong with it, undefined = it holds. */
  count(check: string, wrong?: string): void {
    const row = this.checks.get(check) ?? { held: 0, failed: 0 };
    this.checks.set(check, row);
    if (wrong === undefined) row.held += 1;
    else {
      row.failed += 1;
      this.failures.push({ check, what: wrong });
    }
  }

  /** A check that looked at fewer things than it must is itself a failure. */
  expectAtLeast(check: string, least: number): void {
    const { held, failed } = this.checks.get(check) ?? { held: 0, failed: 0 };
    if (held + failed < least) this.failures.push({ check, what: `looked at ${held + failed} only, at least ${least} expected` });
  }

  /** Takes over what a part found, its checks under the part's name. */
  add(name: string, part: ConformanceResult): void {
    for (const [check, row] of part.checks) this.checks.set(`${name}: ${check}`, row);
    for (const { check, what } of part.failures) this.failures.push({ check: `${name}: ${check}`, what });
    if (part.checks.size === 0) this.failures.push({ check: name, what: 'nothing was looked at' });
    this.observations.push(...part.observations);
    this.notes.push(...part.notes);
  }

  get holds(): boolean {
    const looked = [...this.checks.values()].reduce((sum, { held, failed }) => sum + held + failed, 0);
    return looked > 0 && this.failures.length === 0;
  }
}

/** Totals, each failure, then what was observed, as text for people. */
export function printResult(set: string, result: ConformanceResult): string {
  const lines = [`${set}: ${result.holds ? 'holds' : 'DOES NOT HOLD'}`];
  for (const [check, { held, failed }] of result.checks) lines.push(`  ${check}: ${held} of ${held + failed}`);
  if (result.checks.size === 0) lines.push('  nothing was looked at');
  for (const { check, what } of result.failures) lines.push(`  FAILED ${check}: ${what}`);
  for (const note of result.notes) lines.push(`  note: ${note}`);
  if (result.observations.length > 0) lines.push('  looked at without a verdict:');
  for (const { file, outcome, reasons } of result.observations) {
    lines.push(`    ${outcome} ${file}${reasons.length > 0 ? ` (${reasons.join('; ')})` : ''}`);
  }
  return lines.join('\n');
}

export function resultJson(set: string, result: ConformanceResult): string {
  const { failures, observations, notes, holds } = result;
  return JSON.stringify({ set, holds, checks: Object.fromEntries(result.checks), failures, notes, observations });
}
