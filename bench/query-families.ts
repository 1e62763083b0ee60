// Measure `query-families`: each family of query parameters over HTTP, one client, with values that the data set holds.
import { findMember, JsonObject, readJson } from '@nguon/epcis';
import type { JsonValue } from '@nguon/epcis';
import type pg from 'pg';
import { plainFigure, quantile } from './bench-result.ts';
import type { BenchOptions, BenchResult } from './bench-result.ts';
import { onStage } from './stage.ts';
import type { Stage } from './stage.ts';

/** Asked this often; the first answers warm plans and pages and do not count. */
const asked_times = 12;
const warming_times = 2;
/** Stored events among which values are looked for. */
const events_looked_at = 400;

type Family = readonly [name: string, query: Readonly<Record<string, string>>];

export async function run(options: BenchOptions): Promise<BenchResult> {
  return onStage({ ...options, readsOnly: true }, async (stage) => {
    const families = listFamilies(await findValues(await stage.connect('product')));
    const results: BenchResult[] = [];
    for (const [name, query] of families) {
      const { times_ms, answer } = await ask(stage, query);
      const counted = times_ms.slice(warming_times);
      options.note(`${name}: ${answer}, p50 ${quantile(counted, 0.5).toFixed(1)} ms`);
      results.push({
        ...plainFigure(`query-families: ${name} (${answer})`, 'ms', counted, { events: options.events }),
        p50_ms: quantile(counted, 0.5),
        p99_ms: quantile(counted, 0.99),
      });
    }
    const [first, ...also] = results;
    return { ...first!, also };
  });
}

async function ask(stage: Stage, query: Readonly<Record<string, string>>): Promise<{ times_ms: number[]; answer: string }> {
  const url = `http://127.0.0.1:${stage.product.port}/epcis/events?${new URLSearchParams(query).toString()}`;
  const times_ms: number[] = [];
  let answer = '';
  for (let time = 0; time < asked_times; time++) {
    const began = performance.now();
    const response = await fetch(url, { headers: { authorization: `Bearer ${stage.key}`, accept: 'application/ld+json' } });
    const body = await response.text();
    times_ms.push(performance.now() - began);
    answer = describe(response, body);
  }
  return { times_ms, answer };
}

interface QueryDocument {
  readonly epcisBody: { readonly queryResults: { readonly resultsBody: { readonly eventList: readonly unknown[] } } };
}

/** Bounds that a query reaches are answers, too: they say what to add. */
function describe(response: Response, body: string): string {
  if (response.status === 413) return '413 too complex';
  if (response.status !== 200) throw new Error(`${response.status}: ${body.slice(0, 300)}`);
  const { eventList } = (JSON.parse(body) as QueryDocument).epcisBody.queryResults.resultsBody;
  return `${eventList.length} events${response.headers.has('link') ? ', more' : ''}`;
}

/** Values by what they are; each was found in some stored event. */
interface Values {
  readonly epc: string;
  readonly lot: string;
  readonly readPoint: string;
  readonly bizTransaction: readonly [type: string, id: string];
  readonly party: readonly [type: string, id: string];
  readonly ilmd: readonly [field: string, value: string];
  readonly time: string;
}

async function findValues(database: pg.Client): Promise<Values> {
  const { rows } = await database.query<{ body: string }>({ text: `select body from events order by seq desc limit ${events_looked_at}` });
  const events = rows.map(({ body }) => readJson(body, { depthMax: 64 }).value).filter((value) => value instanceof JsonObject);
  const find = <Found>(what: string, read: (event: JsonObject) => Found | undefined): Found => {
    for (const event of events) {
      const found = read(event);
      if (found !== undefined) return found;
    }
    throw new Error(`no event of the data set has ${what}`);
  };
  return {
    epc: find('an EPC', (event) => textOf(listOf(event, 'epcList')[0])),
    lot: find('a class', (event) => memberOf(listOf(event, 'inputQuantityList')[0] ?? listOf(event, 'quantityList')[0], 'epcClass')),
    readPoint: find('a read point', (event) => memberOf(findMember(event, 'readPoint'), 'id')),
    bizTransaction: find('a transaction', (event) => pairOf(listOf(event, 'bizTransactionList')[0], 'type', 'bizTransaction')),
    party: find('a source', (event) => pairOf(listOf(event, 'sourceList')[0], 'type', 'source')),
    ilmd: find('master data of a lot', (event) => firstText(findMember(event, 'ilmd'))),
    time: find('a time', (event) => textOf(findMember(event, 'eventTime'))),
  };
}

