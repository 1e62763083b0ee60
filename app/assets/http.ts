// The letters of workspace and console: woff2 files under names of their content, to be kept for good.
import { AppError } from '../errors.ts';
import type { Call, Route } from '../http.ts';
import { workFonts } from '../ui/fonts/work-fonts.ts';

export const fontRoutes: readonly Route[] = [{ method: 'GET', path: '/phong-chu/:name', who: 'public', answer: 'page', handle: sendFont }];

function sendFont({ request, reply }: Call): unknown {
  const { name } = request.params as { name: string };
  const font = workFonts.find(({ path }) => path === `/phong-chu/${name}`);
  if (font === undefined) throw new AppError('not_found', 'not_found');
  return reply.type('font/woff2').header('cache-control', 'public, max-age=31536000, immutable').send(font.bytes);
}
