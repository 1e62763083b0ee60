// Compressed Digital Links against the standard's worked examples, both ways, and against what must be refused.

import assert from 'node:assert/strict';
import test from 'node:test';
import { listAis } from '@nguon/gs1';
import { compressLink, decompressLink, isEpcCompressed, isLegacyCompressed } from '@nguon/gs1/compressed';
import { findFormat } from './aidc-format.ts';

/** Worked examples of GS1 TDS 2.3 annex E.3 (facts): scheme, EPC binary string, link. */
const EXAMPLES: readonly (readonly [string, string, string])[] = [
  ['SGTIN-96', '3066C4409047E140075BCD15', '/01/09506000134352/21/123456789'],
  ['SGTIN-198', '3666C4409047E159B2C2BF100000000000000000000000000000', '/01/09506000134352/21/32a%2Fb'],
  ['SGTIN+', 'F73795211411234538566CB0AFC4', '/01/79521141123453/21/32a%2Fb'],
  ['DSGTIN+', 'FB342CDE795211411234538566CB0AFC4', '/01/79521141123453/21/32a%2Fb?17=220630'],
  ['SGTIN++', 'FD3795211411234538566CB0AFC525065F1876F0D996D800', '/01/79521141123453/21/32a%2Fb'],
  ['DSGTIN++', 'FC342CDE795211411234538566CB0AFC525065F1876F0D996D80', '/01/79521141123453/21/32a%2Fb?17=220630'],
  ['SSCC-96', '311BA1B300CE0A6A83000000', '/00/095201234567891235'],
  ['SSCC+', 'F90095201234567891235', '/00/095201234567891235'],
  ['SGLN-96', '3276451FD46072000000162E', '/414/9521141123454/254/5678'],
  ['SGLN-195', '3976451FD46072CD9615F8800000000000000000000000000000', '/414/9521141123454/254/32a%2Fb'],
  ['SGLN+', 'F2395211411234548566CB0AFC4', '/414/9521141123454/254/32a%2Fb'],
  ['SGLN++', 'E9395211411234548566CB0AFC525065F1876F0D996D8000', '/414/9521141123454/254/32a%2Fb'],
  ['GRAI-96', '3376451FD40C0E400000162E', '/8003/095211411234545678'],
  ['GRAI-170', '3776451FD40C0E59B2C2BF1000000000000000000000', '/8003/0952114112345432a%2Fb'],
  ['GRAI+', 'F13095211411234548566CB0AFC4', '/8003/0952114112345432a%2Fb'],
  ['GRAI++', 'EB3095211411234548566CB0AFC525065F1876F0D996D800', '/8003/0952114112345432a%2Fb'],
  ['GIAI-96', '3476451FD40000000000162E', '/8004/95211415678'],
  ['GIAI-202', '3876451FD59B2C2BF10000000000000000000000000000000000', '/8004/952114132a%2Fb'],
  ['GIAI+', 'FA3952114132E83C2BF10', '/8004/952114132a%2Fb'],
  ['GIAI++', 'EE3952114132E83C2BF1494197C61DBC3665B600', '/8004/952114132a%2Fb'],
  ['GSRN-96', '2D76451FD4499602D2000000', '/8018/952114112345678906'],
  ['GSRN+', 'F43952114112345678906', '/8018/952114112345678906'],
  ['GSRN++', 'E7395211411234567890692832F8C3B786CCB6C0', '/8018/952114112345678906'],
  ['GSRNP-96', '2E76451FD4499602D2000000', '/8017/952114112345678906'],
  ['GSRNP+', 'F53952114112345678906', '/8017/952114112345678906'],
  ['GSRNP++', 'E8395211411234567890692832F8C3B786CCB6C0', '/8017/952114112345678906'],
  ['GDTI-96', '2C76451FD46072000000162E', '/253/95211411234545678'],
  ['GDTI-174', '3E76451FD7039B061438997367D0C18B266D1AB66EE0', '/253/9521141987650ABCDefgh012345678'],
  ['GDTI+', 'F6395211411234540458B8', '/253/95211411234545678'],
  ['GDTI++', 'EA395211411234540458BA4A0CBE30EDE1B32DB0', '/253/95211411234545678'],
  ['CPI-96', '3C76451FD400C0E680003039', '/8010/952114198765/8011/12345'],
  ['CPI-var', '3D76451FD75411DEF6B4CC00000003039000', '/8010/95211415PQ7%2FZ43/8011/12345'],
  ['CPI+', 'F0395211415E87A145BAFB4D19A8C0E4', '/8010/95211415PQ7%2FZ43/8011/12345'],
  ['CPI++', 'E6395211415E87A145BAFB4D19A8C0E64A0CBE30EDE1B32DB000', '/8010/95211415PQ7%2FZ43/8011/12345'],
  ['SGCN-96', '3F76451FD612640000019907', '/255/952114167890904711'],
  ['SGCN+', 'F839521141678909509338', '/255/952114167890904711'],
  ['SGCN++', 'EC3952114167890950933C94197C61DBC3665B60', '/255/952114167890904711'],
  ['ITIP-110', '4076451FD40C0E40820000000F54', '/8006/095211411234540102/21/981'],
  ['ITIP-212', '4176451FD40C0E4082DBDD8B36600000000000000000000000000000', '/8006/095211411234540102/21/mw133'],
  ['ITIP+', 'F3309521141123454010266AE27FDF35', '/8006/095211411234540102/21/rif981'],
  // Printed in the annex with the headers of the `+` schemes; table 14-1 gives these.
  ['SSCC++', 'EF009520123456789123592832F8C3B786CCB6C0', '/00/095201234567891235'],
  ['ITIP++', 'ED309521141123454010266AE27FDF3592832F8C3B786CCB6C00', '/8006/095211411234540102/21/rif981'],
];

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const bitsOf = (hex: string): string => [...hex].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');

