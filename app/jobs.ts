// Background work: graphile-worker on the same database, with the table of all jobs and their schedules.
import { Logger, run } from 'graphile-worker';
import type { Runner, TaskList } from 'graphile-worker';
import { deleteDeadSessions } from './access/sign-in/session-store.ts';
import { deleteIdempotentRequestsBefore } from './capture/job-store.ts';
import { makeEventPartitions } from './capture/partitions.ts';
import type { Context } from './context.ts';
import { deleteDeadPageTokensBefore } from './paging/token-store.ts';

const idempotency_kept_hours = 72;
const session_idle_hours = 8;
const jobs_at_once = 2;
const poll_ms = 30_000;

/** Every kind of job: name → what it does. Each may run twice without harm. */
function tasksOf(context: Context): TaskList {
  const { database, log } = context;
  return {
    make_event_partitions: async () => {
      const made = await makeEventPartitions(database.system, context.now());
      if (made.length > 0) log.info({ months: made }, 'event partitions made');
    },
    forget_idempotent_requests: async () => {
      await deleteIdempotentRequestsBefore(database.system, new Date(context.now().getTime() - idempotency_kept_hours * 3_600_000));
    },
    forget_sessions: async () => {
      await deleteDeadSessions(database.system, context.now(), new Date(context.now().getTime() - session_idle_hours * 3_600_000));
    },
    forget_page_tokens: async () => {
      await deleteDeadPageTokensBefore(database.system, context.now());
    },
  };
}

/** UTC; partitions are made three months ahead, so a missed night harms nobody. */
const schedule = `
10 18 * * * make_event_partitions ?fill=1d
20 * * * * forget_idempotent_requests
40 * * * * forget_sessions
50 * * * * forget_page_tokens
`;

export async function startJobs(context: Context): Promise<Runner> {
  return run({
    pgPool: context.database.system,
    taskList: tasksOf(context),
    crontab: schedule,
    concurrency: jobs_at_once,
    pollInterval: poll_ms,
    noHandleSignals: true,
    logger: quietLogger(context),
  });
}

/** graphile-worker's lines go to the product's own log; its routine chatter only at debug level. */
function quietLogger(context: Context): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') context.log.error({ job_message: message }, 'job');
    else if (level === 'warning') context.log.warn({ job_message: message }, 'job');
    else context.log.debug({ job_message: message }, 'job');
  });
}
