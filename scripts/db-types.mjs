// Writes app/db-types.ts from a migrated database (`node scripts/db-types.mjs postgres://…`); a test holds it to the schema.
import './require-node.mjs';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';

const typeOf = {
  int2: 'number',
  int4: 'number',
  int8: 'string',
  numeric: 'string',
  float8: 'number',
  text: 'string',
  uuid: 'string',
  bool: 'boolean',
  timestamptz: 'Date',
  date: 'Date',
  bytea: 'Buffer',
  jsonb: 'unknown',
  xid8: 'string',
  _text: 'string[]',
  _int4: 'number[]',
  name: 'string',
};

/** The text of app/db-types.ts for the database behind `client`. */
export async function describeTables(client) {
  const { rows } = await client.query(`
    select c.relname as table, a.attname as column, t.typname as type, a.attnotnull as required,
           (a.atthasdef or a.attidentity <> '') as generated
    from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`);
  const tables = Map.groupBy(rows, (row) => row.table);
  const lines = [
    '// The columns of every table, generated from the migrations by scripts/db-types.mjs: do not edit by hand.',
    "import type { Generated } from 'kysely';",
    '',
  ];
  const nameOf = (table) => table.replace(/(^|_)(\w)/g, (_all, _dash, letter) => letter.toUpperCase()) + 'Table';
  for (const [table, columns] of tables) {
    lines.push(`interface ${nameOf(table)} {`);
    for (const { column, type, required, generated } of columns) {
      if (typeOf[type] === undefined) throw new Error(`no TypeScript type for ${type} (${table}.${column})`);
      const base = required || typeOf[type] === 'unknown' ? typeOf[type] : `${typeOf[type]} | null`;
      lines.push(`  ${column}: ${generated ? `Generated<${base}>` : base};`);
    }
    lines.push('}', '');
  }
  lines.push('export interface Tables {', ...[...tables.keys()].map((table) => `  ${table}: ${nameOf(table)};`), '}', '');
  return lines.join('\n');
}

if (process.argv[1] === import.meta.filename) {
  const client = new pg.Client(process.argv[2]);
  await client.connect();
  writeFileSync(path.join(import.meta.dirname, '..', 'app', 'db-types.ts'), await describeTables(client));
  await client.end();
}
