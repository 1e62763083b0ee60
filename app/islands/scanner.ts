// The scanner at work: opens and closes the camera, reads its pictures several times a second, does what its readings ask for.
import { h, render } from 'preact';
import { closeCamera, openCamera, setTorch, setZoom } from './camera.ts';
import type { Camera } from './camera.ts';
import { makeDecoder } from './decoder.ts';
import type { Decode } from './found-symbol.ts';
import { grabFrame, isDark, readPhoto } from './frames.ts';
import { Market } from './market.ts';
import { readFrame, readPlain } from './read-frame.ts';
import type { Sighting } from './read-frame.ts';
import type { Reading } from './read-symbol.ts';
import { ScanScreen } from './scan-screen.tsx';
import type { Phase, ScannerActs, ScannerState } from './scanner-state.ts';
import { readSettings, signal, storeSettings, wakeSound } from './signals.ts';

/** Five pictures a second: enough for a hand that moves, little for a battery. */
const frame_every_ms = 200;
const thorough_every = 3;
const dark_frames_told = 15;

export class Scanner {
  readonly #section: HTMLElement;
  readonly #video = document.createElement('video');
  readonly #market: Market;
  #state: ScannerState;
  #camera: Camera | undefined;
  #decoder: Promise<Decode> | undefined;
  /** Each opening has its own number: a loop whose number is past ends. */
  #session = 0;

