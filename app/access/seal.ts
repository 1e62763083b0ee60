// Seals short texts with NGUON_SECRET (AES-256-GCM), so that a copy of the database or of a form field is worth nothing.
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

export const seal_random_bytes = 12;
const tag_bytes = 16;

/** @param purpose bound to the seal: what was sealed for one use or one person opens for no other. */
export function sealText(secret: string, purpose: string, text: string, random: Uint8Array): string {
  const nonce = random.subarray(0, seal_random_bytes);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secret), nonce).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return 'v1.' + Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
}

/** Undefined when it was sealed by another secret or for another purpose, or was changed. */
export function openSeal(secret: string, purpose: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed.startsWith('v1.') ? sealed.slice(3) : '', 'base64url');
  // One spelling of each: under another one (padded, other unused bits), what was ended by its text would live on.
  if (bytes.length < seal_random_bytes + tag_bytes || sealed !== `v1.${bytes.toString('base64url')}`) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(secret), bytes.subarray(0, seal_random_bytes));
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(-tag_bytes));
  try {
    return decipher.update(bytes.subarray(seal_random_bytes, -tag_bytes), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}

function sealingKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'nguon', 'seal', 32));
}
