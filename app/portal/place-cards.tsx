// Places as cards that can be tapped anywhere: what it is, where, whose, and the code of its growing area.
import { placeKindWords } from '../ui/words/place-kinds.ts';
import { portalWords } from '../ui/words/portal.ts';
import { nameIn, unitIn, withLang } from './page-frame.tsx';
import type { PlaceHit } from './entries.ts';

/** Whose place it is, is left out on that maker's own page. */
export function PlaceCards({ places, lang, withMaker = true }: { places: readonly PlaceHit[]; lang: 'vi' | 'en'; withMaker?: boolean }) {
  const words = portalWords[lang];
  return (
    <ul class="grid">
      {places.map((place) => (
        <li class="card goods bare">
          <div>
            <h3>
              <a href={withLang(`/xem/${place.thing}`, lang)}>{nameIn(lang, place)}</a>
            </h3>
            <p>{[placeKindWords[lang][place.kind], unitIn(lang, place)].filter(Boolean).join('. ')}</p>
            {withMaker && <p>{words.placeOf(place.maker_name)}</p>}
            {place.growing_area_code !== null && <p>{words.growingArea(place.growing_area_code)}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
