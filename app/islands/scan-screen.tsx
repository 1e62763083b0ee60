// The scanner's screen: viewfinder and its tools, what was read, help where the camera stays closed. A function of a value.
import { scannerWords } from '../ui/words/scanner.ts';
import type { ScannerWords } from '../ui/words/scanner.ts';
import { isInApp } from './camera.ts';
import { ListPart } from './list-part.tsx';
import type { Reading } from './read-symbol.ts';
import { readable } from './readable.ts';
import type { Phase, ScannerActs, ScannerState } from './scanner-state.ts';

export interface ScreenProps {
  readonly state: ScannerState;
  readonly acts: ScannerActs;
  /** One element for as long as the page lives: a new one would close the camera. */
  readonly video: HTMLVideoElement;
  readonly icons: HTMLTemplateElement;
}

export function ScanScreen({ state, acts, video, icons }: ScreenProps) {
  const words = scannerWords[state.lang];
  const { phase } = state;
  const isOpen = phase.kind === 'opening' || phase.kind === 'live';
  return (
    <>
      {isOpen && <div class={state.isMarket ? 'view low' : 'view'} ref={(box: HTMLDivElement | null) => box?.append(video)} />}
      <p class="say" role="status">
        {sayPhase(phase, words)}
      </p>
      {isOpen && <Tools state={state} acts={acts} words={words} />}
      {phase.kind === 'paused' && <Again label={words.again} act={acts.open} />}
      {phase.kind === 'fault' && <FaultHelp fault={phase.fault} state={state} acts={acts} />}
      {phase.kind === 'several' && <Several readings={phase.readings} acts={acts} words={words} />}
      {phase.kind === 'not_code' && <NotCode reading={phase.reading} state={state} acts={acts} />}
      {state.isMarket && <ListPart state={state} acts={acts} icons={icons} />}
    </>
  );
}

function sayPhase(phase: Phase, words: ScannerWords): string {
  switch (phase.kind) {
    case 'opening':
      return words.opening;
    case 'live':
      return phase.loading ? words.loading : phase.dark ? words.dark : words.aim;
    case 'paused':
      return words.paused;
    case 'reading':
      return words.reading;
    case 'found':
      return words.found;
    case 'no_code':
      return words.noCode;
    case 'no_picture':
      return words.noPicture;
    default:
      return '';
  }
}

function Tools({ state: { tools }, acts, words }: { state: ScannerState; acts: ScannerActs; words: ScannerWords }) {
  return (
    <div class="tools">
      <button class="btn" type="button" data-focus onClick={acts.stop}>
        {words.stop}
      </button>
      {tools?.torch !== undefined && (
        <button class="btn quiet" type="button" aria-pressed={tools.torch} onClick={acts.toggleTorch}>
          {tools.torch ? words.torchOff : words.torchOn}
        </button>
      )}
      {tools?.hasOthers === true && (
        <button class="btn quiet" type="button" onClick={acts.changeCamera}>
          {words.otherCamera}
        </button>
      )}
      {tools?.zoom !== undefined && (
        <label>
          {words.zoom}
          <input type="range" {...tools.zoom} onInput={({ currentTarget }) => acts.zoom(currentTarget.valueAsNumber)} />
        </label>
      )}
    </div>
  );
}

function Again({ label, act }: { label: string; act: () => void }) {
  return (
    <p class="tools">
      <button class="btn" type="button" data-focus onClick={act}>
        {label}
      </button>
    </p>
  );
}

function FaultHelp({ fault, state, acts }: { fault: string; state: ScannerState; acts: ScannerActs }) {
  const words = scannerWords[state.lang];
  const help = words.faults[fault]!;
  return (
    <div class="help" tabIndex={-1} data-focus>
      <h2>{help.title}</h2>
      <p>{help.text}</p>
      {(fault === 'in_app' || isInApp()) && (
        <>
          <h3>{words.inAppTitle}</h3>
          <ul>
            <li>{words.inAppAndroid}</li>
            <li>{words.inAppApple}</li>
            <li>{words.inAppCopy}</li>
          </ul>
          <p class="hint">{words.address}</p>
          <code>{location.href}</code>
        </>
      )}
      <div class="row">
        {fault !== 'insecure' && fault !== 'unsupported' && fault !== 'in_app' && (
          <button class="btn" type="button" onClick={acts.open}>
            {words.retry}
          </button>
        )}
        {(fault === 'in_app' || isInApp()) && <Copy label={words.copy} text={location.href} state={state} acts={acts} />}
      </div>
    </div>
  );
}

function Copy({ label, text, state, acts }: { label: string; text: string; state: ScannerState; acts: ScannerActs }) {
  const words = scannerWords[state.lang];
  return (
    <>
      <button class="btn quiet" type="button" onClick={() => acts.copy(text)}>
        {label}
      </button>
      <span role="status">{state.copied === undefined ? '' : state.copied ? words.copied : words.copyFailed}</span>
    </>
  );
}

function Several({ readings, acts, words }: { readings: readonly Reading[]; acts: ScannerActs; words: ScannerWords }) {
  return (
    <div class="help" tabIndex={-1} data-focus>
      <h2>{words.severalTitle(readings.length)}</h2>
      <p>{words.several}</p>
      <ul class="found">
        {readings.map((reading) => (
          <li key={reading.text}>
            <button type="button" onClick={() => acts.look(reading)}>
              {reading.kind === 'code' ? readable(reading.path) : reading.text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Read aright, but not of goods: shown as text, opened by nobody but the reader. */
function NotCode({ reading, state, acts }: { reading: Reading; state: ScannerState; acts: ScannerActs }) {
  const words = scannerWords[state.lang];
  return (
    <div class="help" tabIndex={-1} data-focus>
      <h2>{reading.kind === 'faulty' ? words.badCode : words.notCodeTitle}</h2>
      <p>
        {reading.kind === 'faulty'
          ? reading[state.lang]
          : reading.kind === 'link'
            ? words.foreign(reading.host)
            : reading.kind === 'ours'
              ? words.ours
              : words.notCode}
      </p>
      <code>{reading.text.replaceAll('\u001d', ' ')}</code>
      <div class="row">
        {reading.kind === 'ours' && (
          <a class="btn" href={reading.href}>
            {words.openOurs}
          </a>
        )}
        <button class={reading.kind === 'ours' ? 'btn quiet' : 'btn'} type="button" onClick={acts.open}>
          {words.again}
        </button>
        <Copy label={words.copyText} text={reading.text} state={state} acts={acts} />
      </div>
    </div>
  );
}
