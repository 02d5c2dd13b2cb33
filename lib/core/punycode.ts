/**
 * Decodes the part of an A-label after `xn--` (RFC 3492 §6.2). `null` when it is no Punycode: a character outside its
 * digits, an unfinished number, or a code point past Unicode. Encoding is left to the URL parser.
 */
export function decodePunycode(encoded: string): string | null {
  const delimiter = encoded.lastIndexOf("-");
  const output = Array.from(
    delimiter > 0 ? encoded.slice(0, delimiter) : "",
    (char) => char.codePointAt(0) ?? 0,
  );
  let position = delimiter > 0 ? delimiter + 1 : 0;
  let codePoint = 128;
  let index = 0;
  let bias = 72;
  while (position < encoded.length) {
    const delta = readDelta(encoded, position, bias);
    if (delta === null) return null;
    position = delta.next;
    const length = output.length + 1;
    bias = adaptBias(delta.value, length, index === 0);
    index += delta.value;
    codePoint += Math.floor(index / length);
    index %= length;
    if (codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)) return null;
    output.splice(index, 0, codePoint);
    index += 1;
  }
  return String.fromCodePoint(...output);
}

const base = 36;
const smallestThreshold = 1;
const largestThreshold = 26;

/** One generalized variable-length integer (RFC 3492 §3.3), and where the next one begins. */
function readDelta(encoded: string, start: number, bias: number): { value: number; next: number } | null {
  let value = 0;
  let weight = 1;
  let position = start;
  for (let k = base; position < encoded.length; k += base) {
    const digit = digitValue(encoded.charCodeAt(position));
    position += 1;
    if (digit === null) return null;
    value += digit * weight;
    if (value > 0x7fffffff) return null;
    const threshold = Math.min(Math.max(k - bias, smallestThreshold), largestThreshold);
    if (digit < threshold) return { value, next: position };
    weight *= base - threshold;
  }
  return null;
}

/** `a`–`z` are 0–25, `0`–`9` are 26–35 (RFC 3492 §5). */
function digitValue(code: number): number | null {
  if (code >= 97 && code <= 122) return code - 97;
  if (code >= 48 && code <= 57) return code - 22;
  return null;
}

/** RFC 3492 §6.1. */
function adaptBias(delta: number, length: number, first: boolean): number {
  let scaled = first ? Math.floor(delta / 700) : Math.floor(delta / 2);
  scaled += Math.floor(scaled / length);
  let k = 0;
  while (scaled > ((base - smallestThreshold) * largestThreshold) / 2) {
    scaled = Math.floor(scaled / (base - smallestThreshold));
    k += base;
  }
  return k + Math.floor(((base - smallestThreshold + 1) * scaled) / (scaled + 38));
}
