// The text of an XML document as it comes in pieces: what is not read yet, and on which line a place stands.

/** Holds back what has begun and not ended, and looks at it again only when its end may have come: no piece is scanned twice. */
export class XmlSource {
  /** The text at hand, line breaks normalised (XML 1.0 §2.11). */
  text = '';
  /** Everything before is read. */
  at = 0;
  /** Whether anything but a byte order mark has come. */
  hasText = false;
  private line = 1;
  private lineStart = 0;
  private nextBreak = -1;
  private started = false;
  private carriage = false;
  /** Further pieces of what has not ended, the text that ends it, and the last characters seen. */
  private held: string[] = [];
  private heldLength = 0;
  private wanted = '';
  private tail = '';

  /** How long the part is that has begun and not ended, in characters. */
  get pendingLength(): number {
    return this.text.length - this.at + this.heldLength;
  }

  /** Waits for `ending` before there is anything more to read; '' = any further text may tell. */
  await(ending: string): void {
    this.wanted = ending;
    this.tail = ending.length > 1 ? this.text.slice(-2) : '';
  }

  /** Whether there is something to read now. */
  push(piece: string): boolean {
    const text = this.normalise(piece);
    if (text !== '' || this.carriage) this.hasText = true;
    if (text === '') return false;
    this.held.push(text);
    this.heldLength += text.length;
    if (this.wanted !== '' && !(this.tail + text).includes(this.wanted)) {
      this.tail = (this.tail + text).slice(-2);
      return false;
    }
    this.join();
    return true;
  }

  /** The last of the text, as one. */
  finish(): void {
    if (this.carriage) this.held.push('\n');
    this.carriage = false;
    this.join();
  }

  private normalise(piece: string): string {
    let text = piece;
    if (!this.started && text !== '') {
      this.started = true;
      if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    }
    if (this.carriage && text !== '') {
      text = `\r${text}`;
      this.carriage = false;
    }
    if (!text.includes('\r')) return text;
    // Whether a line feed follows is told by the next piece.
    this.carriage = text.endsWith('\r');
    return text.slice(0, this.carriage ? -1 : undefined).replace(/\r\n?/g, '\n');
  }

  private join(): void {
    const { at } = this;
    if (at > 0) this.countLines(at);
    const rest = this.text.slice(at);
    const [first = ''] = this.held;
    this.text = rest === '' && this.held.length === 1 ? first : rest + this.held.join('');
    this.at = 0;
    this.lineStart -= at;
    this.nextBreak = this.text.indexOf('\n', Math.max(0, this.lineStart));
    this.held = [];
    this.heldLength = 0;
    this.wanted = '';
    this.tail = '';
  }

  /** Places must be asked for in the order of the text. */
  private countLines(index: number): void {
    while (this.nextBreak >= 0 && this.nextBreak < index) {
      this.line += 1;
      this.lineStart = this.nextBreak + 1;
      this.nextBreak = this.text.indexOf('\n', this.lineStart);
    }
  }

  /** Line of an index of the text, from 1. */
  lineOf(index: number): number {
    if (this.nextBreak >= 0 && this.nextBreak < index) this.countLines(index);
    return this.line;
  }

  /** Column of an index on the line that was asked for last, from 1. */
  columnOf(index: number): number {
    return index - this.lineStart + 1;
  }
}
