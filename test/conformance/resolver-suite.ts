// The 22 fixed checks of GS1's official resolver suite, each with its own request; what it only warns about fails here.
import { parseDigitalLink } from '@nguon/gs1';
import { headerOf, listHeaderLinks } from './resolver-client.ts';
import { checkSuiteLinks } from './resolver-suite-links.ts';
import { isRedirect, readEntries, readJson } from './resolver-probe.ts';
import type { Probe } from './resolver-probe.ts';

const group = 'official suite, fixed checks';
/** As URI Syntax 6.1 tells a plausible link, without the short names that 1.3 removed. */
const plausible =
  /^https?:\/\/[^/?#]+(?:\/[^?#]*)?\/(?:00|01|253|255|401|402|41[0-7]|8003|8004|8006|8010|8013|8017|8018)\/\d{4}[^/]+(?:\/[^/]+\/[^/]+)*\/?(?:[?#]|$)/;

/** Performs the suite on one Digital Link of this resolver, whose path is given. */
export async function runSuite(probe: Probe, path: string): Promise<void> {
  const uri = probe.client.origin + path;
  checkUri(probe, uri);
  await checkWalkUp(probe, path);
  await checkServer(probe);
  await checkPreflight(probe, path);
  await checkErrorsAndSlash(probe, path);
  await checkQueryString(probe, path);
  await checkLinkset(probe, path);
  const missing = await probe.ask(`${path}?linkType=gs1:nosuchlt`, { accept: '*/*' });
  probe.expect(group, missing, missing.status === 404, `specificLinkTypeNotFound of ${path}`);
}

function checkUri(probe: Probe, uri: string): void {
  const parsed = /^(https?):\/\/([^/?#]+)/.exec(uri);
  probe.check(group, parsed?.[2]?.includes('.') === true, `isURL: ${uri}`);
  // On this machine itself TLS ends at the proxy.
  const isLocal = /^(?:127\.|localhost)/.test(parsed?.[2] ?? '');
  probe.check(group, isLocal || parsed?.[1] === 'https', `isHttps: ${uri}`);
  probe.check(group, plausible.test(uri), `plausibleDL: ${uri}`);
  const read = parseDigitalLink(uri, 'strict');
  probe.check(group, read.ok && read.value.key !== '', `validDL: ${uri}`);
}

/** A qualifier that nobody registered: anything but 404 in the suite; we ask for what a printed code deserves. */
async function checkWalkUp(probe: Probe, path: string): Promise<void> {
  const key = /^\/(01|414)\/[^/]+/.exec(path);
  if (key === null) return;
  const reply = await probe.ask(`${key[0]}/${key[1] === '01' ? '10' : '254'}/KL8G`, { accept: '*/*' });
  probe.expect(group, reply, isRedirect(reply), 'basicWalkUp');
}

async function checkServer(probe: Probe): Promise<void> {
  const head = await probe.ask('/', {}, 'HEAD');
  probe.expect(group, head, head.status > 0 && head.status < 500, 'tlsOK');
  probe.check(group, Number(head.httpVersion) >= 1.1, `httpVersion: ${head.httpVersion}`);
  const file = await probe.ask('/.well-known/gs1resolver', { accept: 'application/json', origin: 'https://ref.gs1.org' });
  const fault = file.status === 200 ? probe.findDescriptionFault(readJson(file)) : `status ${file.status}`;
  probe.check(
    group,
    fault === undefined && headerOf(file, 'access-control-allow-origin') !== '',
    `rdFile (critical): ${fault ?? 'no CORS'}`,
  );
}

async function checkPreflight(probe: Probe, path: string): Promise<void> {
  const reply = await probe.ask(
    path,
    {
      origin: 'https://ref.gs1.org/test-suites/resolver/',
      'access-control-request-method': 'GET,HEAD,OPTIONS',
    },
    'OPTIONS',
  );
  probe.expect(group, reply, headerOf(reply, 'access-control-allow-origin') !== '', 'corsCheck');
  const methods = headerOf(reply, 'access-control-allow-methods');
  probe.expect(
    group,
    reply,
    ['GET', 'HEAD', 'OPTIONS'].every((method) => methods.includes(method)),
    `methodsCheck: ${methods}`,
  );
  probe.expect(
    group,
    reply,
    listHeaderLinks(reply).some((link) => link.includes('rel="linkset"')),
    'linkOnRedirect',
  );
  probe.expect(group, reply, !headerOf(reply, 'link').includes('rel="gs1:'), 'legacyLinkHeaders');
}

async function checkErrorsAndSlash(probe: Probe, path: string): Promise<void> {
  const foo = await probe.ask(`${path}/foo`, { accept: '*/*' });
  probe.expect(group, foo, foo.status === 400, 'reportWith400');
  probe.expect(group, foo, foo.status !== 200, 'noErrorWith200');
  const plain = await probe.ask(path, { accept: '*/*' });
  const slash = await probe.ask(`${path}/`, { accept: '*/*' });
  const same = plain.status === slash.status && headerOf(plain, 'location') === headerOf(slash, 'location');
  probe.expect(group, slash, same, `trailingSlash, without it ${plain.status} ${headerOf(plain, 'location')}`);
}

async function checkQueryString(probe: Probe, path: string): Promise<void> {
  const reply = await probe.ask(`${path}?foo=bar`, { accept: '*/*' });
  probe.expect(group, reply, headerOf(reply, 'location').includes('foo=bar'), 'qsPassedOn');
}

async function checkLinkset(probe: Probe, path: string): Promise<void> {
  const byType = await probe.ask(`${path}?linkType=linkset`, { accept: '*/*' });
  probe.expect(group, byType, byType.status === 200, 'ltLinksetNoRedirect');
  const byAccept = await probe.ask(`${path}?linkType=all`, { accept: 'application/linkset+json' });
  probe.expect(group, byAccept, byAccept.status === 200, 'ltAcceptHeader');
  const reply = await probe.ask(path, { accept: 'application/linkset+json' });
  const linkset = readJson(reply);
  const fault = reply.status === 200 ? probe.findLinksetFault(linkset) : `status ${reply.status}`;
  probe.expect(group, reply, fault === undefined, `validLinkset (critical): ${fault ?? ''}`);
  // The suite cuts the header at each comma.
  const context = headerOf(reply, 'link')
    .split(',')
    .some((link) => link.includes('rel="http://www.w3.org/ns/json-ld#context"') && link.includes('type="application/ld+json"'));
  probe.expect(group, reply, context, `linksetJsonldCheck: ${headerOf(reply, 'link')}`);
  const type = headerOf(reply, 'content-type');
  probe.expect(group, reply, type.startsWith('application/linkset+json'), `declaredContentType: ${type}`);
  await checkSuiteLinks(probe, path, readEntries(linkset));
}
