// The long form of fuzzing, in a thread of its own: the thread above sees which input it is at, and so notices a hang.

import { parentPort, workerData } from 'node:worker_threads';
import { readBases, runFuzz } from './run-fuzz.ts';

interface Task {
  readonly inputs: number;
  readonly seed: number;
  readonly corpus: string;
  /** A counter of inputs, then the length of the input at hand and its characters. */
  readonly at: Int32Array;
  readonly text: Uint16Array;
}

const task = workerData as Task;
const report = runFuzz({
  inputs: task.inputs,
  seed: task.seed,
  bases: readBases(task.corpus),
  onInput: (input) => {
    const length = Math.min(input.length, task.text.length);
    for (let i = 0; i < length; i++) task.text[i] = input.charCodeAt(i);
    task.at[1] = length;
    Atomics.add(task.at, 0, 1);
  },
  onProgress: (done) => parentPort?.postMessage({ done }),
});
parentPort?.postMessage({ report });
