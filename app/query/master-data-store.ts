// SQL of the master data that queries use, by the one key that all spellings of an element's id share.
import { textArray } from '../binary-array.ts';
import type { Db } from '../db.ts';

export interface VocabularyChildren {
  readonly org_id: number;
  readonly element_key: string;
  readonly child_keys: readonly string[];
}

const elements_max = 20_000;

/**
 * What the reader (set on the connection) may see of the organisation that brought the element `v`, as the lists of master data
 * have it: a condition on what is hidden must not find events. Places go by the group "where", parties by "who", all else by "what".
 */
const maySee = `exists (select 1 from organisations g where g.id = v.org_id and nguon_sees(g.disclosure, g.id, '{}',
  case when v.vocabulary like '%Location' or v.vocabulary like '%ReadPoint' then 2 when v.vocabulary like '%SourceDest' then 4 else 0 end))`;

/** Run it as the reader. */
export async function listChildren(db: Db, keys: readonly string[]): Promise<VocabularyChildren[]> {
  const { rows } = await db.query<VocabularyChildren>({
    name: 'query_children',
    text: `select v.org_id, v.element_key, v.child_keys from vocabulary_elements v
      where v.element_key = any ($1::text[]) and v.child_keys <> '{}' and ${maySee} limit ${elements_max}`,
    values: [textArray(keys)],
  });
  return rows;
}

export interface VocabularyAttributes {
  readonly org_id: number;
  readonly element_key: string;
  readonly attributes: readonly { readonly id: string; readonly value: unknown }[];
}

/** Run it as the reader. */
export async function listElements(db: Db, orgIds: readonly number[], keys: readonly string[]): Promise<VocabularyAttributes[]> {
  const { rows } = await db.query<VocabularyAttributes>({
    name: 'query_attributes',
    text: `select v.org_id, v.element_key, v.attributes from vocabulary_elements v
      where v.element_key = any ($1::text[]) and v.org_id = any ($2::int[]) and ${maySee} limit ${elements_max}`,
    values: [textArray(keys), orgIds],
  });
  return rows;
}
