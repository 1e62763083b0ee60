// Cuts the text of an EPCIS document in JSON, as it comes, into its events and the frame around them: memory holds one event.

const LIST_PATHS = ['epcisBody/eventList', 'epcisBody/queryResults/resultsBody/eventList'];
/** Objects and lists around a list of events; deeper nothing is looked for. */
const LIST_DEPTH_MAX = Math.max(...LIST_PATHS.map((path) => path.split('/').length));
const KEY_MAX_CHARS = 64;

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;

export interface SplitLimits {
  /** Longest text of one event. */
  readonly eventMaxChars: number;
  /** Longest text of all that stands around the events. */
  readonly frameMaxChars: number;
}

export interface SplitFrame {
  /** The document with empty event lists; valid JSON exactly if the document is, its events set aside. */
  readonly text: string;
  /** Path of the list that was cut, `$.epcisBody.eventList`; undefined where there is none. */
  readonly listPath: string | undefined;
  /** What was longer than its limit: nothing after it was read. */
  readonly tooLong: 'event' | 'frame' | undefined;
}

/**
 * Push splitter. `write` gives the texts of the events that ended in it, uninterpreted: a reader of JSON finds what is wrong
 * with them. Texts joined by commas are what stood in the list, so that nothing broken can pass as whole.
 */
export class JsonEventSplitter {
  readonly #limits: SplitLimits;
  #frame: string[] = [];
  #frameChars = 0;
  #event: string[] = [];
  #eventChars = 0;
  #given = 0;
  #listPath: string | undefined;
  #tooLong: SplitFrame['tooLong'];
  #isInString = false;
  #isEscaped = false;
  /** Of the list that is being read; 0 = none is. */
  #listDepth = 0;
  #depth = 0;
  /** The key whose value is being read, by depth; '' in lists. */
  #keys: string[] = [];
  #word = '';

  constructor(limits: SplitLimits) {
    this.#limits = limits;
  }

  write(text: string): string[] {
    const events: string[] = [];
    if (this.#tooLong !== undefined) return events;
    let start = 0;
    for (let at = 0; at < text.length && this.#tooLong === undefined; at += 1) {
      const code = text.charCodeAt(at);
      if (this.#isInString) {
        this.#readInString(code, text, at);
        continue;
      }
      if (code === QUOTE) {
        this.#isInString = true;
        this.#word = '';
      } else if (code === 0x7b || code === 0x5b) {
        const listPath = code === 0x5b ? this.#findListPath() : undefined;
        if (listPath !== undefined) {
          this.#keep(text.slice(start, at + 1));
          start = at + 1;
        }
        this.#open(listPath);
      } else if (this.#listDepth > 0 && this.#depth === this.#listDepth && (code === COMMA || code === 0x5d)) {
        this.#keep(text.slice(start, at));
        start = code === COMMA ? at + 1 : at;
        this.#take(events, code === COMMA);
        if (code !== COMMA) this.#close();
      } else if (code === 0x7d || code === 0x5d) {
        // A brace cannot close the list: what follows stays an event without end, and the frame stays open.
        if (this.#listDepth === 0 || this.#depth > this.#listDepth) this.#close();
      } else if (code === COLON && this.#listDepth === 0 && this.#depth <= LIST_DEPTH_MAX) this.#keys[this.#depth] = this.#word;
    }
    this.#keep(text.slice(start));
    return events;
  }

  end(): SplitFrame {
    return { text: this.#frame.join(''), listPath: this.#listPath, tooLong: this.#tooLong };
  }

  #readInString(code: number, text: string, at: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (code === BACKSLASH) this.#isEscaped = true;
    else if (code === QUOTE) {
      this.#isInString = false;
      return;
    }
    if (this.#listDepth === 0 && this.#word.length <= KEY_MAX_CHARS) this.#word += text[at];
  }

  /** Where a list that opens here is one of events. */
  #findListPath(): string | undefined {
    if (this.#listDepth > 0 || this.#depth > LIST_DEPTH_MAX) return undefined;
    const path = this.#keys.slice(1, this.#depth + 1).join('/');
    return LIST_PATHS.includes(path) ? `$.${path.replaceAll('/', '.')}` : undefined;
  }

  #open(listPath: string | undefined): void {
    this.#depth += 1;
    if (this.#listDepth === 0 && this.#depth <= LIST_DEPTH_MAX) this.#keys[this.#depth] = '';
    if (listPath === undefined) return;
    this.#listDepth = this.#depth;
    this.#listPath = listPath;
    this.#given = 0;
  }

  #close(): void {
    if (this.#depth === this.#listDepth) this.#listDepth = 0;
    this.#depth = Math.max(0, this.#depth - 1);
  }

  #take(events: string[], more: boolean): void {
    const event = this.#event.join('');
    this.#event = [];
    this.#eventChars = 0;
    // An empty list holds no event; an empty place between commas is for the reader to complain of.
    if (!more && this.#given === 0 && event.trim() === '') return;
    this.#given += 1;
    events.push(event);
  }

  #keep(text: string): void {
    if (text === '') return;
    if (this.#listDepth > 0) {
      this.#eventChars += text.length;
      this.#event.push(text);
      if (this.#eventChars > this.#limits.eventMaxChars) this.#tooLong = 'event';
      return;
    }
    this.#frameChars += text.length;
    this.#frame.push(text);
    if (this.#frameChars > this.#limits.frameMaxChars) this.#tooLong = 'frame';
  }
}
