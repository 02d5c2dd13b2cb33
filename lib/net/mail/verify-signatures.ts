import { Readable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import type { SignatureFact } from "#lib/core/tlsrpt/mail-facts.ts";
import { createAskers } from "#lib/net/audit/asker.ts";
import { startDeadline } from "#lib/net/deadline.ts";
import type { Resolver } from "#lib/net/dns/resolver.ts";
import { asBuffer } from "#lib/net/unpack/json-text.ts";
import { readHeaderBlock } from "#lib/net/unpack/mail/header.ts";
import { BoundedVerifier, maxSignatures } from "./bounded-verifier.ts";
import { keyRecords } from "./key-records.ts";
import { createReadKeys, type ReadKeys } from "./read-keys.ts";
import { signatureFact } from "./signature-fact.ts";

/** For all look-ups of one mail together. */
export const defaultVerifyMs = 10_000;

/**
 * What becomes of each DKIM signature of a mail, in order, the first five at most, of a large mail the first two (RFC 6376 §6, RFC 8301, RFC 8463, RFC
 * 8460 §3). `raw`: the message as it came. Whether a signature has expired is asked of the time when the mail was received
 * (RFC 6376 §3.5 `x=`). A key that cannot be asked for in time is a `temporary-error`; never rejects for what the mail or
 * the outside does.
 */
export async function verifySignatures(
  raw: Uint8Array,
  {
    resolver,
    readKeys = createReadKeys(),
    receivedAt,
    withinMs,
  }: { resolver: Pick<Resolver, "query">; readKeys?: ReadKeys; receivedAt: Date; withinMs: number },
): Promise<SignatureFact[]> {
  const mail = asBuffer(raw);
  const head = modestHead(mail);
  if (!head) return [notVerifiable];
  if (!/^dkim-signature\s*:/im.test(head.toString("latin1"))) return [];
  const asker = createAskers(resolver, startDeadline(withinMs)).share(maxSignatures);
  const verifier = new BoundedVerifier({
    resolver: keyRecords(asker),
    strict: true,
    minBitLength: 1024,
    curTime: receivedAt,
    mailBytes: raw.byteLength,
    readKeys,
  });
  try {
    if (mail.length > sliceBytes) await pipeline(Readable.from(slices(mail)), verifier);
    else if (hasBareLineFeed(mail)) await finished(verifier.end(mail));
    else await verifier.verifyWhole(mail, head.length);
  } catch {
    return [notVerifiable];
  }
  const repeatsField = verifier.repeatsField();
  return verifier.results
    .filter(({ status }) => status.result !== "none")
    .map((found) => signatureFact(found, { repeatsField }));
}

/** For a mail that mailauth cannot read, or should not; nothing in it is anybody's word then. */
const notVerifiable: SignatureFact = {
  domain: "",
  selector: "",
  result: "permanent-error",
  reason: "not-verifiable",
  algorithm: null,
};

const sliceBytes = 65_536;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Whole lines, with a breath between them so that a large mail keeps nobody waiting. mailauth would read the start of a
 * line again with every slice of it.
 */
async function* slices(raw: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < raw.byteLength; ) {
    const lineEnd = raw.indexOf(lineFeed, start + sliceBytes);
    const end = lineEnd === -1 ? raw.byteLength : lineEnd + 1;
    yield raw.subarray(start, end);
    await setImmediate();
    start = end;
  }
}

/**
 * The header, when mailauth can be given the mail: what it does takes the square of a header's lines, and most of its time
 * for lines without words.
 */
function modestHead(raw: Buffer): Buffer | null {
  const read = readHeaderBlock(raw, longestHeader);
  if (!read.ok) return null;
  const head = raw.subarray(0, read.bodyStart);
  const body = raw.subarray(read.bodyStart);
  const isModest =
    countLines(head, mostHeaderLines) <= mostHeaderLines && countLines(body, mostLines) <= mostLines;
  return isModest ? head : null;
}

/** mailauth writes each as CRLF first. */
function hasBareLineFeed(octets: Buffer): boolean {
  for (let at = octets.indexOf(lineFeed); at !== -1; at = octets.indexOf(lineFeed, at + 1)) {
    if (octets[at - 1] !== carriageReturn) return true;
  }
  return false;
}

/** Counts no further than one past `limit`. */
function countLines(octets: Uint8Array, limit: number): number {
  let lines = 0;
  for (let at = octets.indexOf(lineFeed); at !== -1 && lines <= limit; at = octets.indexOf(lineFeed, at + 1))
    lines += 1;
  return lines;
}

/** Far beyond real mails, which have some hundred lines after many hops. */
const longestHeader = 131_072;
const mostHeaderLines = 2_000;
/** 16 MB of base64 have some 220,000. */
const mostLines = 400_000;
