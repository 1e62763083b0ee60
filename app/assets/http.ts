// Files under names of their content, to be kept for good: the letters of workspace and console, scripts and the wasm of islands.
import { AppError } from '../errors.ts';
import { policyWith } from '../http.ts';
import type { Call, Route } from '../http.ts';
import { workFonts } from '../ui/fonts/work-fonts.ts';
import { island_stem, islandFilesOf } from './island-files.ts';

export const fileRoutes: readonly Route[] = [
  { method: 'GET', path: '/phong-chu/:name', who: 'public', answer: 'page', handle: sendFont },
  { method: 'GET', path: `${island_stem}/:name`, who: 'public', answer: 'page', handle: sendIslandFile },
];

const forever = 'public, max-age=31536000, immutable';

function sendFont({ request, reply }: Call): unknown {
  const { name } = request.params as { name: string };
  const font = workFonts.find(({ path }) => path === `/phong-chu/${name}`);
  if (font === undefined) throw new AppError('not_found', 'not_found');
  return reply.type('font/woff2').header('cache-control', forever).send(font.bytes);
}

/** A worker obeys the policy that its own script came with, not its page's: it may compile wasm and ask nobody but us. */
const script_policy = policyWith({ 'script-src': "'self' 'wasm-unsafe-eval'" });

function sendIslandFile({ context, request, reply }: Call): unknown {
  const { name } = request.params as { name: string };
  const file = islandFilesOf(context).find(name);
  if (file === undefined) throw new AppError('not_found', 'not_found');
  const encoding = chooseEncoding(request.headers['accept-encoding']);
  if (encoding !== undefined) reply.header('content-encoding', encoding);
  return reply
    .type(file.type)
    .headers({ 'cache-control': forever, vary: 'accept-encoding', 'content-security-policy': script_policy })
    .send(encoding === 'br' ? file.br : encoding === 'gzip' ? file.gzip : file.plain);
}

/** The smallest form that the reader takes; `q=0` refuses one (RFC 9110 §12.5.3). */
function chooseEncoding(accept: string | undefined): 'br' | 'gzip' | undefined {
  const taken = new Set(
    (accept ?? '')
      .split(',')
      .map((part) => part.split(';').map((text) => text.trim().toLowerCase()))
      .filter(([, quality = 'q=1']) => Number(quality.slice(2)) > 0)
      .map(([name]) => name),
  );
  return taken.has('br') ? 'br' : taken.has('gzip') ? 'gzip' : undefined;
}
