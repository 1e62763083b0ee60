// Interop cases of wrong schedules as REST subscriptions: refused for the very field that is wrong; put right, they are taken.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readXmlTree } from '@nguon/epcis/xml';
import type { XmlElement } from '@nguon/epcis/xml';
import type { ConformanceResult } from './conformance-result.ts';
import type { Answer, RunningProduct } from './running-product.ts';

export const schedule_exception = 'SubscriptionControlsException';

interface SubscribeCase {
  readonly id: string;
  readonly request: string;
  readonly op: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly expect?: { readonly exception?: string };
}

interface Controls {
  readonly dest: string;
  readonly initialRecordTime: string;
  readonly reportIfEmpty: boolean;
  readonly schedule: Readonly<Record<string, string>>;
}

const refused_check = 'wrong schedule is refused for its field in REST form';
const taken_check = 'the same subscription with its schedule put right is taken, and ends';
const json = { 'content-type': 'application/json' };
/** The highest value of each field that the cases spoil. */
const highest: Readonly<Record<string, number>> = { second: 59, minute: 59, hour: 23, dayOfWeek: 7 };

export async function checkSchedules(
  product: RunningProduct,
  corpus: string,
  cases: readonly SubscribeCase[],
  result: ConformanceResult,
): Promise<void> {
  for (const one of cases.filter(({ op, expect }) => op === 'Subscribe' && expect?.exception === schedule_exception)) {
    const text = readFileSync(path.join(corpus, 'epcis/query-conformance/requests', one.request), 'utf8');
    await checkSchedule(product, one, readControls(text), result);
  }
  result.expectAtLeast(refused_check, 6);
  result.expectAtLeast(taken_check, 6);
}

async function checkSchedule(product: RunningProduct, one: SubscribeCase, controls: Controls, result: ConformanceResult): Promise<void> {
  const { id, params } = one;
  const name = `interop-${id}`;
  const query = `/epcis/queries/${name}`;
  const made = await product.request('POST', '/epcis/queries', json, JSON.stringify({ name, query: params }));
  if (made.status !== 201) return result.count(refused_check, `${id}: the query, ${told(made)}`);
  const subscribe = (body: Controls): Promise<Answer> => product.request('POST', `${query}/subscriptions`, json, JSON.stringify(body));
  const wrong = Object.keys(controls.schedule).filter((field) => !isRight(field, controls.schedule[field] ?? ''));
  result.count(refused_check, findRefusalFault(await subscribe(controls), wrong, id));
  const right = Object.fromEntries(Object.entries(controls.schedule).map(([field, value]) => [field, isRight(field, value) ? value : '1']));
  const taken = await subscribe({ ...controls, schedule: right });
  const address = new URL(taken.header('location') ?? '/', 'http://nguon').pathname;
  const ended = taken.status === 201 ? await product.request('DELETE', address) : taken;
  result.count(taken_check, taken.status === 201 && ended.status === 204 ? undefined : `${id}: ${told(taken)}, then ${told(ended)}`);
  await product.request('DELETE', query);
}

const isRight = (field: string, value: string): boolean => /^\d+$/.test(value) && Number(value) <= (highest[field] ?? 0);

const told = ({ status, text }: Answer): string => `${status} ${text.slice(0, 300)}`;

function findRefusalFault(answer: Answer, wrong: readonly string[], id: string): string | undefined {
  const { type, faults = [] } = JSON.parse(answer.text) as { type?: string; faults?: { path: string }[] };
  const places = faults.map((fault) => fault.path).join();
  const expected = wrong.map((field) => `$.schedule.${field}`).join();
  const isRefused = answer.status === 400 && type === `epcisException:${schedule_exception}` && places === expected && wrong.length > 0;
  return isRefused ? undefined : `${id}: ${expected} should be at fault, but ${told(answer)}`;
}

function readControls(text: string): Controls {
  const { root } = readXmlTree(text, { depthMax: 64 });
  const find = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
    element?.children.find((child) => child.name === name);
  const controls = find(root, 'controls');
  return {
    dest: find(root, 'dest')?.value ?? '',
    initialRecordTime: find(controls, 'initialRecordTime')?.value ?? '',
    reportIfEmpty: find(controls, 'reportIfEmpty')?.value === 'true',
    schedule: Object.fromEntries((find(controls, 'schedule')?.children ?? []).map(({ name, value }) => [name, value])),
  };
}
