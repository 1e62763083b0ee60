// Reads a code as people type or paste it, with an extra lot number, into paths of scan pages to try in order. Pure.
import { parseDigitalLink } from '@nguon/gs1';

export type TypedCode =
  /** Paths of the same code in the spellings that people mix up, the one as typed first. */
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  | { readonly kind: 'unreadable'; readonly vi: string; readonly en: string };

const code_max_chars = 1_000;
const lot_max_chars = 20;

export function readTypedCode(text: string, lot: string): TypedCode {
  const parsed = parseDigitalLink(text.trim().slice(0, code_max_chars), 'lenient');
  if (!parsed.ok) return { kind: 'unreadable', vi: parsed.faults[0]!.vi, en: parsed.faults[0]!.en };
  const { path, faults } = parsed.value;
  if (faults.length > 0) return { kind: 'unreadable', vi: faults[0]!.vi, en: faults[0]!.en };
  const wantsLot = lot.trim() !== '' && path[0]!.ai === '01' && !path.some(({ ai }) => ai === '10' || ai === '235');
  const key = path[0]!;
  const rest = path.slice(1).filter(({ ai }) => ai !== '10');
  const spellings = wantsLot ? lotSpellings(lot) : [path.find(({ ai }) => ai === '10')?.value];
  const paths = spellings.map((value) =>
    [key, ...rest.filter(({ ai }) => ai === '22'), ...(value === undefined ? [] : [{ ai: '10', value }]), ...rest.filter(({ ai }) => ai !== '22')]
      .map((element) => `/${element.ai}/${encodeURIComponent(element.value)}`)
      .join(''),
  );
  return { kind: 'paths', paths: [...new Set(paths)] };
}

/** Lots are printed in capitals more often than not, and typed with blanks that are not there. */
export function lotSpellings(lot: string): string[] {
  const typed = lot.normalize('NFC').trim().slice(0, lot_max_chars);
  const close = typed.replace(/\s+/g, '');
  return [...new Set([typed, close, close.toUpperCase(), close.toLowerCase()])].filter((text) => /^[!-~]+$/.test(text));
}
