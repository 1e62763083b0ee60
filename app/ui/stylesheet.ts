// The style sheet of portal and workspace as bytes with a name that changes when its content does.
import { createHash } from 'node:crypto';
import { baseCss } from './base-css.ts';
import { componentCss } from './component-css.ts';
import { portalCss } from './portal-css.ts';
import { workCss } from './work-css.ts';

export interface Stylesheet {
  readonly path: string;
  readonly css: string;
}

function nameByContent(name: string, css: string): Stylesheet {
  return { path: `/tai-san/${name}-${createHash('sha256').update(css).digest('hex').slice(0, 12)}.css`, css };
}

/** One small sheet for readers, one that adds the workspace's typography and tabs. */
export const stylesheets = {
  portal: nameByContent('cong', [baseCss, componentCss, portalCss].join('\n')),
  work: nameByContent('lam-viec', [baseCss, componentCss, portalCss, workCss].join('\n')),
} as const;
