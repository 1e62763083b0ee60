// Lets a few in at once and makes the others wait their turn: for what is dear, so that it cannot crowd out the rest.
import { AppError } from './errors.ts';

export class Turnstile {
  readonly #atOnce_max: number;
  readonly #waiting_max: number;
  #inside = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(limits: { readonly atOnce_max: number; readonly waiting_max: number }) {
    this.#atOnce_max = limits.atOnce_max;
    this.#waiting_max = limits.waiting_max;
  }

  get isEmpty(): boolean {
    return this.#inside === 0;
  }

  /** Resolves when there is room; refuses with `unavailable` when too many wait already. Call `leave` once for each entry. */
  async enter(): Promise<void> {
    if (this.#inside < this.#atOnce_max) {
      this.#inside++;
      return;
    }
    if (this.#waiting.length >= this.#waiting_max) throw tooBusy();
    // Who leaves hands its place over: the count stays.
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#inside--;
    else next();
  }

  /** Whoever calls the `leave` that it is given lets the next one in before its own work has ended. */
  async run<Result>(work: (leave: () => void) => Result | Promise<Result>): Promise<Result> {
    await this.enter();
    let isInside = true;
    const leave = (): void => {
      if (isInside) this.leave();
      isInside = false;
    };
    try {
      return await work(leave);
    } finally {
      leave();
    }
  }
}

/** The refusal of whoever would have to wait too long. */
export function tooBusy(): AppError {
  return new AppError('unavailable', 'too_busy', {
    vi: 'Đang có quá nhiều yêu cầu lớn cùng lúc. Hãy gửi lại sau vài giây.',
    en: 'Too many large requests are under way. Send it again in a few seconds.',
    retryAfter_s: 3,
  });
}
