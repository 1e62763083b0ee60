// The options of a script: who asks for them or slips is told what they are, instead of a trace.
import { parseArgs } from 'node:util';

/** @returns the values; does not return after --help (exit 0) or a fault of use (exit 2). */
export function readOptions(usage, options) {
  try {
    const { values } = parseArgs({ options: { ...options, help: { type: 'boolean' } } });
    if (values.help !== true) return values;
    console.log(usage);
  } catch (error) {
    refuseOptions(usage, error.message);
  }
  process.exit(0);
}

export function refuseOptions(usage, why) {
  console.error(`${why}\n\n${usage}`);
  process.exit(2);
}
