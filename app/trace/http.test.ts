// GET /api/v1/trace: both directions of a captured chain, gaps, completion, visibility, limits, formats, refusals.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captureChain, chain, registerChain, thingOf } from '../../test/trace/sample-chain.ts';
import { startTestProduct } from '../../test/support/test-product.ts';

const product = await startTestProduct();
const organisations = await registerChain(product);
await captureChain(product, organisations);

interface Listed { thing: string; level: number; role: string; is_end: boolean; place_name: string | null; organisation: string | null; quantities: { value: string; uom: string | null }[] }
interface Walk { things_total: number; things: Listed[]; links: { from: string; to: string; kind: string; quantity: string | null }[]; gaps: Record<string, unknown>[]; completion: Record<string, unknown>[]; balances: Record<string, unknown>[]; limits: Record<string, unknown>[]; holders: Record<string, unknown>[] }

async function ask(query: Record<string, string>): Promise<{ back: Walk; forward: Walk; journey: { stations: { place_name: string | null }[]; gaps: Record<string, unknown>[] } }> {
  const answer = await product.app.inject({ url: '/api/v1/trace', query });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json();
}

test('back from a jar: its box, its lot, and through the lot to both farm lots with quantities', async () => {
  const { back, journey } = await ask({ code: chain.jar(1), direction: 'back' });
  const origins = back.things.filter(({ is_end }) => is_end);
  assert.deepEqual(origins.map(({ thing, quantities }) => [thing, quantities]), [
    [thingOf(chain.farmLotA), [{ value: '60', uom: 'KGM' }]], [thingOf(chain.farmLotB), [{ value: '40', uom: 'KGM' }]],
  ]);
  assert.deepEqual(new Set(back.things.filter(({ role }) => role === 'carrier').map(({ thing }) => thing)), new Set([chain.box(1), chain.pallet].map(thingOf)));
  assert.deepEqual(back.balances, [{ transformation: back.balances[0]!['transformation'], inputs: [{ value: '100', uom: 'KGM' }], outputs: [{ value: '90', uom: 'KGM' }], difference: '10', uom: 'KGM', verdict: 'loss' }]);
  assert.deepEqual(back.gaps, []);
  assert.deepEqual(journey.stations.map(({ place_name }) => place_name), ['Xưởng Bà Đen', 'Kho Trảng Bàng']);
  assert.deepEqual(journey.gaps, []);
});
