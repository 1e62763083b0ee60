// The set resolver: GS1-Conformant Resolver 1.2 over HTTP, on links of its own; what needs none also on any other resolver.
import { setTimeout as wait } from 'node:timers/promises';
import { inTransaction } from '../../app/db.ts';
import { closeOrganisation } from '../../app/party/close-organisation.ts';
import type { ConformanceResult } from './conformance-result.ts';
import { checkChoice } from './resolver-choice.ts';
import { headerOf, openResolverClient } from './resolver-client.ts';
import { checkBrokenCompression, checkCompressed } from './resolver-compressed.ts';
import { checkEveryAnswer, checkToldLinkset } from './resolver-every.ts';
import { checkDescription, checkForms } from './resolver-forms.ts';
import { keys, unknownPaths } from './resolver-keys.ts';
import { items, maker, readRegistrations, registrations } from './resolver-links.ts';
import type { Registration } from './resolver-links.ts';
import { checkLevels } from './resolver-levels.ts';
import { checkPeers } from './resolver-peers.ts';
import { makeProbe } from './resolver-probe.ts';
import type { Probe } from './resolver-probe.ts';
import { checkQueries } from './resolver-query.ts';
import { badPaths, checkRefusals } from './resolver-refusals.ts';
import { checkRegistration, register } from './resolver-register.ts';
import { runSuite } from './resolver-suite.ts';
import type { RunOptions } from './run-options.ts';
import { startOwnProduct } from './running-product.ts';
import type { OwnProduct } from './running-product.ts';

/** Under this name the product speaks; requests reach it on this machine, as through a proxy. */
const origin = 'https://id.nguon.example';

export async function checkResolver(options: RunOptions, result: ConformanceResult): Promise<void> {
  if (options.running !== undefined) return checkAnyResolver(options.running.url, options.corpus, result);
  if (options.pure) return void result.notes.push('nothing here does without a running resolver');
  const own = await startOwnProduct({ NGUON_ORIGIN: origin });
  const client = openResolverClient(own.product.address, origin);
  try {
    const others = readRegistrations(options.corpus);
    const probe = makeProbe(client, options.corpus, result);
    await register(own, origin, [...registrations, ...others]);
    await checkRegistration(probe, own, origin);
    await checkOurs(probe, options.corpus, others, own);
  } finally {
    client.close();
    await own.stop();
  }
  expectEnough(result);
}

async function checkOurs(probe: Probe, corpus: string, others: readonly Registration[], own: OwnProduct): Promise<void> {
  const tested = [
    ...keys.flatMap(({ path, qualified }) => ['', ...qualified].map((tail) => path + tail)),
    ...Object.values(items).filter((path) => path !== items.otherTypes),
    ...others.map(({ path }) => path),
    // Our own page is the default of these, and stands where the suite looks for it.
    ...['/10/L1', '/21/S1', '/235/T1', '/10/L1/21/S1', '/22/V1/10/L1/21/S1'].map((tail) => items.productAlone + tail),
    `${items.sixSets}/10/L1`,
    `${items.defaultAtEveryLevel}/10/L1`,
  ];
  for (const path of new Set(tested)) await runSuite(probe, path);
  await checkDescription(probe);
  await checkLevels(probe);
  await checkChoice(probe);
  await checkForms(probe);
  await checkQueries(probe);
  await checkRefusals(probe);
  await checkCompressed(probe, corpus);
  await checkPeers(probe);
  await checkToldLinkset(probe, [items.sixSets, `${items.sixSets}/10/A%2FB`, items.entry, items.productAlone]);
  await checkClosed(probe, own);
  checkEveryAnswer(probe);
}

/** How long a cached redirect may outlive what it was made from. */
const settle_ms = 300;

