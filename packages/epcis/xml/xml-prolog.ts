// Reads what stands before the root of a document: the XML declaration and the document type (XML 1.0 §2.8).

const S = '[ \\t\\n]';
const VALUE = '(?:"([^"?]*)"|\'([^\'?]*)\')';
const pseudo = (name: string): string => `${S}+${name}${S}*=${S}*${VALUE}`;
const DECLARATION = new RegExp(`^<\\?xml${pseudo('version')}(?:${pseudo('encoding')})?(?:${pseudo('standalone')})?${S}*\\?>$`);

export interface XmlDeclaration {
  readonly version: string;
  readonly encoding: string | undefined;
}

/** `<?xml version="1.0" encoding="…" standalone="…"?>`; undefined where it is malformed. */
export function readXmlDeclaration(text: string): XmlDeclaration | undefined {
  const found = DECLARATION.exec(text);
  if (found === null) return undefined;
  const [, version1, version2, encoding1, encoding2, standalone1, standalone2] = found;
  const version = version1 ?? version2 ?? '';
  const encoding = encoding1 ?? encoding2;
  const standalone = standalone1 ?? standalone2 ?? 'no';
  if (!/^1\.[0-9]+$/.test(version) || (standalone !== 'yes' && standalone !== 'no')) return undefined;
  if (encoding !== undefined && !/^[A-Za-z][A-Za-z0-9._-]*$/.test(encoding)) return undefined;
  return { version, encoding };
}

/** GS1's own examples begin with the bare `<!DOCTYPE project>`, which declares nothing and points nowhere. */
const BARE_DOCTYPE = /^<!DOCTYPE[ \t\n]+[^ \t\n[\]"'<>]+[ \t\n]*>/;
const BARE_DOCTYPE_SO_FAR = /^<!DOCTYPE(?:[ \t\n]+(?:[^ \t\n[\]"'<>]+[ \t\n]*)?)?$/;

/** How long a bare document type at the beginning of `text` is; 0 = more text must tell, -1 = it is none. */
export function measureBareDoctype(text: string): number {
  const found = BARE_DOCTYPE.exec(text);
  if (found !== null) return found[0].length;
  return BARE_DOCTYPE_SO_FAR.test(text) ? 0 : -1;
}
