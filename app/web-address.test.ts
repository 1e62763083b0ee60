// No page makes a link of anything but http and https, whatever stands in the register.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestProduct } from '../test/support/test-product.ts';
import { addOrganisation } from '../test/access/people.ts';
import { readWebAddress } from './web-address.ts';

const hostile = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  '//evil.example',
  '/\\evil.example',
  'https:evil.example',
  'https:\\\\evil.example',
  'https://user:secret@evil.example/',
  'https://trusted.example@evil.example/',
  'http://',
  'https://a b.example',
  'https://x.example/\u0000',
  'mailto:a@b.example',
  'htx-suoi-xanh.example',
  '',
];

test('only http and https are addresses', () => {
  for (const text of hostile.filter((text) => text !== 'https://x.example/\u0000')) assert.equal(readWebAddress(text), undefined, text);
  assert.equal(readWebAddress(null), undefined);
  assert.equal(readWebAddress('https://suoi-xanh.example/gioi-thieu?a=1&b=2'), 'https://suoi-xanh.example/gioi-thieu?a=1&b=2');
  assert.equal(readWebAddress('HTTP://Suoi-Xanh.example'), 'http://suoi-xanh.example/');
  assert.equal(readWebAddress('https://mang-cau.example/"><b>'), 'https://mang-cau.example/%22%3E%3Cb%3E');
});

test('a register that holds hostile addresses makes no link of them', async () => {
  const product = await startTestProduct();
  let looked = 0;
  for (const [index, website] of hostile.entries()) {
    if (website.includes('\u0000')) continue;
    await addOrganisation(product, `xau-${index}`, { website });
    const page = await product.app.inject(`/co-so/xau-${index}`);
    assert.equal(page.statusCode, 200);
    const links = [...page.body.matchAll(/\shref="([^"]*)"/g)].map((match) => match[1] ?? '');
    assert.ok(links.length > 8, website);
    for (const link of links) assert.match(link, /^(?:\/(?![/\\])|#|\?|tel:)/, `${website}: ${link}`);
    looked++;
  }
  assert.equal(looked, hostile.length - 1);
  await addOrganisation(product, 'tot', { website: 'https://tot.example/' });
  assert.match(
    (await product.app.inject('/co-so/tot')).body,
    /<a href="https:\/\/tot\.example\/" rel="nofollow noopener">tot\.example<\/a>/,
  );
});
