// Style sheets, the icon, and pictures by the hash of their content: all may be kept for good by readers.
import { AppError } from '../errors.ts';
import { blobTypes, readBlob } from '../blobs.ts';
import type { BlobKind } from '../blobs.ts';
import type { Call, Route } from '../http.ts';
import { brandMarkSvg } from '../ui/brand-mark.tsx';
import { stylesheets } from '../ui/stylesheet.ts';

export const assetRoutes: readonly Route[] = [
  { method: 'GET', path: '/tai-san/bieu-tuong.svg', who: 'public', answer: 'page', handle: sendIcon },
  { method: 'GET', path: '/tai-san/:name', who: 'public', answer: 'page', handle: sendStylesheet },
  { method: 'GET', path: '/anh/:name', who: 'public', answer: 'page', handle: sendPicture },
  {
    method: 'GET',
    path: '/favicon.ico',
    who: 'public',
    answer: 'page',
    handle: ({ reply }) => reply.redirect('/tai-san/bieu-tuong.svg', 301),
  },
];

const forever = 'public, max-age=31536000, immutable';
const iconSvg = brandMarkSvg.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ');

function sendIcon({ reply }: Call): unknown {
  return reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(iconSvg);
}

function sendStylesheet({ request, reply }: Call): unknown {
  const { name } = request.params as { name: string };
  const sheet = Object.values(stylesheets).find(({ path }) => path === `/tai-san/${name}`);
  if (sheet === undefined) throw new AppError('not_found', 'not_found');
  return reply.type('text/css; charset=utf-8').header('cache-control', forever).send(sheet.css);
}

/** Drawings are images only: their own policy lets nothing in them run, wherever they are opened. */
async function sendPicture({ context, request, reply }: Call): Promise<unknown> {
  const { name } = request.params as { name: string };
  const bytes = await readBlob(context.config.dataDir, name);
  if (bytes === undefined) throw new AppError('not_found', 'not_found');
  const kind = name.slice(name.lastIndexOf('.') + 1) as BlobKind;
  return reply
    .type(blobTypes[kind])
    .header('cache-control', forever)
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .send(bytes);
}
