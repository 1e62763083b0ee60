// A document of 10 MB in a product of its own: kill -9 between two parts loses and doubles nothing, and memory stays bounded.
// In the long form: `npm run large -- --mb 100`.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { administratorOf, findPostmaster, productDatabase } from '../../bench/database-of-product.ts';
import { runCommandLine, startProduct } from '../../bench/product-process.ts';
import { prepareRegister } from '../../bench/stage.ts';
import { killFamilies } from '../crash/kill-processes.ts';
import { writeLargeDocument } from './large-documents.ts';
import { postFile, watchJob } from './send-large.ts';

const bytes = 10_000_000;
const growth_max_mb = 150;
const most_ms = 400_000;
const skip = process.platform === 'win32' ? 'kills process families as POSIX systems have them' : false;

test(
  'killed between two parts of 10 MB, the work goes on at the next start, and memory stays bounded',
  { skip, timeout: 500_000 },
  async (t) => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'nguon-large-'));
    t.after(() => rmSync(dataDir, { recursive: true, force: true }));
    const file = path.join(dataDir, 'document.json');
    const events = await writeLargeDocument(file, { form: 'json', series: 'kill' }, bytes);
    await prepareRegister(dataDir);
    let product = await startProduct({ dataDir });
    t.after(() => killFamilies([product.pid]));
    const key = runCommandLine(dataDir, ['key', 'create', '--org', 'demo', '--scope', 'capture,query']);
    const before_mb = product.memory()?.now_mb;
    const { captureID } = await postFile(product.origin, key, file, 'json');
    const interrupted = await watchJob(
      product.origin,
      key,
      captureID,
      ({ eventsStored, running }) => eventsStored > events / 10 || !running,
      most_ms,
    );
    assert.equal(interrupted.running, true, 'killed in the middle');
    const grown_mb = (product.memory()?.most_mb ?? 0) - (before_mb ?? 0);
    await killFamilies([product.pid, await findPostmaster(dataDir)]);

    product = await startProduct({ dataDir });
    const job = await watchJob(product.origin, key, captureID, ({ running }) => !running, most_ms);
    const { captureID: _, errors, ...counts } = job;
    assert.deepEqual(counts, { ...counts, running: false, success: true, eventsGiven: events, eventsStored: events, eventsDuplicate: 0 });
    assert.deepEqual(errors, []);
    const client = new pg.Client({ ...(await administratorOf(dataDir)), database: productDatabase });
    await client.connect();
    const { rows } = await client.query<{ events: number; ids: number; ledger: number }>(
      'select (select count(*)::int from events) as events, (select count(distinct event_id)::int from events) as ids, (select count(*)::int from ledger_queue) as ledger',
    );
    await client.end();
    assert.deepEqual(rows[0], { events, ids: events, ledger: events });
    assert.deepEqual(readdirSync(path.join(dataDir, 'captures')), []);
    const more_mb = product.memory()?.most_mb;
    t.diagnostic(`${events} events; ${before_mb} MB before, grown by ${grown_mb} MB; ${more_mb} MB at most after the kill`);
    if (before_mb !== undefined) {
      assert.ok(grown_mb < growth_max_mb, `grown by ${grown_mb} MB`);
      assert.ok((more_mb ?? 0) - before_mb < growth_max_mb, `${more_mb} MB`);
    }
    await product.stop();
  },
);
