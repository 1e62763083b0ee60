// Passwords: hashing with argon2id, what may be chosen, and passwords made for somebody else.
import { hash, verify } from '@node-rs/argon2';

export const password_min_chars = 10;
const password_max_chars = 200;
/** Random bytes of a password made for somebody: 16 letters and digits, 77 bits. */
export const temporary_password_bytes = 16;

/** OWASP's smallest recommended argon2id (19 MiB, two passes): about 30 ms here, and 16 at once fit into a small machine. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), cost);
}

let hashOfNobody: Promise<string> | undefined;

/** Takes the same work where there is no hash, so that the time of an answer does not tell which logins exist. */
export async function isPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const text = password.slice(0, password_max_chars + 1).normalize('NFC');
  hashOfNobody ??= hashPassword('a password that nobody has');
  const matches = await verify(passwordHash ?? (await hashOfNobody), text);
  return matches && passwordHash !== null && passwordHash !== undefined;
}

/** Guessed first by anyone who tries; longer lists belong to a later check against leaked passwords. */
const tooCommon = /^(?:(.)\1+|(?:0?1234567890?)+|(?:abc123|matkhau|password|qwerty|nguon|tayninh|vietnam)[\d!@#.]*)$/i;

/** Undefined when the password may be chosen. Length counts, not kinds of letters (NIST SP 800-63B §3.1.1.2). */
export function findPasswordFault(password: string, login: string): 'too_short' | 'too_long' | 'too_common' | undefined {
  const length = [...password.normalize('NFC')].length;
  if (length < password_min_chars) return 'too_short';
  if (length > password_max_chars) return 'too_long';
  const folded = password.toLowerCase();
  return tooCommon.test(folded.replaceAll(' ', '')) || folded === login.toLowerCase() ? 'too_common' : undefined;
}

/** No letters or digits that look alike, in groups that can be read out over the telephone. */
export function makeTemporaryPassword(random: Uint8Array): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  const letters = [...random.subarray(0, temporary_password_bytes)].map((byte) => alphabet[byte % alphabet.length]);
  return letters.join('').replace(/.{4}(?=.)/g, '$&-');
}
