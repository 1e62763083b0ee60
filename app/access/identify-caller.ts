// Decides who calls (API key, session cookie or nobody) and whether that caller may use a route.
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import type { Who } from '../http.ts';
import { publicCaller } from './reader.ts';
import type { Caller } from './reader.ts';

export async function identifyCaller(_context: Context, _request: FastifyRequest): Promise<Caller> {
  return publicCaller;
}

/** Throws unauthenticated (401) or forbidden (403) where `who` asks for more than the caller has. */
export function checkMayCall(caller: Caller, who: Who): void {
  if (who === 'public') return;
  if (who === 'query' && (caller.name === 'public' || caller.scopes.includes('query'))) return;
  if (who === 'capture' && caller.scopes.includes('capture')) return;
  if (caller.name === 'public') throw new AppError('unauthenticated', 'sign_in_first');
  if (who === 'signed_in') return;
  throw new AppError('forbidden', 'not_allowed');
}