const textOf = (value: JsonValue | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

function listOf(event: JsonObject, field: string): readonly JsonValue[] {
  const list = findMember(event, field);
  return Array.isArray(list) ? (list as readonly JsonValue[]) : [];
}

function memberOf(value: JsonValue | undefined, name: string): string | undefined {
  return value instanceof JsonObject ? textOf(findMember(value, name)) : undefined;
}

function pairOf(value: JsonValue | undefined, one: string, other: string): readonly [string, string] | undefined {
  const [first, second] = [memberOf(value, one), memberOf(value, other)];
  return first === undefined || second === undefined ? undefined : [first, second];
}

function firstText(value: JsonValue | undefined): readonly [string, string] | undefined {
  if (!(value instanceof JsonObject)) return undefined;
  const index = value.values.findIndex((item) => typeof item === 'string');
  return index < 0 ? undefined : [value.keys[index]!, value.values[index] as string];
}

function listFamilies({ epc, lot, readPoint, bizTransaction, party, ilmd, time }: Values): Family[] {
  const hour_ms = 3_600_000;
  const until = new Date(Date.parse(time) + hour_ms).toISOString();
  const day = { GE_eventTime: new Date(Date.parse(time) - 24 * hour_ms).toISOString(), LT_eventTime: until };
  return [
    ['MATCH_anyEPC', { MATCH_anyEPC: epc }],
    ['MATCH_anyEPCClass', { MATCH_anyEPCClass: lot }],
    ['eventTime of one hour', { GE_eventTime: time, LT_eventTime: until }],
    ['orderBy recordTime', { orderBy: 'recordTime' }],
    ['EQ_bizStep', { EQ_bizStep: 'shipping' }],
    ['EQ_bizStep that nobody uses, one day', { EQ_bizStep: 'void_shipping', ...day }],
    ['EQ_bizStep that nobody uses', { EQ_bizStep: 'void_shipping' }],
    ['EQ_disposition, EQ_action', { EQ_disposition: 'in_transit', EQ_action: 'OBSERVE' }],
    ['EQ_readPoint', { EQ_readPoint: readPoint }],
    ['WD_readPoint', { WD_readPoint: readPoint }],
    ['EQ_bizTransaction', { [`EQ_bizTransaction_${bizTransaction[0]}`]: bizTransaction[1] }],
    ['EQ_source', { [`EQ_source_${party[0]}`]: party[1] }],
    ['EQ_ILMD', { [`EQ_ILMD_${ilmd[0]}`]: ilmd[1] }],
    ['EXISTS_ILMD', { [`EXISTS_ILMD_${ilmd[0]}`]: '' }],
    ['EXISTS_errorDeclaration', { EXISTS_errorDeclaration: 'true' }],
    ['GE_value_KEL (sensor, converted)', { GE_value_KEL: '300' }],
    ['GE_quantity', { GE_quantity: '1' }],
    ['GE_quantity that none reaches, one day', { GE_quantity_KGM: '1000000000', ...day }],
    ['GE_quantity that none reaches', { GE_quantity_KGM: '1000000000' }],
    ['HASATTR_bizLocation', { HASATTR_bizLocation: 'urn:epcglobal:cbv:mda:city' }],
    ['eventCountLimit', { EQ_bizStep: 'shipping', orderBy: 'eventTime', eventCountLimit: '10' }],
    ['maxEventCount', { MATCH_anyEPC: epc, maxEventCount: '1000' }],
    ['perPage 1,000', { EQ_bizStep: 'shipping', perPage: '1000' }],
  ];
}
