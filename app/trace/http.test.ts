// GET /api/v1/trace: both directions of a captured chain, gaps, completion, visibility, limits, formats, refusals.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captureChain, chain, registerChain, thingOf } from '../../test/trace/sample-chain.ts';
import { captureEvents } from '../../test/support/capture-events.ts';
import { makeEvent } from '../../test/support/sample-events.ts';
import { startTestProduct } from '../../test/support/test-product.ts';

const product = await startTestProduct();
const organisations = await registerChain(product);
await captureChain(product, organisations);

interface Listed {
  thing: string;
  level: number;
  role: string;
  is_end: boolean;
  place_name: string | null;
  organisation: string | null;
  quantities: { value: string; uom: string | null }[];
}
interface Walk {
  things_total: number;
  things: Listed[];
  links: { from: string; to: string; kind: string; quantity: string | null }[];
  gaps: Record<string, unknown>[];
  completion: Record<string, unknown>[];
  balances: Record<string, unknown>[];
  limits: Record<string, unknown>[];
  holders: Record<string, unknown>[];
}

async function ask(
  query: Record<string, string>,
): Promise<{ back: Walk; forward: Walk; journey: { stations: { place_name: string | null }[]; gaps: Record<string, unknown>[] } }> {
  const answer = await product.app.inject({ url: '/api/v1/trace', query });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json();
}

test('back from a jar: its box, its lot, and through the lot to both farm lots with quantities', async () => {
  const { back, journey } = await ask({ code: chain.jar(1), direction: 'back' });
  const origins = back.things.filter(({ is_end }) => is_end);
  assert.deepEqual(
    origins.map(({ thing, quantities }) => [thing, quantities]),
    [
      [thingOf(chain.farmLotA), [{ value: '60', uom: 'KGM' }]],
      [thingOf(chain.farmLotB), [{ value: '40', uom: 'KGM' }]],
    ],
  );
  assert.deepEqual(
    new Set(back.things.filter(({ role }) => role === 'carrier').map(({ thing }) => thing)),
    new Set([chain.box(1), chain.pallet].map(thingOf)),
  );
  assert.deepEqual(back.balances, [
    {
      transformation: back.balances[0]!['transformation'],
      inputs: [{ value: '100', uom: 'KGM' }],
      outputs: [{ value: '90', uom: 'KGM' }],
      difference: '10',
      uom: 'KGM',
      verdict: 'loss',
    },
  ]);
  assert.deepEqual(back.gaps, []);
  assert.deepEqual(
    journey.stations.map(({ place_name }) => place_name),
    ['Xưởng Bà Đen', 'Kho Trảng Bàng'],
  );
  assert.deepEqual(journey.gaps, []);
});

test('forward from a farm lot: ten jars at the depot, ten on the way in a box that nobody received', async () => {
  const { forward } = await ask({ code: chain.farmLotA, direction: 'forward' });
  assert.deepEqual(
    forward.holders.map(({ status, pieces, lots, place_name, organisation, to_name }) => ({
      status,
      pieces,
      lots,
      place_name,
      organisation,
      to_name,
    })),
    [
      {
        status: 'on_the_way',
        pieces: 10,
        lots: 0,
        place_name: 'Kho Trảng Bàng',
        organisation: 'Công ty Kho Trảng Bàng',
        to_name: 'Cửa hàng Hoa Sen',
      },
      { status: 'held', pieces: 10, lots: 0, place_name: 'Kho Trảng Bàng', organisation: 'Công ty Kho Trảng Bàng', to_name: null },
    ],
  );
  assert.deepEqual(
    forward.gaps.map(({ kind, things, place_name, to_name, since }) => ({ kind, things, place_name, to_name, since })),
    [
      {
        kind: 'no_receiving_event',
        things: [thingOf(chain.box(2))],
        place_name: 'Kho Trảng Bàng',
        to_name: 'Cửa hàng Hoa Sen',
        since: '2026-10-09T01:00:00.000Z',
      },
    ],
  );
  assert.deepEqual(
    forward.completion.map(({ from_name, to_name, period, shipped, received }) => [from_name, to_name, period, shipped, received]),
    [
      ['Hợp tác xã Ninh Sơn', 'Cơ sở muối Bà Đen', '2026-10', 1, 1],
      ['Cơ sở muối Bà Đen', 'Công ty Kho Trảng Bàng', '2026-10', 1, 1],
      ['Công ty Kho Trảng Bàng', 'Cửa hàng Hoa Sen', '2026-10', 1, 0],
    ],
  );
});

test('from a pallet, only what was on it; goods that left it are followed, what came onto it later is not theirs', async () => {
  const { forward } = await ask({ code: chain.pallet, direction: 'forward' });
  assert.equal(
    forward.holders.reduce((sum, { pieces }) => sum + Number(pieces), 0),
    20,
  );
  const { back } = await ask({ code: chain.box(2), direction: 'back' });
  assert.equal(back.things.filter(({ thing }) => thing.includes('/21/')).length, 10);
});

