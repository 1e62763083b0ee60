// Tells URIs from other texts (RFC 3986), as the JSON Schema of EPCIS asks with `format: uri`.

/** Characters that may stand in a URI after the scheme: 1 = yes, 2 = only as `%` and two hexadecimal digits. */
const ALLOWED = new Uint8Array(128);
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=") {
  ALLOWED[character.charCodeAt(0)] = 1;
}
ALLOWED[37] = 2;

/** Whether a text is a URI (or a CURIE, which looks the same): scheme, colon, at least one more character. */
export function isUri(text: string): boolean {
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1 || !isScheme(text, colon)) return false;
  for (let at = colon + 1; at < text.length; at += 1) {
    const kind = ALLOWED[text.charCodeAt(at)];
    if (kind === 1) continue;
    if (kind !== 2 || !isHexadecimal(text, at + 1) || !isHexadecimal(text, at + 2)) return false;
    at += 2;
  }
  return true;
}

/** A whole URI that names a field, as namespace and local name: cut after its last `/`, `#` or `:`. */
export function cutUri(uri: string): { readonly namespace: string; readonly local: string } {
  const end = Math.max(uri.lastIndexOf('/'), uri.lastIndexOf('#'), uri.lastIndexOf(':', uri.length - 2)) + 1;
  return { namespace: uri.slice(0, end), local: uri.slice(end) };
}

function isScheme(text: string, end: number): boolean {
  const first = text.charCodeAt(0) | 32;
  if (!(first >= 97 && first <= 122)) return false;
  for (let at = 1; at < end; at += 1) {
    const code = text.charCodeAt(at);
    const letter = code | 32;
    const other = (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46;
    if (!(letter >= 97 && letter <= 122) && !other) return false;
  }
  return true;
}

function isHexadecimal(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 102);
}
