// Reads a link as a form, a program or a row of a table gives it, and lists all its faults at once. Pure.
import { composeText } from '@nguon/vn';
import type { Element } from '@nguon/gs1';
import type { Fault } from '../errors.ts';
import { normaliseLinkType } from '../resolver/link-types.ts';
import { linkTypeNames } from '../ui/words/link-types.ts';
import { context_max_chars, contexts_max, languages_max, link_type_max_chars, media_type_max_chars, title_max_chars } from './link.ts';
import type { WantedLink } from './link.ts';
import { readExpiry } from './read-expiry.ts';
import { readLinkThing } from './read-link-thing.ts';
import { readTarget } from './read-target.ts';

/** Texts as they were typed; lists may be one text with blanks or commas between. */
export interface LinkFields {
  readonly thing: string;
  readonly link_type: string;
  readonly href: string;
  readonly title: string;
  readonly hreflang?: string | readonly string[];
  readonly media_type?: string;
  readonly context?: string | readonly string[];
  readonly is_default?: boolean;
  /** RFC 3339, or a day (`31/12/2027`, `2027-12-31`) whose end in Vietnam is meant. */
  readonly expires_at?: string;
}

export type LinkReading =
  | { readonly ok: true; readonly link: WantedLink; readonly elements: readonly Element[] }
  | { readonly ok: false; readonly faults: readonly Fault[] };

export function readLink(given: LinkFields, at: { readonly ownHosts: readonly string[]; readonly now: Date }): LinkReading {
  const thing = readLinkThing(given.thing);
  const link_type = readLinkType(given.link_type);
  const href = readTarget(given.href, at.ownHosts);
  const title = composeText(given.title).trim();
  const hreflang = readLanguages(listOf(given.hreflang));
  const media_type = readMediaType(given.media_type ?? '');
  const context = readContexts(listOf(given.context));
  const expires_at = readExpiry(given.expires_at ?? '', at.now);
  const read = [thing, link_type, href, findTitleFault(title), hreflang, media_type, context, expires_at];
  const faults = read.filter(isFault);
  const is_default = given.is_default ?? false;
  if (typeof link_type === 'string') faults.push(...findUseFaults(link_type, is_default, { hreflang, media_type, context }));
  if (faults.length > 0 || isFault(thing)) return { ok: false, faults };
  return {
    ok: true,
    elements: thing.elements,
    // Without a fault every part is a value.
    link: { thing: thing.thing, link_type, href, title, hreflang, media_type, context, is_default, expires_at } as WantedLink,
  };
}

function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'code' in value && 'vi' in value;
}

function listOf(value: string | readonly string[] | undefined): string[] {
  const parts = typeof value === 'string' ? value.split(/[\s,]+/) : [...(value ?? [])];
  return [...new Set(parts.map((part) => composeText(part).trim()).filter((part) => part !== ''))];
}

function readLinkType(text: string): string | Fault {
  const path = 'link_type';
  const given = text.trim();
  // A bare word of the vocabulary is meant as such.
  const full = normaliseLinkType(Object.hasOwn(linkTypeNames, given) ? `gs1:${given}` : given);
  const name = /^https:\/\/ref\.gs1\.org\/voc\/(.*)$/.exec(full)?.[1];
  if (name !== undefined) {
    const known = Object.hasOwn(linkTypeNames, name) ? linkTypeNames[name] : undefined;
    if (known !== undefined && known.replacedBy === undefined) return `gs1:${name}`;
    return known === undefined
      ? {
          code: 'link_type_unknown',
          path,
          vi: `"${given}" không có trong từ vựng GS1. Hãy chọn một loại trong danh sách, ví dụ gs1:pip.`,
          en: `"${given}" is not in the GS1 vocabulary. Choose a type from the list, such as gs1:pip.`,
        }
      : {
          code: 'link_type_deprecated',
          path,
          vi: `GS1 không dùng loại "${given}" nữa. Hãy dùng gs1:${known.replacedBy}.`,
          en: `GS1 no longer uses "${given}". Use gs1:${known.replacedBy}.`,
        };
  }
  // The linkset schema takes letters, digits, dots and slashes only in the address of a type.
  if (/^https:\/\/[A-Za-z0-9][A-Za-z0-9./]*$/.test(given) && given.length <= link_type_max_chars) return given;
  return {
    code: 'link_type_wrong',
    path,
    vi: `Loại liên kết phải là một từ của GS1 (ví dụ gs1:pip), hoặc một địa chỉ https:// chỉ gồm chữ không dấu, chữ số, "." và "/", tối đa ${link_type_max_chars} ký tự.`,
    en: `A link type is a word of GS1 (such as gs1:pip) or an https:// address of letters, digits, "." and "/" only, at most ${link_type_max_chars} characters.`,
  };
}

