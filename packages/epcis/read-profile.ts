// Reads a profile from JSON, with every fault at once; the result never depends on anything outside its text.
import { findCbvWord } from './cbv.ts';
import { formatPath } from './fault.ts';
import type { Fault, PathStep } from './fault.ts';
import { JsonObject, isArray } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import { STANDARD_PREFIXES } from './known-contexts.ts';
import { WANTED_KINDS, WORD_LISTS } from './profile.ts';
import type { BothLanguages, Profile, ProfileStep, WantedField, WantedPath } from './profile.ts';
import { readJson } from './read-json.ts';
import { attributeName } from './read-query-name.ts';

/** Limits of one profile: characters of its text, members of a list, characters of a name or word, parts of a path. */
export const PROFILE_MAX_CHARS = 200_000;
const LIST_MAX = 100;
const TEXT_MAX_CHARS = 2_000;
const PARTS_MAX = 8;
const FAULTS_MAX = 100;

export type ProfileReading =
  { readonly profile: Profile; readonly faults: readonly [] } | { readonly profile: undefined; readonly faults: readonly Fault[] };

/** Reads the JSON text of one profile. */
export function readProfile(text: string): ProfileReading {
  if (text.length > PROFILE_MAX_CHARS) return { profile: undefined, faults: [tooLong] };
  const { value, faults } = readJson(text, { depthMax: 16, faultsMax: FAULTS_MAX });
  if (value === undefined) return { profile: undefined, faults };
  const reader = new ProfileReader();
  const profile = reader.read(value);
  return reader.faults.length === 0 && faults.length === 0
    ? { profile, faults: [] }
    : { profile: undefined, faults: [...faults, ...reader.faults] };
}

const tooLong: Fault = {
  code: 'profile_too_long',
  path: '$',
  vi: `Hồ sơ dài quá ${PROFILE_MAX_CHARS} ký tự. Hãy chia nhỏ theo nhóm sản phẩm.`,
  en: `The profile is longer than ${PROFILE_MAX_CHARS} characters. Split it by product group.`,
};

/** The wrong things that can be said of a profile: Vietnamese, English. */
const TEXTS = {
  not_object: ['Cần một đối tượng JSON.', 'A JSON object is wanted here.'],
  not_list: [`Cần một danh sách, nhiều nhất ${LIST_MAX} phần tử.`, `A list is wanted here, of at most ${LIST_MAX} members.`],
  list_empty: ['Danh sách này không được để trống.', 'This list must not be empty.'],
  not_text: [
    `Cần một chuỗi không rỗng, nhiều nhất ${TEXT_MAX_CHARS} ký tự.`,
    `A text is wanted here, of 1 to ${TEXT_MAX_CHARS} characters.`,
  ],
  not_boolean: ['Cần true hoặc false.', 'true or false is wanted here.'],
  name_wrong: [
    'Tên hồ sơ chỉ gồm chữ thường không dấu, chữ số và gạch nối, nhiều nhất 60 ký tự.',
    'The name has small letters, digits and hyphens, at most 60.',
  ],
  version_wrong: [
    'Phiên bản gồm chữ số, chữ cái, chấm, gạch nối, nhiều nhất 20 ký tự, ví dụ 2026.1.',
    'The version has letters, digits, points and hyphens, at most 20, such as 2026.1.',
  ],
  key_unknown: ['Không có mục này trong hồ sơ. Hãy kiểm tra tên.', 'A profile has no such member. Check its name.'],
  kind_unknown: [`Loại giá trị phải là một trong: ${WANTED_KINDS.join(', ')}.`, `The kind is one of: ${WANTED_KINDS.join(', ')}.`],
  path_wrong: [
    'Đường dẫn sai dạng. Ví dụ đúng: readPoint.id, ilmd.cbvmda:lotNumber, sourceList[type=owning_party].source.',
    'The path is malformed. Such as: readPoint.id, ilmd.cbvmda:lotNumber, sourceList[type=owning_party].source.',
  ],
  prefix_unknown: ['Tiền tố trong đường dẫn chưa được khai báo ở mục prefixes.', 'A prefix of the path is not declared under prefixes.'],
  key_wrong: [
    'Khóa GS1 viết bằng số AI, ví dụ 01/10 (lô), 01/21, 00, 414.',
    'A GS1 key is written by its AIs, such as 01/10 (a lot), 01/21, 00, 414.',
  ],
  word_unknown: [
    'Không có từ này trong từ vựng chuẩn CBV; từ riêng phải là URI.',
    'The CBV has no such word; a word of your own is a URI.',
  ],
} as const satisfies Record<string, BothLanguages>;

class ProfileReader {
  readonly faults: Fault[] = [];
  private readonly path: PathStep[] = [];
  private prefixes: ReadonlyMap<string, string> = new Map();

  read(value: JsonValue): Profile {
    const root = this.object(value, ['profile', 'version', 'title', 'source', 'groups', 'prefixes', 'steps']);
    this.prefixes = this.at('prefixes', root, (found) => this.readPrefixes(found));
    return {
      name: this.at('profile', root, (found) => this.matching(found, /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, 'name_wrong')),
      version: this.at('version', root, (found) => this.matching(found, /^[\w.-]{1,20}$/, 'version_wrong')),
      title: this.at('title', root, (found) => this.both(found)),
      source: this.at('source', root, (found) => this.text(found)),
      groups: this.at('groups', root, (found) => this.optionalTexts(found)),
      steps: this.at('steps', root, (found) => this.list(found, true, (item) => this.readStep(item))),
    };
  }

