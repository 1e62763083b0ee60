// How long until a recall shows on a page that everybody holds warm: from the answer to its capture to the new page.
import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { plainFigure } from './bench-result.ts';
import type { BenchOptions, BenchResult } from './bench-result.ts';
import { scanHeaders } from './scan-load.ts';
import type { Stage } from './stage.ts';
import { fetchPage } from './store-pages.ts';

const recalls = 10;
const poll_ms = 5;
const give_up_ms = 10_000;

export async function measureRecall(stage: Stage, options: BenchOptions, paths: readonly string[]): Promise<BenchResult[]> {
  const agent = new Agent({ keepAlive: true });
  const times_s: number[] = [];
  const lots = new Set<string>();
  for (const address of paths) {
    const lot = address.replace(/^\/xem/, '').replace(/\/21\/.*$/, '');
    if (lots.has(lot)) continue;
    lots.add(lot);
    if (lots.size > recalls) break;
    if (await showsRecall(agent, stage, address)) throw new Error(`${address} is recalled already`);
    await captureRecall(stage, `https://id.gs1.org${lot}`, lots.size);
    const answered = performance.now();
    while (!(await showsRecall(agent, stage, address))) {
      if (performance.now() - answered > give_up_ms) throw new Error(`the recall of ${lot} does not show`);
      await wait(poll_ms);
    }
    times_s.push((performance.now() - answered) / 1_000);
  }
  agent.destroy();
  options.note(`recall shows after ${times_s.map((time) => time.toFixed(3)).join(', ')} s`);
  return [plainFigure('scan: recall shows after', 's', times_s, { events: options.events, recalls })];
}

async function showsRecall(agent: Agent, stage: Stage, address: string): Promise<boolean> {
  const { body, headers } = await fetchPage(agent, stage.product.port, address, scanHeaders);
  const text = (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString();
  if (!text.includes('</html>')) throw new Error(`${address} is not read: ${headers['content-encoding']}`);
  return /<h1[^>]*>[^<]*bị thu hồi/.test(text);
}

async function captureRecall(stage: Stage, lot: string, index: number): Promise<void> {
  const event = {
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    type: 'ObjectEvent',
    eventID: `urn:uuid:5a3b1c00-0000-4000-9000-${String(index).padStart(12, '0')}`,
    eventTime: new Date().toISOString(),
    eventTimeZoneOffset: '+07:00',
    action: 'OBSERVE',
    disposition: 'recalled',
    quantityList: [{ epcClass: lot }],
  };
  const answer = await fetch(`${stage.product.origin}/epcis/events`, {
    method: 'POST',
    body: JSON.stringify(event),
    headers: { authorization: `Bearer ${stage.key}`, 'content-type': 'application/ld+json' },
  });
  if (answer.status !== 201) throw new Error(`the recall was refused: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}
