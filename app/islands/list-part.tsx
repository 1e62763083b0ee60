// The list of scanning on and on: how many of each kind, then the answers, newest first, with what can be done with them.
import { scannerWords } from '../ui/words/scanner.ts';
import type { ScannerWords } from '../ui/words/scanner.ts';
import { countGroups, entries_max, lookOf } from './scan-list.ts';
import type { Entry } from './scan-list.ts';
import { readable } from './readable.ts';
import type { ScannerActs, ScannerState } from './scanner-state.ts';

interface ListProps {
  readonly state: ScannerState;
  readonly acts: ScannerActs;
  readonly icons: HTMLTemplateElement;
}

/** Pill of each group; colour never stands alone. */
const tones: Readonly<Record<string, string>> = { right: 'tag', wait: 'tag wait', not_activated: 'tag wait', stop: 'tag stop' };

export function ListPart({ state, acts, icons }: ListProps) {
  const words = scannerWords[state.lang];
  const { list, cleared, settings } = state;
  const away = list.filter((entry) => entry.state === 'away').length;
  return (
    <section aria-labelledby="da-quet">
      <p class="vh" role="status">
        {state.spoken}
      </p>
      <h2 id="da-quet">
        {words.listTitle} ({words.counts(list.length)})
      </h2>
      <ul class="tally">
        {countGroups(list).map(([group, count]) => (
          <li key={group} class={tones[group] ?? 'tag plain'}>
            {words.groups[group]}: {count}
          </li>
        ))}
      </ul>
      <div class="row">
        <Switch label={words.sound} on={settings.sound} change={(sound) => acts.change({ sound })} />
        {'vibrate' in navigator && (
          <Switch label={words.vibration} on={settings.vibration} change={(vibration) => acts.change({ vibration })} />
        )}
      </div>
      {away > 0 && (
        <div class="note wait">
          <p>{words.awayBand(away)}</p>
          <button class="btn quiet" type="button" onClick={acts.retryAway}>
            {words.retryNow}
          </button>
        </div>
      )}
      {list.length >= entries_max && <p class="note wait">{words.full(entries_max)}</p>}
      {list.length === 0 && cleared.length === 0 && <p class="soft">{words.listEmpty}</p>}
      {cleared.length > 0 && (
        <div class="row" role="status">
          <span>{words.cleared(cleared.length)}</span>
          <button class="btn quiet" type="button" onClick={acts.undo}>
            {words.undo}
          </button>
        </div>
      )}
      <ol class="list">
        {list.map((entry) => (
          <Line key={entry.key} entry={entry} words={words} lang={state.lang} icons={icons} />
        ))}
      </ol>
      {list.length > 0 && (
        <div class="row">
          <button class="btn quiet" type="button" onClick={acts.exportCsv}>
            {words.exportCsv}
          </button>
          <button class="btn link" type="button" onClick={acts.clear}>
            {words.clear}
          </button>
        </div>
      )}
    </section>
  );
}

function Switch({ label, on, change }: { label: string; on: boolean; change: (on: boolean) => void }) {
  return (
    <label class="choice">
      <input type="checkbox" checked={on} onChange={({ currentTarget }) => change(currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}

/** Signs of what has no verdict. */
const signs: Readonly<Record<string, string>> = { away: 'cloud', other: 'ask' };

function Line({ entry, words, lang, icons }: { entry: Entry; words: ScannerWords; lang: 'vi' | 'en'; icons: HTMLTemplateElement }) {
  const { answer, path } = entry;
  const look = lookOf(entry);
  const sign = icons.content.querySelector(`[data-icon="${signs[look] ?? look}"]`)?.outerHTML ?? '';
  const name = answer?.name ?? (path === undefined ? entry.text.replaceAll('\u001d', ' ') : readable(path));
  const detail = [
    hasText(answer?.lot) ? words.lot(answer.lot) : '',
    hasText(answer?.serial) ? words.serial(answer.serial) : '',
    answer?.maker,
    entry.times > 1 ? words.times(entry.times) : '',
  ].filter(hasText);
  const href = answer?.path ?? (path === undefined ? undefined : `/xem${path}${lang === 'en' ? '?lang=en' : ''}`);
  return (
    <li>
      <i class={look === 'away' ? 'cloud' : look} aria-hidden="true" dangerouslySetInnerHTML={{ __html: sign }} />
      <b>{answer?.title ?? stateWords(entry, words)}</b>
      <p>{href === undefined ? name : <a href={href}>{name}</a>}</p>
      <p>
        {[detail.join(' · '), ...(answer?.warnings ?? []), ...(answer?.asks_lot === true ? [words.askLot] : []), entry.note ?? '']
          .filter((text) => text !== '')
          .join('. ')}
      </p>
    </li>
  );
}

function hasText(text: string | null | undefined): text is string {
  return text !== undefined && text !== null && text !== '';
}

function stateWords({ state }: Entry, words: ScannerWords): string {
  return state === 'waiting' ? words.waiting : state === 'away' ? words.away : words.notProduct;
}
