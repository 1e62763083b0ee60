// Reads which form an answer to a query takes: JSON or XML, EPCIS 2.0 or 1.2, forms of identifiers and CBV words (EPCIS 2.0 §12.3).
import type { EpcFormat } from '@nguon/epcis';
import { CBV_XML_FORMATS } from '@nguon/epcis/xml';
import type { CbvXmlFormat } from '@nguon/epcis/xml';
import type { FastifyRequest } from 'fastify';
import { chooseAnswerForm } from '../answer-form.ts';
import { readEpcFormat } from '../epcis-headers.ts';
import { AppError } from '../errors.ts';
import type { XmlForm } from './event-writer.ts';

export type AnswerFormat = { readonly kind: 'json'; readonly epcFormat: EpcFormat } | ({ readonly kind: 'xml' } & XmlForm);

/** Refuses with `not_acceptable` what is not written here, before any work. */
export function readAnswerFormat(request: Pick<FastifyRequest, 'headers'>): AnswerFormat {
  const version = readVersion(request);
  const accepted = chooseAnswerForm(
    version === '2.0' ? request : { headers: { accept: request.headers.accept, 'content-type': 'text/xml' } },
  );
  if (accepted === undefined)
    throw new AppError('not_acceptable', 'json_or_xml', {
      vi: 'Chỉ trả lời dạng application/ld+json, application/json hoặc application/xml.',
      en: 'Answers are application/ld+json, application/json or application/xml.',
    });
  // Without a wish, Digital Links (EPCIS 2.0 §12.3); EPCIS 1.2 knows EPC URNs only.
  const isWished = version === '2.0' || request.headers['gs1-epc-format'] !== undefined;
  const epcFormat = isWished ? readEpcFormat(request) : 'No_Preference';
  const cbvFormat = readCbvXmlFormat(request);
  if (accepted === 'xml') return { kind: 'xml', version, epcFormat, cbvFormat };
  if (version === '2.0') return { kind: 'json', epcFormat };
  throw new AppError('not_acceptable', 'no_json_of_1_2', {
    vi: 'EPCIS 1.2 chỉ có dạng XML. Hãy thêm Accept: application/xml, hoặc bỏ giới hạn phiên bản.',
    en: 'EPCIS 1.2 has XML only. Send Accept: application/xml, or take the limit on the version away.',
  });
}

/** `GS1-EPCIS-Max: 1.2` asks for XML 1.2, as does `GS1-EPCIS-Version: 1.2`; what is not spoken at all is refused before. */
function readVersion({ headers }: Pick<FastifyRequest, 'headers'>): '2.0' | '1.2' {
  const most = headers['gs1-epcis-max'] ?? headers['gs1-epcis-version'];
  return typeof most === 'string' && /^\s*1(?:\.|\s*$)/.test(most) ? '1.2' : '2.0';
}

/** Older texts of the standard and their clients write `GS1-CBV-Format`. */
function readCbvXmlFormat({ headers }: Pick<FastifyRequest, 'headers'>): CbvXmlFormat {
  const given = headers['gs1-cbv-xml-format'] ?? headers['gs1-cbv-format'] ?? 'No_Preference';
  const format = CBV_XML_FORMATS.find((name) => name === given);
  if (format !== undefined) return format;
  throw new AppError('not_acceptable', 'bad_cbv_xml_format', {
    vi: `GS1-CBV-XML-Format chỉ nhận: ${CBV_XML_FORMATS.join(', ')}.`,
    en: `GS1-CBV-XML-Format takes: ${CBV_XML_FORMATS.join(', ')}.`,
  });
}
