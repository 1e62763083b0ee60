// Link types of the GS1 Web Vocabulary, and how requests may write them (Conformant Resolver §2.14).

/** Namespace of GS1 link types; older spellings name the same terms. */
export const gs1Voc = 'https://ref.gs1.org/voc/';
const olderVocs = ['https://gs1.org/voc/', 'https://www.gs1.org/voc/', 'http://gs1.org/voc/', 'http://www.gs1.org/voc/'];

/** `gs1:pip`, a full URL in any GS1 spelling, or another registered relation: one text to compare by. */
export function normaliseLinkType(text: string): string {
  if (text.startsWith('gs1:')) return gs1Voc + text.slice(4);
  for (const voc of olderVocs) if (text.startsWith(voc)) return gs1Voc + text.slice(voc.length);
  return text;
}
