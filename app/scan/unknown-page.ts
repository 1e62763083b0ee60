// The scan page of a code of which nothing is known, for whoever leads people to it: the resolver's 404.
import type { Context } from '../context.ts';
import type { Lang } from '../ui/words/lang.ts';
import { concludeScan, loadCode } from './look-up-code.ts';
import { makeRenderedPage } from './page/rendered-page.ts';
import type { RenderedPage } from './page/rendered-page.ts';
import { renderScanPage } from './page/scan-page.ts';
import { readScannedCode } from './scanned-code.ts';

/**
 * @param path of the code in its one spelling, `/01/…`
 * @returns undefined where something is known of it after all: its own page tells more
 */
export async function makeUnknownPage(context: Context, path: string, lang: Lang): Promise<RenderedPage | undefined> {
  const read = readScannedCode(path, '');
  if (!read.ok) return undefined;
  const { code } = read;
  const now_ms = context.now().getTime();
  const { province, origin } = context.config;
  const host = origin?.replace(/^https?:\/\//, '');
  const { view } = concludeScan(context, code, await loadCode(context, code), { lang, site: province, host, now_ms }, undefined);
  if (view.judgement.verdict !== 'unknown' && view.judgement.verdict !== 'unknown_item') return undefined;
  const address = `/xem${path}${lang === 'vi' ? '' : `?lang=${lang}`}`;
  return makeRenderedPage(
    { path: address, lang, status: 404, madeAt_ms: now_ms, counts: undefined, things: [code.thing] },
    renderScanPage(view),
  );
}
