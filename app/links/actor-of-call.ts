// Whether a request may write links, in whose name, and which hosts are our own for it.
import { AppError } from '../errors.ts';
import { originOf } from '../http.ts';
import type { Call } from '../http.ts';
import { orgIdOf } from '../access/reader.ts';
import { linksWords } from '../ui/words/links.ts';
import type { LinkActor } from './link.ts';

/** Also the host that the request came to: behind a proxy, or where NGUON_ORIGIN is not set, both reach this product. */
export function actorOfCall({ context, caller, request }: Call): LinkActor {
  return { orgId: orgIdOf(caller), ownHosts: [...new Set([new URL(originOf(context, request)).host, request.host])] };
}

/** An organisation that waits for approval looks only. */
export function checkMayWrite({ caller }: Call): void {
  if (!caller.scopes.includes('links'))
    throw new AppError('forbidden', 'organisation_not_approved', { vi: linksWords.vi.waiting, en: linksWords.en.waiting });
}
