// Forms of an answer: linkset as JSON, JSON-LD and page, HEAD, OPTIONS, Vary, link types in every spelling, the description file.
import { keys } from './resolver-keys.ts';
import { items, maker } from './resolver-links.ts';
import { headerOf, listHeaderLinks, tell, variesBy } from './resolver-client.ts';
import type { Reply } from './resolver-client.ts';
import { readEntries, readJson, targetOf } from './resolver-probe.ts';
import type { Probe } from './resolver-probe.ts';

export async function checkForms(probe: Probe): Promise<void> {
  for (const path of [items.sixSets, `${items.sixSets}/22/V1/10/L1/21/S1`, items.model, items.entry, items.productAlone]) {
    await checkLinksetForms(probe, path);
  }
  await checkHead(probe);
  await checkSpellings(probe);
  await checkOtherTypes(probe);
  await checkWithdrawn(probe);
}

/** §2.9, §2.10. */
async function checkLinksetForms(probe: Probe, path: string): Promise<void> {
  const group = 'linkset as JSON, JSON-LD and page';
  const json = await probe.ask(path, { accept: 'application/linkset+json' });
  for (const [query, accept] of [
    ['?linkType=linkset', 'application/linkset+json'],
    ['?linkType=linkset', 'application/json'],
    ['?linkType=all', 'application/linkset+json'],
    ['?linkType=linkset&foo=bar', 'application/linkset+json'],
    ['', 'application/linkset+json, */*;q=0.1'],
    ['', 'Application/Linkset+JSON;q=0.9'],
  ] as const) {
    const reply = await probe.ask(path + query, { accept });
    const same = JSON.stringify(readJson(reply)) === JSON.stringify(readJson(json));
    probe.expect(group, reply, reply.status === 200 && same, `${accept}: the same linkset`);
    probe.expect(group, reply, variesBy(reply, 'accept'), `Vary names accept, is ${headerOf(reply, 'vary')}`);
  }
  for (const accept of ['application/linkset+json;q=0', 'text/html, application/linkset+json;q=0, */*']) {
    const reply = await probe.ask(path, { accept });
    probe.expect(group, reply, reply.status === 307, `${accept}: the linkset is not wanted`);
  }
  await checkJsonLd(probe, group, path, readJson(json));
  for (const accept of ['text/html', undefined]) {
    const page = await probe.ask(`${path}?linkType=linkset`, accept === undefined ? {} : { accept });
    const isPage = page.status === 200 && headerOf(page, 'content-type').startsWith('text/html');
    probe.expect(group, page, isPage, `Accept ${accept}: a page, is ${headerOf(page, 'content-type')}`);
    checkPage(probe, group, page, json);
  }
  const plain = readEntries(readJson(json));
  probe.check(group, plain.length > 0, `${path}: the linkset has entries`);
  probe.check(
    group,
    plain.every(({ anchor }) => anchor.startsWith(`${probe.client.origin}/`)),
    `${path}: anchors on this resolver`,
  );
}

