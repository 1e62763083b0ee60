// Reads a code as people type or paste it, with an extra lot number, into paths of scan pages to try in order. Pure.
import { composeText } from '@nguon/vn';
import { parseDigitalLink } from '@nguon/gs1';

export type TypedCode =
  /** Paths of the same code in the spellings that people mix up, the one as typed first. */
  { readonly kind: 'paths'; readonly paths: readonly string[] } | { readonly kind: 'unreadable'; readonly vi: string; readonly en: string };

const code_max_chars = 1_000;
const lot_max_chars = 20;

export function readTypedCode(text: string, lot: string): TypedCode {
  const parsed = parseDigitalLink(nameKey(text.trim().slice(0, code_max_chars)), 'lenient');
  if (!parsed.ok) return { kind: 'unreadable', vi: parsed.faults[0]!.vi, en: parsed.faults[0]!.en };
  const { path, faults } = parsed.value;
  if (faults.length > 0) return { kind: 'unreadable', vi: faults[0]!.vi, en: faults[0]!.en };
  const wantsLot = lot.trim() !== '' && path[0]!.ai === '01' && !path.some(({ ai }) => ai === '10' || ai === '235');
  const written = path.find(({ ai }) => ai === '10')?.value;
  const key = path[0]!;
  const rest = path.slice(1).filter(({ ai }) => ai !== '10');
  const isLot = written !== undefined && path.at(-1)!.ai === '10';
  const spellings = wantsLot ? lotSpellings(lot) : isLot ? [written, ...lotSpellings(written)] : [written];
  const paths = spellings.map((value) =>
    [
      key,
      ...rest.filter(({ ai }) => ai === '22'),
      ...(value === undefined ? [] : [{ ai: '10', value }]),
      ...rest.filter(({ ai }) => ai !== '22'),
    ]
      .map((element) => `/${element.ai}/${encodeURIComponent(element.value)}`)
      .join(''),
  );
  return { kind: 'paths', paths: [...new Set(paths)] };
}

/** A key without its application identifier before its qualifiers, as read off a label: `0952…/10/MC-125` → `01/0952…/10/MC-125`. */
function nameKey(text: string): string {
  const digits = /^\/?(\d{18}|\d{12,14}|\d{8})(?=\/(?:10|21|22|235)\/)/.exec(text)?.[1];
  if (digits === undefined) return text;
  return `${digits.length === 18 ? '00' : '01'}/${text.replace(/^\//, '')}`;
}

/** "lô", "số lô:", "Lot no.", "seri" before the number itself; "LOT-125" may be the number, so a hyphen does not part them. */
const leading_word = /^(?:số |so )?(?:lô|lo|lot|batch|sê-?ri|se-?ri|serial)(?=[\s:.#])(?:[\s:.#]+(?:số|so|no)(?=[\s:.#]))?[\s:.#]+/iu;

/**
 * Lot and serial numbers as they may stand in keys, the nearest to what was typed first: printed in capitals more often
 * than not, with hyphens where people type blanks or nothing ("mc125", "MC 125" → MC-125).
 */
export function lotSpellings(lot: string): string[] {
  const typed = composeText(lot)
    .trim()
    .replace(leading_word, '')
    .slice(0, lot_max_chars * 2);
  const close = typed.replace(/\s+/g, '');
  const bare = close.replaceAll('-', '');
  const joined = typed.includes(' ') ? typed.replace(/\s*-\s*|\s+/g, '-') : bare;
  const parted = joined.replace(/(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])/gi, '-');
  const spellings = [close, close.toUpperCase(), parted.toUpperCase(), bare.toUpperCase(), close.toLowerCase()];
  return [...new Set(spellings)].filter((text) => text.length <= lot_max_chars && /^[!-~]+$/.test(text));
}
