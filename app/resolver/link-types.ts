// Link types of the GS1 Web Vocabulary, and how requests and registrations may write them (Conformant Resolver §2.14).

/** Namespace of GS1 link types; older spellings name the same terms. */
export const gs1Voc = 'https://ref.gs1.org/voc/';
const anyGs1Voc = /^(?:https?:\/\/(?:(?:www|ref)\.)?gs1\.org\/voc\/|gs1:)/i;

export const defaultLink = `${gs1Voc}defaultLink`;
export const defaultLinkMulti = `${gs1Voc}defaultLinkMulti`;

/** `gs1:pip`, a full URL in any GS1 spelling, or a registered relation such as `alternate`: one text to compare by. */
export function normaliseLinkType(text: string): string {
  const voc = anyGs1Voc.exec(text);
  if (voc !== null) return gs1Voc + text.slice(voc[0].length);
  // RFC 8288 §2.1.1: registered relations compare without regard to case.
  return text.includes(':') ? text : text.toLowerCase();
}

/** The name after `gs1:`; undefined for other vocabularies. */
export function gs1Name(type: string): string | undefined {
  return type.startsWith(gs1Voc) ? type.slice(gs1Voc.length) : undefined;
}
