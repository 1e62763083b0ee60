// Reads the smaller parts of an event: dispositions, business transactions, ilmd, error declaration, lists of URIs.
import type { BizTransaction, EpcisEvent, ErrorDeclaration } from './event.ts';
import type { PathStep } from './fault.ts';
import { JsonNumber, findMember, isArray } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import { readExtension } from './read-extension.ts';
import type { ReadScope } from './read-scope.ts';
import { readPair } from './read-things.ts';

/** A list of URIs, or, where `single`, one URI in place of the list. */
export function readUris(scope: ReadScope, value: JsonValue | undefined, field: string, single: boolean): string[] {
  if (value === undefined) return [];
  if (single && !isArray(value)) {
    const one = scope.uri(value, field);
    return one === undefined ? [] : [one];
  }
  const uris: string[] = [];
  const items = scope.array(value, field) ?? [];
  scope.path.push(field);
  for (let index = 0; index < items.length; index += 1) {
    const item = scope.uri(items[index] ?? null, index);
    if (item !== undefined) uris.push(item);
  }
  scope.path.pop();
  return uris;
}

export function readPersistentDisposition(scope: ReadScope, value: JsonValue | undefined): EpcisEvent['persistentDisposition'] {
  const object = scope.object(value, 'persistentDisposition');
  if (object === undefined) return undefined;
  scope.path.push('persistentDisposition');
  const lists: Record<'set' | 'unset', string[]> = { set: [], unset: [] };
  for (let index = 0; index < object.keys.length; index += 1) {
    const key = object.keys[index] ?? '';
    if (key === 'set' || key === 'unset') lists[key] = readDispositions(scope, object.values[index], key);
    else scope.fault('field_closed', key, { got: key });
  }
  if (object.keys.length === 0) scope.fault('disposition_empty', undefined);
  scope.path.pop();
  return lists;
}

function readDispositions(scope: ReadScope, value: JsonValue | undefined, step: PathStep): string[] {
  const items = scope.array(value, step) ?? [];
  if (isArray(value) && items.length === 0) scope.fault('list_empty', step);
  scope.path.push(step);
  const words: string[] = [];
  for (let index = 0; index < items.length; index += 1) {
    if (items[index] === '') scope.fault('value_empty', index);
    const word = scope.cbv('disposition', items[index], index);
    if (word === undefined) continue;
    if (words.includes(word)) scope.fault('list_repeats', index, { got: word });
    else words.push(word);
  }
  scope.path.pop();
  return words;
}

export function readBizTransactions(scope: ReadScope, value: JsonValue | undefined): BizTransaction[] {
  const items = scope.array(value, 'bizTransactionList') ?? [];
  const transactions: BizTransaction[] = [];
  scope.path.push('bizTransactionList');
  for (let index = 0; index < items.length; index += 1) {
    const item = scope.object(items[index], index);
    if (item === undefined) continue;
    scope.path.push(index);
    const text = scope.uri(readPair(scope, item, 'bizTransaction', false), 'bizTransaction');
    const type = scope.cbv('bizTransactionType', findMember(item, 'type'), 'type');
    scope.path.pop();
    if (text !== undefined) transactions.push({ type, text });
  }
  scope.path.pop();
  return transactions;
}

const LOT_NUMBER_KEYS = ['cbvmda:lotNumber', 'urn:epcglobal:cbv:mda:lotNumber', 'urn:epcglobal:cbv:mda#lotNumber'];

/** Checks ilmd and gives `cbvmda:lotNumber` when it is there. */
export function readIlmd(scope: ReadScope, value: JsonValue | undefined): string | undefined {
  const ilmd = scope.object(value, 'ilmd');
  if (ilmd === undefined) return undefined;
  scope.path.push('ilmd');
  let lot: JsonValue | undefined;
  for (let index = 0; index < ilmd.keys.length; index += 1) {
    const key = ilmd.keys[index] ?? '';
    readExtension(scope, key, ilmd.values[index] ?? null, () => []);
    if (LOT_NUMBER_KEYS.includes(key)) lot ??= ilmd.values[index];
  }
  scope.path.pop();
  if (isArray(lot)) lot = lot[0];
  if (typeof lot === 'string') return lot === '' ? undefined : lot;
  return typeof lot === 'number' ? String(lot) : lot instanceof JsonNumber ? lot.text : undefined;
}

export function readErrorDeclaration(scope: ReadScope, value: JsonValue | undefined): ErrorDeclaration | undefined {
  const object = scope.object(value, 'errorDeclaration');
  if (object === undefined) return undefined;
  scope.path.push('errorDeclaration');
  for (let index = 0; index < object.keys.length; index += 1) {
    const key = object.keys[index] ?? '';
    if (!DECLARATION_FIELDS.includes(key)) readExtension(scope, key, object.values[index] ?? null, () => DECLARATION_FIELDS);
  }
  const time = findMember(object, 'declarationTime');
  if (time === undefined || time === '') scope.fault('field_missing', undefined, { want: 'declarationTime' });
  const declarationTime_ms = scope.time(time, 'declarationTime');
  const reason = scope.cbv('errorReason', findMember(object, 'reason'), 'reason');
  const correctiveEventIds = readUris(scope, findMember(object, 'correctiveEventIDs'), 'correctiveEventIDs', false);
  scope.path.pop();
  return declarationTime_ms === undefined ? undefined : { declarationTime_ms, reason, correctiveEventIds };
}

const DECLARATION_FIELDS = ['declarationTime', 'reason', 'correctiveEventIDs'];
