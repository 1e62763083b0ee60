// GET /.well-known/gs1resolver: what this resolver can do (Conformant Resolver §3, description file 1.2.0).
import { originOf } from '../http.ts';
import type { Call } from '../http.ts';
import { gs1Voc } from './link-types.ts';
import { linksetContext } from './linkset.ts';
import { crossOriginHeaders } from './resolver-headers.ts';

export function sendDescription({ context, request, reply }: Call): unknown {
  const { name } = context.config.province;
  return reply
    .headers(crossOriginHeaders)
    .header('cache-control', 'public, max-age=3600')
    .type('application/json')
    .send(
      JSON.stringify({
        name: `Nguồn – Cổng truy xuất nguồn gốc ${name}`,
        resolverRoot: originOf(context, request),
        supportedPrimaryKeys: ['all'],
        supportedLinkType: [{ namespace: gs1Voc, prefix: 'gs1:' }],
        linkTypeDefaultCanBeLinkset: false,
        jsonLdContextLocation: linksetContext,
        contact: { fn: `Cổng truy xuất nguồn gốc ${name}`, hasAddress: { region: name } },
      }),
    );
}
