// In whose name a request writes links, and which hosts are our own for it.
import { originOf } from '../http.ts';
import type { Call } from '../http.ts';
import { orgIdOf } from '../access/reader.ts';
import type { LinkActor } from './link.ts';

/** Also the host that the request came to: behind a proxy, or where NGUON_ORIGIN is not set, both reach this product. */
export function actorOfCall({ context, caller, request }: Call): LinkActor {
  return { orgId: orgIdOf(caller), ownHosts: [...new Set([new URL(originOf(context, request)).host, request.host])] };
}
