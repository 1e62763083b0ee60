// Be Vietnam Pro for people who work here all day: its faces, their addresses and their CSS. Readers' pages send no font.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface FontFace {
  /** Address that changes when the bytes do, so that it can be kept for good. */
  readonly path: string;
  readonly bytes: Buffer;
  readonly weight: number;
  readonly subset: FontSubset;
}

type FontSubset = 'latin' | 'vietnamese';

const subsets: readonly FontSubset[] = ['latin', 'vietnamese'];
/** The weights that pages use: text, labels and tags, headings. */
const weights = [400, 600, 700] as const;

const packageName = '@fontsource/be-vietnam-pro';
// The bundle lies in dist/: the package is found from there as from here.
const require = createRequire(import.meta.url);
const unicodeRanges = require(`${packageName}/unicode.json`) as Record<FontSubset, string>;

export const workFonts: readonly FontFace[] = weights.flatMap((weight) =>
  subsets.map((subset) => {
    const bytes = readFileSync(require.resolve(`${packageName}/files/be-vietnam-pro-${subset}-${weight}-normal.woff2`));
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    return { path: `/phong-chu/be-vietnam-pro-${subset}-${weight}-${hash}.woff2`, bytes, weight, subset };
  }),
);

/** Text stands in a system font until the face is there: on a slow line nobody waits for letters. */
export const fontFaceCss = workFonts
  .map(
    ({ path, weight, subset }) =>
      `@font-face{font-family:"Be Vietnam Pro";font-weight:${weight};font-display:swap;src:url(${path}) format("woff2");unicode-range:${unicodeRanges[subset]}}`,
  )
  .join('\n');

/** Faces of the running text, asked for before the style sheet names them. */
export const preloadedFontPaths: readonly string[] = workFonts.filter(({ weight }) => weight === 400).map(({ path }) => path);
