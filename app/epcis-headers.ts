// The headers that every answer under /epcis carries, and what is asked in them (EPCIS 2.0 §12.3 to §12.5), as one table.
import { EPC_FORMATS } from '@nguon/epcis';
import type { EpcFormat } from '@nguon/epcis';
import { CBV_XML_FORMATS } from '@nguon/epcis/xml';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { jsonTypeFor, takesJson } from './answer-form.ts';
import { AppError } from './errors.ts';

/** The version in which documents are answered and taken where nothing else is said. */
export const epcis_version = '2.0.0';
/** Lowest in which queries are answered, in XML. */
const epcis_version_min = '1.2.0';
export const cbv_version = '2.0.0';
/** Held against package.json by a test. */
export const vendor_version = 'Nguon 0.1.0';
/** Longer addresses are refused: what does not fit becomes a named query. */
export const url_max_characters = 8_192;

interface VersionHeaders {
  readonly name: 'EPCIS' | 'CBV';
  /** Lowest in which documents are taken, by major and minor: later patches of what we know change no meaning. */
  readonly takenMin: string;
  /** Lowest and highest that are answered. */
  readonly min: string;
  readonly max: string;
}
const versions: readonly VersionHeaders[] = [
  { name: 'EPCIS', takenMin: '1.0', min: epcis_version_min, max: epcis_version },
  { name: 'CBV', takenMin: '1.0', min: cbv_version, max: cbv_version },
];

/** What an answer says of the versions it is written in. */
export const versionHeaders: Readonly<Record<string, string>> = {
  'gs1-epcis-version': epcis_version,
  'gs1-cbv-version': cbv_version,
};

/** Answer to OPTIONS, in parts: a subscription has neither CBV nor formats of its own. */
export const discoveryHeaders = {
  epcis: { 'gs1-epcis-version': epcis_version, 'gs1-epcis-min': versions[0]!.min, 'gs1-epcis-max': versions[0]!.max },
  cbv: { 'gs1-cbv-version': cbv_version, 'gs1-cbv-min': versions[1]!.min, 'gs1-cbv-max': versions[1]!.max },
  formats: { 'gs1-epc-format': EPC_FORMATS.join(', '), 'gs1-cbv-xml-format': CBV_XML_FORMATS.join(', ') },
  own: { 'gs1-extensions': 'nguon=urn:nguon:epcis:', 'gs1-vendor-version': vendor_version },
} as const;

/** Refuses, before any work, what cannot be answered at all: too long an address, versions that are not spoken here. */
export function checkEpcisRequest(request: FastifyRequest): void {
  if (request.url.length > url_max_characters)
    throw new AppError('uri_too_long', 'query_too_long', {
      vi: `Địa chỉ dài quá ${url_max_characters} ký tự. Hãy chia truy vấn nhỏ hơn hoặc lập truy vấn đặt tên.`,
      en: `The address is longer than ${url_max_characters} characters. Split the query, or name it with POST /epcis/queries.`,
    });
  for (const { name, takenMin, min, max } of versions) {
    checkUsedVersion(request, name, takenMin, minorOf(max));
    const lowest = readVersion(request, `GS1-${name}-Min`);
    const highest = readVersion(request, `GS1-${name}-Max`);
    if (lowest !== undefined && highest !== undefined && compareVersions(lowest, highest) > 0)
      throw new AppError('invalid', 'bad_version', {
        vi: `GS1-${name}-Min (${lowest}) lớn hơn GS1-${name}-Max (${highest}).`,
        en: `GS1-${name}-Min (${lowest}) is above GS1-${name}-Max (${highest}).`,
      });
    const isBelow = highest !== undefined && compareVersions(highest, min) < 0;
    const isAbove = lowest !== undefined && compareVersions(lowest, max) > 0;
    if (isBelow || isAbove)
      throw new AppError('not_acceptable', 'version_not_spoken', {
        vi: `Ở đây trả lời theo ${name} từ ${min} đến ${max}.`,
        en: `Answers here are ${name} from ${min} to ${max}.`,
      });
  }
}

/** `GS1-EPCIS-Version`, `GS1-CBV-Version`: in which version the request speaks (OpenAPI of EPCIS 2.0: 406 where it is not spoken here). */
function checkUsedVersion(request: FastifyRequest, name: string, min: string, max: string): void {
  const used = readVersion(request, `GS1-${name}-Version`);
  if (used === undefined) return;
  const minor = minorOf(used);
  if (compareVersions(minor, min) >= 0 && compareVersions(minor, max) <= 0) return;
  throw new AppError('not_acceptable', 'version_not_spoken', {
    vi: `Ở đây nhận ${name} từ ${min} đến ${max}, không nhận ${used}.`,
    en: `${name} from ${min} to ${max} is taken here, not ${used}.`,
  });
}

const minorOf = (version: string): string => version.split('.').slice(0, 2).join('.');

/** Sets what no handler set: versions, and that what one reader sees is not kept for another. */
export function addEpcisHeaders(request: FastifyRequest, reply: FastifyReply): void {
  if (reply.statusCode >= 400) return;
  if (request.method !== 'OPTIONS')
    for (const [name, value] of Object.entries(versionHeaders)) if (!reply.hasHeader(name)) reply.header(name, value);
  const extensions = request.headers['gs1-extensions'];
  // The prefixes that the answer may use are those that were told (readExtensionsHeader has refused anything else).
  if (typeof extensions === 'string' && request.method !== 'OPTIONS' && /^[\x21-\x7e ]{1,4000}$/.test(extensions))
    reply.header('gs1-extensions', extensions);
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-store');
  if (!reply.hasHeader('vary'))
    reply.header(
      'vary',
      'accept, authorization, cookie, gs1-epc-format, gs1-cbv-xml-format, gs1-cbv-format, gs1-epcis-max, gs1-extensions',
    );
}

/** The form of identifiers that was asked for. */
export function readEpcFormat(request: Pick<FastifyRequest, 'headers'>): EpcFormat {
  const given = request.headers['gs1-epc-format'] ?? 'Always_GS1_Digital_Link';
  const format = EPC_FORMATS.find((name) => name === given);
  if (format === undefined)
    throw new AppError('not_acceptable', 'bad_epc_format', {
      vi: `GS1-EPC-Format chỉ nhận: ${EPC_FORMATS.join(', ')}.`,
      en: `GS1-EPC-Format takes: ${EPC_FORMATS.join(', ')}.`,
    });
  return format;
}

/** The media type of an answer that has no XML form. @param otherwise where the client has no preference. */
export function readJsonType(
  { headers: { accept } }: FastifyRequest,
  otherwise: 'application/json' | 'application/ld+json' = 'application/ld+json',
): 'application/json' | 'application/ld+json' {
  if (takesJson(accept)) return jsonTypeFor(accept, otherwise);
  throw new AppError('not_acceptable', 'json_only', {
    vi: 'Chỉ trả lời dạng application/ld+json hoặc application/json.',
    en: 'Answers are application/ld+json or application/json.',
  });
}

/** `\d+(\.\d+)*`; undefined where the header is absent. */
function readVersion(request: FastifyRequest, name: string): string | undefined {
  const given = request.headers[name.toLowerCase()];
  if (given === undefined) return undefined;
  if (typeof given === 'string' && /^\d{1,4}(\.\d{1,4}){0,5}$/.test(given)) return given;
  throw new AppError('invalid', 'bad_version', {
    vi: `${name} là số phiên bản như 2.0.0.`,
    en: `${name} is a version such as 2.0.0.`,
  });
}

/** Missing parts count as zero: 2 and 2.0 and 2.0.0 are one version. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
