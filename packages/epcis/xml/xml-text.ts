// Writes text and attribute values so that an XML 1.0 reader gives back the same characters.

const TEXT_SPECIAL = /[&<>\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const ATTRIBUTE_SPECIAL = /[&<>"\t\n\r\u0000-\u001f\ufffe\uffff]/;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Control characters have no way into XML 1.0 (§2.2): the sign for an unreadable character stands for them. */
function escape(character: string): string {
  return REFERENCES[character] ?? '\ufffd';
}

export function escapeXmlText(text: string): string {
  return TEXT_SPECIAL.test(text) ? text.replace(/[&<>\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, escape) : text;
}

function escapeXmlAttribute(text: string): string {
  return ATTRIBUTE_SPECIAL.test(text) ? text.replace(/[&<>"\t\n\r\u0000-\u001f\ufffe\uffff]/g, escape) : text;
}

/** `<name>text</name>`, `<name/>` for an empty text. */
export function writeXmlElement(name: string, text: string): string {
  return text === '' ? `<${name}/>` : `<${name}>${escapeXmlText(text)}</${name}>`;
}

/** ` name="value"` */
export function writeXmlAttribute(name: string, value: string): string {
  return ` ${name}="${escapeXmlAttribute(value)}"`;
}
