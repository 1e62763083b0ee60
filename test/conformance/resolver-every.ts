// What must hold for every answer of a run: CORS, no error of the server's own, 200 only for linksets, the way to the linkset.
import { headerOf, listHeaderLinks, tell } from './resolver-client.ts';
import type { Reply } from './resolver-client.ts';
import { keys } from './resolver-keys.ts';
import type { Probe } from './resolver-probe.ts';

/** Answers about identifiers: a key with a value, right or wrong, or a compressed link. */
const aboutIdentifiers = new RegExp(`^/(?:(?:${keys.map(({ ai }) => ai).join('|')})/[^/?]|e[hx][\\w-]{8})`);

export function checkEveryAnswer(probe: Probe): void {
  for (const reply of probe.client.replies) {
    probe.expect('every answer: no error of the server', reply, reply.status > 0 && reply.status < 500, `status ${reply.status}`);
    if (!aboutIdentifiers.test(reply.path) || !['GET', 'HEAD', 'OPTIONS'].includes(reply.method)) continue;
    const origin = headerOf(reply, 'access-control-allow-origin');
    probe.expect('every answer: CORS', reply, origin === '*', `Access-Control-Allow-Origin "${origin}"`);
    const exposed = headerOf(reply, 'access-control-expose-headers').toLowerCase();
    const shows = exposed.includes('link') && exposed.includes('location');
    probe.expect('every answer: CORS', reply, reply.method === 'OPTIONS' || shows, `exposes Link and Location: ${exposed}`);
    if (reply.method === 'OPTIONS') continue;
    checkStatus(probe, reply);
    if (reply.status === 307) checkRedirect(probe, reply);
  }
}

/** §2.4.1: 200 is for linksets alone; redirects are 307, choices 300. */
function checkStatus(probe: Probe, reply: Reply): void {
  const group = 'every answer: a status that the standard knows';
  probe.expect(group, reply, [200, 300, 307, 400, 404, 410, 414].includes(reply.status), `status ${reply.status}`);
  if (reply.status !== 200 || reply.method === 'HEAD') return;
  probe.expect(group, reply, /linkset/.test(reply.body), '200 brings a linkset');
}

function checkRedirect(probe: Probe, reply: Reply): void {
  const location = headerOf(reply, 'location');
  // To the strict spelling of the same identifier: whatever form is asked for, and nothing of its own to tell.
  if (aboutIdentifiers.test(location.replace(probe.client.origin, ''))) return;
  const group = 'every redirect: the way to the linkset, a whole address, Vary';
  const links = listHeaderLinks(reply);
  const linkset = links.filter((link) => link.includes('rel="linkset"'));
  probe.expect(group, reply, linkset.length === 1, `one link to the linkset: ${links.join()}`);
  probe.expect(group, reply, linkset[0]?.includes('type="application/linkset+json"') === true, 'with its media type');
  probe.expect(group, reply, !links.some((link) => /rel="gs1:(?!handledBy)/.test(link)), 'no links of the linkset in the header');
  probe.expect(group, reply, /^https?:\/\/[^/]+/.test(location), `a whole address: ${location}`);
  const vary = headerOf(reply, 'vary').toLowerCase();
  probe.check(group, /\baccept\b(?!-)/.test(vary), `Vary names accept, is "${vary}": ${tell(reply)}`);
}

/** The address of the linkset that a redirect tells is one. */
export async function checkToldLinkset(probe: Probe, paths: readonly string[]): Promise<void> {
  const group = 'the linkset is where the header says';
  for (const path of paths) {
    const reply = await probe.ask(path);
    const link = listHeaderLinks(reply).find((one) => one.includes('rel="linkset"'));
    const told = /^<([^>]*)>/.exec(link ?? '')?.[1] ?? '';
    probe.expect(group, reply, told !== '', 'a link to the linkset');
    const linkset = await probe.ask(new URL(told, probe.client.origin).href.slice(probe.client.origin.length), {
      accept: 'application/linkset+json',
    });
    probe.expect(group, linkset, linkset.status === 200, `told by ${path}`);
  }
}
