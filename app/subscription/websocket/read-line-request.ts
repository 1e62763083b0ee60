// Reads what a client that asks for a WebSocket says in the query string (EPCIS 2.0 §12.7): when to report, from when on. Pure.
import type { EpcFormat } from '@nguon/epcis';
import type { Fault } from '../../errors.ts';
import { readControls, readFormat } from '../read-controls.ts';
import type { Controls } from '../read-controls.ts';
import { schedule_fields } from '../schedule.ts';

export interface LineRequest extends Controls {
  readonly epcFormat: EpcFormat;
}

export interface LineRequestReading {
  readonly request: LineRequest | undefined;
  readonly faults: readonly Fault[];
}

const known: readonly string[] = ['stream', 'reportIfEmpty', 'initialRecordTime', ...schedule_fields];

/** `stream=true`, or fields of a schedule (`minute=5&hour=1`), with `reportIfEmpty` and `initialRecordTime`. */
export function readLineRequest(parameters: URLSearchParams, epcFormat: string | undefined, now: Date): LineRequestReading {
  const names = [...new Set(parameters.keys())];
  const faults: Fault[] = names.flatMap((name) =>
    !known.includes(name)
      ? [fault(name, 'Không có tham số này.', 'There is no such parameter.')]
      : parameters.getAll(name).length > 1
        ? [fault(name, 'Tham số này chỉ được đưa một lần.', 'This parameter may be given once.')]
        : [],
  );
  const schedule = Object.fromEntries(schedule_fields.flatMap((name) => (parameters.has(name) ? [[name, parameters.get(name)]] : [])));
  const given = {
    stream: readFlag(parameters.get('stream')),
    reportIfEmpty: readFlag(parameters.get('reportIfEmpty')),
    initialRecordTime: parameters.get('initialRecordTime') ?? undefined,
    ...(Object.keys(schedule).length === 0 ? {} : { schedule }),
  };
  const own: Fault[] = [];
  const controls = readControls(given, own, now);
  faults.push(...own.map((one) => ({ ...one, path: one.path.replace(/^\$\.(?:schedule\.)?/, '').replace(/^\$$/, 'stream') })));
  const format = readFormat(epcFormat, faults);
  return faults.length > 0 || format === undefined
    ? { request: undefined, faults }
    : { request: { ...controls, epcFormat: format }, faults };
}

/** A text that is neither is left as it is: the reader of the members refuses it. */
function readFlag(text: string | null): boolean | string | undefined {
  return text === null ? undefined : text === 'true' ? true : text === 'false' ? false : text;
}

function fault(path: string, vi: string, en: string): Fault {
  return { code: 'subscription_parameters', path: path.slice(0, 60), vi, en };
}
