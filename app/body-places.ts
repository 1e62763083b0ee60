// Places for large bodies: few at once, fewer for each caller. Who fills places drop by drop gives one up when others wait.
import { tooBusy } from './turnstile.ts';

export interface BodyPlaceLimits {
  readonly atOnce_max: number;
  readonly ofOneCaller_max: number;
  readonly waiting_max: number;
  readonly ofOneCaller_waiting_max: number;
  /** Then a waiting request is refused, in words and in time to be sent again. */
  readonly wait_max_ms: number;
  /** So long a body may take its time, and so long others wait, before a slow one is cut. */
  readonly patience_ms: number;
  /** A body that comes more slowly than this is cut when others wait. */
  readonly rate_min_bytes_per_s: number;
}

export interface Body {
  readonly caller: string;
  /** What has arrived on its connection; undefined once the body is complete. */
  receivedBytes(): number | undefined;
  /** The connection is no longer there. */
  isGone(): boolean;
  /** Ends the connection; whoever calls it lets the place go afterwards. */
  cut(): void;
}

interface Place {
  readonly body: Body;
  readonly since_ms: number;
  readonly start_bytes: number;
}

interface Waiter {
  readonly body: Body;
  readonly since_ms: number;
  readonly admit: (leave: () => void) => void;
  readonly refuse: () => void;
}

const look_ms = 1_000;

export class BodyPlaces {
  readonly #limits: BodyPlaceLimits;
  readonly #now_ms: () => number;
  readonly #places = new Set<Place>();
  readonly #waiting: Waiter[] = [];
  #looking: NodeJS.Timeout | undefined;

  constructor(limits: BodyPlaceLimits, now_ms: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#now_ms = now_ms;
  }

  /** Resolves when the body may be read, with what gives the place back (harmless when called twice). */
  async enter(body: Body): Promise<() => void> {
    const { waiting_max, ofOneCaller_waiting_max } = this.#limits;
    if (this.#hasRoomFor(body)) return this.#take(body);
    const ofCaller = this.#waiting.filter((waiter) => waiter.body.caller === body.caller).length;
    if (this.#waiting.length >= waiting_max || ofCaller >= ofOneCaller_waiting_max) throw tooBusy();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ body, since_ms: this.#now_ms(), admit: resolve, refuse: () => reject(tooBusy()) });
      this.#looking ??= setInterval(() => this.look(), look_ms).unref();
    });
  }

  /** Refuses who waited too long, then cuts the slowest body that stands in others' way. Called each second while someone waits. */
  look(): void {
    const now_ms = this.#now_ms();
    const late = this.#waiting.filter(({ since_ms, body }) => now_ms - since_ms >= this.#limits.wait_max_ms || body.isGone());
    for (const waiter of late) {
      this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
      waiter.refuse();
    }
    const first = this.#waiting.find(({ body }) => this.#countPlaces(body.caller) < this.#limits.ofOneCaller_max);
    if (first !== undefined && now_ms - first.since_ms >= this.#limits.patience_ms) this.#findVictim(first, now_ms)?.body.cut();
    this.#rest();
  }

  #hasRoomFor({ caller }: Body): boolean {
    return this.#places.size < this.#limits.atOnce_max && this.#countPlaces(caller) < this.#limits.ofOneCaller_max;
  }

  #countPlaces(caller: string): number {
    let count = 0;
    for (const { body } of this.#places) if (body.caller === caller) count++;
    return count;
  }

  #take(body: Body): () => void {
    const place: Place = { body, since_ms: this.#now_ms(), start_bytes: body.receivedBytes() ?? 0 };
    this.#places.add(place);
    return () => {
      if (this.#places.delete(place)) this.#letIn();
    };
  }

  /** The longest waiting whose caller has room takes the place that came free. */
  #letIn(): void {
    const index = this.#waiting.findIndex(({ body }) => this.#hasRoomFor(body));
    const [next] = index < 0 ? [] : this.#waiting.splice(index, 1);
    next?.admit(this.#take(next.body));
    this.#rest();
  }

  #rest(): void {
    if (this.#waiting.length > 0) return;
    clearInterval(this.#looking);
    this.#looking = undefined;
  }

  /** The slowest of those that are too slow, or of callers who hold several places while the waiting one holds none. */
  #findVictim(waiter: Waiter, now_ms: number): Place | undefined {
    const isWithout = this.#countPlaces(waiter.body.caller) === 0;
    let victim: Place | undefined;
    let slowest = Number.POSITIVE_INFINITY;
    for (const place of this.#places) {
      const received = place.body.receivedBytes();
      const held_ms = now_ms - place.since_ms;
      if (received === undefined || held_ms < this.#limits.patience_ms) continue;
      const rate = ((received - place.start_bytes) / held_ms) * 1_000;
      const givesWay = rate < this.#limits.rate_min_bytes_per_s || (isWithout && this.#countPlaces(place.body.caller) > 1);
      if (givesWay && rate < slowest) [victim, slowest] = [place, rate];
    }
    return victim;
  }
}