function base64(bits: string): string {
  return (bits.match(/.{1,6}/g) ?? []).map((six) => ALPHABET[Number.parseInt(six.padEnd(6, '0'), 2)]).join('');
}

function hex(bits: string): string {
  return (bits.match(/.{1,4}/g) ?? []).map((four) => Number.parseInt(four.padEnd(4, '0'), 2).toString(16)).join('');
}

const linkOf = (text: string): string => {
  const back = decompressLink(text);
  return back.ok ? back.value.link : back.faults.map(({ code }) => code).join();
};

test("the standard's examples of every scheme are read, as hexadecimal and as base 64", () => {
  for (const [scheme, code, link] of EXAMPLES) {
    for (const path of [`/eh${code.toLowerCase()}`, `/ex${base64(bitsOf(code))}`]) {
      const back = decompressLink(path);
      assert.ok(back.ok, `${scheme} ${path}: ${back.ok ? '' : back.faults[0]!.en}`);
      assert.deepEqual([back.value.scheme, back.value.link], [scheme, link]);
      assert.equal(back.value.hostname, scheme.endsWith('++') ? 'id.example.com' : undefined);
      assert.equal(isEpcCompressed(path), true);
    }
  }
  assert.equal(EXAMPLES.length, 42);
});

test("writing gives the standard's bits for every `+` example, and what stands in it comes back", () => {
  let counted = 0;
  for (const [scheme, code, link] of EXAMPLES) {
    if (!/[^+]\+$/.test(scheme)) continue;
    const filter = scheme === 'SSCC+' ? 0 : 3;
    const short = compressLink(`https://a.example/x${link}`, { form: 'hex', filter });
    assert.ok(short.ok);
    assert.equal(short.value.scheme, scheme);
    assert.equal(short.value.link, `https://a.example/x/eh${code.toLowerCase()}`);
    counted++;
  }
  assert.equal(counted, 12);
});

test('with a company prefix length the partition schemes are written where they are shorter', () => {
  const serials = ['123456789123', '1', '32a/b', '0123'];
  const schemes = serials.map((serial) => {
    const link = `https://a.example/01/09528765123457/21/${encodeURIComponent(serial)}`;
    const short = compressLink(link, { prefixLength: () => 7 });
    assert.ok(short.ok);
    assert.equal(linkOf(short.value.link), link);
    return short.value.scheme;
  });
  assert.deepEqual(schemes, ['SGTIN-96', 'SGTIN+', 'SGTIN+', 'SGTIN+']);
  const gln = compressLink('https://a.example/414/9521141123454', { prefixLength: () => 7, form: 'hex' });
  assert.ok(gln.ok);
  assert.equal(linkOf(gln.value.link), 'https://a.example/414/9521141123454');
});

/** A `+` item with a serial, its first bits and what is put after it. */
const ITEM = `${bitsOf('F7')}0000${bitsOf('09506000134352')}00000001${'1000'}`;
const HEAD = '/01/09506000134352';

