// `build-link`: writes a Digital Link from elements, for labels or in the national portal's form; touches no database.
import { buildDigitalLink, buildNationalLink, checkKey, parseElementString, readNationalPortal } from '@nguon/gs1';
import type { Element, NationalPortal, Result } from '@nguon/gs1';
import { checkCoupons } from '@nguon/gs1/coupon';
import type { Command, CommandCall } from './command.ts';
import { UsageError } from './command.ts';
import { printFaults } from './print-faults.ts';

export const buildLink: Command = {
  name: 'build-link',
  summary:
    'Tạo GS1 Digital Link từ các phần tử / build a GS1 Digital Link from elements, such as "(01)09520101000101(10)A" or "01=09520101000101 10=A"',
  positionals: ['<elements>'],
  options: {
    stem: { type: 'string', value: '<url>', help: 'scheme, host and path before the key; default: NGUON_ORIGIN, else https://id.gs1.org' },
    national: { type: 'boolean', help: "in the form of the national portal's labels" },
    'tax-code': { type: 'string', value: '<code>', help: "the operator's tax code (with --national)" },
    'short-gtin': { type: 'boolean', help: 'a GTIN-13 with 13 digits (with --national; strict readers refuse it)' },
    portal: { type: 'string', value: '<url?name>', help: 'stem and parameter of the portal; default: NGUON_NATIONAL_PORTAL' },
  },
  run(call) {
    requireMeaning(call);
    const elements = readElements(call.positionals[0] ?? '');
    const built = elements.ok ? build(call, elements.value) : elements;
    const wrong = elements.ok ? checkCoupons(elements.value).map(({ at, ...fault }) => ({ ...fault, position: at })) : [];
    const faults = built.ok ? wrong : built.faults;
    const ok = built.ok && faults.length === 0;
    if (call.json) call.print(JSON.stringify(ok ? { ok, link: built.value } : { ok, faults }));
    else if (ok) call.print(built.value);
    else printFaults(call, faults);
    return Promise.resolve(ok ? 0 : 1);
  },
};

function requireMeaning(call: CommandCall): void {
  for (const name of ['tax-code', 'portal'])
    if (call.text(name) !== undefined && !call.flag('national')) throw new UsageError(`--${name} goes with --national`);
  if (call.flag('short-gtin') && !call.flag('national')) throw new UsageError('--short-gtin goes with --national');
  if (call.flag('national') && call.text('stem') !== undefined) throw new UsageError('--stem and --national exclude each other');
  readPortal(call.text('portal'));
}

/** `(01)…(10)…`, or `01=… 10=…` between blanks; a GTIN also with 8, 12 or 13 digits. */
function readElements(text: string): Result<Element[]> {
  const pairs = text.trim().split(/\s+/);
  const named = pairs.every((pair) => /^\d{2,4}=/.test(pair));
  const bracketed = named ? pairs.map((pair) => pair.replaceAll('(', '\\(').replace(/^(\d+)=/, '($1)')).join('') : text.trim();
  return parseElementString(padGtin(bracketed), { separator: '^', associations: false });
}

function padGtin(bracketed: string): string {
  const short = /^(.*\(01\))(\d{8}|\d{12,13})(?=\(|$)/.exec(bracketed);
  if (short === null) return bracketed;
  const reading = checkKey(short[2]!);
  return reading.ok ? short[1]! + reading.value[0]!.element.value + bracketed.slice(short[0].length) : bracketed;
}

function build(call: CommandCall, elements: readonly Element[]): Result<string> {
  if (!call.flag('national')) return buildDigitalLink(elements, { stem: call.text('stem') ?? call.config.origin ?? 'https://id.gs1.org' });
  const taxCode = call.text('tax-code');
  const options = { portal: readPortal(call.text('portal')) ?? call.config.nationalPortal, shortGtin: call.flag('short-gtin') };
  return buildNationalLink(elements, taxCode === undefined ? options : { ...options, taxCode });
}

function readPortal(address: string | undefined): NationalPortal | undefined {
  if (address === undefined) return undefined;
  const portal = readNationalPortal(address);
  if (portal === undefined) throw new UsageError(`--portal is written like https://qr.txng.gov.vn/?8000, not ${address}`);
  return portal;
}
