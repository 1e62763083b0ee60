// What the description of the interface says of one route: for whom, with what, what comes back, and an example that works.

export type Tag = 'capture' | 'events' | 'topLevel' | 'queries' | 'masterData' | 'soap' | 'discovery' | 'trace' | 'links';

/** A text in both languages. */
export interface Words {
  readonly vi: string;
  readonly en: string;
}

export interface Answer {
  readonly status: number;
  /** Name of a schema of schemas.ts; none = no body. */
  readonly schema?: string;
  /** Media types; JSON where there is a schema and nothing is said. */
  readonly types?: readonly string[];
  /** Names of headers-table.ts, beside those that every EPCIS answer has. */
  readonly headers?: readonly string[];
}

export interface Operation extends Words {
  /** `METHOD path` as in the table of routes. */
  readonly route: string;
  readonly tag: Tag;
  /** Names of parameters-table.ts; those of the path follow from the route. */
  readonly parameters?: readonly string[];
  readonly body?: { readonly schema: string; readonly types: readonly string[] };
  readonly answer: Answer;
  /** What the same request is answered with `Upgrade: websocket` (101), where the route takes it. */
  readonly upgrade?: Words & { readonly parameters: readonly string[]; readonly headers: readonly string[] };
  /** The answer is the beginning: what is sent to the subscriber from then on is described in webhook.ts. */
  readonly callsBack?: true;
  /** Statuses of refusals beside those that follow from who may call and from the form of answers. */
  readonly refusals?: readonly number[];
  /** `{captureID}` and the like stand for what an earlier example was answered. */
  readonly example?: Example;
}

export interface Example {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON unless it is a text. */
  readonly body?: unknown;
  /** Without a key: what everybody is answered. */
  readonly isPublic?: boolean;
}

/** What an example was answered when it was last run (example-answers-data.ts). */
export interface ExampleAnswer {
  /** The example's address with everything filled in. */
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}