  private readPrefixes(value: JsonValue | undefined): ReadonlyMap<string, string> {
    if (value === undefined) return new Map();
    const object = this.object(value, undefined);
    return new Map(object.keys.map((key) => [key, this.at(key, object, (namespace) => this.text(namespace))]));
  }

  private readStep(value: JsonValue): ProfileStep {
    const step = this.object(value, ['bizSteps', 'eventTypes', 'actions', 'wanted']);
    return {
      bizSteps: this.at('bizSteps', step, (found) => this.words(found, ['bizStep'])),
      eventTypes: this.at('eventTypes', step, (found) => this.optionalTexts(found)),
      actions: this.at('actions', step, (found) => this.optionalTexts(found)),
      wanted: this.at('wanted', step, (found) => this.list(found, true, (item) => this.readWanted(item))),
    };
  }

  private readWanted(value: JsonValue): WantedField {
    const wanted = this.object(value, ['name', 'paths', 'kind', 'oneOf', 'keys', 'each']);
    return {
      name: this.at('name', wanted, (found) => this.both(found)),
      paths: this.at('paths', wanted, (found) => this.list(found, true, (item) => this.readPath(item))),
      kind: this.at('kind', wanted, (found) => WANTED_KINDS.find((kind) => kind === (found ?? 'any')) ?? this.wrong('kind_unknown', 'any')),
      oneOf: this.at('oneOf', wanted, (found) => this.words(found, WORD_LISTS)),
      keys: this.at('keys', wanted, (found) =>
        found === undefined ? [] : this.list(found, true, (item) => this.matching(item, /^\d{2,4}(?:\/\d{2,4})*$/, 'key_wrong')),
      ),
      each: this.at('each', wanted, (found) =>
        found === undefined || typeof found === 'boolean' ? found === true : this.wrong('not_boolean', false),
      ),
    };
  }

  private readPath(value: JsonValue): WantedPath {
    const text = this.text(value);
    const parts = text.split('.').map((part) => /^([^[\]=]+)(?:\[([A-Za-z]+)=([^[\]=]+)\])?$/.exec(part));
    if (parts.length > PARTS_MAX || parts.includes(null)) return this.wrong('path_wrong', { text, parts: [] });
    const known = (name: string): boolean => !name.includes(':') || this.findNamespace(name.slice(0, name.indexOf(':'))) !== undefined;
    if (!parts.every((part) => known(part?.[1] ?? ''))) return this.wrong('prefix_unknown', { text, parts: [] });
    return {
      text,
      parts: parts.map((part) => ({
        name: attributeName(part?.[1] ?? '', (prefix) => this.findNamespace(prefix)),
        ending: part?.[1]?.includes(':') === true ? part[1].slice(part[1].lastIndexOf(':') + 1) : undefined,
        filter: part?.[2] === undefined ? undefined : { key: part[2], word: part[3] ?? '' },
      })),
    };
  }

  private findNamespace(prefix: string): string | undefined {
    return this.prefixes.get(prefix) ?? STANDARD_PREFIXES.get(prefix);
  }

  private at<T>(key: string, object: JsonObject, read: (value: JsonValue | undefined) => T): T {
    const index = object.keys.indexOf(key);
    this.path.push(key);
    const result = read(index < 0 ? undefined : object.values[index]);
    this.path.pop();
    return result;
  }

  private object(value: JsonValue | undefined, known: readonly string[] | undefined): JsonObject {
    if (!(value instanceof JsonObject)) return this.wrong('not_object', new JsonObject());
    for (const key of value.keys) {
      if (known === undefined || known.includes(key)) continue;
      this.path.push(key);
      this.wrong('key_unknown', undefined);
      this.path.pop();
    }
    return value;
  }

  private list<T>(value: JsonValue | undefined, filled: boolean, read: (item: JsonValue) => T): T[] {
    if (!isArray(value) || value.length > LIST_MAX) return this.wrong('not_list', []);
    if (filled && value.length === 0) return this.wrong('list_empty', []);
    return value.map((item, index) => {
      this.path.push(index);
      const result = read(item);
      this.path.pop();
      return result;
    });
  }

  private optionalTexts(value: JsonValue | undefined): string[] {
    return value === undefined ? [] : this.list(value, false, (item) => this.text(item));
  }

  /** Words of any of these closed lists, in any of their spellings, or URIs. */
  private words(value: JsonValue | undefined, kinds: typeof WORD_LISTS): string[] {
    if (value === undefined) return [];
    return this.list(value, false, (item) => {
      const text = this.text(item);
      const word = kinds.map((kind) => findCbvWord(kind, text)).find((found) => found !== undefined);
      return word ?? (text.includes(':') || text === '' ? text : this.wrong('word_unknown', text));
    });
  }

  private both(value: JsonValue | undefined): BothLanguages {
    const object = this.object(value, ['vi', 'en']);
    return [this.at('vi', object, (found) => this.text(found)), this.at('en', object, (found) => this.text(found))];
  }

  private text(value: JsonValue | undefined): string {
    const right = typeof value === 'string' && value.trim() !== '' && value.length <= TEXT_MAX_CHARS;
    return right ? value.trim() : this.wrong('not_text', '');
  }

  private matching(value: JsonValue | undefined, pattern: RegExp, code: keyof typeof TEXTS): string {
    return typeof value === 'string' && pattern.test(value) ? value : this.wrong(code, '');
  }

  private wrong<T>(code: keyof typeof TEXTS, instead: T): T {
    const [vi, en] = TEXTS[code];
    if (this.faults.length < FAULTS_MAX) this.faults.push({ code: `profile_${code}`, path: formatPath(this.path), vi, en });
    return instead;
  }
}
