// Levels of an identifier: the union of six registrations with their own anchors, answers from above in one request, known and unknown.
import { fetchEntries, readEntries, readJson, targetOf } from './resolver-probe.ts';
import type { Probe } from './resolver-probe.ts';
import { headerOf } from './resolver-client.ts';
import { keys, unknownPaths } from './resolver-keys.ts';
import { items, maker, sixSets } from './resolver-links.ts';

/** Request, and the levels whose links belong into its linkset (§2.5.9 rule 4). */
const unions: readonly (readonly [request: string, levels: readonly string[]])[] = [
  ['', ['']],
  ['/22/V1', ['/22/V1', '']],
  ['/10/L1', ['/10/L1', '']],
  ['/21/S1', ['/21/S1', '']],
  ['/235/T1', ['/235/T1', '']],
  ['/22/V1/10/L1', ['/22/V1/10/L1', '/10/L1', '/22/V1', '']],
  ['/22/V1/21/S1', ['/21/S1', '/22/V1', '']],
  ['/10/L1/21/S1', ['/21/S1', '/10/L1', '']],
  ['/22/V1/10/L1/21/S1', ['/21/S1', '/22/V1/10/L1', '/10/L1', '/22/V1', '']],
  ['/22/V1/10/L9/21/S9', ['/22/V1', '']],
  ['/22/V9/10/L1/21/S9', ['/10/L1', '']],
  ['/10/L9', ['']],
  ['/235/T9', ['']],
];

/** Nearest level first: third-party extension, serial, variant with lot, lot, variant, item. */
const nearest: readonly (readonly [request: string, level: string])[] = [
  ['', ''],
  ['/22/V1', '/22/V1'],
  ['/10/L1', '/10/L1'],
  ['/22/V1/10/L1', '/22/V1/10/L1'],
  ['/21/S1', '/21/S1'],
  ['/10/L1/21/S1', '/21/S1'],
  ['/22/V1/10/L1/21/S1', '/21/S1'],
  ['/22/V1/10/L1/21/S9', '/22/V1/10/L1'],
  ['/22/V9/10/L1/21/S9', '/10/L1'],
  ['/22/V1/10/L9', '/22/V1'],
  ['/235/T1', '/235/T1'],
  ['/235/T9', ''],
  ['/10/L9/21/S9', ''],
];

export async function checkLevels(probe: Probe): Promise<void> {
  await checkUnion(probe);
  for (const [request, level] of nearest) {
    const reply = await probe.ask(items.defaultAtEveryLevel + request);
    const wanted = `${maker}/default${level}`;
    probe.expect('the nearest level with a default answers', reply, headerOf(reply, 'location') === wanted, `wanted ${wanted}`);
  }
  await checkEveryQualifier(probe);
  await checkOwnPages(probe);
  await checkUnknown(probe);
}

async function checkUnion(probe: Probe): Promise<void> {
  const group = 'union of the six registrations, each with its own anchor';
  for (const [request, levels] of unions) {
    const entries = await fetchEntries(probe, items.sixSets + request);
    // Our own links of the identifier itself may stand beside those registered.
    const found = entries
      .filter(({ targets }) => [...targets.values()].flat().some(({ href }) => href.startsWith(`${maker}/`)))
      .map(({ anchor }) => anchor.replace(probe.client.origin + items.sixSets, ''));
    const same = found.sort().join(' ') === [...levels].sort().join(' ');
    probe.check(group, same, `${request}: anchors "${found.join(' ')}", wanted "${levels.join(' ')}"`);
    for (const { level, type } of sixSets) {
      const targets = entries.find(({ anchor }) => anchor === probe.client.origin + items.sixSets + level)?.targets.get(type) ?? [];
      const wanted = levels.includes(level) ? `${maker}/six${level}` : '';
      const hrefs = targets.map(({ href }) => href).join();
      probe.check(group, hrefs === wanted, `${request}: ${type} of "${level}" is ${hrefs}, wanted ${wanted}`);
    }
    const text = JSON.stringify(entries.map(({ targets }) => [...targets]));
    probe.check(group, !text.includes('/other-'), `${request}: links of other lots, variants or serials show`);
    for (const level of levels) {
      const { type } = sixSets.find((one) => one.level === level)!;
      const reply = await probe.ask(`${items.sixSets}${request}?linkType=${type}`);
      const wanted = `${maker}/six${level}`;
      const is = targetOf(reply, `linkType=${type}`) === wanted;
      probe.expect(group, reply, is, `${type} answered from "${level}" in one request, wanted ${wanted}`);
    }
  }
}

