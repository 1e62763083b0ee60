// What every group of the resolver's checks is given: a client, the published schemas, and a way to count.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import type { ConformanceResult } from './conformance-result.ts';
import { headerOf, tell } from './resolver-client.ts';
import type { Reply, ResolverClient } from './resolver-client.ts';

export interface Target {
  readonly href: string;
  readonly title: string;
  readonly hreflang?: readonly string[];
  readonly type?: string;
  readonly context?: readonly string[];
}

/** One entry of a linkset: the anchor, and lists of targets under their link types. */
export interface Entry {
  readonly anchor: string;
  readonly targets: ReadonlyMap<string, readonly Target[]>;
}

export interface Probe {
  readonly client: ResolverClient;
  readonly ask: ResolverClient['ask'];
  /** Link types of the GS1 vocabulary, without prefix. */
  readonly ratified: ReadonlySet<string>;
  /** Counts one thing looked at in a group. */
  check(group: string, holds: boolean, what: string): void;
  /** The same for an answer: `what` is told with it when it fails. */
  expect(group: string, reply: Reply, holds: boolean, what: string): void;
  /** What the published schema says against a linkset; undefined = valid. */
  findLinksetFault(value: unknown): string | undefined;
  findDescriptionFault(value: unknown): string | undefined;
}

export function makeProbe(client: ResolverClient, corpus: string, result: ConformanceResult): Probe {
  const folder = path.join(corpus, 'gs1/schemas');
  const check: Probe['check'] = (group, holds, what) => result.count(group, holds ? undefined : what);
  return {
    client,
    ask: client.ask,
    ratified: new Set(Object.keys(JSON.parse(readFileSync(path.join(folder, 'linktypes-1.16.json'), 'utf8')) as object)),
    check,
    expect: (group, reply, holds, what) => check(group, holds, `${what}: ${tell(reply)}`),
    findLinksetFault: readSchema(path.join(folder, 'linkset-schema.json')),
    findDescriptionFault: readSchema(path.join(folder, 'description-file-schema-1.2.0.json')),
  };
}

/** What the schema in a file says against a value; undefined = valid. */
export function readSchema(file: string): (value: unknown) => string | undefined {
  const schema = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? undefined : ajv.errorsText(validate.errors));
}

/** Undefined where the body is no JSON. */
export function readJson(reply: Reply): unknown {
  try {
    return JSON.parse(reply.body);
  } catch {
    return undefined;
  }
}

const gs1Namespaces = /^https?:\/\/(?:www\.|ref\.)?gs1\.org\/voc\//;

/** Entries of a linkset, link types of the GS1 vocabulary as `gs1:…` whatever the namespace's spelling. */
export function readEntries(value: unknown): Entry[] {
  const { linkset } = (value ?? {}) as { linkset?: unknown };
  if (!Array.isArray(linkset)) return [];
  return linkset.map((entry: Record<string, unknown>) => ({
    anchor: String(entry['anchor']),
    targets: new Map(
      Object.entries(entry)
        .filter(([, targets]) => Array.isArray(targets))
        .map(([type, targets]) => [type.replace(gs1Namespaces, 'gs1:'), targets as Target[]]),
    ),
  }));
}

/** The linkset of a path, as `application/linkset+json`. */
export async function fetchEntries(probe: Probe, path_: string): Promise<Entry[]> {
  return readEntries(readJson(await probe.ask(path_, { accept: 'application/linkset+json' })));
}

/** Where a redirect leads, without the query that was passed on for the request's own sake. */
export function targetOf(reply: Reply, passed: string): string {
  const location = headerOf(reply, 'location');
  const [address = '', ...fragment] = location.split('#');
  const end = [`?${passed}`, `&${passed}`].find((tail) => address.endsWith(tail));
  return [end === undefined ? address : address.slice(0, -end.length), ...fragment].join('#');
}

export const isRedirect = (reply: Reply): boolean => [301, 302, 303, 307, 308].includes(reply.status) && headerOf(reply, 'location') !== '';
