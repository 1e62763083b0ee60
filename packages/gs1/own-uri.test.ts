// Tests of internal codes and aliases: written and read back, never a GS1 key, refused where a browser would change them.

import assert from 'node:assert/strict';
import test from 'node:test';
import { aliasUri, canonicalId, internalCode, parseDigitalLink, readAlias, readInternalCode } from '@nguon/gs1';

const host = 'nguon.example.vn';

test('an identifier of another system is written under the portal and read back', () => {
  const identifiers = ['VN-0123456789', 'did:nda:z6Mk/a?b#c', '01/09520001000010', 'Lô số 5', 'x'.repeat(200), '*', '%2F'];
  for (const identifier of identifiers) {
    const made = aliasUri(host, 'nda', identifier);
    assert.ok(made.ok, identifier);
    assert.deepEqual(readAlias(made.value, host), { system: 'nda', identifier });
    assert.equal(new URL(made.value).href, made.value, 'a browser leaves it as it is');
    for (const profile of ['strict', 'lenient'] as const) assert.equal(parseDigitalLink(made.value, profile).ok, false);
    const id = canonicalId(made.value);
    assert.ok(id.ok && id.value.key === undefined && id.value.thing === made.value);
  }
  assert.deepEqual(aliasUri(host, 'nda', 'VN-1'), { ok: true, value: 'https://nguon.example.vn/dinh-danh/nda/VN-1' });
});

test('what cannot be an alias is refused with words', () => {
  const cases: [string, string, string, string][] = [
    ['Nguon.example.vn', 'nda', 'x', 'bad_host'],
    ['', 'nda', 'x', 'bad_host'],
    [host, 'NDA', 'x', 'bad_namespace'],
    [host, '01', 'x', 'bad_namespace'],
    [host, 'gtin', 'x', 'bad_namespace'],
    [host, 'nda', '', 'bad_alias'],
    [host, 'nda', ' x', 'bad_alias'],
    [host, 'nda', 'a\u0000b', 'bad_alias'],
    [host, 'nda', '\ud800', 'bad_alias'],
    [host, 'nda', '..', 'bad_alias'],
    [host, 'nda', '.', 'bad_alias'],
    [host, 'nda', 'x'.repeat(201), 'bad_alias'],
  ];
  for (const [at, system, identifier, code] of cases) {
    const made = aliasUri(at, system, identifier);
    assert.equal(made.ok ? '' : made.faults[0]!.code, code, `${at} ${system} ${identifier}`);
    if (!made.ok) assert.ok(made.faults[0]!.vi !== '' && !made.faults[0]!.vi.includes('{'));
  }
  assert.equal(internalCode(host, 'htx-a', '..').ok, false);
});

test('only URIs of that kind on that host are read', () => {
  const rest = '/dinh-danh/nda/VN-1';
  assert.ok(readAlias(`HTTPS://NGUON.example.vn${rest}?x=1#y`, host));
  assert.ok(readAlias(`http://localhost:8080${rest}`, 'localhost:8080'));
  for (const uri of [
    `https://other.example.vn${rest}`,
    `https://${host}/ma-noi-bo/nda/VN-1`,
    `https://${host}${rest}/more`,
    `https://${host}/dinh-danh/nda`,
    `https://${host}/dinh-danh/nda/`,
    `https://${host}/dinh-danh/NDA/VN-1`,
    `https://${host}/dinh-danh/nda/%`,
    `https://${host}/dinh-danh/nda/%00`,
    rest,
    '',
  ]) {
    assert.equal(readAlias(uri, host), undefined, uri);
    assert.equal(readInternalCode(uri.replace('ma-noi-bo', 'dinh-danh'), host), undefined, uri);
  }
});