/** §2.1, §2.5.9: every qualifier of every key, registered or not, is answered from above. */
async function checkEveryQualifier(probe: Probe): Promise<void> {
  const group = 'every key with every sequence of its qualifiers';
  for (const { ai, path, qualified } of keys) {
    for (const tail of ['', ...qualified]) {
      const reply = await probe.ask(path + tail);
      const wanted = `${maker}/key/${ai}`;
      probe.expect(group, reply, reply.status === 307 && headerOf(reply, 'location') === wanted, `wanted ${wanted}`);
      const linkset = await probe.ask(path + tail, { accept: 'application/linkset+json' });
      const fault = probe.findLinksetFault(readJson(linkset));
      probe.expect(group, linkset, linkset.status === 200 && fault === undefined, `a valid linkset: ${fault ?? ''}`);
      const anchored = readEntries(readJson(linkset)).some(({ anchor }) => anchor === probe.client.origin + path);
      probe.expect(group, linkset, anchored, `anchored at ${path}`);
    }
  }
}

/** Our own pages answer where nobody registered anything, and step back where an owner registered the type. */
async function checkOwnPages(probe: Probe): Promise<void> {
  const group = 'our own page is the default where no other is registered';
  for (const tail of ['', '/10/L1', '/22/V1/10/L1/21/S1']) {
    const path = items.productAlone + tail;
    const reply = await probe.ask(path);
    const wanted = `${probe.client.origin}/xem${path}`;
    probe.expect(group, reply, reply.status === 307 && headerOf(reply, 'location') === wanted, `wanted ${wanted}`);
    const entries = await fetchEntries(probe, path);
    const defaults = entries.flatMap(({ targets }) => targets.get('gs1:defaultLink') ?? []);
    probe.check(group, defaults.length === 1 && defaults[0]!.href === wanted, `default of ${path}: ${JSON.stringify(defaults)}`);
    const described = entries.some(({ targets }) =>
      [...targets].some(([type, links]) => type !== 'gs1:defaultLink' && links.some(({ href }) => href === wanted)),
    );
    probe.check(group, described, `the default of ${path} stands under a type that describes it as well (§2.5.8)`);
  }
  const stepsBack = 'our own page steps back where the owner registered its type';
  for (const [tail, language] of [
    ['', 'vi'],
    ['', 'en'],
    ['', undefined],
    ['/10/L1', 'vi'],
    ['/22/V1/10/L1/21/S1', 'vi'],
  ] as const) {
    const reply = await probe.ask(`${items.onePip}${tail}?linkType=gs1:pip`, language === undefined ? {} : { 'accept-language': language });
    probe.expect(stepsBack, reply, targetOf(reply, 'linkType=gs1:pip') === `${maker}/one`, `language ${language}`);
  }
}

async function checkUnknown(probe: Probe): Promise<void> {
  const group = 'a valid identifier of which nothing is known: 404';
  for (const path of unknownPaths) {
    for (const [query, accept] of [
      ['', 'text/html'],
      ['', '*/*'],
      ['', undefined],
      ['?linkType=linkset', undefined],
      ['?linkType=gs1:pip', undefined],
      ['', 'application/linkset+json'],
    ] as const) {
      const reply = await probe.ask(path + query, accept === undefined ? {} : { accept });
      probe.expect(group, reply, reply.status === 404, `Accept ${accept}`);
    }
  }
}
