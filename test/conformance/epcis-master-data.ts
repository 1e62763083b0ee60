// Master data of every document that the product takes: captured, then read back from /epcis/vocabularies equal and valid in every form.
import type { DocumentReading } from '@nguon/epcis';
import type { ConformanceResult } from './conformance-result.ts';
import { listWithoutVerdict } from './epcis-documents.ts';
import { answer_forms, listXmlDocuments, readAny } from './epcis-formats-documents.ts';
import type { OfficialSchemas, SchemaName } from './official-schemas.ts';
import type { RunningProduct } from './running-product.ts';

type Element = DocumentReading['masterData'][number];

interface Source {
  readonly file: string;
  readonly text: string;
}

const capture_check = 'document with master data is captured';
const element_check = 'vocabulary element read back equal in every form, by its id and in its list';
const schema_check = 'answer with master data is valid under the official schema';

/** @param post sends a document with ids that no other document has; what was wrong, undefined where it was taken. */
export async function checkMasterData(
  product: RunningProduct,
  corpus: string,
  post: (source: Source) => Promise<string | undefined>,
  schemas: OfficialSchemas,
  result: ConformanceResult,
): Promise<void> {
  for (const source of listSources(corpus)) {
    const wrong = await post(source);
    result.count(capture_check, wrong === undefined ? undefined : `${source.file}: ${wrong}`);
    if (wrong === undefined) await checkElements(product, source, schemas, result);
  }
  result.expectAtLeast(capture_check, 7);
  result.expectAtLeast(element_check, 3 * 60);
  result.expectAtLeast(schema_check, 3 * 60);
}

/** Valid documents and those without a verdict, JSON ones among them: the corpus has no other JSON with master data that may be taken. */
function listSources(corpus: string): Source[] {
  return [...listXmlDocuments(corpus), ...listWithoutVerdict(corpus)].filter(({ text }) => {
    const { masterData, faultsTotal } = readAny(text);
    return masterData.length > 0 && faultsTotal === 0;
  });
}

async function checkElements(product: RunningProduct, source: Source, schemas: OfficialSchemas, result: ConformanceResult): Promise<void> {
  // An element that stands twice in a document is what its last place says.
  const elements = new Map(readAny(source.text).masterData.map((element) => [keyOf(element), element]));
  for (const [schema, headers] of answer_forms) {
    const read = async (address: string): Promise<readonly Element[]> => {
      const answer = await product.request('GET', address, { ...headers, 'gs1-epc-format': 'Never_Translates' });
      const fault = answer.status === 200 ? findSchemaFault(schemas, schema, answer.text) : `${answer.status} ${answer.text.slice(0, 300)}`;
      result.count(schema_check, fault === undefined ? undefined : `${source.file}, ${address} as ${schema}: ${fault}`);
      return answer.status === 200 ? readAny(answer.text).masterData : [];
    };
    const lists = new Map<string, readonly Element[]>();
    for (const [key, element] of elements) {
      const vocabulary = `/epcis/vocabularies/${encodeURIComponent(element.type)}`;
      if (!lists.has(vocabulary)) lists.set(vocabulary, await read(`${vocabulary}?perPage=1000`));
      const wrong = [await read(`${vocabulary}/${encodeURIComponent(element.id)}`), lists.get(vocabulary)!].flatMap((found) => {
        const back = found.find((one) => keyOf(one) === key);
        return back !== undefined && describe(back) === describe(element) ? [] : [back === undefined ? 'nothing' : describe(back)];
      });
      result.count(
        element_check,
        wrong.length === 0
          ? undefined
          : `${source.file} as ${schema}: captured ${describe(element)}\n      returned ${wrong.join('\n      returned ')}`,
      );
    }
  }
}

const keyOf = ({ type, id }: Element): string => `${type}\n${id}`;

/** The JSON Schema knows no results but events: the same list is held to it where it does know one, in the header of a document. */
function findSchemaFault(schemas: OfficialSchemas, schema: SchemaName, text: string): string | undefined {
  if (schema !== 'json') return schemas.findFault(schema, text);
  const { epcisBody, ...frame } = JSON.parse(text) as { epcisBody: { queryResults: { resultsBody: unknown } } };
  const header = { epcisMasterData: epcisBody.queryResults.resultsBody };
  return schemas.findFault('json', JSON.stringify({ ...frame, type: 'EPCISDocument', epcisHeader: header, epcisBody: { eventList: [] } }));
}

/** Attributes in their order, with names of objects as their namespaces have them: JSON declares prefixes inside the object, XML around it. */
function describe({ type, id, attributes, children }: Element): string {
  return JSON.stringify([
    type,
    id,
    attributes.map(({ id: name, value, namespaces }) => [name, namespaces === undefined ? value : expandNames(value, namespaces)]),
    [...children].sort(),
  ]);
}

function expandNames(value: string, namespaces: Readonly<Record<string, string>>): unknown {
  return JSON.parse(value, (_, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(
      Object.entries(member).flatMap(([name, inner]): [string, unknown][] => {
        if (name === '@context') return [];
        const cut = name.indexOf(':');
        const uri = namespaces[name.slice(0, Math.max(0, cut))];
        return [[uri === undefined ? name : `{${uri}}${name.slice(cut + 1)}`, inner]];
      }),
    );
  });
}
