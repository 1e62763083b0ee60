// Has documents read in a thread beside the program's own: started when one comes, ended when none does, given up when one is too much for it.
import type { Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import { startThread } from '../start-thread.ts';
import { unpackReading } from './carry-reading.ts';
import type { CarriedReading } from './carry-reading.ts';
import type { PassingReading, PassingRequest } from './read-in-passing.ts';

export type ThreadAnswer = { readonly read: CarriedReading } | { readonly failure: string };

export interface DeskLimits {
  readonly memory_max_mb: number;
  /** Without work for so long, the thread ends and gives its memory back. */
  readonly idle_ms: number;
}

/** Several times what a document of the length that is read so can hold. */
const limits_of_service: DeskLimits = { memory_max_mb: 256, idle_ms: 60_000 };
/** Half-space for new objects: with 8 MB reading costs half as much again, with 32 MB no less than with this. */
const semi_space_max_mb = 24;
/** Documents that lie ready in the thread: it need not wait for the next one. */
const handed_max = 3;

interface Order {
  readonly request: PassingRequest;
  resolve(reading: PassingReading): void;
  reject(error: Error): void;
}

export class ReadingDesk {
  readonly #rootDir: string;
  readonly #limits: DeskLimits;
  #thread: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  /** In the thread, answered in this order: the first is under way. */
  #handed: Order[] = [];
  #waiting: Order[] = [];

  /** @param rootDir where `dist/reading-thread.js` lies. */
  constructor(rootDir: string, limits: DeskLimits = limits_of_service) {
    this.#rootDir = rootDir;
    this.#limits = limits;
  }

  /** As `readInPassing`, elsewhere. @throws AppError too_large where it takes more memory than there is. */
  read(request: PassingRequest): Promise<PassingReading> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      this.#hand();
    });
  }

  /** Ends the thread. What is still being read is read once more by the next one. */
  async stop(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#thread?.terminate();
  }

  #hand(): void {
    clearTimeout(this.#idle);
    while (this.#waiting.length > 0 && this.#handed.length < handed_max) {
      const order = this.#waiting.shift()!;
      this.#thread ??= this.#start();
      this.#handed.push(order);
      this.#thread.postMessage(order.request);
    }
    // A thread without work does not keep the program alive.
    if (this.#handed.length > 0) this.#thread?.ref();
    else {
      this.#thread?.unref();
      this.#idle = setTimeout(() => void this.stop(), this.#limits.idle_ms).unref();
    }
  }

  #start(): Worker {
    const thread = startThread(this.#rootDir, 'reading-thread', { old_max_mb: this.#limits.memory_max_mb, semi_space_max_mb });
    let failure: Error | undefined;
    thread.on('message', (answer: ThreadAnswer) => {
      const order = this.#handed.shift()!;
      if ('read' in answer) order.resolve(unpackReading(answer.read));
      else order.reject(new Error(answer.failure));
      this.#hand();
    });
    thread.once('error', (error) => (failure = error));
    thread.once('exit', () => {
      this.#thread = undefined;
      const again = this.#handed;
      this.#handed = [];
      // Whatever ended the thread, the document under way is the one that it was about: the others get another thread.
      if (failure !== undefined) again.shift()?.reject(isOutOfMemory(failure) ? tooMuch() : failure);
      this.#waiting = [...again, ...this.#waiting];
      if (this.#waiting.length > 0) this.#hand();
    });
    return thread;
  }
}

const isOutOfMemory = (error: Error): boolean => (error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY';

function tooMuch(): AppError {
  return new AppError('too_large', 'document_needs_memory', {
    vi: 'Đọc tài liệu này cần nhiều bộ nhớ hơn mức cho phép; chưa ghi nhận sự kiện nào. Hãy chia thành nhiều tài liệu nhỏ hơn.',
    en: 'Reading this document takes more memory than is allowed; nothing was captured. Split it into smaller documents.',
    epcisException: 'CaptureLimitExceededException',
  });
}
