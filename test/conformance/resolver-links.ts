// The links that the resolver's checks register: every key, every level, languages, media types, contexts, awkward targets.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gtin } from '../support/sample-events.ts';
import { keys } from './resolver-keys.ts';

export interface TestLink {
  readonly type: string;
  readonly href: string;
  readonly title?: string;
  readonly hreflang?: readonly string[];
  readonly media?: string;
  readonly context?: readonly string[];
  readonly isDefault?: boolean;
  readonly isWithdrawn?: boolean;
}

export interface Registration {
  /** Path of the level, as in a Digital Link. */
  readonly path: string;
  readonly links: readonly TestLink[];
}

export const maker = 'https://maker.example';
const page = (type: string, name: string, more: Partial<TestLink> = {}): TestLink => ({ type, href: `${maker}/${name}`, ...more });
const trade = (item: number): string => `/01/${gtin(item)}`;

/** Identifiers by what is registered for them. */
export const items = {
  sixSets: trade(110),
  defaultAtEveryLevel: trade(111),
  threeLanguages: trade(112),
  twoLanguages: trade(113),
  multi: trade(114),
  mediaTypes: trade(115),
  contexts: trade(116),
  twins: trade(117),
  onePip: trade(118),
  awkwardTargets: trade(119),
  withdrawn: trade(120),
  otherTypes: trade(121),
  /** A product in the register without any link. */
  productAlone: trade(130),
  model: '/01/09506000164908',
  entry: '/01/09506000134352',
  assetEntry: '/8004/095060001343',
} as const;

export const sixSets: readonly { readonly level: string; readonly type: string }[] = [
  { level: '/235/T1', type: 'gs1:support' },
  { level: '/21/S1', type: 'gs1:dpp' },
  { level: '/22/V1/10/L1', type: 'gs1:certificationInfo' },
  { level: '/10/L1', type: 'gs1:recallStatus' },
  { level: '/22/V1', type: 'gs1:instructions' },
  { level: '', type: 'gs1:sustainabilityInfo' },
];

const vi = { hreflang: ['vi'] };
const en = { hreflang: ['en'] };
const fallback = (name: string): TestLink => page('gs1:pip', name, { isDefault: true });

export const registrations: readonly Registration[] = [
  ...keys.map((key) => ({ path: key.path, links: [fallback(`key/${key.ai}`)] })),
  ...sixSets.map(({ level, type }) => ({
    path: items.sixSets + level,
    links: [page(type, `six${level}`), ...(level === '' ? [fallback('six')] : [])],
  })),
  // Of other lots and variants: must never show.
  { path: `${items.sixSets}/10/L2`, links: [page('gs1:recallStatus', 'other-lot')] },
  { path: `${items.sixSets}/22/V2`, links: [page('gs1:instructions', 'other-variant')] },
  { path: `${items.sixSets}/22/V2/10/L1`, links: [page('gs1:certificationInfo', 'other-variant-lot')] },
  { path: `${items.sixSets}/21/S2`, links: [page('gs1:dpp', 'other-serial')] },
  ...sixSets.map(({ level }) => ({ path: items.defaultAtEveryLevel + level, links: [fallback(`default${level}`)] })),
  {
    path: items.threeLanguages,
    links: [
      fallback('three'),
      page('gs1:instructions', 'vi', vi),
      page('gs1:instructions', 'en', en),
      page('gs1:instructions', 'ja', { hreflang: ['ja'] }),
    ],
  },
  { path: items.twoLanguages, links: [fallback('two'), page('gs1:instructions', 'vi', vi), page('gs1:instructions', 'en', en)] },
  {
    path: items.multi,
    links: [
      page('gs1:homepage', 'home', { isDefault: true }),
      page('gs1:pip', 'home-vi', vi),
      page('gs1:pip', 'home-en', en),
      page('gs1:defaultLinkMulti', 'home-vi', vi),
      page('gs1:defaultLinkMulti', 'home-en', en),
    ],
  },
  {
    path: items.mediaTypes,
    links: [
      fallback('media'),
      page('gs1:certificationInfo', 'paper.html', { media: 'text/html' }),
      page('gs1:certificationInfo', 'paper.pdf', { media: 'application/pdf' }),
      page('gs1:certificationInfo', 'paper-vi.pdf', { media: 'application/pdf', ...vi }),
    ],
  },
  {
    path: items.contexts,
    links: [
      fallback('context'),
      page('gs1:certificationInfo', 'lk', { context: ['LK', 'IN'] }),
      page('gs1:certificationInfo', 'vn', { context: ['VN'] }),
      page('gs1:certificationInfo', 'any'),
    ],
  },
  {
    path: items.twins,
    links: [
      fallback('twins'),
      page('gs1:traceability', 'twin-1', vi),
      page('gs1:traceability', 'twin-2', vi),
      page('gs1:traceability', 'single', en),
    ],
  },
  { path: items.onePip, links: [page('gs1:pip', 'one', { isDefault: true, ...en })] },
  {
    path: items.awkwardTargets,
    links: [
      { type: 'gs1:pip', href: `${maker}/p?a=b#part`, isDefault: true },
      { type: 'gs1:instructions', href: `${maker}/q#part` },
      { type: 'gs1:certificationInfo', href: `${maker}/r?x=1` },
      { type: 'gs1:support', href: `${maker}/s%20t/?q=%C3%A9` },
    ],
  },
  {
    path: items.withdrawn,
    links: [
      fallback('still-there'),
      page('gs1:instructions', 'gone', { isWithdrawn: true }),
      page('gs1:certificationInfo', 'old', { isWithdrawn: true }),
      page('gs1:certificationInfo', 'new'),
    ],
  },
  {
    path: items.otherTypes,
    links: [
      fallback('other'),
      page('https://maker.example/voc/guide', 'guide'),
      page('gs1:recipeInfo', 'regional', { hreflang: ['zh-TW'] }),
      page('gs1:recipeInfo', 'plain', { hreflang: ['zh'] }),
    ],
  },
  // Worked examples of the compression standard.
  { path: '/01/09528765123457', links: [fallback('compressed')] },
  { path: '/01/80614141123458', links: [fallback('compressed-96')] },
];

