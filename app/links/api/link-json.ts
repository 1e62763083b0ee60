// A link in the JSON of the API, both ways. Pure.
import { decodeUtf8 } from '../../decode-utf8.ts';
import type { Fault } from '../../errors.ts';
import type { StoredLink } from '../link.ts';
import type { LinkFields } from '../read-link.ts';

/** Members of a link as it is asked for; others are refused, so that a slip of the pen is not lost in silence. */
const texts = ['thing', 'link_type', 'href', 'title', 'media_type', 'expires_at'] as const;
const lists = ['hreflang', 'context'] as const;
const list_max = 100;

export function readLinkJson(bytes: unknown): LinkFields | readonly Fault[] {
  const value = parse(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [fault('json_wrong', '$', 'Nội dung phải là một đối tượng JSON (UTF-8).', 'The body must be one JSON object (UTF-8).')];
  const given = value as Readonly<Record<string, unknown>>;
  const faults: Fault[] = [];
  const read: Record<string, unknown> = { thing: '', link_type: '', href: '', title: '' };
  for (const [name, part] of Object.entries(given)) {
    const isText = (texts as readonly string[]).includes(name);
    const isList = (lists as readonly string[]).includes(name);
    if (!isText && !isList && name !== 'default')
      faults.push(
        fault(
          'member_unknown',
          name,
          `Không có trường "${name}". Hãy xem lại tên trường.`,
          `There is no member "${name}". Check its name.`,
        ),
      );
    else if (part === null) continue;
    else if (isText ? typeof part === 'string' : isList ? isTextList(part) : typeof part === 'boolean')
      read[name === 'default' ? 'is_default' : name] = part;
    else {
      const [vi, en] = isText
        ? ['một chuỗi', 'a string']
        : isList
          ? ['một danh sách chuỗi', 'an array of strings']
          : ['true hoặc false', 'true or false'];
      faults.push(fault('member_wrong', name, `Trường "${name}" phải là ${vi}.`, `The member "${name}" must be ${en}.`));
    }
  }
  return faults.length > 0 ? faults : (read as unknown as LinkFields);
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.length <= list_max && value.every((item) => typeof item === 'string');
}

function parse(bytes: unknown): unknown {
  const text = decodeUtf8(bytes as Uint8Array);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fault(code: string, path: string, vi: string, en: string): Fault {
  return { code, path, vi, en };
}

export function writeLinkJson(link: StoredLink): Readonly<Record<string, unknown>> {
  return {
    id: link.id,
    thing: link.thing,
    link_type: link.link_type,
    href: link.href,
    title: link.title,
    hreflang: link.hreflang,
    media_type: link.media_type,
    context: link.context,
    default: link.is_default,
    expires_at: link.expires_at,
    replaces: link.replaces,
    created_at: link.created_at,
    created_by: link.created_by,
    withdrawn_at: link.withdrawn_at,
    withdrawn_by: link.withdrawn_by,
  };
}
