// Bounds of the query service over SOAP: many polls at once, many parameters, long lists.
import assert from 'node:assert/strict';
import test from 'node:test';
import { startTestProduct } from '../../test/support/test-product.ts';

const { app } = await startTestProduct();

const ask = (params: string) =>
  app.inject({
    method: 'POST',
    url: '/epcis/soap',
    headers: { 'content-type': 'text/xml' },
    payload:
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><q:Poll xmlns:q="urn:epcglobal:epcis-query:xsd:2">' +
      `<queryName>SimpleEventQuery</queryName><params>${params}</params></q:Poll></s:Body></s:Envelope>`,
  });
const param = (name: string, value: string): string => `<param><name>${name}</name><value>${value}</value></param>`;
const many = (count: number, make: (index: number) => string): string => Array.from({ length: count }, (_, index) => make(index)).join('');

test('polls that come all at once are answered or told to come again, and none is lost', async () => {
  const answers = await Promise.all(Array.from({ length: 80 }, () => ask(param('EQ_action', '<string>ADD</string>'))));
  const refused = answers.filter(({ statusCode }) => statusCode === 500);
  assert.ok(refused.length > 0 && refused.length <= 80 - 32, `${refused.length} refused`);
  for (const { body } of refused)
    assert.match(
      body,
      /<faultcode>soapenv:Server<\/faultcode>.*<epcisq:ImplementationException.*<severity>ERROR<\/severity><queryName>SimpleEventQuery</,
    );
  assert.equal(answers.filter(({ statusCode }) => statusCode === 200).length, 80 - refused.length);
  assert.equal((await ask(param('EQ_action', '<string>ADD</string>'))).statusCode, 200, 'the places are free again');
});

test('too many parameters, values or bytes are refused', async () => {
  assert.match((await ask(many(101, (index) => param(`EQ_urn:x:${index}#a`, '1')))).body, /ValidationException.*more than 100 parameters/);
  assert.match(
    (
      await ask(
        param(
          'EQ_action',
          many(1_001, () => '<string>ADD</string>'),
        ),
      )
    ).body,
    /QueryParameterException.*EQ_action/,
  );
  assert.equal((await ask(`<!-- ${'x'.repeat(600_000)} -->`)).statusCode, 413);
});
