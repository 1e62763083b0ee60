// Where a fault is in a document, in words beside its path: which event, which line.
import type { Fault } from '../errors.ts';
import { formatNumber } from '../ui/format-number.ts';
import { workspaceWords } from '../ui/words/workspace-words.ts';

/** Of a JSON path the place among all events; an XPath counts the elements of each name by themselves, and of an `extension` it numbers none. */
export function sayFaultPlace({ path, line, column }: Fault, lang: 'vi' | 'en'): string {
  const words = workspaceWords[lang];
  const [, index] = /\.eventList\[(\d+)\]/.exec(path) ?? [];
  const [, wrap, name = '*', nth] = /\/EventList\/(extension\b[^/]*\/)?([^/[]+)\[(\d+)\]/.exec(path) ?? [];
  const event =
    index !== undefined
      ? words.nthEvent('', formatNumber(lang, Number(index) + 1))
      : nth !== undefined
        ? wrap === undefined
          ? words.nthEvent(name === '*' ? '' : name, formatNumber(lang, nth))
          : name
        : path === '$' || path === '/'
          ? words.wholeDocument
          : '';
  const at = line === undefined ? '' : words.lineColumn(formatNumber(lang, line), formatNumber(lang, column ?? 1));
  return [event, at].filter((text) => text !== '').join(', ');
}
