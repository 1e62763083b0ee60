// Takes a doubt that anybody reports about a code: checks it, keeps the picture, gives a ticket number.
import { composeText } from '@nguon/vn';
import { parseDigitalLink } from '@nguon/gs1';
import { readPictureKind, writeBlob } from '../../blobs.ts';
import type { Db } from '../../db.ts';
import { insertDoubt } from './store.ts';
import { readScannedCode } from '../scanned-code.ts';

export const doubtReasons = ['counterfeit', 'copied_code', 'recalled_on_sale', 'wrong_information', 'quality', 'other'] as const;

export interface DoubtForm {
  readonly code: string;
  readonly reason: string;
  readonly details: string;
  readonly contact: string;
  readonly photo: Uint8Array | undefined;
}

export type DoubtFault =
  'code' | 'code_unreadable' | 'reason' | 'details_needed' | 'details_long' | 'contact_long' | 'photo_kind' | 'photo_large';

export const photo_max_bytes = 5_242_880;
const details_max_chars = 2_000;
const contact_max_chars = 120;
const code_max_chars = 400;
/** Random bytes of a ticket: 40 bits, so that numbers cannot be guessed. */
export const ticket_random_bytes = 5;
/** No letters or digits that are mistaken for one another when read out. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

export type DoubtResult = { readonly ok: true; readonly ticket: string } | { readonly ok: false; readonly faults: readonly DoubtFault[] };

export async function reportDoubt(db: Db, form: DoubtForm, dataDir: string, at: Date, random: Uint8Array): Promise<DoubtResult> {
  const thing = readThing(form.code);
  const kind = form.photo === undefined ? undefined : readPictureKind(form.photo);
  const faults = listFaults(form, thing, kind !== undefined);
  if (faults.length > 0) return { ok: false, faults };
  const photo = form.photo === undefined || kind === undefined ? null : await writeBlob(dataDir, form.photo, kind);
  const ticket = makeTicket(random);
  await insertDoubt(db, {
    ticket,
    thing: thing!,
    code_as_given: form.code.slice(0, code_max_chars),
    reason: form.reason,
    details: composeText(form.details).trim(),
    contact: form.contact.trim() === '' ? null : form.contact.trim(),
    photo,
    created_at: at,
  });
  return { ok: true, ticket };
}

function listFaults(form: DoubtForm, thing: string | undefined, photoReadable: boolean): DoubtFault[] {
  const faults: DoubtFault[] = [];
  if (form.code.trim() === '') faults.push('code');
  else if (thing === undefined) faults.push('code_unreadable');
  if (!(doubtReasons as readonly string[]).includes(form.reason)) faults.push('reason');
  if (form.reason === 'other' && form.details.trim().length < 5) faults.push('details_needed');
  if (form.details.length > details_max_chars) faults.push('details_long');
  if (form.contact.length > contact_max_chars) faults.push('contact_long');
  if (form.photo !== undefined && form.photo.length > photo_max_bytes) faults.push('photo_large');
  else if (form.photo !== undefined && !photoReadable) faults.push('photo_kind');
  return faults;
}

/** The thing behind a path, an address, a barcode number or an element string; also where a check digit is wrong. */
export function readThing(text: string): string | undefined {
  const code = text.trim();
  if (code === '' || code.length > code_max_chars) return undefined;
  const strict = code.startsWith('/') ? readScannedCode(code, '') : undefined;
  if (strict?.ok === true) return strict.code.thing;
  const lenient = parseDigitalLink(code, 'lenient');
  return lenient.ok ? lenient.value.canonical.replace(/^https:\/\/id\.gs1\.org\//, '') : undefined;
}

/** `NN-7K3P-Q9XD` */
export function makeTicket(random: Uint8Array): string {
  let number = 0n;
  for (const byte of random.subarray(0, ticket_random_bytes)) number = (number << 8n) | BigInt(byte);
  let text = '';
  for (let i = 0; i < 8; i++) {
    text = alphabet.charAt(Number(number & 31n)) + text;
    number >>= 5n;
  }
  return `NN-${text.slice(0, 4)}-${text.slice(4)}`;
}
