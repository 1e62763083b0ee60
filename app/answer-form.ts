// Which form an answer takes, by what the client accepts: JSON or XML under /epcis, a page or a problem elsewhere (RFC 9110 §12.5.1; EPCIS 2.0 §12.3).
import type { FastifyRequest } from 'fastify';
import { fitMedia, isBetter, readPreferences } from './preferences.ts';
import type { Fit, Preference } from './preferences.ts';

export type AnswerForm = 'json' | 'xml';
type JsonType = 'application/ld+json' | 'application/json';
type XmlType = 'application/xml; charset=utf-8' | 'text/xml; charset=utf-8';

const JSON_TYPES = ['application/ld+json', 'application/json', 'application/problem+json'];
const XML_TYPES = ['application/xml', 'text/xml', 'application/problem+xml'];

/** Undefined where the client accepts neither. At equal quality the form of the body that was sent, else JSON. */
export function chooseAnswerForm(request: Pick<FastifyRequest, 'headers'>): AnswerForm | undefined {
  const { json, xml } = readForms(request.headers.accept);
  if (json === 0 && xml === 0) return undefined;
  return xml > json || (xml === json && isXmlType(request.headers['content-type'])) ? 'xml' : 'json';
}

/** Whether JSON is among what the client takes, for answers that have no XML form. */
export function takesJson(accept: string | undefined): boolean {
  return readForms(accept).json > 0;
}

/** The bytes are the same. @param otherwise where the client names neither of the two, or wants both alike. */
export function jsonTypeFor(accept: string | undefined, otherwise: JsonType = 'application/ld+json'): JsonType {
  return readForms(accept).jsonType ?? otherwise;
}

/** `text/xml` only where it is preferred. */
export function xmlTypeFor(accept: string | undefined): XmlType {
  return readForms(accept).xmlType;
}

/** `application/xml`, `text/xml`, `application/anything+xml`, with or without parameters. */
export function isXmlType(mediaType: string | undefined): boolean {
  return mediaType !== undefined && /^\s*(?:application|text)\/(?:[\w.-]+\+)?xml\s*(?:;|$)/i.test(mediaType);
}

/** Refusals outside /epcis: a program is who names JSON and wants no page as much. */
export function prefersPage(accept: string | undefined): boolean {
  const accepted = readPreferences(accept);
  const json = accepted?.filter(({ range }) => /^application\/(?:[\w.-]+\+)?json$/.test(range)) ?? [];
  if (json.length === 0) return true;
  const page = accepted!.find(({ range }) => range === 'text/html' || range === 'text/*');
  return page !== undefined && page.quality > 0 && json.every(({ quality }) => quality <= page.quality);
}

interface Forms {
  /** Best quality of any type of the form; 0 = not accepted. */
  readonly json: number;
  readonly xml: number;
  readonly jsonType: JsonType | undefined;
  readonly xmlType: XmlType;
}

/** A program sends one Accept all its life: what it means is worked out once. */
const known_max = 200;
const known_max_characters = 1_000;
const known = new Map<string | undefined, Forms>();

function readForms(accept: string | undefined): Forms {
  let forms = known.get(accept);
  if (forms === undefined) {
    forms = weighForms(readPreferences(accept));
    if (known.size < known_max && (accept?.length ?? 0) <= known_max_characters) known.set(accept, forms);
  }
  return forms;
}

function weighForms(accepted: readonly Preference[] | undefined): Forms {
  const fit = (type: string): Fit => fitMedia(accepted, type);
  const bestOf = (types: readonly string[]): number => Math.max(...types.map((type) => fit(type).quality));
  const [plain, linked] = [fit('application/json'), fit('application/ld+json')];
  return {
    json: bestOf(JSON_TYPES),
    xml: bestOf(XML_TYPES),
    jsonType: isBetter(plain, linked) ? 'application/json' : isBetter(linked, plain) ? 'application/ld+json' : undefined,
    xmlType: isBetter(fit('text/xml'), fit('application/xml')) ? 'text/xml; charset=utf-8' : 'application/xml; charset=utf-8',
  };
}
