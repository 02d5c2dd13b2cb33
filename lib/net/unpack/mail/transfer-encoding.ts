import { asBuffer } from "../json-text.ts";
import type { Pace } from "../pace.ts";

/**
 * Undoes a Content-Transfer-Encoding (RFC 2045 §6). What claims base64 and cannot be, since it begins with a
 * bracket or like gzip, was sent as it is. Unknown encodings are taken as none. The result is never larger than what came.
 */
export async function decodeBody(body: Uint8Array, encoding: string, pace: Pace): Promise<Uint8Array> {
  if (/base64/i.test(encoding)) return isBare(body) ? body : fromBase64(body, pace);
  if (/quoted-printable/i.test(encoding)) return fromQuotedPrintable(body, pace);
  return body;
}

function isBare(body: Uint8Array): boolean {
  if (body[0] === 0x1f && body[1] === 0x8b) return true;
  const first = body.find((octet) => octet > 0x20);
  return first === 0x7b || first === 0x5b;
}

const base64Values = new Int8Array(256).fill(-1);
[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].forEach((char, value) => {
  base64Values[char.charCodeAt(0)] = value;
});

async function fromBase64(body: Uint8Array, pace: Pace): Promise<Uint8Array> {
  return isOrdinary(body)
    ? Buffer.from(asBuffer(body).toString("latin1"), "base64")
    : fromAnyBase64(body, pace);
}

/** Node's own decoder, ten times as fast, stops at the first `=` and takes the letters of base64url for others. */
function isOrdinary(body: Uint8Array): boolean {
  if (body.length > stretch || body.includes(0x2d) || body.includes(0x5f)) return false;
  const padding = body.indexOf(equals);
  return padding === -1 || body.subarray(padding).every((octet) => octet === equals || octet <= blank);
}

/** Octet by octet: some software pads every line. */
async function fromAnyBase64(body: Uint8Array, pace: Pace): Promise<Uint8Array> {
  const output = new Uint8Array(Math.ceil((body.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let pending = 0;
  for (let start = 0; start < body.length; start += stretch) {
    const end = Math.min(start + stretch, body.length);
    for (let at = start; at < end; at++) {
      const octet = body[at] ?? 0;
      const value = base64Values[octet] ?? -1;
      if (value >= 0) {
        bits = ((bits << 6) | value) & 0xffff;
        pending += 6;
        if (pending >= 8) {
          pending -= 8;
          output[length++] = (bits >> pending) & 0xff;
        }
      } else if (octet === equals) pending = 0;
    }
    if (pace.spend(end - start)) await pace.rest();
  }
  return output.subarray(0, length);
}

const stretch = 262_144;
const equals = 0x3d;

/** RFC 2045 §6.7: soft line breaks vanish, blanks at the end of a line too; what is no code stays as it is. */
async function fromQuotedPrintable(body: Uint8Array, pace: Pace): Promise<Uint8Array> {
  const output = new Uint8Array(body.length);
  let length = 0;
  let solid = 0;
  for (let at = 0; at < body.length; ) {
    const octet = body[at] ?? 0;
    const step = octet === equals ? readCode(body, at) : { octet, next: at + 1 };
    // Blanks count only when something follows them on their line.
    if (octet === carriageReturn || octet === lineFeed) length = solid;
    if (step.octet !== null) output[length++] = step.octet;
    if (octet !== blank && octet !== tab) solid = length;
    if (pace.spend(step.next - at)) await pace.rest();
    at = step.next;
  }
  return output.subarray(0, solid);
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const blank = 0x20;
const tab = 0x09;

/** What `=` begins: an octet, a soft line break (`null`), or itself. */
function readCode(body: Uint8Array, at: number): { octet: number | null; next: number } {
  const high = hexValue(body[at + 1]);
  const low = hexValue(body[at + 2]);
  if (high >= 0 && low >= 0) return { octet: high * 16 + low, next: at + 3 };
  let end = at + 1;
  while (body[end] === blank || body[end] === tab) end++;
  if (body[end] === carriageReturn) end++;
  if (body[end] === lineFeed) return { octet: null, next: end + 1 };
  if (end >= body.length) return { octet: null, next: end };
  return { octet: equals, next: at + 1 };
}

function hexValue(octet: number | undefined): number {
  if (octet === undefined) return -1;
  if (octet >= 0x30 && octet <= 0x39) return octet - 0x30;
  const letter = octet & 0xdf;
  return letter >= 0x41 && letter <= 0x46 ? letter - 0x37 : -1;
}
