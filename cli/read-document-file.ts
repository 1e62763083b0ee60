// Reads a document from a file or from standard input as UTF-8 text, piece by piece.
import { createReadStream } from 'node:fs';
import { AppError } from '../app/errors.ts';

/** `-` stands for standard input. Throws `invalid` where the bytes are no UTF-8; a file that is not there keeps its own error. */
export async function* readDocumentFile(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const stream = file === '-' ? process.stdin : createReadStream(file);
  try {
    for await (const bytes of stream as AsyncIterable<Buffer>) yield decoder.decode(bytes, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new AppError('invalid', 'not_utf8', {
      vi: 'Nội dung không phải UTF-8. Hãy lưu tệp dạng UTF-8 rồi chạy lại.',
      en: 'The content is not UTF-8. Save it as UTF-8 and run the command again.',
    });
  }
}