test('data after the identifier: each way of writing', () => {
  const seven = (text: string): string => [...text].map((char) => char.charCodeAt(0).toString(2).padStart(7, '0')).join('');
  const cases: readonly (readonly [string, string])[] = [
    [bitsOf('10') + '100' + '00011' + seven('A/B'), `${HEAD}/10/A%2FB/21/8`],
    [bitsOf('10') + '000' + '00101' + (123).toString(2).padStart(17, '0'), `${HEAD}/10/00123/21/8`],
    [bitsOf('10') + '001' + '00010' + bitsOf('AF'), `${HEAD}/10/AF/21/8`],
    [bitsOf('10') + '010' + '00010' + bitsOf('AF'), `${HEAD}/10/af/21/8`],
    // AB. in URN Code 40: 1600 × 1 + 40 × 2 + 28 + 1
    [bitsOf('10') + '101' + '00011' + (1709).toString(2).padStart(16, '0'), `${HEAD}/10/AB./21/8`],
    [bitsOf('17') + '0011010' + '1100' + '11111', `${HEAD}/21/8?17=261231`],
    [bitsOf('8008') + '01' + '0011010' + '0001' + '01111' + '01110' + '011110', `${HEAD}/21/8?8008=2601151430`],
    [bitsOf('7007') + '1' + '0011010000100001' + '0011010000111111', `${HEAD}/21/8?7007=260101260131`],
    [bitsOf('3103') + (1250).toString(2).padStart(20, '0'), `${HEAD}/21/8?3103=001250`],
    [bitsOf('422') + (704).toString(2).padStart(10, '0'), `${HEAD}/21/8?422=704`],
    [bitsOf('00') + bitsOf('095060001343520000'), `${HEAD}/21/8?00=095060001343520000`],
  ];
  for (const [bits, link] of cases) assert.equal(linkOf(`/eh${hex(ITEM + bits)}`), link);
  assert.equal(linkOf(`/eh${hex(ITEM + cases[0]![0] + cases[5]![0])}`), `${HEAD}/10/A%2FB/21/8?17=261231`);
});

test('what the bits do not say whole and rightly is refused, with words and a place', () => {
  const item = '30164596f40c0e5cbe991a83';
  const cases: readonly (readonly [string, string])[] = [
    ['/01/09506000134352', 'not_compressed'],
    ['/truy-vet', 'not_compressed'],
    ['nothing', 'not_compressed'],
    ['/eh', 'not_compressed'],
    ['/EH30164596f40c0e5cbe991a83', 'reserved_bits'],
    ['/eh3G', 'not_compressed'],
    ['/eh00164596f40c0e5cbe991a83', 'unknown_epc_header'],
    ['/eh3500e86f8000a9e000000586', 'unknown_epc_header'],
    ['/eh3016', 'code_cut_short'],
    [`/eh${item}0001`, 'bits_after_end'],
    [`/eh${item}00`, 'bits_after_end'],
    [`/ex${base64(bitsOf(item))}A`, 'bits_after_end'],
    ['/ehf73795211411234538566cb0afc40000', 'bits_after_end'],
    [`/eh${hex(bitsOf(item).slice(0, 11) + '111' + '0'.repeat(82))}`, 'reserved_bits'],
    [`/eh${hex(bitsOf(item).slice(0, 14) + '1'.repeat(82))}`, 'number_too_large'],
    [`/eh${hex(ITEM + bitsOf('A0FF'))}`, 'reserved_bits'],
    [`/eh${hex(ITEM + bitsOf('14') + '1'.repeat(16))}`, 'uncompressible_ai'],
    [`/eh${hex(ITEM + bitsOf('10') + '110' + '00010' + '1'.repeat(12))}`, 'reserved_bits'],
    [`/eh${hex(ITEM + bitsOf('10') + '011' + '00000' + bitsOf('17'))}`, 'reserved_bits'],
    [`/eh${hex(ITEM + bitsOf('17') + '0011010' + '0010' + '11110')}`, 'illegal_day'],
    [`/eh${hex(ITEM + bitsOf('21') + '000' + '00001' + '0100')}`, 'repeated_ai'],
    ['/ehf7379521141123454' + '8566cb0afc4', 'incorrect_check_digit'],
    [`/eh${hex(ITEM + (bitsOf('422') + (704).toString(2).padStart(10, '0')).repeat(100))}`, 'too_many_values'],
    [`/eh${'f7'.repeat(3000)}`, 'link_too_long'],
  ];
  for (const [text, code] of cases) {
    const back = decompressLink(text);
    assert.ok(!back.ok, text);
    assert.equal(back.faults[0]!.code, code, text);
    for (const { vi, en, position } of back.faults)
      assert.ok(vi && en && !vi.includes('{got}') && position >= 0 && position <= text.length);
  }
});

