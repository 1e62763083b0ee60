// The second factor: codes of six digits that change each 30 seconds (RFC 6238), and recovery codes on paper.
import { createHash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

export const totp_secret_bytes = 20;
export const recovery_codes_count = 10;
/** 10 letters and digits each, 49 bits: guessing is stopped by the limits on sign-in. */
export const recovery_code_bytes = 10;

const step_s = 30;
/** One step back and one forward, for telephones whose clock is off (RFC 6238 §5.2). */
const window_steps = 1;

export function makeTotpSecret(random: Uint8Array): string {
  return new Secret({ buffer: Uint8Array.from(random.subarray(0, totp_secret_bytes)).buffer }).base32;
}

/** The address in the QR image, as authenticator apps read it. */
export function totpAddress(secret: string, issuer: string, login: string): string {
  return new TOTP({ issuer, label: login, secret: Secret.fromBase32(secret) }).toString();
}

/** The step that the code belongs to, for refusing it a second time; undefined when the code is wrong. */
export function findTotpStep(secret: string, code: string, at: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const delta = new TOTP({ secret: Secret.fromBase32(secret), period: step_s }).validate({
    token: code,
    timestamp: at.getTime(),
    window: window_steps,
  });
  return delta === null ? undefined : Math.floor(at.getTime() / 1_000 / step_s) + delta;
}

/** What people type: spaces and dashes are theirs, not the code's. */
export function cleanCode(text: string): string {
  return text.replace(/[\s-]/g, '').toLowerCase();
}

export function makeRecoveryCodes(random: Uint8Array): string[] {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  return Array.from({ length: recovery_codes_count }, (_, index) => {
    const bytes = random.subarray(index * recovery_code_bytes, (index + 1) * recovery_code_bytes);
    return [...bytes]
      .map((byte) => alphabet[byte % alphabet.length])
      .join('')
      .replace(/^.{5}/, '$&-');
  });
}

export function hashRecoveryCode(code: string): Buffer {
  return createHash('sha256').update(cleanCode(code)).digest();
}
