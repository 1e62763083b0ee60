// The list of recalls in force, the newest first, each with the product, its lot and where to read on.
import { formatDateTimeVi, formatDateVi } from '@nguon/vn';
import { Breadcrumbs } from '../ui/breadcrumbs.tsx';
import { Layout } from '../ui/layout.tsx';
import { layoutWords } from '../ui/words/layout.ts';
import { portalWords } from '../ui/words/portal.ts';
import { unitIn, withLang } from './page-frame.tsx';
import type { PageFrame } from './page-frame.tsx';
import { Picture } from './product-cards.tsx';
import type { RecallRow } from './entries.ts';

export function RecallsPage({ recalls, frame }: { recalls: readonly RecallRow[]; frame: PageFrame }) {
  const { lang } = frame;
  const words = portalWords[lang];
  return (
    <Layout {...frame} section="recalls">
      <Breadcrumbs lang={lang} items={[{ label: layoutWords[lang].home, href: withLang('/', lang) }, { label: words.recallsTitle }]} />
      <h1>{words.recallsTitle}</h1>
      {recalls.length === 0 ? (
        <p class="lead">{words.noRecalls}</p>
      ) : (
        <>
          <p class="lead">{words.recallsLead}</p>
          <RecallCards recalls={recalls} lang={lang} heading="h2" />
        </>
      )}
      <p class="soft">{words.asOf(formatDateTimeVi(frame.now))}</p>
    </Layout>
  );
}

/** `heading`: the level that fits where the cards stand. */
export function RecallCards({
  recalls,
  lang,
  heading: Heading,
}: {
  recalls: readonly RecallRow[];
  lang: 'vi' | 'en';
  heading: 'h2' | 'h3';
}) {
  const words = portalWords[lang];
  return (
    <ul class="grid few">
      {recalls.map((recall) => {
        const name = (lang === 'en' ? (recall.product_name_en ?? recall.product_name) : recall.product_name) ?? recall.thing.slice(3, 17);
        return (
          <li class="card goods recalled">
            <Picture image={recall.image} />
            <div>
              <Heading>
                <a href={withLang(`/xem/${recall.thing}`, lang)}>{name}</a>
              </Heading>
              <p>
                <b>{lotLabel(recall.thing, lang)}</b>
              </p>
              {recall.maker_name !== null && <p>{[recall.maker_name, unitIn(lang, recall)].filter(Boolean).join(', ')}</p>}
              <p>{words.since(formatDateVi(recall.since))}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** `01/…/10/MT-210` → "Lô MT-210", `01/…/21/HK7` → "Số sê-ri HK7"; a key alone stands for every lot. */
export function lotLabel(thing: string, lang: 'vi' | 'en'): string {
  const words = portalWords[lang];
  const [, , ai, value] = thing.split('/');
  if (ai === undefined || value === undefined) return words.wholeProduct;
  return ai === '21' ? words.serial(decodeURIComponent(value)) : words.recalledLot(decodeURIComponent(value));
}
