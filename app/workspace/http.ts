// All requests of an organisation's workspace.
import type { Route } from '../http.ts';
import { documentRoutes } from './documents-http.ts';
import { uploadRoutes } from './upload-http.ts';
import { eventRoutes } from './events-http.ts';
import { intakeRoutes } from './intake-http.ts';
import { keyRoutes } from './keys-http.ts';
import { registerRoutes } from './register-http.ts';
import { settingsRoutes } from './settings-http.ts';

export const workspaceRoutes: readonly Route[] = [
  ...documentRoutes,
  ...uploadRoutes,
  ...eventRoutes,
  ...registerRoutes,
  ...keyRoutes,
  ...intakeRoutes,
  ...settingsRoutes,
];
