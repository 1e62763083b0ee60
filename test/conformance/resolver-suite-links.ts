// The checks of the official suite that follow the linkset: its default, and every link asked for by its own attributes.
import { headerOf } from './resolver-client.ts';
import { targetOf } from './resolver-probe.ts';
import type { Entry, Probe, Target } from './resolver-probe.ts';

const defaults = 'official suite, default link';
const single = 'official suite, a type with one link';
const several = 'official suite, a type with several links';
const vocabulary = 'official suite, link types are ratified';

/** Walks up as the suite does: two segments at a time, anchors as exact strings, each type at its most specific anchor. */
export async function checkSuiteLinks(probe: Probe, path: string, entries: readonly Entry[]): Promise<void> {
  const found = new Map<string, readonly Target[]>();
  const segments = path.split('/').slice(1);
  for (let length = segments.length; length >= 2; length -= 2) {
    const anchor = `${probe.client.origin}/${segments.slice(0, length).join('/')}`;
    for (const entry of entries.filter((one) => one.anchor === anchor))
      for (const [type, targets] of entry.targets) if (!found.has(type)) found.set(type, targets);
  }
  await checkDefault(probe, path, found.get('gs1:defaultLink'));
  for (const [type, targets] of found) {
    checkRatified(probe, type);
    if (type === 'gs1:defaultLink') continue;
    if (targets.length > 1) await checkSeveral(probe, path, type, targets);
    else if (type === 'gs1:defaultLinkMulti') probe.check(several, false, `singleMultiLink: ${path} has one only`);
    else await checkSingle(probe, path, type, targets[0]!);
  }
}

async function checkDefault(probe: Probe, path: string, targets: readonly Target[] | undefined): Promise<void> {
  probe.check(defaults, targets !== undefined, `defaultLinkExists: ${path} has none`);
  if (targets === undefined) return;
  probe.check(defaults, targets.length === 1, `singleDefaulLink: ${path} has ${targets.length}`);
  const names = Object.keys(targets[0]!).sort().join();
  probe.check(defaults, names === 'href,title', `the default of ${path} has a title and nothing else: ${names}`);
  const reply = await probe.ask(path, { accept: '*/*' });
  const location = headerOf(reply, 'location');
  probe.check(
    defaults,
    location === targets[0]!.href,
    `defaultTarget: ${path} leads to ${reply.status} ${location}, not ${targets[0]!.href}`,
  );
}

async function checkSingle(probe: Probe, path: string, type: string, { href }: Target): Promise<void> {
  const query = `linkType=${type}`;
  const reply = await probe.ask(`${path}?${query}`, { accept: '*/*' });
  probe.expect(single, reply, targetOf(reply, query) === href, `loFor${type}: wanted ${href}`);
}

/** Each link by its first language, its media type, its first context; those with the same attributes must give 300. */
async function checkSeveral(probe: Probe, path: string, type: string, targets: readonly Target[]): Promise<void> {
  for (const [index, target] of targets.entries()) {
    // `gs1:defaultLinkMulti` is never asked for by name.
    const asked = type === 'gs1:defaultLinkMulti' ? [] : [`linkType=${type}`];
    const query = [...asked, ...(target.context?.[0] === undefined ? [] : [`context=${target.context[0]}`])].join('&');
    const reply = await probe.ask(query === '' ? path : `${path}?${query}`, {
      accept: target.type ?? '*/*',
      ...(target.hreflang?.[0] === undefined ? {} : { 'accept-language': target.hreflang[0] }),
    });
    const isTwin = targets.some((other) => other !== target && attributesOf(other) === attributesOf(target));
    if (isTwin) probe.expect(several, reply, reply.status === 300, `loFor${type}${index} has a twin: wanted 300`);
    else {
      const what = `loFor${type}${index} (${attributesOf(target)}): wanted ${target.href}`;
      probe.expect(several, reply, targetOf(reply, query) === target.href, what);
    }
  }
}

const attributesOf = ({ type, hreflang, context }: Target): string => JSON.stringify([type, hreflang, context]);

function checkRatified(probe: Probe, type: string): void {
  if (type.startsWith('gs1:')) probe.check(vocabulary, probe.ratified.has(type.slice(4)), `linkTypesDefined: ${type}`);
}
