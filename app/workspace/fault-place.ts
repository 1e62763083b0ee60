// Where a fault is in a document, in words beside its path: which event, which line.
import type { Fault } from '../errors.ts';
import { formatNumber } from '../ui/format-number.ts';
import { workspaceWords } from '../ui/words/workspace-words.ts';

/** Which event, and which line where the fault tells one; '' where the path alone says it. */
export function sayFaultPlace({ path, line, column }: Fault, lang: 'vi' | 'en'): string {
  const at = line === undefined ? '' : workspaceWords[lang].lineColumn(formatNumber(lang, line), formatNumber(lang, column ?? 1));
  return [sayEvent(path, lang), at].filter((text) => text !== '').join(', ');
}

/** Of a JSON path the place among all events; an XPath counts the elements of each name by themselves, and of an `extension` it numbers none. */
function sayEvent(path: string, lang: 'vi' | 'en'): string {
  const words = workspaceWords[lang];
  if (path === '$' || path === '/') return words.wholeDocument;
  const [, index] = /\.eventList\[(\d+)\]/.exec(path) ?? [];
  if (index !== undefined) return words.nthEvent('', formatNumber(lang, Number(index) + 1));
  const [, wrap, name = '*', nth] = /\/EventList\/(extension\b[^/]*\/)?([^/[]+)\[(\d+)\]/.exec(path) ?? [];
  if (nth === undefined) return '';
  return wrap === undefined ? words.nthEvent(name === '*' ? '' : name, formatNumber(lang, nth)) : name;
}
