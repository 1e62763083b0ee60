// What a link of an identifier is, as it is asked for and as it is kept, and its limits.

/** A link as somebody asks for it, read and without fault. */
export interface WantedLink {
  /** Key at which it stands, as `linkKey()` of packages/gs1 writes it. */
  readonly thing: string;
  /** `gs1:pip`, or the address of a type of somebody's own. */
  readonly link_type: string;
  readonly href: string;
  readonly title: string;
  /** `vi`, `vi-VN`. */
  readonly hreflang: readonly string[];
  readonly media_type: string | null;
  readonly context: readonly string[];
  readonly is_default: boolean;
  readonly expires_at: Date | null;
}

/** A row of the register. It is never changed, save once, when it is withdrawn. */
export interface StoredLink extends WantedLink {
  readonly id: number;
  /** Who registered it; its successor manages it where that organisation is closed. */
  readonly org_id: number;
  /** The row that it follows: its change, or its return. */
  readonly replaces: number | null;
  readonly created_at: Date;
  readonly created_by: string;
  readonly withdrawn_at: Date | null;
  readonly withdrawn_by: string | null;
}

/** In whose name links are written, and the hosts (`host[:port]`) that are our own: links must not lead back to identifiers there. */
export interface LinkActor {
  readonly orgId: number;
  readonly ownHosts: readonly string[];
}

/** Live links of one identifier at one level; an answer of the resolver holds as many. */
export const links_of_thing_max = 300;
export const href_max_chars = 2_048;
export const title_max_chars = 200;
export const link_type_max_chars = 200;
export const languages_max = 20;
export const contexts_max = 10;
export const context_max_chars = 100;
export const media_type_max_chars = 100;

/** What tells two links of an identifier apart: the same target under the same type for the same readers stands once. */
export function targetOf(link: WantedLink): string {
  const sorted = (values: readonly string[]): string => [...values].sort().join(' ');
  return JSON.stringify([link.link_type, link.href, sorted(link.hreflang), link.media_type, sorted(link.context)]);
}

/** Nothing at all would change. */
export function isSameLink(one: WantedLink, other: WantedLink): boolean {
  return (
    targetOf(one) === targetOf(other) &&
    one.title === other.title &&
    one.is_default === other.is_default &&
    one.expires_at?.getTime() === other.expires_at?.getTime()
  );
}
