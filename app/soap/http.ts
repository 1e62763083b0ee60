// The EPCIS query service over SOAP, for partners of before REST (EPCIS 2.0 §11.2, EPCIS 1.2 §11.2): operations and the WSDL.
import { randomBytes } from 'node:crypto';
import type { EpcFormat } from '@nguon/epcis';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { checkMayCall } from '../access/identify-caller.ts';
import { seal_random_bytes } from '../access/seal.ts';
import { decodeUtf8 } from '../decode-utf8.ts';
import { readEpcFormat } from '../epcis-headers.ts';
import { AppError } from '../errors.ts';
import { originOf } from '../http.ts';
import type { Call, Route } from '../http.ts';
import { asRefusal } from '../refusal.ts';
import { answerOperation } from './answer-operation.ts';
import { toEpcisFault } from './epcis-fault.ts';
import { readEnvelope } from './read-envelope.ts';
import type { SoapMessage } from './read-envelope.ts';
import { isOperationName, readOperation } from './read-operation.ts';
import { soap_media_types, writeEnvelope, writeFault } from './write-envelope.ts';
import type { SoapFault, SoapVersion } from './write-envelope.ts';
import { writeWsdl } from './write-wsdl.ts';

const path = '/epcis/soap';
const who = 'query';
/** A thousand identifiers to ask for are a tenth of it. */
const body_max_bytes = 524_288;

export const soapRoutes: readonly Route[] = [
  { method: 'POST', path, who, answer: 'epcis', bodyMax_bytes: body_max_bytes, checksCaller: true, handle: postSoap },
  { method: 'GET', path, who: 'public', answer: 'epcis', handle: getWsdl },
];

async function postSoap(call: Call): Promise<FastifyReply> {
  const reading = readEnvelope(readText(call.request));
  if (reading.kind === 'not_soap')
    throw new AppError('invalid', 'not_soap', {
      vi: 'Nội dung gửi lên không phải thông điệp SOAP.',
      en: 'The body is no SOAP message.',
      faults: reading.faults,
    });
  if (reading.kind === 'fault') return sendFault(call.reply, reading.fault, reading.soapVersion);
  return answerMessage(call, reading.message);
}

async function answerMessage(
  { context, caller, request, reply }: Call,
  { soapVersion, epcisVersion, operation: element }: SoapMessage,
): Promise<FastifyReply> {
  const { name } = element;
  if (!isOperationName(name))
    return sendFault(
      reply,
      { code: 'Client', reason: `There is no operation "${name.slice(0, 80)}": see the WSDL at ${path}?wsdl.` },
      soapVersion,
    );
  const { operation, faults } = readOperation(name, element);
  try {
    checkMayCall(caller, who);
    if (operation === undefined)
      throw new AppError('invalid', 'soap_operation', { vi: 'Thao tác thiếu phần tử.', en: `${name} lacks elements.`, faults });
    const epcFormat = formatOf(request, epcisVersion);
    const form = { version: epcisVersion, epcFormat, cbvFormat: 'No_Preference' } as const;
    const result = await answerOperation(context, caller, operation, form, randomBytes(seal_random_bytes));
    return send(reply, writeEnvelope(result, soapVersion), soapVersion, epcisVersion);
  } catch (error) {
    const refusal = asRefusal(error);
    if (refusal === undefined) context.log.error({ err: error, request_id: request.id, operation: name }, 'a SOAP operation failed');
    const fault = toEpcisFault(refusal, name, operation);
    const code = fault.exception === 'ImplementationException' ? 'Server' : 'Client';
    return sendFault(reply, { code, reason: fault.reason, detail: { fault, version: epcisVersion } }, soapVersion);
  }
}

/** `?wsdl`; `?wsdl=1.2` the one of EPCIS 1.2. */
function getWsdl({ context, request, reply }: Call): FastifyReply {
  const { wsdl } = request.query as { wsdl?: unknown };
  const version = typeof wsdl === 'string' && wsdl.startsWith('1') ? '1.2' : '2.0';
  return reply
    .type('text/xml; charset=utf-8')
    .header('cache-control', 'public, max-age=300')
    .send(writeWsdl(version, originOf(context, request) + path));
}

/** Digital Links, unless something else is asked for; EPCIS 1.2 knows EPC URNs. */
function formatOf(request: FastifyRequest, version: '2.0' | '1.2'): EpcFormat {
  return version === '1.2' && request.headers['gs1-epc-format'] === undefined ? 'No_Preference' : readEpcFormat(request);
}

function readText({ headers, body }: FastifyRequest): string {
  const type = headers['content-type'] ?? '';
  if (!Buffer.isBuffer(body) || !/^\s*(?:text\/xml|application\/(?:soap\+)?xml)\s*(?:;|$)/i.test(type))
    throw new AppError('unsupported_media_type', 'soap_wanted', {
      vi: 'Hãy gửi thông điệp SOAP với Content-Type: text/xml (SOAP 1.1) hoặc application/soap+xml (SOAP 1.2).',
      en: 'Send a SOAP message with Content-Type: text/xml (SOAP 1.1) or application/soap+xml (SOAP 1.2).',
    });
  const text = decodeUtf8(body);
  if (text !== undefined) return text;
  throw new AppError('invalid', 'not_utf8', {
    vi: 'Nội dung không phải UTF-8. Hãy gửi lại dạng UTF-8.',
    en: 'The body is not UTF-8. Send it as UTF-8.',
  });
}

/** SOAP 1.1 §6.2: every fault is 500. SOAP 1.2 part 2 §7.5.2.2: 400 where the sender is at fault. */
function sendFault(reply: FastifyReply, fault: SoapFault, soapVersion: SoapVersion): FastifyReply {
  reply.code(soapVersion === '1.2' && fault.code === 'Client' ? 400 : 500);
  return send(reply, writeFault(fault, soapVersion), soapVersion, fault.detail?.version);
}

function send(reply: FastifyReply, text: string, soapVersion: SoapVersion, epcisVersion: '2.0' | '1.2' = '2.0'): FastifyReply {
  return reply
    .type(soap_media_types[soapVersion])
    .header('gs1-epcis-version', `${epcisVersion}.0`)
    .header('cache-control', 'private, no-store')
    .send(text);
}
