// Reads the vocabulary list of a document: master data of places, products and parties (EPCIS 2.0 §9, CBV 2.0 §9).
import { JsonObject, findMember, isNumber, numberText } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import type { ReadScope } from './read-scope.ts';
import { writeJson } from './write-json.ts';

export interface MasterDataElement {
  /** Vocabulary type, such as `urn:epcglobal:epcis:vtype:Location`. */
  readonly type: string;
  readonly id: string;
  /** Attribute values as text; an object as its JSON. */
  readonly attributes: readonly { readonly id: string; readonly value: string }[];
  /** Direct children in the hierarchy of the vocabulary. */
  readonly children: readonly string[];
}

/** Reads `vocabularyList` at the scope's place into `found`; an omitted list is empty. */
export function readMasterData(scope: ReadScope, value: JsonValue | undefined, found: MasterDataElement[]): void {
  each(scope, value, 'vocabularyList', (vocabulary) => {
    const type = need(scope, vocabulary, 'type');
    each(scope, findMember(vocabulary, 'vocabularyElementList'), 'vocabularyElementList', (element) => {
      const id = need(scope, element, 'id');
      const attributes = readAttributes(scope, findMember(element, 'attributes'));
      const children = readChildren(scope, findMember(element, 'children'));
      if (type !== undefined && id !== undefined) found.push({ type, id, attributes, children });
    });
  });
}

function each(scope: ReadScope, value: JsonValue | undefined, field: string, read: (item: JsonObject) => void): void {
  const items = scope.array(value, field);
  if (items === undefined) return;
  scope.path.push(field);
  for (const [index, item] of items.entries()) {
    const object = scope.object(item, index);
    if (object === undefined) continue;
    scope.path.push(index);
    read(object);
    scope.path.pop();
  }
  scope.path.pop();
}

function need(scope: ReadScope, object: JsonObject, key: string): string | undefined {
  const value = findMember(object, key);
  if (value === undefined || value === '') scope.fault('field_missing', undefined, { want: key });
  return scope.uri(value, key);
}

function readAttributes(scope: ReadScope, value: JsonValue | undefined): { id: string; value: string }[] {
  const attributes: { id: string; value: string }[] = [];
  each(scope, value, 'attributes', (item) => {
    const id = need(scope, item, 'id');
    const attribute = findMember(item, 'attribute');
    const text = attributeText(attribute);
    if (text === undefined) scope.wrongType('value_not_string', 'attribute', attribute ?? null);
    else if (id !== undefined && attribute !== undefined) attributes.push({ id, value: text });
  });
  return attributes;
}

/** JSON Schema 2.0.1 takes a string, a number or an object; a missing attribute is an empty one. */
function attributeText(value: JsonValue | undefined): string | undefined {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (isNumber(value)) return numberText(value);
  return value instanceof JsonObject ? writeJson(value) : undefined;
}

function readChildren(scope: ReadScope, value: JsonValue | undefined): string[] {
  const items = scope.array(value, 'children');
  if (items === undefined) return [];
  const children: string[] = [];
  scope.path.push('children');
  for (const [index, item] of items.entries()) {
    const child = scope.uri(item, index);
    if (child !== undefined) children.push(child);
  }
  scope.path.pop();
  return children;
}
