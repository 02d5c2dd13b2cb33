/**
 * Arrays as parameters in PostgreSQL's binary format, which `pg` sends for whatever comes as a Buffer: neither it nor the
 * server has to write, escape and read text. Layout: src/backend/utils/adt/arrayfuncs.c, `array_recv`; types by their fixed
 * numbers in src/include/catalog/pg_type.dat.
 */
const oid = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  text: 25,
  timestamptz: 1184,
  uuid: 2950,
} as const;

/** Dimensions, flags, type; then the length and lower bound of the one dimension. */
const headLength = 20;

/** `text[]`. What is no well-formed UTF-16 comes out with U+FFFD; U+0000 is refused by the server. */
export function texts(values: readonly (string | null)[]): Buffer {
  // UTF-8 takes three octets for a UTF-16 unit at the most: to count exactly would be a second look at each text.
  let most = headLength + 4 * values.length;
  for (const value of values) if (value !== null) most += 3 * value.length;
  const array = begin(oid.text, values.length, most);
  let at = headLength;
  for (const value of values) {
    const octets = value === null ? -1 : (writeShort(array, value, at + 4) ?? array.write(value, at + 4));
    array.writeInt32BE(octets, at);
    at += 4 + Math.max(octets, 0);
  }
  return array.subarray(0, at);
}

/** Octets written; `null`: not short, or not ASCII. A call out of JavaScript takes longer than most texts do. */
function writeShort(array: Buffer, text: string, at: number): number | null {
  if (text.length > shortText) return null;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return null;
    array[at + index] = code;
  }
  return text.length;
}

const shortText = 48;

/** `bytea[]`. */
export function octetStrings(values: readonly Uint8Array[]): Buffer {
  const length = values.reduce((sum, value) => sum + 4 + value.byteLength, headLength);
  const array = begin(oid.bytea, values.length, length);
  let at = headLength;
  for (const value of values) {
    array.writeInt32BE(value.byteLength, at);
    array.set(value, at + 4);
    at += 4 + value.byteLength;
  }
  return array;
}

/** `uuid[]`, of UUIDs as 36 characters. */
export function uuids(values: readonly string[]): Buffer {
  return fixed(oid.uuid, 16, values, (array, value, at) => {
    if (value.length !== 36) throw new TypeError("not a UUID");
    let from = 0;
    for (let octet = 0; octet < 16; octet += 1) {
      if (octet === 4 || octet === 6 || octet === 8 || octet === 10) from += 1;
      array[at + octet] = hexDigit(value.charCodeAt(from)) * 16 + hexDigit(value.charCodeAt(from + 1));
      from += 2;
    }
  });
}

function hexDigit(code: number): number {
  return code <= 0x39 ? code - 0x30 : (code | 0x20) - 0x57;
}

/** `timestamptz[]`: microseconds since 2000. */
export function timestamps(values: readonly Date[]): Buffer {
  return fixed(oid.timestamptz, 8, values, (array, value, at) => {
    array.writeBigInt64BE((BigInt(value.getTime()) - epoch2000) * 1_000n, at);
  });
}
const epoch2000 = BigInt(Date.UTC(2000));

/** `bigint[]`. Throws a RangeError for what is no integer or needs more than 64 bits. */
export function bigints(values: readonly number[]): Buffer {
  return fixed(oid.int8, 8, values, (array, value, at) => {
    if (!Number.isInteger(value)) throw new RangeError(`${value} is no integer`);
    const high = Math.floor(value / 4_294_967_296);
    array.writeInt32BE(high, at);
    array.writeUInt32BE(value - high * 4_294_967_296, at + 4);
  });
}

/** `int[]`. Throws a RangeError beyond 32 bits. */
export function integers(values: readonly number[]): Buffer {
  return fixed(oid.int4, 4, values, (array, value, at) => {
    array.writeInt32BE(value, at);
  });
}

/** `smallint[]`. Throws a RangeError beyond 16 bits. */
export function smallIntegers(values: readonly (number | null)[]): Buffer {
  return fixed(oid.int2, 2, values, (array, value, at) => {
    array.writeInt16BE(value, at);
  });
}

/** `boolean[]`. */
export function booleans(values: readonly boolean[]): Buffer {
  return fixed(oid.bool, 1, values, (array, value, at) => {
    array.writeUInt8(value ? 1 : 0, at);
  });
}

function fixed<T>(
  type: number,
  size: number,
  values: readonly (T | null)[],
  write: (array: Buffer, value: T, at: number) => void,
): Buffer {
  const array = begin(type, values.length, headLength + (4 + size) * values.length);
  let at = headLength;
  for (const value of values) {
    array.writeInt32BE(value === null ? -1 : size, at);
    at += 4;
    if (value === null) continue;
    write(array, value, at);
    at += size;
  }
  return array.subarray(0, at);
}

function begin(type: number, count: number, length: number): Buffer {
  const array = Buffer.allocUnsafe(length);
  array.writeInt32BE(1, 0);
  array.writeInt32BE(1, 4);
  array.writeInt32BE(type, 8);
  array.writeInt32BE(count, 12);
  array.writeInt32BE(1, 16);
  return array;
}
