// Codes that name no goods at hand: a kind of goods offers its lots, a location number counts what lies within it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packDisclosure } from '../access/disclosure.ts';
import { gtin, itemUri, lotUri, makeEvent, placeUri } from '../../test/support/sample-events.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { captureChain, chain, registerChain, thingOf } from '../../test/trace/sample-chain.ts';
import { captureEvents } from '../../test/support/capture-events.ts';
import { lots_per_page } from './find-lots.ts';

const product = await startTestProduct();
const organisations = await registerChain(product);
const { farm, depot } = organisations;
await captureChain(product, organisations);
const day = '2026-10-12T08:00:00+07:00';

const ask = async (query: Record<string, string>): Promise<Record<string, unknown>> => {
  const answer = await product.app.inject({ url: '/api/v1/trace', query });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json();
};
const page = async (query: Record<string, string>): Promise<string> => {
  const answer = await product.app.inject({ url: '/truy-vet', query, headers: { accept: 'text/html' } });
  assert.equal(answer.statusCode, 200);
  return answer.body;
};

test('a code without a lot says so and offers the lots known of it, by events and by items', async () => {
  const code = `01/${gtin(2)}`;
  const found = await ask({ code });
  assert.deepEqual([found['class_level_only'], found['lots'], found['lots_next_before']], [true, [thingOf(chain.madeLot)], null]);
  const body = await page({ code });
  for (const words of ['Mã này cho biết loại hàng', 'Các lô đã có hồ sơ', 'Lô M1', encodeURIComponent(thingOf(chain.madeLot))])
    assert.ok(body.includes(words), words);
  assert.ok((await page({ code, lang: 'en' })).includes('Lots on record'));
  assert.ok(!(await page({ code: chain.madeLot })).includes('Mã này cho biết loại hàng'));
  assert.equal('lots' in (await ask({ code: chain.madeLot })), false);
  assert.deepEqual((await ask({ code: `01/${gtin(77)}` }))['lots'], []);
});

test('many lots come page by page, each once; a lot that the reader may not know of is not among them', async () => {
  const names = Array.from({ length: lots_per_page * 2 + 5 }, (_, index) => `N${String(index).padStart(3, '0')}`);
  await captureEvents(
    product,
    farm,
    names.map((name, index) =>
      // Every other lot is known by an item only.
      makeEvent('ObjectEvent', day, {
        action: 'ADD',
        bizStep: 'commissioning',
        ...(index % 2 === 0
          ? { quantityList: [{ epcClass: lotUri(7, name), quantity: 5, uom: 'KGM' }] }
          : { epcList: [itemUri(7, `S${index}`)], ilmd: { 'cbvmda:lotNumber': name } }),
      }),
    ),
  );
  const levels = { what: 'private', where: 'private', who: 'private', quantity: 'private', documents: 'private', ilmd: 'private' } as const;
  const disclose = (packed: number) =>
    product.context.database.system.query('update organisations set disclosure = $2 where id = $1', [farm, packed]);
  await disclose(packDisclosure(levels));
  await captureEvents(product, farm, [
    makeEvent('ObjectEvent', day, { action: 'ADD', bizStep: 'commissioning', quantityList: [{ epcClass: lotUri(7, 'SECRET') }] }),
  ]);
  await disclose(0);
  const seen: string[] = [];
  let before: string | null = '';
  for (let pages = 0; before !== null; pages++) {
    assert.ok(pages < 5);
    const found = await ask({ code: `01/${gtin(7)}`, ...(before === '' ? {} : { lots_before: before }) });
    seen.push(...(found['lots'] as string[]));
    before = found['lots_next_before'] as string | null;
  }
  assert.deepEqual(seen, names.map((name) => thingOf(lotUri(7, name))).reverse());
  const first = await page({ code: `01/${gtin(7)}` });
  const next = /href="([^"]*lots_before[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&');
  assert.ok(next !== undefined && !first.includes('Về các lô đầu'));
  const second = await product.app.inject({ url: next.replace(/#.*/, ''), headers: { accept: 'text/html' } });
  assert.ok(second.body.includes('Về các lô đầu') && !second.body.includes(`Lô ${names.at(-1)}<`));
});

test('a location number counts the places within it, a place within it only itself', async () => {
  const room = `${placeUri(13)}/254/KHO-LANH`;
  const lot = lotUri(3, 'Z1');
  await captureEvents(product, depot, [
    makeEvent('ObjectEvent', day, {
      action: 'OBSERVE',
      bizStep: 'storing',
      quantityList: [{ epcClass: lot, quantity: 1 }],
      bizLocation: { id: room },
      readPoint: { id: room },
    }),
  ]);
  const period = { from: '2026-10-01', until: '2026-10-31' };
  const things = async (code: string): Promise<string[]> => {
    const found = await ask({ code, ...period });
    return (found['things'] as { thing: string; is_here: boolean }[]).filter(({ is_here }) => is_here).map(({ thing }) => thing);
  };
  assert.deepEqual(await things(room), [thingOf(lot)]);
  const whole = await things(placeUri(13));
  assert.ok(whole.includes(thingOf(lot)) && whole.includes(thingOf(chain.pallet)), whole.join());
  assert.deepEqual((await ask({ code: placeUri(13), ...period }))['sub_places'], [thingOf(room)]);
  assert.deepEqual((await ask({ code: placeUri(12), ...period }))['sub_places'], []);
  assert.ok((await page({ code: placeUri(13), ...period })).includes('Tính cả các vị trí bên trong'));
});
