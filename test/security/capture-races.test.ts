// Captures that contradict, repeat and declare each other's errors at the same time: what was answered is what is stored.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareDerived } from '../crash/check-store.ts';
import { makeRandom } from '../crash/crash-events.ts';
import { caseUri, itemUri, lotUri, makeDocument, makeEvent, placeUri } from '../support/sample-events.ts';
import type { JsonEvent } from '../support/sample-events.ts';
import { bare, startTarget } from './attacker.ts';
import type { Answer, Member } from './attacker.ts';

const clients = 12;
const requests_per_client = 45;
const ids_max = 90;
const keys_max = 60;

interface Version {
  readonly id: string;
  readonly version: number;
  readonly declares: boolean;
}

interface Job {
  readonly captureID: string;
  readonly success: boolean;
  readonly eventsGiven: number;
  readonly eventsStored: number;
  readonly eventsDuplicate: number;
  readonly errors: readonly { readonly code: string }[];
}

test('what was answered is what is stored, whoever else captured the same at the same moment', { timeout: 60_000 }, async () => {
  const target = await startTarget();
  const members = [await target.addMember('one'), await target.addMember('two')];
  const random = makeRandom(20_261_122);
  const pick = (count: number): number => Math.floor(random() * count);

  /** One of two contents under an id; `version` shows in the event's step. */
  const eventOf = ({ id, version, declares }: Version): JsonEvent => {
    const number = Number(id.slice(-4));
    const fields = {
      eventID: id,
      eventTime: `2026-11-1${number % 7}T0${number % 3}:00:00.000+07:00`,
      eventTimeZoneOffset: '+07:00',
      bizStep: version === 0 ? 'packing' : 'storing',
      disposition: number % 4 === 0 ? 'recalled' : 'in_progress',
      readPoint: { id: placeUri(number % 3) },
      ...(number % 5 === 0 ? { persistentDisposition: { set: ['completeness_verified'], unset: ['completeness_inferred'] } } : {}),
      ...(declares ? { errorDeclaration: { declarationTime: '2026-11-20T10:00:00+07:00' } } : {}),
    };
    if (number % 3 === 0) {
      const childEPCs = [itemUri(number % 4, 'A'), itemUri(number % 5, 'B')];
      return { ...fields, type: 'AggregationEvent', action: number % 2 === 0 ? 'ADD' : 'DELETE', parentID: caseUri(number % 4), childEPCs };
    }
    if (number % 3 === 1) {
      const quantityList = [{ epcClass: lotUri(number % 4, 'L'), quantity: 2, uom: 'KGM' }];
      return {
        ...fields,
        type: 'ObjectEvent',
        action: 'OBSERVE',
        epcList: [itemUri(number % 5, 'B'), itemUri(number % 4, 'A')],
        quantityList,
      };
    }
    const [inputEPCList, outputEPCList] = [[itemUri(number % 4, 'A')], [itemUri(number % 5, 'B')]];
    return { ...fields, type: 'TransformationEvent', inputEPCList, outputEPCList };
  };

  const draw = (): Version => ({
    id: `urn:uuid:00000000-0000-4000-8000-00000000${String(pick(ids_max)).padStart(4, '0')}`,
    version: random() < 0.93 ? 0 : 1,
    declares: random() < 0.06,
  });

  const jobs = new Map<string, Job>();
  /** Of each organisation: what an answer says is stored. */
  const told = new Map<Member, Map<string, Set<number>>>(members.map((member) => [member, new Map<string, Set<number>>()]));
  const singles = new Set<string>();
  const answersByKey = new Map<string, Set<string>>();
  const surprises: string[] = [];

  const note = (member: Member, versions: readonly Version[]): void => {
    for (const { id, version, declares } of versions)
      if (!declares) told.get(member)!.set(id, (told.get(member)!.get(id) ?? new Set()).add(version));
  };
  const isReused = ({ status, body }: Answer): boolean => status === 409 && body.includes('idempotency_key_reused');
  const noteKey = (name: string, answer: string): void => void answersByKey.set(name, (answersByKey.get(name) ?? new Set()).add(answer));

  const postDocument = async (member: Member): Promise<void> => {
    const versions = Array.from({ length: 1 + pick(9) }, draw);
    const body = makeDocument(versions.map(eventOf));
    const behaviour = random() < 0.5 ? 'rollback' : 'proceed';
    const key = random() < 0.4 ? `k${pick(keys_max)}` : undefined;
    const headers = { 'gs1-capture-error-behaviour': behaviour, ...(key === undefined ? {} : { 'idempotency-key': key }) };
    // Sent twice at once: a client that is impatient.
    const answers = await Promise.all(
      Array.from({ length: key !== undefined && random() < 0.5 ? 2 : 1 }, () => target.post('/epcis/capture', body, member.key, headers)),
    );
    for (const answer of answers) {
      if (isReused(answer)) continue;
      if (answer.status !== 202) {
        surprises.push(`${answer.status} ${answer.body.slice(0, 300)}`);
        continue;
      }
      const job = JSON.parse(answer.body) as Job;
      jobs.set(job.captureID, job);
      if (key !== undefined && job.success) noteKey(`${member.orgId} ${key}`, job.captureID);
      if (job.success) note(member, versions);
      else if (behaviour === 'rollback' && job.eventsStored > 0) surprises.push(`a document rolled back stored ${job.eventsStored}`);
      if (job.eventsGiven !== versions.length) surprises.push(`${job.eventsGiven} of ${versions.length} events given`);
      const differing = job.errors.filter(({ code }) => code === 'declaration_differs').length;
      if (differing > versions.filter(({ declares }) => declares).length) surprises.push(`${differing} declarations differ`);
      if (behaviour === 'proceed' && job.eventsStored + job.eventsDuplicate + differing !== versions.length)
        surprises.push(`${job.eventsStored} stored, ${job.eventsDuplicate} there already, ${differing} differ, of ${versions.length}`);
    }
  };

  const postEvent = async (member: Member): Promise<void> => {
    const drawn = draw();
    const key = random() < 0.4 ? `k${pick(keys_max)}` : undefined;
    const body = bare(eventOf(drawn));
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
    const answers = await Promise.all(Array.from({ length: 1 + pick(3) }, () => target.post('/epcis/events', body, member.key, headers)));
    for (const answer of answers) {
      if (isReused(answer)) continue;
      if (answer.status === 201) {
        note(member, [drawn]);
        if (!drawn.declares) singles.add(`${member.orgId} ${drawn.id}`);
      } else if (answer.status === 400 && drawn.declares && answer.body.includes('declaration_differs')) continue;
      else if (answer.status !== 409) surprises.push(`${answer.status} ${answer.body.slice(0, 300)}`);
      else if (answer.body.includes('the very same content')) note(member, [drawn]);
    }
    const created = answers.filter(({ status }) => status === 201).length;
    if (key === undefined && created > 1) surprises.push(`one event was created ${created} times`);
  };

  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let n = 0; n < requests_per_client; n++) await (random() < 0.5 ? postDocument : postEvent)(members[pick(2)]!);
    }),
  );

  assert.deepEqual(surprises, []);
  assert.deepEqual(
    [...answersByKey].filter(([, answers]) => answers.size > 1),
    [],
    'a key has one answer',
  );
  assert.ok(jobs.size > 100 && singles.size > 20, `${jobs.size} documents and ${singles.size} single events`);

  const client = await target.context.database.system.connect();
  try {
    const { rows } = await client.query<{ org_id: number; event_id: string; biz_step: string; capture_id: string | null }>(
      'select org_id, event_id, biz_step, capture_id from events where declaration_time is null',
    );
    const stored = new Map(rows.map((row) => [`${row.org_id} ${row.event_id}`, row.biz_step === 'packing' ? 0 : 1]));
    assert.equal(stored.size, rows.length, 'an event is stored once');
    for (const [member, events] of told)
      for (const [id, versions] of events)
        assert.deepEqual([...versions], [stored.get(`${member.orgId} ${id}`)], `${id} is stored as answered`);
    const { rows: torn } = await client.query(
      `select c.id, c.events_stored, e.found from captures c
       full join (select capture_id, count(*)::int as found from events where capture_id is not null group by 1) e on e.capture_id = c.id
       where c.events_stored is distinct from coalesce(e.found, 0)`,
    );
    assert.deepEqual(torn, [], 'a job stores as many events as it says');
    const { rows: declared } = await client.query<{ declared: number }>('select count(*)::int as declared from event_declarations');
    assert.ok(declared[0]!.declared > 10);
    assert.deepEqual((await compareDerived(client)).faults, []);
  } finally {
    client.release();
  }
});

test('a document of many declarations about one lot does not hold up everybody else', { timeout: 60_000 }, async () => {
  const target = await startTarget();
  const member = await target.addMember('many');
  const events = Array.from({ length: 600 }, (_, n) =>
    makeEvent('ObjectEvent', '2026-11-18T06:00:00.000+07:00', {
      action: 'OBSERVE',
      quantityList: [{ epcClass: lotUri(9, 'L'), quantity: n + 1, uom: 'KGM' }],
    }),
  );
  assert.equal((await target.post('/epcis/capture', makeDocument(events), member.key)).status, 202);
  const declarations = events
    .slice(0, 500)
    .map((event) => ({ ...event, errorDeclaration: { declarationTime: '2026-11-19T10:00:00+07:00' } }));
  const { status, taken_ms } = await target.post('/epcis/capture', makeDocument(declarations), member.key);
  assert.deepEqual([status, taken_ms < 8_000], [202, true], `${taken_ms} ms`);
  const client = await target.context.database.system.connect();
  try {
    assert.deepEqual((await compareDerived(client)).faults, []);
  } finally {
    client.release();
  }
});
