// Who reads: decided once per request, then handed to every read path.

export type Reader =
  | { readonly kind: 'public' }
  /** A member of an organisation, or one of its API keys. */
  | { readonly kind: 'organisation'; readonly orgId: number }
  /** An officer of an agency: sees organisations whose unit lies in the territory, whatever they make. */
  | { readonly kind: 'agency'; readonly orgId: number; readonly unitIds: readonly number[] }
  | { readonly kind: 'administrator' };

/** Who called: a reader plus what is needed to decide on acts and to write the audit trail. */
export interface Caller {
  readonly reader: Reader;
  /** 'public', 'user:12', 'key:…' */
  readonly name: string;
  readonly userId?: number;
  readonly displayName?: string;
  readonly orgId?: number;
  readonly orgName?: string;
  /** False while the organisation waits for approval: it may look, but hands nothing in. */
  readonly orgApproved?: boolean;
  readonly role?: 'member' | 'owner' | 'officer' | 'administrator';
  readonly scopes: readonly string[];
  /** Also true for an administrator who acts for an organisation just now (its role then stands in `role`). */
  readonly isAdministrator?: boolean;
  /** Somebody else gave the password: it must be changed before anything else. */
  readonly passwordIsTemporary?: boolean;
  /** Set for cookie sessions: forms must send it back in the hidden field `_csrf`. */
  readonly csrfToken?: string;
  /** SHA-256 of the session's token: which session this is. */
  readonly sessionHash?: Buffer;
}

/**
 * Who may call a route. public: everyone. query, capture, links: an API key with that scope or a signed-in member
 * (query also serves the public with its subset). The rest: signed-in people with at least that role.
 */
export type Who = 'public' | 'query' | 'capture' | 'links' | 'signed_in' | 'member' | 'owner' | 'officer' | 'administrator';

export const publicCaller: Caller = { reader: { kind: 'public' }, name: 'public', scopes: [] };

/** The route table lets only members in; they act for an organisation. */
export function orgIdOf(caller: Caller): number {
  if (caller.orgId === undefined) throw new Error('route is for members of an organisation');
  return caller.orgId;
}
