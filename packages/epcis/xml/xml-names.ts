// Brings names of JSON members to names that XML allows, and back, so that nothing is lost on the way.

const NAME =
  /^[A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff][\w.\-\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff]*$/;
const NAME_START = /^[A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff]$/;
const NAME_CHARACTER = /^[\w.\-\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff]$/;

/** `_x0040_` stands for `@`: the way of ISO/IEC 9075-14 §9.1 to write any text as a name. */
const ESCAPE = /_x([0-9A-Fa-f]{4,6})_/g;

/** A name without colon for any text. */
export function toXmlName(text: string): string {
  if (NAME.test(text) && !text.includes('_x')) return text;
  const safe = text.replace(/_(?=x[0-9A-Fa-f]{4,6}_)/g, '_x005F_');
  let name = '';
  for (const character of safe) {
    const allowed = name === '' ? NAME_START : NAME_CHARACTER;
    name += allowed.test(character) ? character : `_x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}_`;
  }
  return name === '' ? '_x_' : name;
}

export function fromXmlName(name: string): string {
  if (!name.includes('_x')) return name;
  if (name === '_x_') return '';
  return name.replace(ESCAPE, (whole, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && code !== 0 ? String.fromCodePoint(code) : whole;
  });
}

/** The local part of a member's key: a URI holds ASCII only, so that accented letters stand in it as %XX (RFC 3987 §3.1). */
export function toKeyPart(name: string): string {
  const text = fromXmlName(name);
  return /^[\w.\-~:/?#[\]@!$&'()*+,;=%]+$/.test(text) ? text : encodeURI(text);
}

/** The name for the local part of a key: sequences beyond ASCII are decoded, `%20` and its like stay as they are. */
export function fromKeyPart(part: string): string {
  if (!part.includes('%')) return part;
  return part.replace(/(?:%[89A-Fa-f][0-9A-Fa-f])+/g, (sequence) => {
    try {
      return decodeURIComponent(sequence);
    } catch {
      return sequence;
    }
  });
}
