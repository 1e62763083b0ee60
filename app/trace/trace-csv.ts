// A trace as CSV for spreadsheets: one row for each thing, in both directions.
import { latestOf } from './trace-json.ts';
import { orgOfPlace } from './holders.ts';
import { kindOf, sumQuantities, uriOf } from './trace-rows.ts';
import type { Trace } from './trace-model.ts';

const columns = [
  'direction',
  'level',
  'thing',
  'uri',
  'kind',
  'role',
  'is_end',
  'product',
  'quantity',
  'uom',
  'first_seen',
  'last_seen',
  'place',
  'place_name',
  'organisation',
];

/** The mark tells spreadsheets that the text is UTF-8. */
const byteOrderMark = '\ufeff';
const rows_per_chunk = 500;

export function* writeTraceCsv(trace: Trace): Generator<string> {
  yield `${byteOrderMark}${columns.join(',')}\r\n`;
  let chunk: string[] = [];
  for (const walk of trace.walks) {
    const quantities = sumQuantities(trace, walk);
    for (const node of walk.result.nodes) {
      const { thing, level, role, isEnd, first_ms, last_ms } = node;
      const seen = walk.lastKnown(node);
      const orgId = seen === undefined ? undefined : (orgOfPlace(trace.names, seen.place) ?? seen.orgId);
      const product = trace.names.products.get(/^01\/\d{14}/.exec(thing)?.[0] ?? '')?.name;
      const shown = {
        first: time(first_ms),
        last: time(latestOf(last_ms, seen?.time_ms)),
        place: seen?.place,
        placeName: trace.names.places.get(seen?.place ?? '')?.name,
        org: orgId === undefined ? undefined : trace.names.organisations.get(orgId)?.name,
      };
      // A thing with amounts in two units takes two rows.
      for (const amount of quantities.get(thing) ?? [undefined])
        chunk.push(
          [
            walk.result.direction,
            level,
            thing,
            uriOf(thing),
            kindOf(thing),
            role,
            isEnd,
            product,
            amount?.value,
            amount?.uom,
            shown.first,
            shown.last,
            shown.place,
            shown.placeName,
            shown.org,
          ]
            .map(writeCell)
            .join(',') + '\r\n',
        );
      if (chunk.length < rows_per_chunk) continue;
      yield chunk.join('');
      chunk = [];
    }
  }
  yield chunk.join('');
}

const time = (time_ms: number | undefined): string | undefined => (time_ms === undefined ? undefined : new Date(time_ms).toISOString());

/** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
function writeCell(value: string | number | boolean | null | undefined): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
