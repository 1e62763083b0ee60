// Compressed links: EPC-binary strings (§2.3, SHALL) and legacy ones (MAY) answer as their uncompressed form does.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDigitalLink } from '@nguon/gs1';
import { compressLink } from '@nguon/gs1/compressed';
import { headerOf, listHeaderLinks } from './resolver-client.ts';
import { keys } from './resolver-keys.ts';
import { readEntries, readJson } from './resolver-probe.ts';
import type { Probe } from './resolver-probe.ts';

interface Pair {
  readonly compressed: string;
  /** Path and query of the uncompressed link. */
  readonly plain: string;
}

const broken = [
  '/eh',
  '/ex',
  '/eh3',
  '/ehzz164596f40c0e5cbe991a83',
  '/eh30164596f40c0e5cbe991a8',
  '/eh3016',
  '/ex!!!!',
  '/exMBZ',
  '/exMBZFlvQMDly-mRq',
  '/ehff164596f40c0e5cbe991a83',
  '/eh30164596f40c0e5cbe991a8300',
  '/eh00000000000000000000000000',
  `/eh${'30'.repeat(2_000)}`,
];

export async function checkCompressed(probe: Probe, corpus: string): Promise<void> {
  const binary = readPairs(path.join(corpus, 'gs1/epc-binary.json'), 'uri', 'expect');
  for (const pair of binary) await checkPair(probe, 'EPC-binary links', pair);
  // The examples are registered: they lead on, and nothing of them is asked for a second time.
  for (const { compressed } of binary) {
    const reply = await probe.ask(`${compressed}?foo=bar`);
    const leads = reply.status === 307 && headerOf(reply, 'location').startsWith('https://maker.example/compressed');
    probe.expect('EPC-binary links', reply, leads && headerOf(reply, 'location').endsWith('?foo=bar'), 'to its target in one step');
  }
  for (const pair of compressKeys()) await checkPair(probe, 'EPC-binary links of every key', pair);
  const legacy = readPairs(
    path.join(corpus, 'gs1/solidsoft-DecompressGs1DigitalLink.json'),
    'compressedDigitalLink',
    'expectedDigitalLink',
  );
  for (const pair of legacy.filter(({ plain }) => isStrict(plain))) await checkPair(probe, 'legacy compressed links', pair);
  await checkBrokenCompression(probe);
}

/** Needs no registered links. */
export async function checkBrokenCompression(probe: Probe): Promise<void> {
  for (const path_ of broken) {
    const reply = await probe.ask(path_);
    probe.expect('broken compressed links', reply, [400, 404, 414].includes(reply.status), 'refused');
  }
}

function readPairs(file: string, from: string, to: string): Pair[] {
  const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: Record<string, string>[] };
  const pairs = vectors.map((vector) => ({ compressed: pathOf(vector[from] ?? ''), plain: pathOf(vector[to] ?? '') }));
  // One segment, without a stem of its own before it; each once.
  const whole = pairs.filter(({ compressed }) => /^\/[\w-]{6,}$/.test(compressed));
  return [...new Map(whole.map((pair) => [pair.compressed, pair])).values()];
}

/** Our own keys in both forms, as far as they have an EPC. */
function compressKeys(): Pair[] {
  const paths = keys.flatMap(({ path: key, qualified }) => ['', ...qualified].map((tail) => key + tail));
  return paths.flatMap((plain) =>
    (['hex', 'base64'] as const).flatMap((form) => {
      const compressed = compressLink(`https://id.gs1.org${plain}`, { form });
      return compressed.ok && compressed.value.left.length === 0 ? [{ compressed: pathOf(compressed.value.link), plain }] : [];
    }),
  );
}

const pathOf = (uri: string): string => /^https?:\/\/[^/?#]+([^#]*)/.exec(uri)?.[1] ?? '';

const isStrict = (plain: string): boolean => parseDigitalLink(`https://id.gs1.org${plain}`, 'strict').ok;

async function checkPair(probe: Probe, group: string, { compressed, plain }: Pair): Promise<void> {
  const [reply, direct] = [await probe.ask(compressed), await probe.ask(plain)];
  const same = reply.status === direct.status && withoutQuery(reply) === withoutQuery(direct);
  probe.expect(group, reply, same, `as ${plain}, which gives ${direct.status} ${headerOf(direct, 'location')}`);
  const uncompressed = probe.client.origin + plain.split('?')[0]!;
  const named = listHeaderLinks(reply).some((link) => link.startsWith(`<${uncompressed}`) && /rel="?owl:sameAs/.test(link));
  probe.expect(group, reply, named, `names ${uncompressed} as owl:sameAs: ${headerOf(reply, 'link')}`);
  const own = new RegExp(`^(?:${probe.client.origin})?/(?!xem/)`);
  probe.expect(group, reply, !own.test(headerOf(reply, 'location')), 'is not sent to its own uncompressed form');
  const linkset = await probe.ask(compressed, { accept: 'application/linkset+json' });
  if (direct.status !== 307) return;
  const key = /^\/\d+\/[^/?]+/.exec(plain)?.[0] ?? '';
  const anchors = readEntries(readJson(linkset)).map(({ anchor }) => anchor);
  const plainly = anchors.length > 0 && anchors.every((anchor) => anchor.startsWith(probe.client.origin + key));
  probe.expect(group, linkset, plainly, `anchors uncompressed: ${anchors.join()}`);
}

const withoutQuery = (reply: Parameters<typeof headerOf>[0]): string => headerOf(reply, 'location').split('?')[0]!;
