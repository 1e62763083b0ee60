// Bytes from outside as text: whole UTF-8 or nothing, so that no broken letter is stored.
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Without a byte order mark at its beginning; undefined where the bytes are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Of text, or of bytes that are known to be UTF-8: large ones stay bytes until they are read, for text of their size is dear to keep. */
export const textOf = (given: string | Uint8Array): string => (typeof given === 'string' ? given : decoder.decode(given));