function findTitleFault(title: string): Fault | undefined {
  if (title.length > 0 && title.length <= title_max_chars && !/\p{Cc}/u.test(title)) return undefined;
  return {
    code: 'title_wrong',
    path: 'title',
    vi: `Hãy nhập tên liên kết, từ 1 đến ${title_max_chars} ký tự trên một dòng.`,
    en: `Give the link a title of 1 to ${title_max_chars} characters on one line.`,
  };
}

function readLanguages(tags: readonly string[]): readonly string[] | Fault {
  const wrong = tags.find((tag) => !/^[a-z]{2}(-[a-z]{2})?$/i.test(tag));
  if (wrong === undefined && tags.length <= languages_max)
    return [...new Set(tags.map((tag) => tag.slice(0, 2).toLowerCase() + tag.slice(2).toUpperCase()))];
  return {
    code: 'hreflang_wrong',
    path: 'hreflang',
    vi: `Ngôn ngữ viết bằng mã hai chữ, ví dụ vi, en, zh hoặc vi-VN; tối đa ${languages_max} mã, cách nhau bằng dấu cách.`,
    en: `Languages are codes of two letters such as vi, en, zh or vi-VN; at most ${languages_max}, with blanks between.`,
  };
}

function readMediaType(text: string): string | null | Fault {
  const given = text.trim().toLowerCase();
  if (given === '') return null;
  if (given.length <= media_type_max_chars && /^[a-z0-9]+\/[a-z0-9][a-z0-9.+-]*$/.test(given)) return given;
  return {
    code: 'media_type_wrong',
    path: 'media_type',
    vi: 'Kiểu nội dung có dạng như text/html, application/pdf, không kèm tham số.',
    en: 'A media type looks like text/html or application/pdf, without parameters.',
  };
}

function readContexts(words: readonly string[]): readonly string[] | Fault {
  if (words.length <= contexts_max && words.every((word) => word.length <= context_max_chars && !/[\p{Cc}\s,]/u.test(word))) return words;
  return {
    code: 'context_wrong',
    path: 'context',
    vi: `Tối đa ${contexts_max} bối cảnh, mỗi bối cảnh một từ không có dấu cách, dài nhất ${context_max_chars} ký tự.`,
    en: `At most ${contexts_max} contexts, each one word without blanks of at most ${context_max_chars} characters.`,
  };
}

/** §2.5.8: the default stands under a type that describes it; defaults by language differ in something a request tells. */
function findUseFaults(
  type: string,
  isDefault: boolean,
  of: { readonly hreflang: unknown; readonly media_type: unknown; readonly context: unknown },
): Fault[] {
  if (type === 'gs1:defaultLink' || (type === 'gs1:defaultLinkMulti' && isDefault))
    return [
      {
        code: 'default_is_a_mark',
        path: 'link_type',
        vi: 'Hãy chọn loại nói rõ nội dung trang (ví dụ gs1:pip), rồi đánh dấu “liên kết mặc định” cho nó.',
        en: 'Choose a type that says what the page holds (such as gs1:pip) and mark that link as the default.',
      },
    ];
  const isPlain = [of.hreflang, of.context].every((list) => Array.isArray(list) && list.length === 0) && of.media_type === null;
  if (type !== 'gs1:defaultLinkMulti' || !isPlain) return [];
  return [
    {
      code: 'multi_without_choice',
      path: 'hreflang',
      vi: 'Liên kết mặc định theo ngôn ngữ phải ghi ngôn ngữ (hoặc kiểu nội dung, bối cảnh) để biết dẫn ai đến đâu.',
      en: 'A default by language must name its language (or media type, or context).',
    },
  ];
}
