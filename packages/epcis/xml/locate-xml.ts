// Says where in an XML document a value of the JSON tree stands: an XPath, and line and column of the nearest element.
import type { FaultPlace, PathStep } from '../fault.ts';
import type { NamespaceNames } from './namespace-names.ts';
import { isStandard } from './xml-element.ts';
import type { XmlElement } from './xml-element.ts';
import { memberKey } from './read-xml-extension.ts';

/** Fields whose members are the children of the field's one element; members of other lists repeat the name. */
const LISTS: ReadonlySet<string> = new Set([
  ...['epcList', 'childEPCs', 'inputEPCList', 'outputEPCList', 'quantityList', 'childQuantityList', 'inputQuantityList'],
  ...['outputQuantityList', 'bizTransactionList', 'sourceList', 'destinationList', 'sensorElementList', 'correctiveEventIDs'],
]);

/** The place of `steps` below an element whose own path is `path`; as near as the document goes. */
export function locateXml(element: XmlElement, path: string, steps: readonly PathStep[], names: NamespaceNames): FaultPlace {
  let current = element;
  let text = path;
  let matches: readonly XmlElement[] = [];
  for (const step of steps) {
    if (typeof step === 'number') {
      const isList = LISTS.has(current.name) && isStandard(current.uri);
      const item: XmlElement | undefined = (isList ? current.children : matches)[step];
      if (item === undefined) break;
      if (isList) text += `/${segment(item, current.children)}`;
      else text = text.slice(0, text.lastIndexOf('/') + 1) + segment(item, matches);
      current = item;
      continue;
    }
    const found = findChildren(current, step, names);
    const [first] = found.matches;
    if (first === undefined) {
      const attribute = current.attributes.find((candidate) => memberKey(candidate, names) === step);
      if (attribute !== undefined) text += `/@${attribute.prefix === '' ? '' : `${attribute.prefix}:`}${attribute.name}`;
      break;
    }
    text += found.wrappers.map((wrapper) => `/${segment(wrapper, [])}`).join('') + `/${segment(first, found.matches)}`;
    [current, matches] = [first, found.matches];
  }
  return { path: text, line: current.line, column: current.column };
}

/** `ext:field[2]`: the name with its number among those of the same name, where there are several. */
function segment(element: XmlElement, among: readonly XmlElement[]): string {
  const name = qualified(element);
  const same = among.filter((sibling) => qualified(sibling) === name);
  return same.length > 1 ? `${name}[${same.indexOf(element) + 1}]` : name;
}

export function qualified({ prefix, name }: Pick<XmlElement, 'prefix' | 'name'>): string {
  return prefix === '' ? name : `${prefix}:${name}`;
}

interface Found {
  readonly matches: readonly XmlElement[];
  /** The `extension` and `baseExtension` elements on the way to them. */
  readonly wrappers: readonly XmlElement[];
}

function findChildren(element: XmlElement, key: string, names: NamespaceNames): Found {
  const matches = element.children.filter((child) => (isStandard(child.uri) ? child.name : memberKey(child, names)) === key);
  if (matches.length > 0) return { matches, wrappers: [] };
  for (const child of element.children) {
    if (!isStandard(child.uri) || (child.name !== 'extension' && child.name !== 'baseExtension')) continue;
    const below = findChildren(child, key, names);
    if (below.matches.length > 0) return { matches: below.matches, wrappers: [child, ...below.wrappers] };
  }
  return { matches: [], wrappers: [] };
}

/** The XPath of an element somewhere below `root`, whose own path is `path`; that of the root where it is not found. */
export function findXmlPath(root: XmlElement, path: string, wanted: XmlElement): string {
  return searchPath(root, path, wanted) ?? path;
}

function searchPath(element: XmlElement, path: string, wanted: XmlElement): string | undefined {
  const chain = findChain(element, wanted);
  if (chain === undefined) return undefined;
  let text = path;
  for (const [index, step] of chain.entries()) text += `/${segment(step, (chain[index - 1] ?? element).children)}`;
  return text;
}

/** The elements from below `element` down to the wanted one. */
function findChain(element: XmlElement, wanted: XmlElement): XmlElement[] | undefined {
  if (element === wanted) return [];
  for (const child of element.children) {
    const chain = findChain(child, wanted);
    if (chain !== undefined) return [child, ...chain];
  }
  return undefined;
}
