// SQL of master data: elements that documents brought, and the registers' own products, places and organisations.
import type { MasterDataElement } from '@nguon/epcis';
import type { Db } from '../db.ts';

export interface VocabularyElement {
  readonly vocabulary: string;
  readonly id: string;
  /** As the document had them; an attribute may stand several times. */
  readonly attributes: MasterDataElement['attributes'];
  readonly children: readonly string[];
}

export interface ElementFilter {
  readonly vocabularies: readonly string[];
  /** One for all spellings of an identifier. */
  readonly keys: readonly string[] | undefined;
  readonly hasAttributes: readonly string[];
  readonly attributeValues: readonly { readonly attribute: string; readonly values: readonly string[] }[];
  /** `vocabulary \n id` of the last element of the page before. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** An identifier with its levels, in the few vocabularies that name it. */
const captured_names_max = 50;

const vtype = 'urn:epcglobal:epcis:vtype:';
const mda = 'urn:epcglobal:cbv:mda:';
const root = `'https://id.gs1.org/' ||`;

/** Of the field group that decides who sees an element of a document. */
const shiftOfGroup = `case when v.vocabulary like '%Location' or v.vocabulary like '%ReadPoint' then 2 when v.vocabulary like '%SourceDest' then 4 else 0 end`;

const registered = `split_part(v.element_key, '/', 1) || '/' || split_part(v.element_key, '/', 2)`;
/** The organisation that registered the product, place or party, at whatever level below it the element is; null = nobody. */
const ownerOf = `coalesce((select p.org_id from products p where p.thing = ${registered}), (select p.org_id from places p where p.thing = ${registered}),
    (select o.id from organisations o where ${registered} in ('414/' || o.gln, '417/' || o.gln) limit 1))`;

/** An object of names and values as the list of attributes that documents have; what is null is left out. */
const listOf = (object: string): string => `(select coalesce(jsonb_agg(jsonb_build_object('id', a.key, 'value', a.value)), '[]')
      from jsonb_each_text(jsonb_strip_nulls(${object})) a)`;

/**
 * Every element: vocabulary, id, attributes, children, and its organisation with the shift of the field group that decides who
 * sees it (places 2, parties 4, all else 0: app/access/disclosure.ts). What the registers publish has no organisation here.
 * Names of attributes are those of CBV 2.0 §9.
 */
const elementsSql = `
  select v.vocabulary, v.element_id as id, v.element_key as key, v.attributes,
    v.children, v.org_id, ${shiftOfGroup} as shift, ${ownerOf} as owner_id
  from vocabulary_elements v
  union all
  select '${vtype}EPCClass', case when p.thing like '%:%' then p.thing else ${root} p.thing end, p.thing, ${listOf(`jsonb_build_object(
      '${mda}descriptionShort', p.name, '${mda}netContentDescription', p.net_content, '${mda}manufacturerOfTradeItemPartyName', o.name)`)}, '{}', null, 0, null
  from products p join organisations o on o.id = p.org_id where p.published_at is not null
  union all
  select '${vtype}' || kind.name, case when p.thing like '%:%' then p.thing else ${root} p.thing end, p.thing, ${listOf(`jsonb_build_object(
      '${mda}name', p.name, '${mda}streetAddressOne', nullif(p.address, ''), '${mda}city', u.name, '${mda}countryCode', 'VN',
      '${mda}latitude', p.latitude::text, '${mda}longitude', p.longitude::text)`)}, '{}', null, 2, null
  from places p left join units u on u.id = p.unit_id cross join (values ('BusinessLocation'), ('ReadPoint')) kind (name)
  union all
  select '${vtype}SourceDest', ${root} '417/' || o.gln, '417/' || o.gln, ${listOf(`jsonb_build_object(
      '${mda}name', o.name, '${mda}streetAddressOne', nullif(o.address, ''), '${mda}city', u.name, '${mda}countryCode', 'VN')`)}, '{}', null, 4, null
  from organisations o left join units u on u.id = o.unit_id where o.gln is not null and o.approved_at is not null and o.closed_at is null`;

/**
 * The first lock: row by row, what the reader (set on the connection) may see of the organisation that brought it. What somebody else
 * has registered is described by its owner and the register: what others bring about it, they alone read back.
 */
const maySee = `(m.org_id is null or (coalesce(m.owner_id = m.org_id, true) or m.org_id = nguon_reader_org()) and
  exists (select 1 from organisations g where g.id = m.org_id and nguon_sees(g.disclosure, g.id, '{}', m.shift)))`;

const hasAttribute = (condition: string): string => `exists (select 1 from jsonb_array_elements(m.attributes) a where ${condition})`;

/** In order of vocabulary and id. Run it under the reader. */
export async function listElements(db: Db, filter: ElementFilter): Promise<VocabularyElement[]> {
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [maySee];
  if (filter.vocabularies.length > 0) conditions.push(`m.vocabulary = any (${add(filter.vocabularies)}::text[])`);
  if (filter.keys !== undefined) conditions.push(`m.key = any (${add(filter.keys)}::text[])`);
  if (filter.hasAttributes.length > 0) conditions.push(hasAttribute(`a ->> 'id' = any (${add(filter.hasAttributes)}::text[])`));
  for (const { attribute, values: wanted } of filter.attributeValues)
    conditions.push(hasAttribute(`a ->> 'id' = ${add(attribute)} and a ->> 'value' = any (${add(wanted)}::text[])`));
  if (filter.after !== undefined) {
    const cut = filter.after.indexOf('\n');
    conditions.push(
      `(m.vocabulary collate "C", m.id collate "C") > (${add(filter.after.slice(0, cut))}::text, ${add(filter.after.slice(cut + 1))}::text)`,
    );
  }
  const { rows } = await db.query<VocabularyElement>({
    // The same element from several: its owner's document before the register, that before what an organisation noted for itself.
    text: `select distinct on (m.vocabulary collate "C", m.id collate "C") m.vocabulary, m.id, m.attributes, m.children from (${elementsSql}) m
      where ${conditions.join(' and ')} order by m.vocabulary collate "C", m.id collate "C", (m.org_id = m.owner_id) is true desc, m.org_id nulls first limit ${add(filter.limit)}`,
    values,
  });
  return rows;
}

/** Keys of the direct children of these elements, in any vocabulary that the reader may see. */
export async function listChildren(db: Db, keys: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ child: string }>({
    text: `select distinct unnest(m.child_keys) as child from vocabulary_elements v
      cross join lateral (select v.org_id, v.child_keys, ${shiftOfGroup} as shift, ${ownerOf} as owner_id) m
      where v.element_key = any ($1::text[]) and ${maySee}`,
    values: [keys],
  });
  return rows.map(({ child }) => child);
}

/** An element by its key, one for all spellings of an identifier. */
export interface ElementName {
  readonly vocabulary: string;
  readonly key: string;
}

/** Which of these keys documents brought elements for. Run it under the reader. */
export async function listCapturedNames(db: Db, keys: readonly string[]): Promise<ElementName[]> {
  const { rows } = await db.query<ElementName>({
    text: `select distinct m.vocabulary, m.key from vocabulary_elements v
      cross join lateral (select v.org_id, v.vocabulary, v.element_key as key, ${shiftOfGroup} as shift, ${ownerOf} as owner_id) m
      where v.element_key = any ($1::text[]) and ${maySee} order by 1, 2 limit ${captured_names_max}`,
    values: [keys],
  });
  return rows;
}

export interface VocabularyCount {
  readonly vocabulary: string;
  readonly elements: number;
}

export async function countElements(db: Db): Promise<VocabularyCount[]> {
  const { rows } = await db.query<{ vocabulary: string; elements: string }>({
    text: `select m.vocabulary, count(distinct m.id) as elements from (${elementsSql}) m where ${maySee} group by m.vocabulary order by m.vocabulary`,
  });
  return rows.map(({ vocabulary, elements }) => ({ vocabulary, elements: Number(elements) }));
}
