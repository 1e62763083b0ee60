// Which network addresses a webhook may be sent to: those of the public internet, and hosts that the operator named.
import { Resolver, lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** IANA special-purpose registries for IPv4: everything that is not globally reachable, multicast and reserved space. */
const ipv4_blocked: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
/** Of global unicast (2000::/3): protocol assignments with Teredo, documentation, 6to4, which may lead inwards. */
const ipv6_blocked: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const blocked = new BlockList();
for (const [net, bits] of ipv4_blocked) blocked.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of ipv6_blocked) blocked.addSubnet(net, bits, 'ipv6');
const global_ipv6 = new BlockList();
global_ipv6.addSubnet('2000::', 3, 'ipv6');

export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !blocked.check(address, 'ipv4');
  if (family === 6) return global_ipv6.check(address, 'ipv6') && !blocked.check(address, 'ipv6');
  return false;
}

const dns_timeout_ms = 3_000;
const dns_tries = 2;

export interface WebhookRules {
  /** Host names or addresses inside the operator's own network that may be called, with `http:` too (NGUON_WEBHOOK_HOSTS). */
  readonly ownHosts: readonly string[];
}

export type DestinationFault = 'not_web' | 'not_https' | 'private';

/** What the address itself says; the name's network addresses are looked at before each call. */
export function checkDestination(dest: string, rules: WebhookRules): DestinationFault | undefined {
  if (!/^https?:\/\/[^\s\\]+$/i.test(dest) || !URL.canParse(dest)) return 'not_web';
  const { protocol, username, password, hostname } = new URL(dest);
  if (username !== '' || password !== '') return 'not_web';
  if (isOwn(hostname, rules)) return undefined;
  if (protocol !== 'https:') return 'not_https';
  const bare = bareHost(hostname);
  if (isIP(bare) !== 0) return isPublicAddress(bare) ? undefined : 'private';
  return bare === 'localhost' || !bare.includes('.') || /\.(?:localhost|local|internal|home\.arpa)$/.test(bare) ? 'private' : undefined;
}

/** Address to connect to, looked up once so that a second answer of the name server cannot lead elsewhere; undefined = none is public. */
export async function findCallableAddress(hostname: string, rules: WebhookRules): Promise<{ address: string; family: 4 | 6 } | undefined> {
  const bare = bareHost(hostname);
  const own = isOwn(hostname, rules);
  const found =
    isIP(bare) !== 0 ? [{ address: bare, family: isIP(bare) }] : own ? await lookup(bare, { all: true }) : await askNameServers(bare);
  // One private address among public ones is a sign of a name made to mislead.
  if (!own && !found.every(({ address }) => isPublicAddress(address))) return undefined;
  const first = found.find(({ family }) => family === 4) ?? found[0];
  return first === undefined ? undefined : { address: first.address, family: first.family === 4 ? 4 : 6 };
}

/**
 * Names of the public by the name servers alone and not by the system's own look-up, which holds one of the few threads that files and
 * compression need too for as long as a silent server likes.
 */
async function askNameServers(name: string): Promise<{ address: string; family: number }[]> {
  const resolver = new Resolver({ timeout: dns_timeout_ms, tries: dns_tries });
  const [four, six] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  const listed = (answer: PromiseSettledResult<string[]>, family: 4 | 6) =>
    answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : [];
  const found = [...listed(four, 4), ...listed(six, 6)];
  if (found.length === 0 && four.status === 'rejected') throw four.reason;
  return found;
}

function isOwn(hostname: string, { ownHosts }: WebhookRules): boolean {
  return ownHosts.includes(bareHost(hostname));
}

/** The host without the brackets of an IPv6 address and without the dot of a complete name: `localhost.` is `localhost`. */
function bareHost(hostname: string): string {
  return hostname.toLowerCase().replace(/^\[|\]$|\.$/g, '');
}
