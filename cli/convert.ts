// `convert`: EPCIS JSON, XML 2.0 and XML 1.2 into one another, without a database; XML of any length in little memory.
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { EPC_FORMATS } from '@nguon/epcis';
import type { Fault } from '@nguon/epcis';
import { CBV_XML_FORMATS, DOCUMENT_FORMS, DocumentConverter } from '@nguon/epcis/xml';
import { prefixLengthFromTable } from '@nguon/gs1';
import { readPrefixFile } from '../app/company-prefixes.ts';
import { UsageError } from './command.ts';
import type { Command, CommandCall } from './command.ts';
import { readDocumentFile } from './read-document-file.ts';
import { OutputClosed } from './terminal.ts';

/** Faults and losses listed; all are counted. */
const told_max = 200;
const depth_max = 64;

export const convert: Command = {
  name: 'convert',
  summary: 'Chuyển đổi tài liệu EPCIS giữa JSON và XML / convert EPCIS documents between JSON and XML',
  positionals: ['<file>'],
  options: {
    to: { type: 'string', value: '<form>', help: `${DOCUMENT_FORMS.join(', ')}; the form of the file is found by itself`, required: true },
    out: {
      type: 'string',
      value: '<file>',
      help: 'where to write; standard output when absent. <file> to read may be - for standard input',
    },
    'epc-format': { type: 'string', value: '<format>', help: `${EPC_FORMATS.join(', ')}; Never_Translates when absent` },
    'cbv-format': { type: 'string', value: '<format>', help: `${CBV_XML_FORMATS.join(', ')}, for XML; Never_Translates when absent` },
    'allow-loss': { type: 'boolean', help: 'write events without what XML 1.2 cannot express, instead of leaving them out' },
  },
  async run(call) {
    const converter = new DocumentConverter({
      to: choose(call, 'to', DOCUMENT_FORMS, undefined),
      epcFormat: choose(call, 'epc-format', EPC_FORMATS, 'Never_Translates'),
      cbvFormat: choose(call, 'cbv-format', CBV_XML_FORMATS, 'Never_Translates'),
      prefixLength: prefixLengthFromTable(readPrefixFile(call.config.companyPrefixFile)),
      creationDate: call.now().toISOString(),
      allowLoss: call.flag('allow-loss'),
      limits: { eventsMax: Number.MAX_SAFE_INTEGER, depthMax: depth_max, faultsMax: told_max },
    });
    const file = call.text('out');
    if (file === undefined && call.json)
      throw new UsageError('--json tells about the conversion on standard output: give --out for the document.');
    const out = file === undefined ? process.stdout : createWriteStream(file);
    for await (const text of readDocumentFile(call.positionals[0] ?? '-')) await write(out, converter.write(text));
    await write(out, `${converter.end()}\n`);
    if (file !== undefined) await new Promise<void>((resolve, reject) => out.end(() => resolve()).on('error', reject));
    tell(call, converter);
    return converter.faultsTotal === 0 && (converter.lossesTotal === 0 || call.flag('allow-loss')) ? 0 : 1;
  },
};

function choose<T extends string>(call: CommandCall, name: string, values: readonly T[], fallback: T | undefined): T {
  const given = call.text(name) ?? fallback;
  const value = values.find((candidate) => candidate === given);
  if (value === undefined) throw new UsageError(`--${name}: one of ${values.join(', ')}; given: "${given ?? ''}"`);
  return value;
}

/** Waits while the reader of our output is slower than we are. */
async function write(out: Writable, text: string): Promise<void> {
  if (text === '') return;
  if (out.destroyed) throw new OutputClosed();
  if (out.write(text)) return;
  await new Promise<void>((resolve, reject) => {
    const done = (): void => {
      out.off('error', fail);
      resolve();
    };
    const fail = (error: NodeJS.ErrnoException): void => {
      out.off('drain', done);
      reject(out === process.stdout && error.code === 'EPIPE' ? new OutputClosed() : error);
    };
    out.once('drain', done);
    out.once('error', fail);
  });
}

function tell(call: CommandCall, converter: DocumentConverter): void {
  const { faults, faultsTotal, losses, lossesTotal, warnings, eventsRead, eventsWritten } = converter;
  const told = faults.slice(0, told_max);
  if (call.json) {
    call.print(JSON.stringify({ eventsRead, eventsWritten, faultsTotal, faults: told, lossesTotal, losses, warnings }));
    return;
  }
  for (const fault of told) call.note(describeFault(fault));
  for (const { path, losses: names } of losses) call.note(`${path}: XML 1.2 không ghi được / XML 1.2 cannot express: ${names.join(', ')}`);
  call.note(
    `${eventsRead} sự kiện đọc, ${eventsWritten} ghi, ${faultsTotal} chỗ sai / events read: ${eventsRead}, written: ${eventsWritten}, faults: ${faultsTotal}`,
  );
}

export function describeFault({ path, line, column, vi, en }: Fault): string {
  return `${path}${line === undefined ? '' : ` (${line}:${column ?? 1})`}: ${vi} / ${en}`;
}
