// Where a command line prints to: standard output for results, standard error for remarks; a reader that leaves early ends it quietly.
import type { Writable } from 'node:stream';

export interface Terminal {
  print(line: string): void;
  note(line: string): void;
}

/** Nobody reads the output any more, as after `… | head`: the command ends at its next line, without a word. */
export class OutputClosed extends Error {}

/** The shell's number for "ended by SIGPIPE", which Node.js ignores. */
export const output_closed_status = 141 as const;

export function openTerminal(out: Writable, remarks: Writable): Terminal {
  let isClosed = false;
  const meet =
    (close: () => void) =>
    (error: NodeJS.ErrnoException): void => {
      if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET' && error.code !== 'EOF') throw error;
      close();
    };
  out.on(
    'error',
    meet(() => void (isClosed = true)),
  );
  // Remarks that nobody reads stop nothing.
  remarks.on(
    'error',
    meet(() => undefined),
  );
  return {
    print: (line) => {
      if (isClosed) throw new OutputClosed();
      out.write(`${line}\n`);
    },
    note: (line) => void remarks.write(`${line}\n`),
  };
}