/** A printed code resolves for ever: its organisation may be gone. */
async function checkClosed(probe: Probe, own: OwnProduct): Promise<void> {
  await inTransaction(own.product.context.database.system, (db) =>
    closeOrganisation(db, { orgId: own.organisationId }, { at: new Date(), actor: 'cli' }),
  );
  await wait(settle_ms);
  for (const { ai, path } of keys) {
    const reply = await probe.ask(path);
    const leads = reply.status === 307 && headerOf(reply, 'location') === `${maker}/key/${ai}`;
    probe.expect('links of a closed organisation resolve', reply, leads, `wanted ${maker}/key/${ai}`);
  }
}

/** What any resolver can be asked without links of ours; the official suite as well where the address is a Digital Link. */
async function checkAnyResolver(url: string, corpus: string, result: ConformanceResult): Promise<void> {
  const { origin: address, pathname } = new URL(url);
  const client = openResolverClient(address, address);
  try {
    const probe = makeProbe(client, corpus, result);
    if (pathname !== '/') await runSuite(probe, pathname);
    await checkDescription(probe);
    await checkRefusals(probe);
    await checkBrokenCompression(probe);
    for (const path of unknownPaths) {
      const reply = await probe.ask(path, { accept: 'text/html' });
      probe.expect('a valid identifier of which nothing is known: 404', reply, reply.status === 404, 'unknown');
      const options = await probe.ask(path, { origin: 'https://a.example', 'access-control-request-method': 'GET' }, 'OPTIONS');
      const allowed = headerOf(options, 'access-control-allow-methods');
      probe.expect(
        'preflight',
        options,
        ['GET', 'HEAD', 'OPTIONS'].every((method) => allowed.includes(method)),
        `allowed: ${allowed}`,
      );
    }
    checkEveryAnswer(probe);
  } finally {
    client.close();
  }
  result.expectAtLeast('description file', 5);
  result.expectAtLeast('no valid Digital Link: 400, whatever form is asked for', badPaths.length);
  result.expectAtLeast('a valid identifier of which nothing is known: 404', unknownPaths.length);
}

/** A group that looked at too little fails. */
function expectEnough(result: ConformanceResult): void {
  const least: Readonly<Record<string, number>> = {
    'official suite, fixed checks': 60 * 20,
    'official suite, default link': 60 * 3,
    'official suite, a type with one link': 60,
    'official suite, a type with several links': 30,
    'official suite, link types are ratified': 120,
    'description file': 8,
    'union of the six registrations, each with its own anchor': 120,
    'the nearest level with a default answers': 13,
    'every key with every sequence of its qualifiers': 100,
    'our own page is the default where no other is registered': 9,
    'our own page steps back where the owner registered its type': 5,
    'a valid identifier of which nothing is known: 404': 120,
    'languages with q-values and wildcards': 48,
    'defaults by language': 24,
    'media types': 24,
    contexts: 5,
    'the default is one': 18,
    'undecidable: 300 with the list': 7,
    'linkset as JSON, JSON-LD and page': 100,
    'HEAD tells the same without a body': 69,
    'link types in every spelling': 25,
    'other vocabularies, regional languages': 8,
    'what is no identifier, or cannot be told, is not registered': 120,
    'withdrawn: 410, replaced: the new link': 10,
    'the whole query string goes on': 100,
    'slash at the end, needless escapes, short and short-named GTINs': 7,
    'no link of this resolver: 400 or 404': 6,
    'no valid Digital Link: 400, whatever form is asked for': 100 * 9,
    'odd requests: neither 200 nor 5xx': 40,
    'EPC-binary links': 10,
    'EPC-binary links of every key': 60,
    'legacy compressed links': 20,
    'broken compressed links': 13,
    'faults of other resolvers': 16,
    'the linkset is where the header says': 8,
    'links of a closed organisation resolve': 16,
    'every answer: CORS': 2_000,
    'every answer: no error of the server': 2_000,
    'every answer: a status that the standard knows': 2_000,
    'every redirect: the way to the linkset, a whole address, Vary': 2_000,
  };
  for (const [group, count] of Object.entries(least)) result.expectAtLeast(group, count);
}