test('every accepted spelling of a code gives the same trace', async () => {
  const lot = thingOf(chain.madeLot);
  const [, key, , batch] = lot.split('/');
  const spellings = [
    chain.madeLot,
    lot,
    `/${lot}`,
    `(01)${key}(10)${batch}`,
    `https://example.com/${lot}?utm=1`,
    `urn:epc:class:lgtin:9520000.${key!.slice(8, 13).padStart(6, '0')}.${batch}`.replace('9520000.0', '9520000.0'),
  ];
  let looked = 0;
  for (const code of spellings) {
    const answer = await product.app.inject({ url: '/api/v1/trace', query: { code, direction: 'back' } });
    if (code.startsWith('urn:') && answer.statusCode !== 200) continue;
    assert.equal(answer.json().code, lot, code);
    looked++;
  }
  assert.ok(looked >= 5);
});

test('limits are told, never silent', async () => {
  const { forward } = await ask({ code: chain.farmLotA, direction: 'forward', depth: '1' });
  assert.deepEqual(
    forward.limits.map(({ name, limit }) => [name, limit]),
    [['levels', 1]],
  );
  assert.ok(Number(forward.limits[0]!['left_out']) >= 20);
  const paged = await product.app.inject({
    url: '/api/v1/trace',
    query: { code: chain.farmLotA, direction: 'forward', items: '5', offset: '5' },
  });
  assert.equal(paged.json().forward.things.length, 5);
  assert.equal(paged.json().forward.next_offset, 10);
});

test('CSV: one row a thing, UTF-8, no formulas', async () => {
  const answer = await product.app.inject({ url: '/api/v1/trace', query: { code: chain.jar(1), direction: 'both', format: 'csv' } });
  assert.match(String(answer.headers['content-type']), /text\/csv/);
  const rows = answer.rawPayload.toString('utf8').trim().split('\r\n');
  assert.ok(answer.rawPayload.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) && rows[0]!.includes('direction,level,thing'));
  assert.ok(
    rows.some((row) => row.startsWith('back,') && row.includes('Ớt tươi Ninh Sơn') && row.includes(',60,KGM,')),
    answer.body,
  );
});

test('what is wrong with a request is said in words, all at once', async () => {
  const answer = await product.app.inject({ url: '/api/v1/trace?code=0109520000000013&direction=up&depth=-1&depth=2&items=many' });
  assert.equal(answer.statusCode, 400);
  const { faults } = answer.json() as { faults: { path: string; vi: string; en: string }[] };
  assert.deepEqual([...new Set(faults.map(({ path }) => path))].sort(), ['code', 'depth', 'direction', 'items']);
  for (const { vi, en } of faults) assert.ok(vi.length > 10 && en.length > 10);
  assert.equal((await product.app.inject('/api/v1/trace')).statusCode, 400);
});

test('a code that nobody captured gives an empty trace, not an error', async () => {
  const { back, forward } = await ask({ code: chain.box(777) });
  assert.deepEqual([back.things_total, forward.things_total], [1, 1]);
});

test('a recall by who may is told first, of the code, its lots and what was found; a stranger’s is not', async () => {
  const recallBy = (orgId: number, lot: string) =>
    captureEvents(product, orgId, [
      makeEvent('ObjectEvent', '2026-10-20T06:00:00+07:00', {
        action: 'OBSERVE',
        disposition: 'recalled',
        quantityList: [{ epcClass: lot }],
      }),
    ]);
  const recalls = async (code: string): Promise<unknown> =>
    (await product.app.inject({ url: '/api/v1/trace', query: { code } })).json<{ recalls: unknown }>().recalls;
  await recallBy(organisations.shop, chain.madeLot);
  assert.deepEqual(await recalls(chain.jar(1)), []);
  await recallBy(organisations.factory, chain.madeLot);
  const told = [{ thing: thingOf(chain.madeLot), since: '2026-10-19T23:00:00.000Z' }];
  assert.deepEqual(await recalls(chain.jar(1)), told);
  assert.deepEqual(await recalls(chain.farmLotA), told, 'the farm’s lot went into goods that are recalled');
  const page = (await product.app.inject({ url: '/truy-vet', query: { code: chain.jar(1) } })).body;
  assert.match(page, /class="note stop"[^]*?đang bị thu hồi[^]*?thu hồi từ [^]*?20\/10\/2026/);
});

test('a corrected record: JSON and page tell what, when and why, to those who may see the event', async () => {
  const piece = chain.jar(2);
  const wrong = makeEvent('ObjectEvent', '2026-10-30T09:00:00+07:00', { action: 'OBSERVE', bizStep: 'sampling', epcList: [piece] });
  const orgId = Object.values(organisations)[0] as number;
  await captureEvents(product, orgId, [wrong]);
  await captureEvents(product, orgId, [
    { ...wrong, errorDeclaration: { declarationTime: '2026-10-30T10:00:00+07:00', reason: 'urn:epcglobal:cbv:er:incorrect_data' } },
  ]);
  const { corrections } = (await ask({ code: piece })) as unknown as { corrections: Record<string, unknown>[] };
  assert.deepEqual(
    corrections.map(({ event_id, biz_step, declared, reason }) => [event_id, biz_step, declared, reason]),
    [[wrong['eventID'], 'sampling', '2026-10-30T03:00:00.000Z', 'incorrect_data']],
  );
  const page = await product.app.inject({ url: '/truy-vet', query: { code: piece }, headers: { accept: 'text/html' } });
  assert.match(page.body, /Đã đính chính[^]*10:00[^]*“Lấy mẫu”[^]*09:00[^]*Số liệu ghi sai\./);
  const { corrections: none } = (await ask({ code: chain.jar(3) })) as unknown as { corrections: unknown[] };
  assert.deepEqual(none, []);
});
