// EPC URNs in answers: the length of a company prefix comes from the file and from what the agency declared, soon after it did.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addKey, addOrganisation } from '../test/access/people.ts';
import { startTestProduct } from '../test/support/test-product.ts';
import { prefixes_fresh_ms } from './company-prefixes.ts';
import { addCompanyPrefix } from './party/add-company-prefix.ts';
import { endCompanyPrefix } from './party/end-company-prefix.ts';

const product = await startTestProduct();
const orgId = await addOrganisation(product, 'co-tien-to');
const { key } = await addKey(product, orgId, ['capture', 'query']);
const by = { at: product.clock, actor: 'test' };

async function askEpc(): Promise<string | undefined> {
  product.clock = new Date(product.clock.getTime() + prefixes_fresh_ms);
  const answer = await product.app.inject({
    method: 'GET',
    url: '/epcis/events',
    headers: { 'x-api-key': key, 'gs1-epc-format': 'Always_EPC_URN' },
  });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json<{ epcisBody: { queryResults: { resultsBody: { eventList: { epcList: string[] }[] } } } }>().epcisBody.queryResults
    .resultsBody.eventList[0]?.epcList[0];
}

test('a declared prefix is known to the next answer, an ended one no more', async () => {
  const event = {
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    type: 'ObjectEvent',
    eventTime: '2026-11-20T08:00:00+07:00',
    eventTimeZoneOffset: '+07:00',
    action: 'OBSERVE',
    epcList: ['https://id.gs1.org/01/09520001000010/21/S1'],
  };
  const captured = await product.app.inject({
    method: 'POST',
    url: '/epcis/events',
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    payload: JSON.stringify(event),
  });
  assert.equal(captured.statusCode, 201, captured.body);
  assert.equal(await askEpc(), 'https://id.gs1.org/01/09520001000010/21/S1', 'a length is never guessed');
  await addCompanyPrefix(product.context.database.system, { orgId, prefix: '9520001' }, by);
  assert.equal(await askEpc(), 'urn:epc:id:sgtin:9520001.000001.S1');
  await endCompanyPrefix(product.context.database.system, { prefix: '9520001' }, by);
  assert.equal(await askEpc(), 'https://id.gs1.org/01/09520001000010/21/S1');
});
