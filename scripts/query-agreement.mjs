// `npm run agreement -- [--events 5000] [--queries 10000] [--seed 1]`: the long form of test/query.
import './require-node.mjs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '5000' },
    queries: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
  },
});
const { status } = spawnSync(process.execPath, [path.join(import.meta.dirname, 'test.mjs'), 'test/query/query-agreement'], {
  stdio: 'inherit',
  env: { ...process.env, NGUON_QUERY_EVENTS: values.events, NGUON_QUERY_COUNT: values.queries, NGUON_QUERY_SEED: values.seed },
});
process.exit(status ?? 1);
