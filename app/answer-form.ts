// Which form an EPCIS answer takes, JSON or XML, by what the client accepts (RFC 9110 §12.5.1; EPCIS 2.0 §12.3).
import type { FastifyRequest } from 'fastify';

export type AnswerForm = 'json' | 'xml';

const JSON_TYPES = ['application/ld+json', 'application/json', 'application/problem+json'];
const XML_TYPES = ['application/xml', 'text/xml', 'application/problem+xml'];

/** Undefined where the client accepts neither. At equal weight the form of the body that was sent, else JSON. */
export function chooseAnswerForm(request: Pick<FastifyRequest, 'headers'>): AnswerForm | undefined {
  const { json, xml } = weighForms(request.headers.accept ?? '');
  if (json === 0 && xml === 0) return undefined;
  return xml > json || (xml === json && isXmlType(request.headers['content-type'])) ? 'xml' : 'json';
}

/** Whether JSON is among what the client takes, for answers that have no XML form. */
export function takesJson(accept: string | undefined): boolean {
  return weighForms(accept ?? '').json > 0;
}

/** `application/json` only where it is preferred: the bytes are the same. */
export function jsonTypeFor(accept: string | undefined): JsonType {
  return weighForms(accept ?? '').jsonType;
}

type JsonType = 'application/ld+json' | 'application/json';

interface Weights {
  readonly json: number;
  readonly xml: number;
  readonly jsonType: JsonType;
}

/** A program sends one Accept all its life: what it means is worked out once. */
const known_max = 200;
const known = new Map<string, Weights>();

function weighForms(accept: string): Weights {
  let weights = known.get(accept);
  if (weights === undefined) {
    const isPlain = weigh('application/json', accept) > weigh('application/ld+json', accept);
    weights = {
      json: bestOf(JSON_TYPES, accept),
      xml: bestOf(XML_TYPES, accept),
      jsonType: isPlain ? 'application/json' : 'application/ld+json',
    };
    if (known.size < known_max) known.set(accept, weights);
  }
  return weights;
}

/** `application/xml`, `text/xml`, `application/anything+xml`, with or without parameters. */
export function isXmlType(mediaType: string | undefined): boolean {
  return mediaType !== undefined && /^\s*(?:application|text)\/(?:[\w.-]+\+)?xml\s*(?:;|$)/i.test(mediaType);
}

/** `text/xml` only where it is preferred. */
export function xmlTypeFor(accept: string | undefined): string {
  return weigh('text/xml', accept) > weigh('application/xml', accept) ? 'text/xml; charset=utf-8' : 'application/xml; charset=utf-8';
}

function bestOf(types: readonly string[], accept: string | undefined): number {
  return Math.max(...types.map((type) => weigh(type, accept)));
}

/** Longest Accept header that is read, in characters; none of use is longer. */
const accept_max_characters = 1_000;

/** The weight that the most specific range gives a type: 0 to 1. */
function weigh(type: string, accept: string | undefined): number {
  if (accept === undefined || accept.trim() === '') return 1;
  let [weight, specific] = [0, -1];
  for (const range of accept.slice(0, accept_max_characters).split(',')) {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const rank = name === type ? 2 : name === `${type.slice(0, type.indexOf('/'))}/*` ? 1 : name === '*/*' ? 0 : -1;
    if (rank < 0 || rank < specific) continue;
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    const given = q === undefined ? 1 : Number(q.slice(2));
    [weight, specific] = [Number.isFinite(given) ? Math.min(1, Math.max(0, given)) : 0, rank];
  }
  return weight;
}