test('host, path before the code, query, fragment and a last slash are kept or tolerated', () => {
  const item = 'exMBZFlvQMDly-mRqD';
  assert.equal(
    linkOf(`http://a.example:8080/x/${item}?linkType=all&a=1#top`),
    `http://a.example:8080/x/01/09528765123457/21/123456789123?linkType=all&a=1#top`,
  );
  assert.equal(linkOf(`/${item}/`), '/01/09528765123457/21/123456789123');
  const link = 'https://a.example/x/01/09520001000010/22/V/10/L%2F1/21/S-1?17=261231&240=note&717=AB&linkType=all#top';
  const short = compressLink(link);
  assert.ok(short.ok);
  assert.deepEqual([short.value.scheme, short.value.left.map(({ ai }) => ai)], ['DSGTIN+', ['717']]);
  assert.match(short.value.link, /^https:\/\/a\.example\/x\/ex[\w-]+\?717=AB&linkType=all#top$/);
  assert.equal(linkOf(short.value.link), link);
  // A host that stands in the scheme's name, too.
  const local = compressLink('http://t/01/09520001000010/21/1');
  assert.ok(local.ok && local.value.link.startsWith('http://t/ex'));
});

test('what has no EPC is not compressed', () => {
  const code = (link: string): string => {
    const short = compressLink(`https://a.example/${link}`);
    return short.ok ? short.value.scheme : short.faults[0]!.code;
  };
  assert.equal(code('01/09520001000010'), 'no_binary_scheme');
  assert.equal(code('01/09520001000010/10/L1'), 'no_binary_scheme');
  assert.equal(code('414/9521141123454'), 'no_binary_scheme');
  assert.equal(code('417/9521141123454'), 'no_binary_scheme');
  assert.equal(code('253/9521141123454'), 'no_binary_scheme');
  assert.equal(code('414/9521141123454/254/0'), 'no_binary_scheme');
  assert.equal(code('01/02912345678906/21/1'), 'restricted_number');
  assert.equal(code('01/09520001000013/21/1'), 'incorrect_check_digit');
  assert.equal(code('8018/952114112345678906/8019/7'), 'GSRN+');
});

test('every format of the table fits the values of its identifiers', () => {
  const sizes: Readonly<Record<string, number>> = { b: 1, c: 2, d: 6, m: 10, p: 12, q: 3, r: 12, s: 1 };
  let counted = 0;
  for (const ai of listAis()) {
    const format = findFormat(ai.ai);
    if (format === undefined) continue;
    counted++;
    const size = format.reduce((sum, part) => sum + (sizes[part.kind] ?? part.size), 0);
    // TDS 2.3 writes an IBAN of at most 24 characters; a test-by time has no seconds.
    if (ai.ai === '8007') assert.deepEqual([size, ai.max], [24, 34]);
    else if (ai.ai === '7011') assert.equal(ai.max, 10);
    else assert.equal(size, ai.max, ai.ai);
  }
  // All but 03, 717, 3954, 3955, 8014 and 8040 to 8043.
  assert.equal(counted, listAis().length - 9);
});

test('words and uncompressed links are never taken for codes', () => {
  const words = 'example exit export expo-2026 ex-libris exLibris exhibition-of-agricultural-products extra ehealth eh ehbed'.split(' ');
  for (const word of words) assert.equal(isEpcCompressed(`/${word}`), false, word);
  const slugs = 'truy-vet gioi-thieu san-pham aboutUs AboutTheProvince FAQ2026 index QRCODE 09520001000010 thu-hoi-2026-11 ma_demo'.split(
    ' ',
  );
  for (const slug of slugs) assert.equal(isLegacyCompressed(`/${slug}`), false, slug);
  assert.equal(isLegacyCompressed('/AQnYUc1gmg'), true);
  assert.equal(isLegacyCompressed('/01/09520001000010/21/AQnYUc1gmg'), false);
  assert.equal(isLegacyCompressed('/AQnYUc1gmQ'), false);
});
