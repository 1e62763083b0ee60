// Makes the demo province in an empty database by calling the same verbs as users: register, products, events, scans.
import { ScanCounter } from '../app/scan/counts/scan-counter.ts';
import { addScanCounts } from '../app/scan/counts/store.ts';
import { captureDocument } from '../app/capture/capture-document.ts';
import { inTransaction } from '../app/db.ts';
import type { Context } from '../app/context.ts';
import { countOrganisations } from '../app/party/store.ts';
import { demoCodes } from './demo-codes.ts';
import { loadLinks } from './load-links.ts';
import { keepDrawings, loadProducts } from './load-products.ts';
import { loadProfiles } from './load-profiles.ts';
import { loadRegister, orgIdOf } from './load-register.ts';
import type { OrgIds } from './load-register.ts';
import { demoPassword, demoPeople } from './province/people.ts';
import { numberFrom, serialFrom } from './story/chance.ts';
import { hour_ms } from './story/story.ts';
import { demoDocuments } from './tell-demo.ts';

export interface DemoLoaded {
  readonly organisations: number;
  readonly events: number;
  readonly duration_ms: number;
}

/** Documents captured at once: as many as keep two cores busy. */
const writers = 4;
const log_every_documents = 400;

/** Undefined when the database holds organisations already: a demo never mixes with real data. */
export async function loadDemo(context: Context, log: (message: string) => void): Promise<DemoLoaded | undefined> {
  const began = performance.now();
  const { system } = context.database;
  if ((await countOrganisations(system, {})).total > 0) return undefined;
  const by = { at: context.now(), actor: 'demo' };
  log('Tạo tỉnh mẫu Tây Ninh: đơn vị hành chính, cơ sở, địa điểm, sản phẩm…');
  const drawings = await keepDrawings(context.config);
  const orgIds = await inTransaction(system, async (db) => {
    const ids = await loadRegister(db, by, drawings);
    await loadProducts(db, by, ids, drawings);
    await loadLinks(db, by, ids);
    return ids;
  });
  const events = await captureStories(context, orgIds, log);
  await loadProfiles(context);
  await countScans(context);
  return { organisations: orgIds.size, events, duration_ms: Math.round(performance.now() - began) };
}

async function captureStories(context: Context, orgIds: OrgIds, log: (message: string) => void): Promise<number> {
  const documents = demoDocuments(context.now().getTime());
  const total = documents.reduce((sum, document) => sum + document.events, 0);
  let next = 0;
  let captured = 0;
  const writer = async (): Promise<void> => {
    for (let document = documents[next++]; document !== undefined; document = documents[next++]) {
      const job = await captureDocument(context, {
        orgId: orgIdOf(orgIds, document.by),
        actor: 'demo',
        source: 'demo',
        mediaType: 'application/ld+json',
        body: document.body,
        errorBehaviour: 'rollback',
        recordedAt: new Date(document.recorded_ms),
      });
      captured += job.events_stored;
      if (next % log_every_documents === 0) log(`  ${captured} / ${total} sự kiện`);
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return captured;
}

const provinces = ['Tây Ninh', 'Tây Ninh', 'TP. Hồ Chí Minh', 'Đồng Nai', 'Hà Nội', 'Cần Thơ'] as const;
/** Scans of the demo's codes: a few of each, and far too many of the one that was copied. */
const scans_of_copied_code = 63;

/** Scans of the last three days, so that counts and the repeat notice have something to show. */
async function countScans(context: Context): Promise<void> {
  const counter = new ScanCounter();
  const now_ms = context.now().getTime();
  for (const { name, path } of demoCodes()) {
    const thing = path.slice(1).replace(/\/10\/[^/]+(?=\/21\/)/, '');
    if (!thing.startsWith('01/') || name === 'khong-ro') continue;
    const scans = name === 'quet-nhieu' ? scans_of_copied_code : numberFrom(name, 2, 5);
    for (let scan = 0; scan < scans; scan++) {
      const province = name === 'quet-nhieu' ? provinces[numberFrom(`${name}${scan}`, 0, provinces.length - 1)]! : 'Tây Ninh';
      const hash = Buffer.from(serialFrom(`${name}${scan}`).padEnd(12, '0')).toString('base64url');
      counter.count(thing, { province, hash }, now_ms - (scans - scan) * hour_ms);
    }
  }
  await counter.flush((counts) => inTransaction(context.database.system, (db) => addScanCounts(db, counts, true)));
}

export interface DemoSignIn {
  readonly login: string;
  readonly password: string;
  readonly displayName: string;
  readonly shows: string;
}

/** Sign-ins to print at start; they exist only where the demo was loaded. */
export function demoSignIns(): DemoSignIn[] {
  return demoPeople.map(({ login, displayName, shows }) => ({ login, password: demoPassword, displayName, shows }));
}
