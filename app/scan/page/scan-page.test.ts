// The page of every verdict in three languages: budget, no script, escaping, time to render.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { languages } from '../../ui/words/lang.ts';
import { scanWords } from '../../ui/words/scan.ts';
import type { ScanFacts } from '../facts.ts';
import { certificate, claim, codeOf, event, facts, item, lot, now_ms, product, state, top } from '../../../test/support/scan-facts.ts';
import { html } from './html.ts';
import { renderScanPage, renderUnavailablePage } from './scan-page.ts';
import type { PageText } from './scan-page.ts';
import { makeScanView } from './scan-view.ts';

const site = { name: 'Tây Ninh', nameEn: 'Tay Ninh' };
const budget_bytes = 14_000;
const textOf = ({ beginning, rest }: PageText): string => beginning + rest;

function render(changes: Partial<ScanFacts>, lang: 'vi' | 'en' | 'zh' = 'vi', path = `/${item}`): string {
  return textOf(
    renderScanPage(
      makeScanView(codeOf(path), facts(changes), { total: 1, first_ms: now_ms }, { lang, site, host: 'nguon.tayninh.example', now_ms }),
    ),
  );
}

/** As much as a page can hold: 30 stations, 24 papers, 8 inputs, long names. */
const largest: Partial<ScanFacts> = {
  events: Array.from({ length: 30 }, (_, i) =>
    event(900 - i * 20, i % 2 === 0 ? 'shipping' : 'stocking', {
      org_name: `Hợp tác xã nông nghiệp dịch vụ tổng hợp số ${i * 7919}`,
      place_name: `Nhà sơ chế, đóng gói xã Tân Phú ${i * 104_729}`,
      unit_name: `Phường Long Hoa ${i}`,
      record_ms: now_ms,
      quantity: i * 1.5,
      uom: 'KGM',
    }),
  ),
  certificates: Array.from({ length: 24 }, (_, i) =>
    certificate({
      name: `Chứng nhận thực hành nông nghiệp tốt ${i * 7919}`,
      number: `VG-${i * 104_729}`,
      valid_until: i % 3 === 0 ? '2026-01-01' : '2027-01-01',
    }),
  ),
  inputs: Array.from({ length: 8 }, (_, i) => ({
    thing: `${top}/10/IN${i}`,
    product_name: `Nguyên liệu số ${i * 7919}`,
    product_name_en: null,
    org_name: `Vườn ông Sáu ${i}`,
  })),
  corrections: Array.from({ length: 10 }, (_, i) => ({
    time_ms: now_ms - i * 7_919_000,
    declared_ms: now_ms - i * 104_729,
    event_type: 'ObjectEvent',
    biz_step: 'packing',
    role: 1,
    reason: 'incorrect_data',
    by: `Hợp tác xã nông nghiệp dịch vụ tổng hợp số ${i * 7919}`,
  })),
  scans: { first_ms: now_ms - 1e9, total: 123_456 },
  provinces: Array.from({ length: 6 }, (_, i) => ({ province: `Tỉnh ${i}`, total: 1_000 * i })),
};

test('the largest page is inside 14 kB, compressed', () => {
  for (const lang of languages) {
    const bytes = gzipSync(render(largest, lang)).length;
    assert.ok(bytes < budget_bytes, `${lang}: ${bytes} bytes`);
  }
});

test('a record that was taken back is told before the first fold: when, by whom, why; whatever the verdict is', () => {
  const correction = {
    time_ms: Date.parse('2026-11-18T06:20:00+07:00'),
    declared_ms: Date.parse('2026-11-19T17:05:00+07:00'),
    event_type: 'ObjectEvent',
    biz_step: 'commissioning',
    role: 1,
    reason: 'urn:epcglobal:cbv:er:did_not_occur',
    by: 'Nhà làm',
  };
  const notActivated = { states: [state({ activated_ms: null })], events: [] };
  const shown = {
    vi: /19\/11\/2026 17:05, Nhà làm rút lại bản ghi “[^”]+” của 18\/11\/2026 06:20\. Lý do: việc đó không xảy ra\. Kết luận ở trên/,
    en: /on 19 Nov 2026 17:05 Nhà làm took back the record “[^”]+” of 18 Nov 2026 06:20\. Reason: it did not happen\./,
    zh: /2026年11月19日 17:05，Nhà làm撤回了 2026年11月18日 06:20 的“[^”]+”记录。原因：该事件并未发生。/,
  };
  for (const lang of languages)
    for (const changes of [notActivated, {}, { states: [], events: [], product: null }]) {
      const page = render({ ...changes, corrections: [correction] }, lang);
      assert.match(page.slice(0, page.indexOf('class="card"')), shown[lang]);
    }
  const page = render({ ...notActivated, corrections: [correction, { ...correction, by: null, reason: null }] });
  assert.match(page, /<h1 id="v">Mã chưa được kích hoạt<\/h1>/);
  assert.match(page, /Còn 1 bản ghi khác cũng bị rút lại/);
  assert.match(
    render({ corrections: [{ ...correction, by: null, reason: null }] }),
    /cơ sở đã khai rút lại bản ghi “[^”]+” của [^.]+\. Kết luận/,
  );
  assert.ok(!render({}).includes('rút lại'));
});

