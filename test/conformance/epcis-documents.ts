// The EPCIS documents of the corpus with what is known of each: verdict, cause of refusal.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { JsonObject, readJson, writeJson } from '@nguon/epcis';
import type { JsonValue } from '@nguon/epcis';

export interface CorpusDocument {
  readonly file: string;
  readonly text: string;
  /** Undefined where nobody has given a verdict. */
  readonly valid: boolean | undefined;
}

/** Fault code that must be among those of each must-reject document. */
export const causesOfRefusal: Readonly<Record<string, string>> = {
  'Combination_of_events_with_missing_mandatory_fields.json': 'field_missing',
  'Combination_of_non_standard_bizStep_and_disposition.json': 'cbv_unknown_near',
  'ObjectEvent_with_ilmd_field_without_namespace.json': 'field_unknown',
  'ObjectEvent_with_invalid_certificationInfo.json': 'value_not_string',
  'ObjectEvent_with_non_standard_bizStep.json': 'cbv_unknown_near',
  'ObjectEvent_with_non_standard_disposition.json': 'cbv_unknown_near',
  'ObjectEvent_with_unknown_field_in_quantityList.json': 'field_closed',
  'ObjectEvent_without_identifier_list.json': 'event_without_things',
  'QueryDocument_with_invalid_action.json': 'action_unknown',
  // Bodies of named queries, which are no documents of events.
  'Query_with_invalid_values.json': 'document_type_missing',
  'SimpleEventQuery.json': 'document_type_missing',
  'Request_ObjectEvent_WithMasterdata.json': 'not_a_uri',
};

/** The 92 documents of the verdict table. */
export function listWithVerdict(corpus: string): CorpusDocument[] {
  const folder = path.join(corpus, 'epcis');
  const lines = readFileSync(path.join(folder, 'EXPECTED-json-validity.tsv'), 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [file = '', , verdict] = line.split('\t');
    return { file, text: readFileSync(path.join(folder, file), 'utf8'), valid: verdict === 'true' };
  });
}

/** Domain documents without their comments (as the corpus says to read them), and the application sets. */
export function listWithoutVerdict(corpus: string): CorpusDocument[] {
  const folders = ['epcis/domain', 'apps/epcis/opentraceability', 'apps/fsma204', 'apps/eudr'];
  return folders.flatMap((folder) =>
    readdirSync(path.join(corpus, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.json(ld)?$/.test(file) && !file.startsWith('contexts'))
      .sort()
      .map((file) => ({
        file: path.join(folder, file),
        text: withoutComments(readFileSync(path.join(corpus, folder, file), 'utf8')),
        valid: undefined,
      })),
  );
}

function withoutComments(text: string): string {
  const { value } = text.includes('"_comment') ? readJson(text, { depthMax: 64 }) : { value: undefined };
  return value === undefined ? text : writeJson(strip(value));
}

function strip(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(strip);
  if (!(value instanceof JsonObject)) return value;
  const kept = value.keys.flatMap((key, index) => (key.startsWith('_comment') ? [] : [[key, strip(value.values[index] ?? null)] as const]));
  return new JsonObject(
    kept.map(([key]) => key),
    kept.map(([, member]) => member),
  );
}

/** The events of a document as plain JSON, each with the document's @context entries before its own. */
export function listEvents(text: string): { event: Record<string, unknown>; context: readonly unknown[] }[] {
  const root = JSON.parse(text.replace(/^\ufeff/, '')) as Record<string, unknown>;
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
  const body = root['epcisBody'] as { eventList?: unknown[]; queryResults?: { resultsBody: { eventList: unknown[] } } } | undefined;
  if (body === undefined) return [{ event: root, context: list(root['@context']) }];
  const events = (body.eventList ?? body.queryResults?.resultsBody.eventList ?? []) as Record<string, unknown>[];
  return events.map((event) => ({ event, context: [...list(root['@context']), ...list(event['@context'])] }));
}
