// The one table of routes: method, path, who may call it, what kind of answer refusals take, handler.
import { accountRoutes } from './access/account/http.ts';
import { signInRoutes } from './access/sign-in/http.ts';
import { fileRoutes } from './assets/http.ts';
import { makeOptionsRoutes } from './epcis-options.ts';
import type { Route } from './http.ts';
import { captureRoutes } from './capture/http.ts';
import { codeRoutes } from './codes/http.ts';
import { consoleRoutes } from './console/http.ts';
import { healthRoutes } from './health/http.ts';
import { linkApiRoutes } from './links/api/http.ts';
import { linkRoutes } from './links/pages/http.ts';
import { linkTableRoutes } from './links/table/http.ts';
import { masterDataRoutes } from './master-data/http.ts';
import { makeOpenApiRoutes } from './openapi/http.ts';
import { portalRoutes } from './portal/http.ts';
import { pagingRoutes } from './paging/http.ts';
import { queryRoutes } from './query/http.ts';
import { topLevelRoutes } from './query/top-level-http.ts';
import { profileRoutes } from './profile/http.ts';
import { resolverRoutes } from './resolver/http.ts';
import { scanRoutes } from './scan/http.ts';
import { soapRoutes } from './soap/http.ts';
import { subscriptionRoutes } from './subscription/http.ts';
import { subscriptionPageRoutes } from './subscription/workspace-http.ts';
import { scannerRoutes } from './scanner/http.ts';
import { traceRoutes } from './trace/http.ts';
import { workspaceRoutes } from './workspace/http.ts';

/** Grouped by who uses them. Each capability lists its rows in its http.ts; a row without `who` does not compile. */
const listed: readonly Route[] = [
  ...healthRoutes,
  ...fileRoutes,
  ...signInRoutes,
  ...accountRoutes,
  ...captureRoutes,
  ...queryRoutes,
  ...topLevelRoutes,
  ...subscriptionRoutes,
  ...masterDataRoutes,
  ...pagingRoutes,
  ...soapRoutes,
  ...codeRoutes,
  ...traceRoutes,
  ...resolverRoutes,
  ...scanRoutes,
  ...scannerRoutes,
  ...portalRoutes,
  ...workspaceRoutes,
  ...subscriptionPageRoutes,
  ...linkRoutes,
  ...linkTableRoutes,
  ...linkApiRoutes,
  ...consoleRoutes,
  ...profileRoutes,
];

const withDescription: readonly Route[] = [...listed, ...makeOpenApiRoutes(() => routes)];

/** OPTIONS follows from the rows above. */
export const routes: readonly Route[] = [...withDescription, ...makeOptionsRoutes(withDescription)];
