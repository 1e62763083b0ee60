// Page tokens given back over HTTP (EPCIS 2.0 §12.7).
import type { FastifyReply } from 'fastify';
import type { Call, Route } from '../http.ts';
import { endPageToken } from './next-page.ts';

export const pagingRoutes: readonly Route[] = [
  // For everybody: who was answered a page holds its token, whatever else he may do.
  { method: 'DELETE', path: '/epcis/nextPageToken/:token', who: 'public', answer: 'epcis', handle: deletePageToken },
];

async function deletePageToken(call: Call): Promise<FastifyReply> {
  await endPageToken(call, (call.request.params as { token: string }).token);
  return call.reply.code(204).send();
}
