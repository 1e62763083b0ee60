// The partner's side of a WebSocket subscription: stays connected as a careful client does, and comes back where it left.
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Target } from './soak-load.ts';

export interface LineClient {
  /** In the order of arrival, each once. */
  readonly ids: string[];
  readonly lags_ms: number[];
  /** Events that came again after a return, which may be those of the very millisecond. */
  readonly repeated: () => number;
  readonly connections: () => number;
  readonly faults: string[];
  close(): void;
}

const retry_ms = 250;

export function startLineClient(target: Target, queryName: string, from: Date): LineClient {
  const ids: string[] = [];
  const lags_ms: number[] = [];
  const faults: string[] = [];
  const seen = new Map<string, string>();
  const state = { resume: from.toISOString(), connections: 0, repeated: 0, stopped: false, socket: undefined as WebSocket | undefined };

  const take = (text: string): void => {
    if (!text.includes('"EPCISQueryDocument"')) return void faults.push(`line: ${text.slice(0, 300)}`);
    const { eventList } = (
      JSON.parse(text) as { epcisBody: { queryResults: { resultsBody: { eventList: { eventID: string; recordTime: string }[] } } } }
    ).epcisBody.queryResults.resultsBody;
    for (const { eventID, recordTime } of eventList) {
      if (seen.has(eventID)) {
        state.repeated += 1;
        // Only what the return itself asked for again.
        if (seen.get(eventID) !== recordTime || Date.parse(recordTime) < Date.parse(asked)) faults.push(`line: ${eventID} came again`);
        continue;
      }
      seen.set(eventID, recordTime);
      ids.push(eventID);
      lags_ms.push(Date.now() - Date.parse(recordTime));
      state.resume = recordTime;
    }
  };

  let asked = state.resume;
  const stayConnected = async (): Promise<void> => {
    while (!state.stopped) {
      if (target.isUp) {
        asked = state.resume;
        const address = `${target.origin.replace('http', 'ws')}/epcis/queries/${queryName}/events?stream=true&initialRecordTime=${encodeURIComponent(asked)}`;
        const socket = new WebSocket(address, { headers: { authorization: `Bearer ${target.key}` } });
        state.socket = socket;
        socket.on('open', () => (state.connections += 1));
        socket.on('message', (data: Buffer) => take(data.toString('utf8')));
        socket.on('error', () => undefined);
        await new Promise((resolve) => socket.on('close', resolve));
      }
      await wait(retry_ms);
    }
  };
  void stayConnected();
  return {
    ids,
    lags_ms,
    repeated: () => state.repeated,
    connections: () => state.connections,
    faults,
    close() {
      state.stopped = true;
      state.socket?.terminate();
    },
  };
}
