// What discovery under /epcis answers to each of the five readers.
import { routes } from '../../app/routes.ts';
import type { Expectation } from './route-expectations.ts';

/** Discovery tells what we can do, not what there is: everybody gets it. */
const discovery: readonly Expectation[] = routes
  .filter(({ method, path }) => method === 'OPTIONS' && path.startsWith('/epcis'))
  .map(({ path }) => ({ route: `OPTIONS ${path}`, url: path.replace(/:\w+/g, 'x'), statuses: [204, 204, 204, 204, 204] }));

export const epcisExpectations: readonly Expectation[] = [...discovery];
