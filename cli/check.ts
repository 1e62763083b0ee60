// `check`: looks at one GS1 key: which it can be, its check digit and the one it would need, who gave out its prefix.
import { checkKey } from '@nguon/gs1';
import type { KeyReading } from '@nguon/gs1';
import type { Command, CommandCall, ExitCode } from './command.ts';
import { printFaults } from './print-faults.ts';

export const check: Command = {
  name: 'check',
  summary: 'Kiểm tra một mã GS1: GTIN, GLN, SSCC, GRAI… / check one GS1 key: GTIN, GLN, SSCC, GRAI …',
  positionals: ['<key>'],
  options: {},
  run(call) {
    const read = checkKey(call.positionals[0] ?? '');
    const right = read.ok && read.value.some(({ faults }) => faults.length === 0);
    if (call.json) call.print(JSON.stringify(read.ok ? { ok: right, readings: read.value } : { ok: false, faults: read.faults }));
    else if (read.ok) for (const reading of read.value) printReading(call, reading);
    else printFaults(call, read.faults);
    return Promise.resolve<ExitCode>(right ? 0 : 1);
  },
};

function printReading(call: CommandCall, { kind, element, faults, check: digits, mended, prefix }: KeyReading): void {
  call.print(`${kind} (${element.ai}) ${element.value}: ${faults.length === 0 ? 'đúng / right' : 'SAI / WRONG'}`);
  printFaults(call, faults);
  if (digits !== undefined) {
    const verdict = digits.got === digits.want ? digits.got : `${digits.got}, phải là / would have to be ${digits.want}`;
    call.print(`  số kiểm tra / check: ${verdict}`);
  }
  if (mended !== undefined) call.print(`  mã với số kiểm tra đúng / with the right check: ${mended}`);
  if (prefix !== undefined) call.print(`  đầu mã / prefix ${prefix.digits}: ${prefix.vi} / ${prefix.en}`);
}
