// A reader that leaves early (`… | head`) ends a command without a word and without a trace.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { after, test } from 'node:test';
import { itemUri, makeDocument, makeEvent } from '../test/support/sample-events.ts';
import { findRootDir } from '../app/config.ts';
import { OutputClosed, openTerminal, output_closed_status } from './terminal.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'nguon-terminal-'));
after(() => rmSync(folder, { recursive: true }));
const file = path.join(folder, 'many.jsonld');
const events = Array.from({ length: 3_000 }, (_, index) =>
  makeEvent('ObjectEvent', '2026-11-18T01:00:00+07:00', { action: 'OBSERVE', epcList: [itemUri(7, `T${index}`)] }),
);
writeFileSync(file, makeDocument(events));

/** Runs the built command line; its output is read to the first piece and then left, as head does. */
function runAndLeave(...words: string[]): Promise<{ readonly status: number | null; readonly said: string }> {
  const child = spawn(process.execPath, [path.join(findRootDir(), 'dist/cli.js'), ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, said })));
}

test('commands whose reader has left end quietly', async () => {
  for (const words of [
    ['hash', '--prehash', file],
    ['convert', '--to', 'xml2', file],
    ['validate', file],
  ]) {
    const { status, said } = await runAndLeave(...words);
    assert.doesNotMatch(said, /EPIPE|Error|\n\s+at /, words.join(' '));
    // A command that had printed all before it could know has done its work.
    assert.ok(status === output_closed_status || status === 0, `${words.join(' ')}: ${status} ${said}`);
  }
});

test('the next line after the reader has left throws; what is no end of the reader is an error; remarks stop nothing', () => {
  const [out, remarks] = [new PassThrough(), new PassThrough()];
  const terminal = openTerminal(out, remarks);
  terminal.print('một');
  assert.equal(String(out.read()), 'một\n');
  remarks.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  terminal.note('hai');
  terminal.print('ba');
  assert.throws(() => out.emit('error', Object.assign(new Error('no space'), { code: 'ENOSPC' })), /no space/);
  out.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  assert.throws(() => terminal.print('bốn'), OutputClosed);
});
