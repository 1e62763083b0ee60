// Encodes columns as PostgreSQL binary arrays: no quoting, no parsing on either side, so a batch insert costs little.

/** Object ids of the element types (pg_type.dat). */
const oid = { bytea: 17, int8: 20, int2: 21, int4: 23, text: 25, timestamptz: 1184, uuid: 2950 } as const;
/** Milliseconds from 1970 to PostgreSQL's epoch, 2000-01-01. */
const postgres_epoch_ms = 946_684_800_000;
const header_bytes = 20;

function openArray(elementOid: number, count: number, size_bytes: number, hasNull: boolean): Buffer {
  const buffer = Buffer.allocUnsafe(header_bytes + size_bytes);
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(hasNull ? 1 : 0, 4);
  buffer.writeInt32BE(elementOid, 8);
  buffer.writeInt32BE(count, 12);
  buffer.writeInt32BE(1, 16);
  return buffer;
}

/** An array of fixed-size elements; `write` puts one non-null element. */
function fixedArray<Value>(
  elementOid: number,
  element_bytes: number,
  values: readonly (Value | null)[],
  write: (buffer: Buffer, value: Value, offset: number) => void,
): Buffer {
  let nulls = 0;
  for (const value of values) if (value === null) nulls++;
  const buffer = openArray(elementOid, values.length, values.length * 4 + (values.length - nulls) * element_bytes, nulls > 0);
  let offset = header_bytes;
  for (const value of values) {
    if (value === null) {
      offset = buffer.writeInt32BE(-1, offset);
      continue;
    }
    offset = buffer.writeInt32BE(element_bytes, offset);
    write(buffer, value, offset);
    offset += element_bytes;
  }
  return buffer;
}

/** Decimal text of 64-bit integers, for `int8[]`. */
export const int8Array = (values: readonly (string | null)[]): Buffer =>
  fixedArray(oid.int8, 8, values, (buffer, value, offset) => void buffer.writeBigInt64BE(BigInt(value), offset));
export const int4Array = (values: readonly (number | null)[]): Buffer =>
  fixedArray(oid.int4, 4, values, (buffer, value, offset) => void buffer.writeInt32BE(value, offset));
export const int2Array = (values: readonly (number | null)[]): Buffer =>
  fixedArray(oid.int2, 2, values, (buffer, value, offset) => void buffer.writeInt16BE(value, offset));
/** Milliseconds since 1970, for `timestamptz[]`. */
export const timestampArray = (values: readonly (number | null)[]): Buffer =>
  fixedArray(
    oid.timestamptz,
    8,
    values,
    (buffer, value, offset) => void buffer.writeBigInt64BE(BigInt(Math.round(value - postgres_epoch_ms)) * 1_000n, offset),
  );
/** 16 bytes each, for `uuid[]`. */
export const uuidArray = (values: readonly Uint8Array[]): Buffer =>
  fixedArray(oid.uuid, 16, values, (buffer, value, offset) => void buffer.set(value.subarray(0, 16), offset));

/** For `text[]`; lone surrogates and NUL are the reader's business and never get here. */
export function textArray(values: readonly (string | null)[]): Buffer {
  let size_bytes = 0;
  let hasNull = false;
  for (const value of values) {
    // Three bytes a UTF-16 unit is the most UTF-8 needs: measuring each text exactly would cost another pass.
    size_bytes += 4 + (value === null ? 0 : value.length * 3);
    hasNull ||= value === null;
  }
  const buffer = openArray(oid.text, values.length, size_bytes, hasNull);
  let offset = header_bytes;
  for (const value of values) {
    if (value === null) {
      offset = buffer.writeInt32BE(-1, offset);
      continue;
    }
    const written = buffer.write(value, offset + 4, 'utf8');
    buffer.writeInt32BE(written, offset);
    offset += 4 + written;
  }
  return buffer.subarray(0, offset);
}

/** For `bytea[]`. */
export function byteaArray(values: readonly Uint8Array[]): Buffer {
  const buffer = openArray(
    oid.bytea,
    values.length,
    values.reduce((sum, value) => sum + 4 + value.length, 0),
    false,
  );
  let offset = header_bytes;
  for (const value of values) {
    offset = buffer.writeInt32BE(value.length, offset);
    buffer.set(value, offset);
    offset += value.length;
  }
  return buffer;
}
