// `parse-link`: reads a Digital Link, an element string or what a barcode reader sends; touches no database.
import { buildDigitalLink, formatHri, parseDigitalLink, parseElementString, readPortalPage, readScanData } from '@nguon/gs1';
import type { Element, Fault, Parsed, Result } from '@nguon/gs1';
import { decompressLink, isEpcCompressed, isLegacyCompressed } from '@nguon/gs1/compressed';
import { checkCoupons } from '@nguon/gs1/coupon';
import type { Command, CommandCall, ExitCode } from './command.ts';
import { UsageError } from './command.ts';
import { printFaults } from './print-faults.ts';

export const parseLink: Command = {
  name: 'parse-link',
  summary: 'Đọc và kiểm tra một GS1 Digital Link hoặc chuỗi mã / read and check a GS1 Digital Link or another code',
  positionals: ['<text>'],
  options: {
    lenient: { type: 'boolean', help: 'read as scans are read: mend what can be mended, and name each repair' },
    portal: { type: 'boolean', help: 'also take the address of a product page of the national portal (with --lenient)' },
  },
  run(call) {
    const text = call.positionals[0] ?? '';
    if (call.flag('portal') && !call.flag('lenient')) throw new UsageError('--portal goes with --lenient');
    const read = readCode(text, call.flag('lenient'), call.flag('portal'));
    if (!read.ok) return Promise.resolve(refuse(call, read.faults));
    const wrong = checkCoupons(read.value.elements).map(({ at, ...fault }) => ({ ...fault, position: at }));
    const faults = [...read.value.faults, ...wrong];
    if (call.json) call.print(JSON.stringify({ ok: faults.length === 0, ...read.value, faults, hri: formatHri(read.value.elements) }));
    else printParsed(call, read.value);
    if (!call.json) printFaults(call, faults);
    return Promise.resolve(faults.length === 0 ? 0 : 1);
  },
};

function refuse(call: CommandCall, faults: readonly Fault[]): ExitCode {
  if (call.json) call.print(JSON.stringify({ ok: false, faults }));
  else printFaults(call, faults);
  return 1;
}

function readCode(text: string, lenient: boolean, portal: boolean): Result<Parsed> {
  if (lenient) {
    const isCompressed = isEpcCompressed(text) || isLegacyCompressed(text);
    return (portal ? readPortalPage(text) : undefined) ?? parseDigitalLink(isCompressed ? uncompress(text) : text, 'lenient');
  }
  if (text.startsWith(']')) {
    const scan = readScanData(text);
    if (!scan.ok) return scan;
    return scan.value.link === undefined ? asLink({ ok: true, value: [...scan.value.elements] }) : { ok: true, value: scan.value.link };
  }
  if (text.includes('\u001d')) return asLink(parseElementString(text));
  if (text.startsWith('(') || text.startsWith('^')) return asLink(parseElementString(text, { separator: '^' }));
  return parseDigitalLink(isEpcCompressed(text) ? uncompress(text) : text, 'strict');
}

/** The link in full where the text is compressed, otherwise as it is. */
function uncompress(text: string): string {
  const whole = decompressLink(text);
  return whole.ok ? whole.value.link : text;
}

/** Elements as the link they make, so that every code has a canonical form. */
function asLink(elements: Result<Element[]>): Result<Parsed> {
  const link = elements.ok ? buildDigitalLink(elements.value) : elements;
  return link.ok ? parseDigitalLink(link.value, 'strict') : link;
}

function printParsed(call: CommandCall, parsed: Parsed): void {
  for (const line of formatHri(parsed.elements, 'vi')) call.print(line);
  for (const { name, value } of parsed.otherQuery) call.print(`${name} = ${value}`);
  if (parsed.taxCode !== undefined) call.print(`Mã số thuế / tax code: ${parsed.taxCode}`);
  call.print(`Dạng chuẩn / canonical: ${parsed.canonical}`);
  for (const { vi, en } of parsed.repairs) call.note(`~ ${vi}\n  ${en}`);
}
