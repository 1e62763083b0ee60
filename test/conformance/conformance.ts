// `npm run conformance -- <set>`: holds the product against other people's documents. Exit: 0 holds, 1 does not, 2 usage.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findRootDir } from '../../app/config.ts';
import { ConformanceResult, printResult, resultJson } from './conformance-result.ts';
import { checkEpcisFormats } from './epcis-formats.ts';
import { checkEpcisHash } from './epcis-hash.ts';
import { checkEpcisJson } from './epcis-json.ts';
import { checkEpcisQuery } from './epcis-query.ts';
import { checkValidation } from './epcis-validation.ts';
import { checkEpcisSoap } from './epcis-soap.ts';
import { checkResolver } from './resolver.ts';
import { checkGs1 } from './gs1.ts';
import type { RunOptions } from './run-options.ts';

interface ConformanceSet {
  readonly about: string;
  /** Talks to a running product as anybody may: --url goes without --key. */
  readonly keyless?: boolean;
  run(options: RunOptions, result: ConformanceResult): Promise<void>;
}

/** Further sets get a row here and a file beside this one. */
const sets: Readonly<Record<string, ConformanceSet>> = {
  'epcis-json': { about: 'EPCIS 2.0 JSON: verdicts, hashes, and every document captured and read back over HTTP', run: checkEpcisJson },
  'epcis-formats': {
    about:
      'EPCIS XML 2.0, XML 1.2 and JSON: captured, converted, hashed, events and master data read back in every form, valid under the official schemas',
    run: checkEpcisFormats,
  },
  'epcis-query': {
    about: 'the EPCglobal interop query test: its data set captured, its event queries asked and its wrong schedules refused over HTTP',
    run: checkEpcisQuery,
  },
  'epcis-validation': {
    about: 'EPCIS 2.0 JSON against the official schema: verdicts, refusals, every answer valid, samples of profiles; without a product',
    run: ({ corpus }, result) => Promise.resolve(checkValidation(corpus, result)),
  },
  'epcis-hash': {
    about:
      'the event hash in CBV 2.0 as released, CBV 2.0 by the table and draft 2.1, XML and JSON, against published vectors; without a product',
    run: checkEpcisHash,
  },
  'epcis-soap': {
    about:
      'the EPCglobal interop query test as it was written: its raw requests over SOAP, answers compared and held to the schema, what is no request refused',
    run: checkEpcisSoap,
  },
  epcis: { about: 'all sets of EPCIS, one after the other', run: checkAllOfEpcis },
  resolver: {
    about: 'GS1-Conformant Resolver 1.2: the official suite check by check, and what it leaves out; any resolver by --url alone',
    keyless: true,
    run: checkResolver,
  },
  gs1: {
    about: 'GS1 keys, element strings, scan data, Digital Link, EPC URN: other implementations’ vectors, without a product',
    run: checkGs1,
  },
};

/** Each part must hold by itself: one that looked at nothing fails the whole. */
async function checkAllOfEpcis(options: RunOptions, result: ConformanceResult): Promise<void> {
  for (const [name, { run }] of Object.entries(sets)) {
    if (!name.startsWith('epcis-')) continue;
    const part = new ConformanceResult();
    await run(options, part);
    result.add(name, part);
  }
  result.notes.push('the Digital Link rows of epcis/dl-vectors are held by the set gs1');
}

/** Without a word of what was wrong it was asked for. */
function usage(wrong = ''): never {
  const names = Object.entries(sets).map(([name, { about }]) => `  ${name}  ${about}`);
  (wrong === '' ? process.stdout : process.stderr).write(
    `${wrong === '' ? '' : `${wrong}\n\n`}npm run conformance -- <set> [--corpus DIR] [--json] [--pure] [--url URL --key KEY]\n${names.join('\n')}\n\n` +
      '  --corpus DIR  documents (default: NGUON_CORPUS, else ../shared/corpus beside the project)\n' +
      '  --json        one line of JSON instead of text\n' +
      '  --pure        only what needs no running product\n' +
      '  --url, --key  a running product and an API key with the scopes capture and query; default: starts one itself\n' +
      '                (resolver: --url alone, for what needs no links; the official suite too where the URL is a Digital Link)\n',
  );
  process.exit(wrong === '' ? 0 : 2);
}

function readArguments(): { name: string; json: boolean; options: RunOptions } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        corpus: { type: 'string' },
        json: { type: 'boolean', default: false },
        pure: { type: 'boolean', default: false },
        url: { type: 'string' },
        key: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help === true) usage();
    const [name = ''] = positionals;
    if (positionals.length !== 1 || !Object.hasOwn(sets, name))
      usage(name === '' ? 'Which set?' : `There is no set "${positionals.join(' ')}".`);
    const key = values.key ?? (sets[name]?.keyless === true ? '' : undefined);
    if (values.url === undefined ? values.key !== undefined : key === undefined) usage('--url and --key belong together.');
    const corpus = path.resolve(values.corpus ?? process.env['NGUON_CORPUS'] ?? path.join(findRootDir(), '../shared/corpus'));
    if (!existsSync(corpus)) usage(`There is no folder ${corpus}.`);
    const running = values.url === undefined || key === undefined ? undefined : { url: values.url, key };
    return { name, json: values.json, options: { corpus, pure: values.pure, running } };
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
}

const { name, json, options } = readArguments();
const result = new ConformanceResult();
try {
  await sets[name]!.run(options, result);
} catch (error) {
  result.count('the run itself', error instanceof Error ? (error.stack ?? error.message) : String(error));
}
// A pipe takes a long text bit by bit: leaving before it has all would cut it.
process.stdout.write(`${json ? resultJson(name, result) : printResult(name, result)}\n`, () => process.exit(result.holds ? 0 : 1));
