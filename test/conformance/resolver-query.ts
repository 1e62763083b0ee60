// The whole query string goes on as it came (§2.12), whatever the target looks like; a slash at the end and other spellings change nothing.
import { headerOf } from './resolver-client.ts';
import { items, maker } from './resolver-links.ts';
import { isRedirect } from './resolver-probe.ts';
import type { Probe } from './resolver-probe.ts';

/** As they stand in the request line: no decoding, no order, no repair. */
const queries = [
  'foo=bar',
  'foo=bar&foo=baz',
  'a=1;b=2',
  '17=271231;3103=000189',
  'flag',
  'flag&x=',
  'x=%20y',
  'x=a+b',
  'x=%C3%A9%2F%3F',
  'q=a?b',
  'x=1%26y%3D2',
  'u=https://other.example/p?z=1',
  'x=%23not-a-fragment',
  '%E1%BA%A1=1',
  'x=%zz',
  'x==',
  '8000=0301234567',
  'x=ĐẹP'.normalize('NFC').replace(/[^ -~]/g, encodeURIComponent),
  'a=1&&b=2',
  'x=[1]',
  `long=${'v'.repeat(1_500)}`,
];

interface AwkwardTarget {
  readonly linkType?: string;
  readonly address: string;
  readonly fragment: string;
}

const targets: readonly AwkwardTarget[] = [
  { address: `${maker}/p?a=b`, fragment: '#part' },
  { linkType: 'gs1:instructions', address: `${maker}/q`, fragment: '#part' },
  { linkType: 'gs1:certificationInfo', address: `${maker}/r?x=1`, fragment: '' },
  { linkType: 'gs1:support', address: `${maker}/s%20t/?q=%C3%A9`, fragment: '' },
];

export async function checkQueries(probe: Probe): Promise<void> {
  const group = 'the whole query string goes on';
  for (const { linkType, address, fragment } of targets) {
    for (const query of queries) {
      const asked = linkType === undefined ? query : `${query}&linkType=${linkType}`;
      const reply = await probe.ask(`${items.awkwardTargets}?${asked}`);
      const wanted = `${address}${address.includes('?') ? '&' : '?'}${asked}${fragment}`;
      probe.expect(group, reply, headerOf(reply, 'location') === wanted, `wanted ${wanted.slice(0, 200)}`);
    }
    const bare = await probe.ask(`${items.awkwardTargets}${linkType === undefined ? '?' : `?linkType=${linkType}`}`);
    const wanted =
      linkType === undefined ? `${address}${fragment}` : `${address}${address.includes('?') ? '&' : '?'}linkType=${linkType}${fragment}`;
    probe.expect(group, bare, headerOf(bare, 'location') === wanted, `no needless mark: wanted ${wanted}`);
  }
  for (const query of queries) {
    const reply = await probe.ask(`${items.productAlone}/10/L1?${query}`);
    const wanted = `${probe.client.origin}/xem${items.productAlone}/10/L1?${query}`;
    probe.expect(group, reply, headerOf(reply, 'location') === wanted, `to our own page: wanted ${wanted.slice(0, 200)}`);
  }
  await checkSpellings(probe);
}

/** Different spellings of one identifier end at one target; the strict one in one step. */
async function checkSpellings(probe: Probe): Promise<void> {
  const group = 'slash at the end, needless escapes, short and short-named GTINs';
  const lot = '/10/L1';
  const gtin = items.sixSets.slice('/01/'.length);
  for (const [path, steps_max] of [
    [`${items.sixSets}${lot}`, 1],
    [`${items.sixSets}${lot}/`, 1],
    [`${items.sixSets}/10/%4C1`, 2],
    [`${items.sixSets}/10/L%31/`, 2],
    [`/01/${gtin.slice(1)}${lot}`, 2],
    [`/01/${gtin.slice(1)}${lot}?8000=0301234567`, 2],
    [`/gtin/${gtin}/lot/L1`, 2],
  ] as const) {
    let reply = await probe.ask(path);
    let steps = 1;
    for (; steps < 3 && isRedirect(reply) && !headerOf(reply, 'location').startsWith(maker); steps++)
      reply = await probe.ask(headerOf(reply, 'location').replace(probe.client.origin, ''));
    const wanted = `${maker}/six`;
    const [location = ''] = headerOf(reply, 'location').split('?');
    probe.expect(group, reply, location === wanted && steps <= steps_max, `${path} ends at ${wanted} in ${steps_max} steps, took ${steps}`);
  }
}
