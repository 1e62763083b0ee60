// Faults measured in the usual peer (Resolver CE 3.0) and found by its reviewers, each as a test of its own.
import { headerOf } from './resolver-client.ts';
import { items, maker } from './resolver-links.ts';
import { readJson, targetOf } from './resolver-probe.ts';
import type { Probe } from './resolver-probe.ts';

const group = 'faults of other resolvers';

export async function checkPeers(probe: Probe): Promise<void> {
  const to = async (what: string, path: string, headers: Record<string, string>, wanted: string): Promise<void> => {
    const reply = await probe.ask(path, headers);
    probe.expect(group, reply, reply.status === 307 && headerOf(reply, 'location') === wanted, `${what}: wanted ${wanted}`);
  };
  await to('no Accept header', items.sixSets, {}, `${maker}/six`);
  await to('a lot that nobody registered', `${items.sixSets}/10/KL8G`, {}, `${maker}/six`);
  await to('a lot beside a registered one', `${items.sixSets}/10/L3`, { accept: 'text/html' }, `${maker}/six`);
  await to('a language in which there is nothing', items.threeLanguages, { 'accept-language': 'de' }, `${maker}/three`);
  await to('a target with a question mark', `${items.awkwardTargets}?x=1;y`, {}, `${maker}/p?a=b&x=1;y#part`);
  await to('an escaped slash in a lot', `${items.sixSets}/10/A%2FB`, {}, `${maker}/six`);
  await to('an escaped percent sign in a serial', `${items.sixSets}/21/A%25B`, {}, `${maker}/six`);
  const weighed = await probe.ask(`${items.threeLanguages}?linkType=gs1:instructions`, { 'accept-language': 'ja;q=0.2, vi;q=0.9' });
  probe.expect(group, weighed, targetOf(weighed, 'linkType=gs1:instructions') === `${maker}/vi`, 'q-values are weighed');
  for (const tail of ['/foo', '/21/S1/10/L1', '/17/271231']) {
    const reply = await probe.ask(items.sixSets + tail);
    probe.expect(group, reply, reply.status === 400, 'refused');
  }
  const foo = await probe.ask('/foo');
  probe.expect(group, foo, [400, 404].includes(foo.status), 'one segment that is nothing');
  const page = await probe.ask(items.entry, { accept: 'text/html' });
  probe.expect(group, page, page.status === 307, 'a browser gets the default page, not the linkset (#97)');
  const entry = await probe.ask(items.entry, { accept: 'application/linkset+json' });
  const fault = probe.findLinksetFault(readJson(entry));
  probe.expect(group, entry, fault === undefined, `the peer's own record is a valid linkset (#107): ${fault ?? ''}`);
  const context = await probe.ask(`${items.contexts}?linkType=gs1:certificationInfo&context=VN`, { 'accept-language': 'de' });
  const chosen = targetOf(context, 'linkType=gs1:certificationInfo&context=VN');
  probe.expect(group, context, chosen === `${maker}/vn`, 'context alone selects (#13)');
  const charset = await probe.ask(items.sixSets, { accept: 'application/linkset+json' });
  probe.expect(group, charset, headerOf(charset, 'content-type').startsWith('application/linkset+json'), 'declared type (test suite #23)');
}
