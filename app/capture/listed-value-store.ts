// SQL that writes who may see which value of the top-level resources.
import { Int2Column, Int4Column, TextColumn } from '../binary-array.ts';
import type { WireStatement } from '../run-together.ts';
import type { ListedValue } from './listed-values.ts';

/** Rows that are there already stay as they are. */
export function listedValuesStatement(rows: readonly ListedValue[]): WireStatement {
  const [resources, audiences, orgIds, values] = [new Int2Column(), new Int2Column(), new Int4Column(), new TextColumn()];
  for (const { resource, audience, orgId, value } of rows) {
    resources.add(resource);
    audiences.add(audience);
    orgIds.add(orgId);
    values.add(value);
  }
  return {
    name: 'capture_listed_values',
    text: `insert into listed_values (resource, audience, org_id, value)
      select unnest($1::smallint[]), unnest($2::smallint[]), unnest($3::int[]), unnest($4::text[]) on conflict do nothing`,
    values: [resources.finish(), audiences.finish(), orgIds.finish(), values.finish()],
  };
}