test('no script, no cookie, no font, nothing fetched but the product’s own picture', () => {
  const page = render({ product: { ...product, image: '/anh/x.svg' } });
  assert.ok(!/<script|@font-face|@import|\bon[a-z]+=|document\.|url\(/i.test(page));
  assert.deepEqual(
    [...page.matchAll(/\bsrc="([^"]+)"/g)].map((match) => match[1]),
    ['/anh/x.svg'],
  );
});

test('every link of an English or a Chinese page leads to a page in a language of the reader', () => {
  const place = {
    thing: '414/9520001000010',
    name: 'Vườn',
    name_en: null,
    kind: 'field',
    address: '',
    growing_area_code: null,
    unit_name: null,
    unit_name_en: null,
    org_name: 'Vườn ông Sáu',
    org_slug: 'vuon-ong-sau',
  };
  let looked = 0;
  for (const lang of ['en', 'zh'] as const)
    for (const page of [
      render({}, lang),
      render({}, lang, `/${top}`),
      render({ product: null, place }, lang, '/414/9520001000010'),
      textOf(renderUnavailablePage(`/xem/${item}`, { lang, site, host: undefined, now_ms })),
    ]) {
      const links = [...page.matchAll(/<a [^>]*?href="(\/[^"]*)"/g)].map(
        (match) => new URL(match[1]!.replaceAll('&amp;', '&'), 'http://x'),
      );
      for (const link of links)
        assert.equal(
          link.searchParams.get('lang'),
          link.pathname.startsWith('/xem/') && link.pathname !== '/xem/bao-nghi-ngo' ? lang : 'en',
          `${lang} ${link.pathname}`,
        );
      looked += links.length;
    }
  assert.ok(looked >= 30, `${looked} links`);
  assert.ok(!render({}, 'vi').includes('lang=vi'));
});

const recall = (thing: string) => [{ thing, time_ms: now_ms, by: null }];
const cases: readonly (readonly [keyof (typeof scanWords)['vi']['verdicts'], string, Partial<ScanFacts>, string?])[] = [
  ['right', '', {}],
  ['caution', 'wait', { certificates: [certificate({ valid_until: '2026-01-01' })] }],
  ['recalled_item', 'stop', { recalls: recall(item) }],
  ['recalled_lot', 'stop', { recalls: recall(lot) }],
  ['recalled_product', 'stop', { recalls: recall(top) }],
  ['recalled_container', 'stop', { recalls: recall('00/1') }],
  ['voided', 'void', { claims: [claim()] }],
  ['not_activated', 'wait', { states: [state({ activated_ms: null })] }],
  ['unknown', 'ask', { states: [], events: [], product: null }],
  ['unknown_item', 'ask', { states: [], events: [] }],
  ['product', 'info', {}, `/${top}`],
];

test('each verdict has its words, colour and next step in each language; only "right" is green', () => {
  for (const lang of languages)
    for (const [verdict, look, changes, path] of cases) {
      const page = render(changes, lang, path);
      const words = scanWords[lang].verdicts[verdict];
      assert.ok(page.includes(`class="v ${look}"`), `${lang} ${verdict}`);
      assert.ok(page.includes(`<h1 id="v">${words.title}</h1>`), `${lang} ${verdict}`);
      if (verdict !== 'right' && verdict !== 'caution')
        assert.ok(words.next !== '' && page.includes(words.next), `${lang} ${verdict}: next step`);
      assert.equal(page.includes('class="v "'), verdict === 'right');
    }
});

test('never said: that goods are genuine or safe', () => {
  for (const [, , changes, path] of cases)
    assert.ok(!/chính hãng|hàng thật 100|đảm bảo an toàn|an toàn tuyệt đối/i.test(render(changes, 'vi', path)));
});

test('everything from outside is escaped', () => {
  const evil = `<img src=x onerror="alert('1')">&`;
  const page = render({
    product: { ...product, product_name: evil, name: evil },
    certificates: [certificate({ name: evil, issuer_name: evil, number: evil })],
    events: [event(30, evil, { place_name: evil, org_name: evil })],
    inputs: [{ thing: evil, product_name: evil, product_name_en: null, org_name: null }],
  });
  assert.ok(!page.includes('<img'));
  assert.ok(page.includes('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;'));
  assert.equal(html`${evil}${[1, undefined, false, null, html`<b>${'&'}</b>`]}`.text.endsWith('&amp;1<b>&amp;</b>'), true);
});

test('unavailable: says so, offers to try again, never "no record"', () => {
  const page = textOf(renderUnavailablePage(`/xem/${item}`, { lang: 'vi', site, host: undefined, now_ms }));
  assert.ok(page.includes('Tạm thời không tra được') && !page.includes('Không có hồ sơ'));
});

test('a page is ready in 0.15 ms', () => {
  for (let i = 0; i < 500; i++) render(largest);
  const times = Array.from({ length: 400 }, () => {
    const began = performance.now();
    render({});
    return performance.now() - began;
  }).sort((a, b) => a - b);
  assert.ok(times[200]! < 0.15, `median ${times[200]} ms`);
});
