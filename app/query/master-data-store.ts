// SQL of the master data that queries use, by the one key that all spellings of an element's id share.
import { textArray } from '../binary-array.ts';
import type { Db } from '../db.ts';

export interface VocabularyChildren {
  readonly org_id: number;
  readonly element_key: string;
  readonly child_keys: readonly string[];
}

const elements_max = 20_000;

export async function listChildren(db: Db, keys: readonly string[]): Promise<VocabularyChildren[]> {
  const { rows } = await db.query<VocabularyChildren>({
    name: 'query_children',
    text: `select org_id, element_key, child_keys from vocabulary_elements where element_key = any ($1::text[]) and child_keys <> '{}' limit ${elements_max}`,
    values: [textArray(keys)],
  });
  return rows;
}

export interface VocabularyAttributes {
  readonly org_id: number;
  readonly element_key: string;
  readonly attributes: readonly { readonly id: string; readonly value: unknown }[];
}

export async function listElements(db: Db, orgIds: readonly number[], keys: readonly string[]): Promise<VocabularyAttributes[]> {
  const { rows } = await db.query<VocabularyAttributes>({
    name: 'query_attributes',
    text: `select org_id, element_key, attributes from vocabulary_elements where element_key = any ($1::text[]) and org_id = any ($2::int[]) limit ${elements_max}`,
    values: [textArray(keys), orgIds],
  });
  return rows;
}