interface EntryFile {
  readonly anchor: string;
  readonly defaultLinktype: string;
  readonly links: readonly (Omit<Target, 'title'> & { readonly linktype: string; readonly title: string })[];
}

interface Target {
  readonly href: string;
  readonly title: string;
  readonly type?: string;
  readonly hreflang?: readonly string[];
  readonly context?: readonly string[];
}

const asLink = (type: string, target: Target, isDefault: boolean): TestLink => ({
  type,
  href: target.href,
  title: target.title,
  isDefault,
  ...(target.hreflang !== undefined && { hreflang: target.hreflang }),
  ...(target.type !== undefined && { media: target.type }),
  ...(target.context !== undefined && { context: target.context }),
});

/** Other people's registrations: two data-entry records of Resolver CE, and the official suite's model linkset. */
export function readRegistrations(corpus: string): Registration[] {
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(corpus, 'gs1/linksets', name), 'utf8'));
  const entries = ['ce-entry-test_01_09506000134352.json', 'ce-entry-test_8004_095060001343.json'].map((name) => read(name) as EntryFile);
  const model = read('modelLinkset.json') as { linkset: (Record<string, unknown> & { anchor: string })[] };
  return [
    ...entries.map(({ anchor, defaultLinktype, links }) => {
      const first = links.find(({ linktype }) => linktype === defaultLinktype);
      return { path: anchor, links: links.map((link) => asLink(link.linktype, link, link === first)) };
    }),
    ...model.linkset.map((entry) => ({ path: new URL(entry.anchor).pathname, links: readModelEntry(entry) })),
  ];
}

/** The default of an entry is that link of a descriptive type which leads to the same target. */
function readModelEntry(entry: Record<string, unknown>): TestLink[] {
  const voc = 'https://ref.gs1.org/voc/';
  const typed = Object.entries(entry).flatMap(([type, targets]) =>
    Array.isArray(targets) && type !== `${voc}defaultLink` ? (targets as Target[]).map((target) => ({ type, target })) : [],
  );
  const [wanted] = (entry[`${voc}defaultLink`] as Target[] | undefined) ?? [];
  const first = typed.find(({ target }) => target.href === wanted?.href);
  return typed.map((one) => asLink(one.type.replace(voc, 'gs1:'), one.target, one === first));
}
