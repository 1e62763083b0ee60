// Event profiles of the corpus, JSON Schemas on top of the official one: their sample events are taken and fit them after every conversion.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { DOCUMENT_FORMS } from '@nguon/epcis/xml';
import type { ConformanceResult } from './conformance-result.ts';
import { convert, readAny } from './epcis-formats-documents.ts';
import type { OfficialSchemas } from './official-schemas.ts';

interface Profile {
  readonly file: string;
  readonly schema: string;
  readonly sample: string;
}

/** One context under two addresses: we write the one without version, a profile asks for the other by its letters. */
const context_written = 'https://ref.gs1.org/standards/epcis/epcis-context.jsonld';
const context_demanded = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';

const taken_check = 'sample event of a profile is taken and fits it';
const spoiled_check = 'sample event without a field that its profile demands does not fit';
const converted_check = 'sample event fits its profile after conversion';

export function checkProfiles(corpus: string, schemas: OfficialSchemas, result: ConformanceResult): void {
  for (const profile of listProfiles(path.join(corpus, 'epcis/profiles'))) {
    const { file, schema, sample } = profile;
    const { faultsTotal, events } = readAny(sample);
    const fault = schemas.findProfileFault(schema, sample);
    const isTaken = faultsTotal === 0 && events.length === 1;
    result.count(taken_check, isTaken && fault === undefined ? undefined : `${file}: ${faultsTotal} faults; ${fault ?? 'it fits'}`);
    // A yardstick that takes everything measures nothing.
    const spoiled = schemas.findProfileFault(schema, sample.replace(/"readPoint"/, '"example:readPoint"'));
    result.count(spoiled_check, spoiled?.includes('readPoint') === true ? undefined : `${file}: ${spoiled ?? 'it fits'}`);
    checkConversions(profile, schemas, result);
  }
  result.expectAtLeast(taken_check, 4);
  result.expectAtLeast(spoiled_check, 4);
  result.expectAtLeast(converted_check, 4 * 2 * 2);
}

/** Into each form and back, as written and with Digital Links. XML 1.2 where it can express the event. */
function checkConversions({ file, schema, sample }: Profile, schemas: OfficialSchemas, result: ConformanceResult): void {
  for (const to of DOCUMENT_FORMS) {
    for (const epcFormat of ['Never_Translates', 'Always_GS1_Digital_Link'] as const) {
      const there = convert(sample, { to });
      if (there.losses.length > 0) continue;
      const back = convert(there.text, { to: 'json', epcFormat }).text.replace(context_written, context_demanded);
      const fault = schemas.findProfileFault(schema, back);
      result.count(converted_check, fault === undefined ? undefined : `${file} by ${to}, ${epcFormat}: ${fault}`);
    }
  }
}

/** Samples stand under the name of their profile in a folder beside it, or beside it as `…-Valid-Event…`. */
function listProfiles(folder: string): Profile[] {
  const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
  const list = (inside: string): string[] => readdirSync(path.join(folder, inside)).sort();
  const named = list('epcis-profiles').map((name) => [`epcis-profiles/${name}`, `epcis-events/${name}`]);
  const fsma = list('FSMA-204');
  const beside = fsma
    .filter((name) => name.endsWith('-Event-Schema.json'))
    .flatMap((name) =>
      fsma
        .filter((sample) => sample.startsWith(name.replace('-Event-Schema.json', '-Valid-Event')))
        .map((sample) => [`FSMA-204/${name}`, `FSMA-204/${sample}`]),
    );
  return [...named, ...beside].map(([schema = '', sample = '']) => ({ file: sample, schema: read(schema), sample: read(sample) }));
}
