// Reads the identifier at which a link shall stand: strict syntax, and the combinations of qualifiers at which links may stand. Pure.
import { gtin14, linkKey, parseDigitalLink } from '@nguon/gs1';
import type { Element } from '@nguon/gs1';
import type { Fault } from '../errors.ts';

export interface LinkThing {
  readonly thing: string;
  /** Primary key first. */
  readonly elements: readonly Element[];
}

const path = 'thing';
const code_max_chars = 500;

/** A GTIN as it stands under the bars, a path (`01/…/10/…`), or a Digital Link on any host. */
export function readLinkThing(text: string): LinkThing | Fault {
  const code = text.trim();
  if (code === '')
    return {
      code: 'thing_missing',
      path,
      vi: 'Hãy nhập mã mà liên kết gắn vào, ví dụ dãy số GTIN hoặc 01/…/10/….',
      en: 'Give the identifier that the link belongs to, such as a GTIN or 01/…/10/….',
    };
  if (code.length > code_max_chars)
    return {
      code: 'thing_too_long',
      path,
      vi: `Mã dài quá ${code_max_chars} ký tự.`,
      en: `The identifier is longer than ${code_max_chars} characters.`,
    };
  const digits = code.replace(/[\s-]/g, '');
  if (/^\d+$/.test(digits)) return readGtin(code, digits);
  const parsed = parseDigitalLink(/^https?:/i.test(code) ? code : `https://id.gs1.org/${code.replace(/^\//, '')}`, 'strict');
  if (!parsed.ok) {
    const [fault] = parsed.faults;
    return { code: fault!.code, path, vi: `Mã "${code}" chưa đúng: ${fault!.vi}`, en: `The identifier "${code}" is wrong: ${fault!.en}` };
  }
  const { path: elements, attributes, otherQuery } = parsed.value;
  if (attributes.length > 0 || otherQuery.length > 0)
    return {
      code: 'thing_with_query',
      path,
      vi: 'Liên kết gắn vào mã, không gắn vào phần sau dấu "?". Hãy bỏ phần đó.',
      en: 'A link belongs to an identifier, not to what follows the "?". Leave that part out.',
    };
  return findMixedLevels(elements) ?? { thing: linkKey(elements), elements };
}

function readGtin(code: string, digits: string): LinkThing | Fault {
  const gtin = gtin14(digits);
  if (gtin !== undefined) return { thing: `01/${gtin}`, elements: [{ ai: '01', value: gtin }] };
  return {
    code: 'gtin_wrong',
    path,
    vi: `Mã GTIN "${code}" không đúng: cần 8, 12, 13 hoặc 14 chữ số và số cuối phải khớp. Đối chiếu với mã vạch trên bao bì.`,
    en: `The GTIN "${code}" is wrong: 8, 12, 13 or 14 digits with a right check digit.`,
  };
}

/** GS1-Conformant Resolver 2.5.9 rule 2: a link on 01 or 8006 with 21 carries neither 22 nor 10. */
function findMixedLevels(elements: readonly Element[]): Fault | undefined {
  const has = (ai: string): boolean => elements.some((element) => element.ai === ai);
  if (!has('21') || !(has('22') || has('10'))) return undefined;
  return {
    code: 'mixed_levels',
    path,
    vi: 'Liên kết của một số sê-ri (21) không mang kèm số lô (10) hay biến thể (22): khi quét, liên kết của lô và của biến thể được tìm riêng. Hãy bỏ phần 10 và 22.',
    en: 'A link of a serial number (21) carries neither lot (10) nor variant (22): their links are found on their own when the code is scanned. Leave 10 and 22 out.',
  };
}
