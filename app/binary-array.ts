// Builds columns as PostgreSQL binary arrays: no quoting, no parsing on either side, so a batch insert costs little.

/** Object ids of the element types (pg_type.dat). */
const oid = { bytea: 17, int8: 20, int2: 21, int4: 23, text: 25, timestamptz: 1184, uuid: 2950 } as const;
/** Milliseconds from 1970 to PostgreSQL's epoch, 2000-01-01. */
const postgres_epoch_ms = 946_684_800_000;
const header_bytes = 20;
const first_size_bytes = 1_024;
/** Up to this length a loop over ASCII is quicker than a call out of JavaScript. */
const short_text_max_characters = 64;
const two_to_32 = 4_294_967_296;

/** One array that grows as elements are added; `finish` gives its bytes. */
class Column {
  protected bytes: Buffer;
  protected view: DataView;
  protected offset = header_bytes;
  readonly #elementOid: number;
  #count = 0;
  #hasNull = false;

  constructor(elementOid: number) {
    this.#elementOid = elementOid;
    this.bytes = Buffer.allocUnsafeSlow(first_size_bytes);
    this.view = new DataView(this.bytes.buffer);
  }

  addNull(): void {
    this.#hasNull = true;
    this.open(0);
    this.view.setInt32(this.offset, -1);
    this.offset += 4;
  }

  /** The array so far. The column is not to be used again. */
  finish(): Buffer {
    this.view.setInt32(0, 1);
    this.view.setInt32(4, this.#hasNull ? 1 : 0);
    this.view.setInt32(8, this.#elementOid);
    this.view.setInt32(12, this.#count);
    this.view.setInt32(16, 1);
    return this.bytes.subarray(0, this.offset);
  }

  /** Counts an element and makes room for its length and `size_bytes`. */
  protected open(size_bytes: number): void {
    this.#count++;
    const needed = this.offset + 4 + size_bytes;
    if (needed <= this.bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.offset));
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }

  /** Opens an element of a fixed size and gives the place of its value. Call it before touching `bytes` or `view`: it may replace them. */
  protected openFixed(size_bytes: number): number {
    this.open(size_bytes);
    this.view.setInt32(this.offset, size_bytes);
    const place = this.offset + 4;
    this.offset = place + size_bytes;
    return place;
  }
}

/** `text[]`; lone surrogates and NUL are the reader's business and never get here. */
export class TextColumn extends Column {
  constructor() {
    super(oid.text);
  }

  add(text: string | null | undefined): void {
    if (text === null || text === undefined) return this.addNull();
    // Three bytes a UTF-16 unit is the most UTF-8 needs: measuring each text exactly would cost another pass.
    this.open(text.length * 3);
    const start = this.offset + 4;
    const written = this.#writeShort(text, start) ?? this.bytes.write(text, start, 'utf8');
    this.view.setInt32(this.offset, written);
    this.offset = start + written;
  }

  /** Undefined where the text is long or not ASCII. */
  #writeShort(text: string, start: number): number | undefined {
    const { length } = text;
    if (length > short_text_max_characters) return undefined;
    const { bytes } = this;
    for (let index = 0; index < length; index++) {
      const code = text.charCodeAt(index);
      if (code > 127) return undefined;
      bytes[start + index] = code;
    }
    return length;
  }
}

export class Int4Column extends Column {
  constructor() {
    super(oid.int4);
  }
  add(value: number): void {
    const place = this.openFixed(4);
    this.view.setInt32(place, value);
  }
}

export class Int2Column extends Column {
  constructor() {
    super(oid.int2);
  }
  add(value: number): void {
    const place = this.openFixed(2);
    this.view.setInt16(place, value);
  }
}

export class Int8Column extends Column {
  constructor() {
    super(oid.int8);
  }
  add(value: bigint | null): void {
    if (value === null) return this.addNull();
    const place = this.openFixed(8);
    this.view.setBigInt64(place, value);
  }

  /** A whole number from 0 to 2^53 - 1: two halves are cheaper than a bigint. */
  addNumber(value: number): void {
    const place = this.openFixed(8);
    const high = Math.floor(value / two_to_32);
    this.view.setInt32(place, high);
    this.view.setUint32(place + 4, value - high * two_to_32);
  }
}

/** `timestamptz[]` of milliseconds since 1970. */
export class TimestampColumn extends Column {
  constructor() {
    super(oid.timestamptz);
  }
  add(instant_ms: number | null | undefined): void {
    if (instant_ms === null || instant_ms === undefined) return this.addNull();
    const place = this.openFixed(8);
    // Microseconds stay below 2^53 for 285 years around 2000: two halves are cheaper than a bigint.
    const microseconds = Math.round(instant_ms - postgres_epoch_ms) * 1_000;
    const high = Math.floor(microseconds / two_to_32);
    this.view.setInt32(place, high);
    this.view.setUint32(place + 4, microseconds - high * two_to_32);
  }
}

/** `uuid[]` of 32 hexadecimal digits. */
export class UuidColumn extends Column {
  constructor() {
    super(oid.uuid);
  }
  add(hex: string): void {
    const place = this.openFixed(16);
    this.bytes.write(hex, place, 16, 'hex');
  }
}

/** `bytea[]` of hexadecimal digits. */
export class ByteaColumn extends Column {
  constructor() {
    super(oid.bytea);
  }
  add(hex: string): void {
    const place = this.openFixed(hex.length / 2);
    this.bytes.write(hex, place, 'hex');
  }
}

export function textArray(texts: readonly (string | null)[]): Buffer {
  const column = new TextColumn();
  for (const text of texts) column.add(text);
  return column.finish();
}
