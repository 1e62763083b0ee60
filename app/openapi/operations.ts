// All that is said of routes of the interface for programs.
import { apiOperations } from './api-operations.ts';
import { captureOperations } from './capture-operations.ts';
import { queryOperations } from './query-operations.ts';
import { topLevelOperations } from './top-level-operations.ts';
import type { Operation } from './operation.ts';

export const operations: readonly Operation[] = [...captureOperations, ...topLevelOperations, ...queryOperations, ...apiOperations];