  constructor(section: HTMLElement) {
    this.#section = section;
    const lang = section.dataset['lang'] === 'en' ? 'en' : 'vi';
    this.#state = {
      lang,
      phase: { kind: 'closed' },
      tools: undefined,
      isMarket: false,
      list: [],
      cleared: [],
      settings: readSettings(),
      copied: undefined,
      spoken: '',
    };
    this.#market = new Market(
      () => this.#state,
      (change) => this.#show(change),
    );
    Object.assign(this.#video, { muted: true, playsInline: true });
    this.#video.setAttribute('aria-label', this.#market.words.viewfinder);
    document.addEventListener('visibilitychange', () => {
      if (document.hidden && this.#camera !== undefined) this.#close({ kind: 'paused' });
    });
    window.addEventListener('pagehide', () => this.#camera !== undefined && this.#close({ kind: 'paused' }));
  }

  setMarket(on: boolean): void {
    this.#show({ isMarket: on });
    if (on) this.#market.restore();
  }

  async open(): Promise<void> {
    await this.#openCamera(undefined);
  }

  async #openCamera(device: string | undefined): Promise<void> {
    wakeSound();
    closeCamera(this.#video);
    const session = ++this.#session;
    this.#camera = undefined;
    this.#show({ phase: { kind: 'opening' }, tools: undefined });
    const opened = await openCamera(this.#video, device);
    // Closed again before the person answered the phone's question.
    if (session !== this.#session) return opened.ok ? opened.camera.track.stop() : undefined;
    if (!opened.ok) return this.#close({ kind: 'fault', fault: opened.fault });
    const { camera } = opened;
    this.#camera = camera;
    if (document.hidden) return this.#close({ kind: 'paused' });
    camera.track.addEventListener('ended', () => session === this.#session && this.#close({ kind: 'fault', fault: 'lost' }));
    this.#show({
      phase: { kind: 'live', loading: true, dark: false },
      tools: { torch: camera.hasTorch ? false : undefined, zoom: camera.zoom, hasOthers: camera.devices.length > 1 },
    });
    try {
      const decode = await this.#loadDecoder();
      if (session === this.#session) await this.#readOn(decode, session);
    } catch {
      this.#decoder = undefined;
      if (session === this.#session) this.#close({ kind: 'fault', fault: 'reader' });
    }
  }

  #loadDecoder(): Promise<Decode> {
    this.#decoder ??= makeDecoder(this.#section.dataset['worker'] ?? '');
    return this.#decoder;
  }

  /** Until something was read, or the camera was closed. The next picture is taken when the last has been read. */
  async #readOn(decode: Decode, session: number): Promise<void> {
    const sightings = new Map<string, Sighting>();
    let dark = 0;
    for (let frame = 1; session === this.#session; frame++) {
      const from_ms = performance.now();
      const image = grabFrame(this.#video);
      if (image !== undefined) {
        dark = isDark(image) ? dark + 1 : 0;
        this.#sayLive(dark >= dark_frames_told);
        const symbols = await decode(image, frame % thorough_every === 0 ? 'thorough' : 'quick');
        if (session !== this.#session) return;
        this.#take(readFrame(symbols, sightings, performance.now(), location.origin));
      }
      await new Promise((resolve) => setTimeout(resolve, Math.max(30, frame_every_ms - (performance.now() - from_ms))));
    }
  }

  #sayLive(dark: boolean): void {
    const { phase } = this.#state;
    if (phase.kind === 'live' && (phase.loading || phase.dark !== dark)) this.#show({ phase: { kind: 'live', loading: false, dark } });
  }

  async readPicture(file: File): Promise<void> {
    wakeSound();
    this.#close({ kind: 'reading' });
    const session = this.#session;
    const image = await readPhoto(file);
    if (image === undefined) return this.#show({ phase: { kind: 'no_picture' } });
    try {
      const decode = await this.#loadDecoder();
      const symbols = await decode(image, 'photo');
      if (session !== this.#session) return;
      this.#show({ phase: { kind: 'no_code' } });
      this.#take(readPlain(symbols, location.origin));
    } catch {
      this.#decoder = undefined;
      this.#show({ phase: { kind: 'fault', fault: 'reader' } });
    }
  }

  /** One package's code opens its page; among several people choose; in the market all go on the list. */
  #take(readings: readonly Reading[]): void {
    const [first] = readings;
    if (first === undefined) return;
    if (this.#state.isMarket) {
      if (this.#state.phase.kind === 'no_code') this.#show({ phase: { kind: 'closed' } });
      this.#market.add(readings, Date.now());
      return;
    }
    signal('read', this.#state.settings);
    if (readings.length > 1) this.#close({ kind: 'several', readings });
    else this.#look(first);
  }

  #look(reading: Reading): void {
    const path = pathOf(reading);
    if (path === undefined) return this.#close({ kind: 'not_code', reading });
    this.#close({ kind: 'found' });
    location.assign(this.#state.lang === 'en' ? `${path}${path.includes('?') ? '&' : '?'}lang=en` : path);
  }

  #close(phase: Phase): void {
    this.#session++;
    this.#camera = undefined;
    closeCamera(this.#video);
    this.#show({ phase, tools: undefined });
  }

  readonly #acts: ScannerActs = {
    open: () => void this.open(),
    stop: () => this.#close({ kind: 'closed' }),
    toggleTorch: () => {
      const { tools } = this.#state;
      if (this.#camera === undefined || tools === undefined) return;
      void setTorch(this.#camera, tools.torch !== true);
      this.#show({ tools: { ...tools, torch: tools.torch !== true } });
    },
    changeCamera: () => {
      if (this.#camera === undefined) return;
      const { devices, device } = this.#camera;
      void this.#openCamera(devices[(devices.indexOf(device) + 1) % devices.length]);
    },
    zoom: (value) => {
      if (this.#camera !== undefined) void setZoom(this.#camera, value);
    },
    copy: (text) =>
      // Web views and pages without https have no clipboard.
      void Promise.resolve(
        (navigator.clipboard as Clipboard | undefined)?.writeText(text) ?? Promise.reject(new Error('no clipboard')),
      ).then(
        () => this.#show({ copied: true }),
        () => this.#show({ copied: false }),
      ),
    look: (reading) => this.#look(reading),
    change: (change) => {
      const settings = { ...this.#state.settings, ...change };
      storeSettings(settings);
      this.#show({ settings });
    },
    retryAway: () => this.#market.retryAway(),
    exportCsv: () => this.#market.exportCsv(),
    clear: () => this.#market.clear(),
    undo: () => this.#market.undo(),
  };

  #show(change: Partial<ScannerState>): void {
    const before = this.#state.phase.kind;
    this.#state = { ...this.#state, ...change, ...(change.phase === undefined ? {} : { copied: undefined }) };
    const { phase } = this.#state;
    const find = <Kind extends HTMLElement>(mark: string): Kind => this.#section.querySelector<Kind>(`[data-${mark}]`)!;
    const start = this.#section.querySelector<HTMLElement>('.start')!;
    start.hidden = phase.kind === 'opening' || phase.kind === 'live' || phase.kind === 'found';
    render(
      h(ScanScreen, { state: this.#state, acts: this.#acts, video: this.#video, icons: find<HTMLTemplateElement>('icons') }),
      find('screen'),
    );
    if (phase.kind === before || (before === 'opening' && phase.kind === 'live')) return;
    // The button that was pressed is gone: the focus goes on to what came in its place.
    const next = this.#section.querySelector<HTMLElement>('[data-screen] [data-focus]') ?? (before === 'live' ? find('open') : undefined);
    next?.focus();
  }
}

/** Where a reading leads by itself: to the page of a code, or through the register of other systems' identifiers to one. */
function pathOf(reading: Reading): string | undefined {
  if (reading.kind === 'code') return `/xem${reading.path}`;
  return reading.kind === 'ours' && reading.href.startsWith('/dinh-danh/') ? reading.href : undefined;
}
