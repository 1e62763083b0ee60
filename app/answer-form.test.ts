// The form of an answer by Accept: weights, wildcards, ties.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseAnswerForm, isXmlType, jsonTypeFor, prefersPage, takesJson, xmlTypeFor } from './answer-form.ts';

test('the heavier form wins, a tie goes to the form that was sent, else to JSON', () => {
  const cases: readonly (readonly [accept: string | undefined, sent: string | undefined, form: 'json' | 'xml' | undefined])[] = [
    [undefined, undefined, 'json'],
    ['*/*', undefined, 'json'],
    ['*/*', 'application/xml', 'xml'],
    ['*/*', 'application/json', 'json'],
    ['application/xml', undefined, 'xml'],
    ['text/xml', undefined, 'xml'],
    ['application/xml;q=0.5, application/ld+json;q=0.6', undefined, 'json'],
    ['application/xml;q=0.7, application/ld+json;q=0.6', undefined, 'xml'],
    ['application/json', 'text/xml', 'json'],
    ['application/xml;q=0, */*', undefined, 'json'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', undefined, 'xml'],
    ['application/*', undefined, 'json'],
    ['text/*', undefined, 'xml'],
    ['text/html', undefined, undefined],
    ['application/json;q=0', undefined, undefined],
    ['application/problem+xml', undefined, 'xml'],
    ['', undefined, 'json'],
    // What is no q-value counts as not given.
    ['application/xml;q=x, application/json;q=0.1', undefined, 'xml'],
  ];
  for (const [accept, sent, form] of cases) {
    const headers = { ...(accept === undefined ? {} : { accept }), ...(sent === undefined ? {} : { 'content-type': sent }) };
    assert.equal(chooseAnswerForm({ headers }), form, `${accept} ${sent}`);
  }
});

test('media types of XML', () => {
  for (const type of ['application/xml', 'text/xml; charset=utf-8', 'application/epcis+xml']) assert.ok(isXmlType(type), type);
  for (const type of [undefined, 'application/json', 'text/html', 'application/xmlx']) assert.ok(!isXmlType(type), type);
  assert.equal(xmlTypeFor('text/xml'), 'text/xml; charset=utf-8');
  assert.equal(xmlTypeFor('application/xml, text/xml;q=0.5'), 'application/xml; charset=utf-8');
});

test('plain JSON only where it is preferred, by weight and not by the words that stand in Accept', () => {
  const cases: readonly (readonly [accept: string | undefined, type: string])[] = [
    [undefined, 'application/ld+json'],
    ['*/*', 'application/ld+json'],
    ['application/json', 'application/json'],
    ['application/json, application/ld+json', 'application/ld+json'],
    ['application/json, */*;q=0.1', 'application/json'],
    ['application/json, text/plain, */*', 'application/json'],
    ['application/ld+json;q=0.5, application/json', 'application/json'],
    ['application/ld+json;q=0, application/json;q=0.1', 'application/json'],
  ];
  for (const [accept, type] of cases) assert.equal(jsonTypeFor(accept), type, accept);
  for (const accept of ['text/html', 'application/xml', 'application/json;q=0', 'application/xml, */*;q=0'])
    assert.ok(!takesJson(accept), accept);
  for (const accept of [undefined, '*/*', 'text/html, application/json;q=0.1']) assert.ok(takesJson(accept), accept);
});

test('answers that are no linked data are plain JSON unless ld+json is asked for', () => {
  for (const accept of [undefined, '*/*', 'application/json', 'application/*', 'application/json, application/ld+json'])
    assert.equal(jsonTypeFor(accept, 'application/json'), 'application/json', accept);
  for (const accept of ['application/ld+json', 'application/ld+json, */*', 'application/json;q=0.5, application/ld+json'])
    assert.equal(jsonTypeFor(accept, 'application/json'), 'application/ld+json', accept);
});

test('a program is who names JSON and wants no page as much', () => {
  for (const accept of [undefined, '*/*', 'text/html', 'text/html, application/json;q=0.9', 'image/png', 'application/json, text/*'])
    assert.ok(prefersPage(accept), accept);
  for (const accept of [
    'application/json',
    'application/problem+json, */*',
    'text/html;q=0.1, application/ld+json',
    'text/html;q=0, application/json',
  ])
    assert.ok(!prefersPage(accept), accept);
});
