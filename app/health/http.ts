// GET /health: 200 when the database answers, 503 otherwise.
import type { Route } from '../http.ts';
import { pingDatabase } from './store.ts';

export const healthRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/health',
    who: 'public',
    answer: 'json',
    async handle({ context, reply }) {
      const databaseUp = await pingDatabase(context.database.system);
      return reply
        .code(databaseUp ? 200 : 503)
        .header('cache-control', 'no-store')
        .send({ status: databaseUp ? 'ok' : 'database_unavailable' });
    },
  },
];