async function checkJsonLd(probe: Probe, group: string, path: string, plain: unknown): Promise<void> {
  const reply = await probe.ask(`${path}?linkType=linkset`, { accept: 'application/ld+json' });
  const type = headerOf(reply, 'content-type');
  probe.expect(group, reply, reply.status === 200 && type.startsWith('application/ld+json'), `JSON-LD: ${type}`);
  const { '@context': context, ...rest } = (readJson(reply) ?? {}) as Record<string, unknown>;
  probe.expect(group, reply, context !== undefined, 'JSON-LD has its @context with it');
  const hrefs = (value: unknown): string =>
    JSON.stringify([...JSON.stringify(value ?? '').matchAll(/"href":"([^"]*)"/g)].map(([, href]) => href));
  probe.expect(group, reply, hrefs(rest) === hrefs(plain), 'JSON-LD tells the same links');
}

/** The page leads to every link and holds the linkset as JSON-LD. */
function checkPage(probe: Probe, group: string, page: Reply, json: Reply): void {
  const island = /<script type="application\/ld\+json"[^>]*>([\s\S]*?)<\/script>/.exec(page.body)?.[1] ?? '';
  const value = readJson({ ...page, body: island }) as { '@context'?: unknown } | undefined;
  probe.expect(group, page, value?.['@context'] !== undefined, 'the page holds JSON-LD with its context');
  const hrefs = readEntries(readJson(json)).flatMap(({ targets }) => [...targets.values()].flat().map(({ href }) => href));
  const missing = hrefs.filter(
    (href) => !page.body.includes(`href="${href.replaceAll('&', '&amp;')}"`) && !page.body.includes(`href="${href}"`),
  );
  // A link of our own may be written without its origin.
  const foreign = missing.filter((href) => !href.startsWith(probe.client.origin));
  probe.expect(group, page, hrefs.length > 0 && foreign.length === 0, `the page leads to ${foreign.slice(0, 3).join()}`);
}

const headless = new Set(['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding', 'content-encoding']);
const headersOf = (reply: Reply): string =>
  Object.entries(reply.headers)
    .filter(([name]) => !headless.has(name))
    .map(([name, value]) => `${name}: ${String(value)}`)
    .sort()
    .join('\n');

/** RFC 9110 §9.3.2: HEAD is GET without its body. */
async function checkHead(probe: Probe): Promise<void> {
  const group = 'HEAD tells the same without a body';
  for (const [path, accept] of [
    ...keys.map((key) => [key.path, '*/*'] as const),
    [`${items.threeLanguages}?linkType=gs1:instructions`, 'text/html'],
    [`${items.sixSets}?linkType=linkset`, 'application/linkset+json'],
    [`${items.sixSets}?linkType=linkset`, 'text/html'],
    [`${items.sixSets}?linkType=gs1:nosuchlt`, 'text/html'],
    [`${items.withdrawn}?linkType=gs1:instructions`, 'text/html'],
    [`${items.sixSets}/foo`, 'text/html'],
    ['/.well-known/gs1resolver', 'application/json'],
  ] as const) {
    const get = await probe.ask(path, { accept });
    const head = await probe.ask(path, { accept }, 'HEAD');
    probe.expect(group, head, head.body === '', 'no body');
    probe.expect(group, head, head.status === get.status, `status of GET is ${get.status}`);
    const same = headersOf(head) === headersOf(get);
    probe.check(group, same, `${path}: headers differ from GET's:\n${headersOf(get)}\n--\n${headersOf(head)}`);
  }
}

/** §2.14: one namespace in its spellings; a prefix may be percent-encoded in a query. */
async function checkSpellings(probe: Probe): Promise<void> {
  const group = 'link types in every spelling';
  for (const spelling of [
    'gs1:instructions',
    'gs1%3Ainstructions',
    'https://ref.gs1.org/voc/instructions',
    'https%3A%2F%2Fref.gs1.org%2Fvoc%2Finstructions',
    'https://gs1.org/voc/instructions',
    'https://www.gs1.org/voc/instructions',
  ]) {
    for (const query of [`linkType=${spelling}`, `foo=bar&linkType=${spelling}`, `linkType=${spelling}&17=271231`]) {
      const reply = await probe.ask(`${items.sixSets}/22/V1?${query}`);
      probe.expect(group, reply, targetOf(reply, query) === `${maker}/six/22/V1`, 'the variant has instructions');
    }
  }
  for (const spelling of [
    'gs1:nosuchlt',
    'https://ref.gs1.org/voc/nosuchlt',
    'https://evil.example/voc/instructions',
    'instructions',
    'gs1:',
    '%00',
  ]) {
    const reply = await probe.ask(`${items.sixSets}/22/V1?linkType=${spelling}`);
    probe.expect(group, reply, [400, 404].includes(reply.status), 'no link of such a type');
  }
  const title = await probe.ask(`${items.sixSets}?linkType=gs1:nosuchlt`, { accept: 'application/json' });
  const type = headerOf(title, 'content-type');
  probe.expect(group, title, title.status === 404 && /^application\/(?:problem|linkset)\+json/.test(type), `404 for programs: ${type}`);
}

/** Types of other vocabularies answer by their own name; of two languages that fit the nearer one is taken. */
async function checkOtherTypes(probe: Probe): Promise<void> {
  const group = 'other vocabularies, regional languages';
  const type = 'https://maker.example/voc/guide';
  for (const spelling of [type, encodeURIComponent(type)]) {
    const reply = await probe.ask(`${items.otherTypes}?linkType=${spelling}`);
    probe.expect(group, reply, targetOf(reply, `linkType=${spelling}`) === `${maker}/guide`, 'wanted guide');
  }
  for (const [language, name] of [
    ['zh', 'plain'],
    ['zh-TW', 'regional'],
    ['zh-tw, zh;q=0.9', 'regional'],
    ['zh-CN', 'plain'],
    ['zh-Hant-TW', 'plain'],
    ['zh;q=0.9, zh-TW;q=0.5', 'plain'],
  ] as const) {
    const reply = await probe.ask(`${items.otherTypes}?linkType=gs1:recipeInfo`, { 'accept-language': language });
    probe.expect(group, reply, targetOf(reply, 'linkType=gs1:recipeInfo') === `${maker}/${name}`, `${language}: wanted ${name}`);
  }
}

/** What was there and is no more is 410; what was replaced leads on; what never was is 404. */
async function checkWithdrawn(probe: Probe): Promise<void> {
  const group = 'withdrawn: 410, replaced: the new link';
  for (const path of [items.withdrawn, `${items.withdrawn}/10/L1`]) {
    const gone = await probe.ask(`${path}?linkType=gs1:instructions`);
    probe.expect(group, gone, gone.status === 410, 'withdrawn');
    const replaced = await probe.ask(`${path}?linkType=gs1:certificationInfo`);
    probe.expect(group, replaced, targetOf(replaced, 'linkType=gs1:certificationInfo') === `${maker}/new`, 'replaced');
    const never = await probe.ask(`${path}?linkType=gs1:dpp`);
    probe.expect(group, never, never.status === 404, 'never there');
    const still = await probe.ask(path);
    probe.expect(group, still, headerOf(still, 'location') === `${maker}/still-there`, 'the default stays');
    const linkset = await probe.ask(path, { accept: 'application/linkset+json' });
    probe.check(group, linkset.status === 200 && !/\/(?:gone|old)"/.test(linkset.body), `withdrawn links show: ${tell(linkset)}`);
  }
}

/** §3: also on a resolver without any of our links. */
export async function checkDescription(probe: Probe): Promise<void> {
  const group = 'description file';
  const reply = await probe.ask('/.well-known/gs1resolver', { accept: 'application/json', origin: 'https://ref.gs1.org' });
  probe.expect(group, reply, reply.status === 200, 'is there');
  const file = (readJson(reply) ?? {}) as Record<string, unknown>;
  const fault = probe.findDescriptionFault(file);
  probe.expect(group, reply, fault === undefined, `valid against the schema: ${fault ?? ''}`);
  probe.expect(group, reply, /^application\/(?:[\w.-]+\+)?json/.test(headerOf(reply, 'content-type')), 'is JSON');
  probe.expect(group, reply, headerOf(reply, 'access-control-allow-origin') !== '', 'readable from other sites');
  const root = String(file['resolverRoot']).replace(/\/$/, '');
  probe.check(group, root === probe.client.origin, `resolverRoot ${root} is ${probe.client.origin}`);
  const supported = new Set((file['supportedPrimaryKeys'] ?? []) as string[]);
  const missing = keys.filter(({ ai }) => !supported.has('all') && !supported.has(ai)).map(({ ai }) => ai);
  probe.check(group, missing.length === 0, `keys not supported: ${missing.join()}`);
  const known = (file['supportedLinkType'] ?? []) as { namespace?: string; prefix?: string }[];
  const gs1 = known.find(({ prefix }) => prefix === 'gs1:');
  probe.check(group, gs1?.namespace === 'https://ref.gs1.org/voc/', `gs1: is ${gs1?.namespace}`);
  const linkset = await probe.ask(keys[1]!.path, { accept: 'application/linkset+json' });
  const contexts = listHeaderLinks(linkset).filter((link) => link.includes('json-ld#context'));
  if (linkset.status !== 200) return;
  const location = String(file['jsonLdContextLocation']);
  probe.check(group, contexts.length === 1 && contexts[0]!.startsWith(`<${location}>`), `context ${location}, header ${contexts.join()}`);
}
