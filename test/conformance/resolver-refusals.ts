// What is no valid GS1 Digital Link is refused with 400 (§2.4.1): every key's faults, orders, attributes, characters; never 200, never 500.
import { gtin } from '../support/sample-events.ts';
import { keys, unknownPaths } from './resolver-keys.ts';
import type { Probe } from './resolver-probe.ts';

const item = `/01/${gtin(101)}`;
const itip = keys.find(({ ai }) => ai === '8006')!.path;
const pay = keys.find(({ ai }) => ai === '415')!.path;

/** Qualifiers in wrong order, twice, of another key, or together where they exclude each other (URI Syntax 4.9). */
const sequences = [
  '/21/S1/10/L1',
  '/10/L1/22/V1',
  '/21/S1/22/V1',
  '/21/S1/22/V1/10/L1',
  '/10/L1/21/S1/22/V1',
  '/10/L1/10/L2',
  '/21/S1/21/S1',
  '/22/V1/22/V1',
  '/235/T1/10/L1',
  '/235/T1/21/S1',
  '/22/V1/235/T1',
  '/10/L1/235/T1',
  '/254/A',
  '/8011/12',
  '/8020/R1',
  '/7040/1ABC',
  '/99/ABC',
  '/77/x',
  '/9999/x',
  '/foo/bar',
];

/** Data attributes belong in the query (URI Syntax 4.10). */
const attributes = [
  '/17/261231',
  '/11/260101',
  '/15/261231',
  '/3103/000189',
  '/422/704',
  '/30/5',
  '/240/X',
  '/10/L1/17/261231',
  '/17/261231/10/L1',
];

/** Values that no identifier of theirs can be. */
const values = [
  '/10/',
  '/10',
  '/10//21/S1',
  '/21/',
  '/10/L%20A',
  '/10/L%C3%A9',
  '/10/L%E1%BA%A1',
  '/10/L%7CA',
  '/10/L%5EA',
  '/10/L%0AA',
  '/10/L%1DA',
  '/10/L%00A',
  '/10/L%zz',
  '/10/L%',
  '/10/L%E1',
  '/10/123456789012345678901',
  '/21/123456789012345678901',
  '/22/123456789012345678901',
  '/235/12345678901234567890123456789',
  `/10/${'A'.repeat(1_900)}`,
  '/foo',
  '/10/L1/foo',
  '/10/L1/21',
  '/10/L1/21/S1/foo',
];

const gtins = [
  '/01/0',
  '/01/abc',
  '/01/1234567',
  '/01/123456789',
  `/01/0${gtin(101)}`,
  `/01/${gtin(101)}0`,
  `/01/${gtin(101).slice(0, 13)}X`,
  `/01/${gtin(101).slice(0, 13)}%20`,
  `/01/%20${gtin(101)}`,
  `/01/-${gtin(101).slice(1)}`,
  `/01/${gtin(101).slice(1, 13)}${(Number(gtin(101)[13]) + 3) % 10}`,
  '/01/00000000000001',
  '/01/٠٩٥٢٠٠٠٠٠٠١٠١٢'.replace(/[^ -~]/g, encodeURIComponent),
];

const others = [
  pay.replace('/8020/R1', ''),
  pay.replace('/8020/R1', '/8020/'),
  `${pay}/10/L1`,
  itip.replace(/0102$/, '0201'),
  itip.replace(/0102$/, '0001'),
  `${itip}/21/S1/10/L1`,
  `${itip}/235/T1`,
  '/414/123',
  '/8010/abc%20d',
  '/8010/9520part',
  `/8004/9520${'X'.repeat(31)}`,
  '/401/x9520',
  '/00/1',
  '/8017/95200000000000001',
];

/** Every path here, with its words; all must be refused with 400. */
export const badPaths: readonly string[] = [
  ...keys.flatMap(({ path, badCheck }) => [
    ...(badCheck === undefined ? [] : [badCheck]),
    `${path}/foo`,
    `${path}/foo/bar`,
    `${path}/17/261231`,
  ]),
  ...[...sequences, ...attributes, ...values].map((tail) => item + tail),
  ...gtins,
  ...others,
];

/** Digital Links under a path that is not this resolver's root, and half a link: refused, or not found. */
const elsewhere = ['/01', '/01/', `${item}${item}`, `/10/L1${item}`, `/21/S1${item}/10/L1`, `/shop${item}`];

const accepts = ['text/html', 'application/json', 'application/linkset+json', undefined];

export async function checkRefusals(probe: Probe): Promise<void> {
  const group = 'no valid Digital Link: 400, whatever form is asked for';
  for (const path of badPaths) {
    for (const accept of accepts) {
      const reply = await probe.ask(path, accept === undefined ? {} : { accept });
      probe.expect(group, reply, reply.status === 400, `Accept ${accept}`);
    }
    for (const query of ['?linkType=linkset', '?linkType=all', '?linkType=gs1:pip', '?foo=bar']) {
      const reply = await probe.ask(path + query);
      probe.expect(group, reply, reply.status === 400, 'with a query');
    }
    const head = await probe.ask(path, {}, 'HEAD');
    probe.expect(group, head, head.status === 400, 'HEAD');
  }
  for (const path of elsewhere) {
    const reply = await probe.ask(path);
    probe.expect('no link of this resolver: 400 or 404', reply, [400, 404].includes(reply.status), 'not at the root');
  }
  await checkOddRequests(probe);
}

/** Other methods are refused, odd headers harm nothing. */
async function checkOddRequests(probe: Probe): Promise<void> {
  const group = 'odd requests: neither 200 nor 5xx';
  for (const path of [
    '/foo',
    '/foo/bar',
    '/01x/123',
    '/1/2',
    `//${item}`,
    `/x${item}/../..`,
    '/%',
    '/%00',
    '/01%2F1',
    '/.well-known/nothing',
    '/eh',
    '/8888/1',
  ]) {
    const reply = await probe.ask(path);
    probe.expect(group, reply, reply.status !== 200 && reply.status < 500, 'an error is an error');
  }
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
    const reply = await probe.ask(item, {}, method);
    probe.expect(group, reply, reply.status >= 400 && reply.status < 500, 'only GET, HEAD and OPTIONS');
  }
  const lists = ['en;q=abc', ',,,;', 'q=1', `${'xx,'.repeat(2_000)}vi`, ';q=0.5', '*;q=9', '\t', 'vi;q=1;q=0;q=', 'a'.repeat(4_000)];
  for (const list of lists) {
    for (const path of [item, `${item}?linkType=gs1:pip`, unknownPaths[1]!]) {
      const reply = await probe.ask(path, { 'accept-language': list, accept: list });
      probe.expect(group, reply, reply.status < 500 && reply.status !== 200, `header ${list.slice(0, 40)}`);
    }
  }
}
