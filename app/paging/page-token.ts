// The opaque token of a next page: where the page before ended, for whom, for which question and until when, sealed (EPCIS 2.0 §12.7).
import { createHash } from 'node:crypto';
import { openSeal, sealText } from '../access/seal.ts';

/** A reader that goes on reading has this long for each page. */
export const page_token_life_ms = 3_600_000;
/** None that we make is longer: positions hold one identifier, which is short enough for an index of the database. */
const token_max_characters = 4_000;
const purpose = 'page token';

export interface TokenScope {
  /** Who was answered the page: a key, a session's user, or the public; nobody else may use or end its token. */
  readonly holder: string;
  /** The resource and all that was asked of it save the size of the page. */
  readonly question: string;
}

export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: Date;
}

export interface OpenedToken {
  readonly isFor: (scope: TokenScope) => boolean;
  readonly holder: string;
  readonly expiresAt: Date;
  readonly position: string;
}

/**
 * Sealed, not only signed: where a page ended may be something that the reader is not shown.
 * @param position whatever the question's own answer needs to go on.
 */
export function sealPageToken(
  secret: string,
  { holder, question }: TokenScope,
  position: string,
  made: { readonly at: Date; readonly random: Uint8Array },
): IssuedToken {
  const expires_ms = made.at.getTime() + page_token_life_ms;
  const content = JSON.stringify([holder, hashQuestion(question), expires_ms, position]);
  return { token: sealText(secret, purpose, content, made.random), expiresAt: new Date(expires_ms) };
}

/** Undefined for any text that is no token of ours; whether it still lives is for the caller to see. */
export function openPageToken(secret: string, token: string): OpenedToken | undefined {
  const content = token.length > token_max_characters ? undefined : openSeal(secret, purpose, token);
  if (content === undefined) return undefined;
  // What opens is what `sealPageToken` put in.
  const [holder, question, expires_ms, position] = JSON.parse(content) as [string, string, number, string];
  return {
    isFor: (scope) => scope.holder === holder && hashQuestion(scope.question) === question,
    holder,
    expiresAt: new Date(expires_ms),
    position,
  };
}

/** Under which a token that was given back is remembered. */
export function hashPageToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function hashQuestion(question: string): string {
  return createHash('sha256').update(question).digest('base64url').slice(0, 22);
}
