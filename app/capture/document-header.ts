// What a document says of itself beside its events and master data, kept with its capture as an EPCIS document without either.
import { readDocument, writeJsonFrame } from '@nguon/epcis';
import type { DocumentHead, DocumentReading } from '@nguon/epcis';
import type { Fault } from '../errors.ts';
import { faults_max, json_depth_max } from './read-capture.ts';

/** An honest Standard Business Document Header has two thousand. */
const document_header_max_characters = 65_536;

export interface KeptHeader {
  readonly document_header: string | null;
  readonly warnings: readonly Fault[];
}

/** Adds to the warnings of a capture where the header is too long to be kept. @param now where the document tells no date */
export function keepDocumentHeader(
  { kind, head }: Pick<DocumentReading, 'kind' | 'head'>,
  warnings: readonly Fault[],
  now: Date,
): KeptHeader {
  if (head === undefined || kind === undefined || kind === 'event') return { document_header: null, warnings };
  const { start, end } = writeJsonFrame(head, { kind, creationDate: now.toISOString(), masterData: [] });
  const text = start + end;
  if (text.length <= document_header_max_characters) return { document_header: text, warnings };
  return { document_header: null, warnings: [tooLong, ...warnings].slice(0, faults_max) };
}

/** What was kept, read again: XML and pages are made of it. */
export function readDocumentHeader(text: string): { readonly kind: DocumentReading['kind']; readonly head: DocumentHead | undefined } {
  const { kind, head } = readDocument(text, { eventsMax: 1, depthMax: json_depth_max, faultsMax: faults_max });
  return { kind, head };
}

const tooLong: Fault = {
  code: 'document_header_too_long',
  path: '$',
  vi: `Phần đầu tài liệu (bên gửi, bên nhận, thành phần riêng) dài quá ${document_header_max_characters} ký tự nên không được giữ cùng lần gửi. Sự kiện vẫn được ghi nhận.`,
  en: `The header of the document (sender, receiver, members of its own) is longer than ${document_header_max_characters} characters and was not kept with the capture. The events are captured all the same.`,
};
