// Reads the vocabulary list of a document: master data of places, products and parties (EPCIS 2.0 §9, CBV 2.0 §9).
import { JsonObject, findMember, isArray, isNumber, numberText } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import { readContext } from './namespaces.ts';
import { readExtension } from './read-extension.ts';
import type { ReadScope } from './read-scope.ts';
import { writeJson } from './write-json.ts';

export interface MasterDataAttribute {
  readonly id: string;
  /** As text; an object as its JSON. */
  readonly value: string;
  /** Own prefixes that the keys of an object need, with their namespaces. */
  readonly namespaces?: Readonly<Record<string, string>>;
}

export interface MasterDataElement {
  /** Vocabulary type, such as `urn:epcglobal:epcis:vtype:Location`. */
  readonly type: string;
  readonly id: string;
  /** In the order of the document; an attribute may stand several times. */
  readonly attributes: readonly MasterDataAttribute[];
  /** Direct children in the hierarchy of the vocabulary. */
  readonly children: readonly string[];
}

/** Reads `vocabularyList` at the scope's place into `found`; an omitted list is empty. */
export function readMasterData(scope: ReadScope, value: JsonValue | undefined, found: MasterDataElement[]): void {
  each(scope, value, 'vocabularyList', (vocabulary) => {
    tellOwn(scope, vocabulary, VOCABULARY_FIELDS);
    const type = need(scope, vocabulary, 'type');
    each(scope, findMember(vocabulary, 'vocabularyElementList'), 'vocabularyElementList', (element) => {
      tellOwn(scope, element, ELEMENT_FIELDS);
      const id = need(scope, element, 'id');
      const attributes = readAttributes(scope, findMember(element, 'attributes'));
      const children = readChildren(scope, findMember(element, 'children'));
      if (type !== undefined && id !== undefined) found.push({ type, id, attributes, children });
    });
  });
}

const VOCABULARY_FIELDS = ['type', 'vocabularyElementList'];
const ELEMENT_FIELDS = ['id', 'attributes', 'children'];
const ATTRIBUTE_FIELDS = ['id', 'attribute'];

/** Own members beside the `known` ones have no room in what is kept of an element: each is told, and the element taken. */
export function tellOwn(scope: ReadScope, object: JsonObject, known: readonly string[]): void {
  for (const [index, key] of object.keys.entries()) {
    if (known.includes(key)) continue;
    if (key.includes(':') || key === '@context') scope.warn('master_data_own', key, { got: key });
    if (key !== '@context') readExtension(scope, key, object.values[index] ?? null, () => known);
  }
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

function readAttributes(scope: ReadScope, value: JsonValue | undefined): MasterDataAttribute[] {
  const attributes: MasterDataAttribute[] = [];
  each(scope, value, 'attributes', (item) => {
    tellOwn(scope, item, ATTRIBUTE_FIELDS);
    const id = need(scope, item, 'id');
    const attribute = findMember(item, 'attribute');
    const text = attributeText(attribute);
    if (text === undefined) scope.wrongType('value_not_string', 'attribute', attribute ?? null);
    else if (id !== undefined && attribute !== undefined) attributes.push({ id, value: text, ...namespacesOf(scope, attribute) });
  });
  return attributes;
}

/** An element is told without the document that brought it: what its prefixes mean goes with it. */
function namespacesOf(scope: ReadScope, value: JsonValue): Pick<MasterDataAttribute, 'namespaces'> {
  if (!(value instanceof JsonObject)) return {};
  const context = findMember(value, '@context');
  const { list, warnings, path } = scope;
  const { own } = context === undefined ? scope.namespaces : readContext(context, scope.namespaces, { list, warnings, path });
  const found: Record<string, string> = {};
  notePrefixes(value, own, found);
  return Object.keys(found).length === 0 ? {} : { namespaces: found };
}

function notePrefixes(value: JsonValue, own: ReadonlyMap<string, string>, found: Record<string, string>): void {
  if (isArray(value)) for (const item of value) notePrefixes(item, own, found);
  if (!(value instanceof JsonObject)) return;
  for (const [index, key] of value.keys.entries()) {
    const prefix = key.slice(0, Math.max(key.indexOf(':'), 0));
    const namespace = own.get(prefix);
    if (namespace !== undefined) found[prefix] = namespace;
    notePrefixes(value.values[index] ?? null, own, found);
  }
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
