// The JSON of a named query: its values are lists, and a text is a list of one whatever it holds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readQuery, readQueryBody } from './read-query-body.ts';

function read(query: object) {
  const { body, faults } = readQueryBody(JSON.stringify({ name: 'q', query }), {});
  return { query: body && readQuery(body).query, faults };
}

test('a bar is a letter of a text, with or without a list around it', () => {
  const conditions = [{ parameter: 'EQ_stringValue', kind: 'sensorText', attribute: 'stringValue', values: ['a|b'] }];
  for (const value of ['a|b', ['a|b']]) assert.deepEqual(read({ EQ_stringValue: value }).query?.conditions, conditions);
  assert.equal(read({ EQ_bizStep: 'shipping|receiving' }).faults.length, 1);
  assert.equal(read({ EQ_bizStep: ['shipping', 'receiving'] }).faults.length, 0);
});

test('prefixes are those of the @context, numbers and flags are taken as they are', () => {
  const { query } = read({
    '@context': [{ a: 'https://ns.example/ext#' }],
    'EQ_INNER_ILMD_a:size': [19, 'red'],
    EXISTS_errorDeclaration: null,
  });
  assert.deepEqual(query?.conditions, [
    {
      parameter: 'EQ_INNER_ILMD_a:size',
      kind: 'field',
      scope: 'ilmd',
      isInner: true,
      name: 'https://ns.example/ext#size',
      test: { kind: 'equals', keys: ['n19', 'sred'] },
    },
    { parameter: 'EXISTS_errorDeclaration', kind: 'present', part: 'errorDeclaration' },
  ]);
});
