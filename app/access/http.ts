// All requests of signing in and of a person's account.
import type { Route } from '../http.ts';
import { accountRoutes } from './account/http.ts';
import { signInRoutes } from './sign-in/http.ts';

export const accessRoutes: readonly Route[] = [...signInRoutes, ...accountRoutes];
