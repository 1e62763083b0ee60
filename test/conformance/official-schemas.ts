// The official schemas of the corpus as validators: JSON Schema 2.0.1, XSD 2.0 and XSD 1.2.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { isUri } from '../../packages/epcis/uri.ts';

export type SchemaName = 'json' | '2.0' | '2.0q' | '2.0md' | '1.2' | '1.2q' | '1.2md';

const FILES: Readonly<Record<Exclude<SchemaName, 'json'>, string>> = {
  '2.0': 'xsd-2.0/EPCglobal-epcis-2_0.xsd',
  '2.0q': 'xsd-2.0/EPCglobal-epcis-query-2_0.xsd',
  '2.0md': 'xsd-2.0/EPCglobal-epcis-masterdata-2_0.xsd',
  '1.2': 'xsd-1.2/EPCglobal-epcis-1_2.xsd',
  '1.2q': 'xsd-1.2/EPCglobal-epcis-query-1_2.xsd',
  '1.2md': 'xsd-1.2/EPCglobal-epcis-masterdata-1_2.xsd',
};

export class OfficialSchemas {
  private readonly folder: string;
  private readonly xsd = new Map<string, XsdValidator>();
  private json: ((value: unknown) => string | undefined) | undefined;

  constructor(corpus: string) {
    this.folder = path.join(corpus, 'epcis/schema');
    xmlRegisterFsInputProviders();
  }

  /** What the official schema finds wrong with a text, undefined when it is valid. */
  findFault(name: SchemaName, text: string): string | undefined {
    return name === 'json' ? this.findJsonFault(text) : this.findXmlFault(name, text);
  }

  private findXmlFault(name: Exclude<SchemaName, 'json'>, text: string): string | undefined {
    let validator = this.xsd.get(name);
    if (validator === undefined) {
      const file = path.join(this.folder, FILES[name]);
      const schema = XmlDocument.fromBuffer(readFileSync(file), { url: pathToFileURL(file).href });
      validator = XsdValidator.fromDoc(schema);
      this.xsd.set(name, validator);
    }
    try {
      const document = XmlDocument.fromString(text);
      try {
        validator.validate(document);
      } finally {
        document.dispose();
      }
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** What a profile, a JSON Schema that builds on the official one by its address, finds wrong with a text. */
  findProfileFault(profile: string, text: string): string | undefined {
    const ajv = newAjv(false);
    ajv.addSchema(this.readJsonSchema(), unversioned_address);
    // Of the drafts that profiles are written in they use what is alike in all.
    const schema = { ...(JSON.parse(profile) as Record<string, unknown>), $schema: 'http://json-schema.org/draft-07/schema#' };
    return ajv.validate(schema, JSON.parse(text)) ? undefined : ajv.errorsText();
  }

  private findJsonFault(text: string): string | undefined {
    if (this.json === undefined) {
      const ajv = newAjv(true);
      const validate = ajv.compile(this.readJsonSchema());
      this.json = (value) => (validate(value) ? undefined : ajv.errorsText(validate.errors));
    }
    return this.json(JSON.parse(text.replace(/^\ufeff/, '')));
  }

  private readJsonSchema(): Record<string, unknown> {
    return JSON.parse(readFileSync(path.join(this.folder, 'gs1-2.0.1/epcis-json-schema.json'), 'utf8')) as Record<string, unknown>;
  }
}

/** Under which profiles name the official schema; never fetched. */
const unversioned_address = 'https://ref.gs1.org/standards/epcis/epcis-json-schema.json';

/** @param unicodeRegExp false for profiles, whose patterns escape more than the stricter grammar lets stand. */
function newAjv(unicodeRegExp: boolean): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: true, unicodeRegExp });
  ajv.addFormat('uri', isUri);
  ajv.addFormat('date-time', true);
  return ajv;
}
