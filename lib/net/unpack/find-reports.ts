import { type Budget, inflateOrdinary, inflateWithin } from "./budget.ts";
import type { Found, Skipped } from "./found.ts";
import { inflateGzip } from "./gzip.ts";
import { readJsonText } from "./json-text.ts";
import { describeMail, type EnclosingMail } from "./mail/enclosing-mail.ts";
import { noFields, readHeaderBlock } from "./mail/header.ts";
import { type MimePart, mimeParts, type PartFault } from "./mail/mime-parts.ts";
import { type MboxEnd, type MboxMessage, readMbox } from "./mbox.ts";
import { type Container, documentIn, type Piece, refusalOf, skipOf, stepInto, unknownIn } from "./piece.ts";
import { type Kind, sniff } from "./sniff.ts";
import { readZip } from "./zip.ts";

/**
 * Looks for reports in a piece and in what it holds, in order, and gives each as it is found. Goes by the octets alone.
 * Around a report may stand at most one mailbox, one mail with one more forwarded in it, and one zip and one gzip each
 * outside that mail and inside it: `2026.mbox.gz` holds mails whose attachments are gzip, too.
 */
export async function* findReports(piece: Piece, budget: Budget): AsyncGenerator<Found> {
  yield* await lookInto(piece, budget);
}

/** The same without a generator for the one thing that a file is, as nearly always. */
export async function lookInto(
  piece: Piece,
  budget: Budget,
): Promise<Iterable<Found> | AsyncIterable<Found>> {
  const seen = await lookAt(piece, budget);
  if (seen === null) return [];
  return "found" in seen ? [seen.found] : openContainer(seen.piece, seen.kind, budget);
}

/** What a piece is: something found, as nearly always, or what holds others. `null`: nothing more is looked at. */
type Seen = { found: Found } | { kind: "zip" | "mbox" | "mail"; piece: Piece } | null;

/** Looks at a piece and, where it is packed as gzip, at what it holds. */
async function lookAt(piece: Piece, budget: Budget): Promise<Seen> {
  if (budget.piecesLeft === 0) return null;
  if (--budget.piecesLeft === 0) {
    const detail = `more than ${budget.caps.pieces} mails, parts and files`;
    return { found: refusalOf(piece, { reason: "too-many-pieces", detail }) };
  }
  if (budget.pace.spend(piece.bytes.length + pieceCost)) await budget.pace.rest();
  const kind = kindOf(piece);
  switch (kind) {
    case "text":
      return { found: readText(piece, budget) };
    case "dmarc":
      return { found: skipOf(piece, "dmarc-report", "an aggregate report of DMARC") };
    case "outlook":
      return {
        found: unknownIn(piece, { reason: "outlook-message", detail: "a message in the format of Outlook" }),
      };
    case "gzip":
      return openGzip(piece, budget);
    case "zip":
    case "mbox":
    case "mail":
      return { kind, piece };
    default:
      return kind satisfies never;
  }
}

/** What looking at a piece costs besides its octets, in octets. */
const pieceCost = 4_096;

/** The words of a mail are never a mail themselves, however they begin. */
function kindOf(piece: Piece): Kind {
  const kind = sniff(piece.bytes);
  const isWords = piece.around.at(-1) === "mail" && piece.promised === "nothing" && piece.fileName === null;
  return isWords && (kind === "mail" || kind === "mbox") ? "text" : kind;
}

function readText(piece: Piece, { caps }: Budget): Found {
  const text = readJsonText(piece.bytes, caps);
  if (!text.ok) return text.reason === "too-large-inflated" ? refusalOf(piece, text) : unknownIn(piece, text);
  if (piece.promised === "nothing" && !looksLikeReport(text.json)) {
    return skipOf(piece, "not-a-report", "JSON or text without policies");
  }
  return documentIn(piece, text.json);
}

/** No report is without this member (RFC 8460 §4.4); a note that begins with "[external]" is. */
function looksLikeReport(json: string): boolean {
  return /^[\uFEFF\s]*\{/.test(json) && json.includes('"policies"');
}

async function* openContainer(
  piece: Piece,
  kind: "zip" | "mbox" | "mail",
  budget: Budget,
): AsyncGenerator<Found> {
  const container = fits(kind, piece.around);
  if (!container) return yield tooDeep(piece, kind);
  const around = [...piece.around, container];
  switch (kind) {
    case "zip":
      return yield* openZip({ ...piece, around }, budget);
    case "mbox":
      return yield* openMbox({ ...piece, around }, budget);
    case "mail":
      return yield* openMail({ ...piece, around }, piece.bytes.length, budget);
    default:
      return kind satisfies never;
  }
}

function tooDeep(piece: Piece, kind: Container): Found {
  const inside = piece.around.join(" › ");
  return refusalOf(piece, { reason: "nested-too-deep", detail: `${kind} in ${inside}` });
}

/** What the thing becomes in there; `null` when it may not stand there. */
function fits(kind: Exclude<Container, "forwarded">, around: readonly Container[]): Container | null {
  if (kind === "mail" && around.at(-1) === "mail" && !around.includes("forwarded")) return "forwarded";
  if (kind === "mbox" && around.includes("mail")) return null;
  const counted = kind === "zip" || kind === "gzip" ? around.slice(around.lastIndexOf("mail") + 1) : around;
  return counted.includes(kind) ? null : kind;
}

async function openGzip(piece: Piece, budget: Budget): Promise<Seen> {
  const { bytes } = piece;
  const { compressedBytes } = budget.caps;
  if (!fits("gzip", piece.around)) return { found: tooDeep(piece, "gzip") };
  const around: readonly Container[] = [...piece.around, "gzip"];
  if (bytes.length > compressedBytes) {
    const detail = `${bytes.length} octets, more than ${compressedBytes}`;
    return { found: refusalOf({ ...piece, around }, { reason: "too-large-compressed", detail }) };
  }
  const inflated =
    inflateOrdinary(budget, bytes) ??
    (await inflateWithin(budget, bytes, (caps) => inflateGzip(bytes, caps)));
  if (!inflated.ok) return { found: refusalOf({ ...piece, around }, inflated) };
  const seen = await lookAt({ ...piece, around, bytes: inflated.bytes }, budget);
  if (seen === null || !("found" in seen) || seen.found.kind !== "document") return seen;
  // What is kept of a report is what was packed.
  return { found: { ...seen.found, raw: bytes } };
}

async function* openZip(piece: Piece, budget: Budget): AsyncGenerator<Found> {
  let isEmpty = true;
  const promised = piece.promised === "named" ? "around" : piece.promised;
  for await (const entry of readZip(piece.bytes, budget)) {
    isEmpty = false;
    if (entry.name === null) {
      yield refusalOf(piece, entry);
      continue;
    }
    const inner = { ...piece, path: stepInto(piece, [entry.name]), fileName: entry.name, promised } as const;
    if (entry.ok) yield* findReports({ ...inner, bytes: entry.bytes }, budget);
    else yield refusalOf(inner, entry, entry.raw);
    if (budget.piecesLeft === 0) return;
  }
  if (isEmpty) yield refusalOf(piece, { reason: "no-report-inside", detail: "an archive without files" });
}

async function* openMbox(piece: Piece, budget: Budget): AsyncGenerator<Found> {
  yield* findInMessages(piece, readMbox(slices(piece.bytes), budget.caps, budget.pace), () => budget);
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 65_536) yield bytes.subarray(start, start + 65_536);
}

/** `budgetOf`: what one message may spend, all together or each for itself. */
export async function* findInMessages(
  mbox: Piece,
  messages: AsyncIterable<MboxMessage | MboxEnd>,
  budgetOf: () => Budget,
): AsyncGenerator<Found> {
  const around: readonly Container[] = [...mbox.around, "mail"];
  let isEmpty = true;
  for await (const message of messages) {
    isEmpty = false;
    if (message.kind === "too-many-messages") {
      yield refusalOf(mbox, { reason: message.kind, detail: `more than ${message.limit} messages` }, null);
      continue;
    }
    const budget = budgetOf();
    const path = stepInto(mbox, [`mail ${message.number}`]);
    const piece: Piece = { ...mbox, bytes: message.bytes, path, around, promised: "nothing" };
    yield* openMail(piece, message.octets, budget);
    if (budget.piecesLeft === 0) return;
  }
  if (isEmpty) yield unknownIn(mbox, { reason: "empty", detail: "a mailbox without mails" });
}

/** `octets`: the size of the whole mail, of which the piece may be the beginning. */
async function* openMail(piece: Piece, octets: number, budget: Budget): AsyncGenerator<Found> {
  const { caps } = budget;
  if (budget.pace.spend(pieceCost)) await budget.pace.rest();
  const head = readHeaderBlock(piece.bytes, caps.headerBytes);
  const fields = head.ok ? head.fields : noFields;
  const forwarded = piece.around.includes("forwarded");
  const mail = describeMail(piece.bytes, fields, { forwarded });
  const inner = { ...piece, mail };
  if (octets > caps.mailBytes) {
    const detail = `${octets} octets, more than ${caps.mailBytes}`;
    return yield refusalOf(inner, { reason: "too-large-mail", detail }, null);
  }
  if (!head.ok) {
    const detail = `more than ${caps.headerBytes} octets of header fields`;
    return yield refusalOf(inner, { reason: "headers-too-large", detail });
  }
  const headerLeft = caps.headerBytes - head.bodyStart;
  const ofMail = { caps, pace: budget.pace, partsLeft: caps.mimeParts + 1, headerLeft };
  const parts = mimeParts(fields, piece.bytes.subarray(head.bodyStart), ofMail);
  yield* summed(inner, mail, findInParts(inner, mail, parts, budget));
}

async function* findInParts(
  piece: Piece,
  mail: EnclosingMail,
  parts: AsyncIterable<MimePart | PartFault>,
  budget: Budget,
): AsyncGenerator<Found> {
  for await (const part of parts) {
    const steps = [`part ${part.section}`];
    if (!part.ok) {
      yield refusalOf({ ...piece, path: stepInto(piece, steps) }, part, null);
      continue;
    }
    const { content: bytes, fileName } = part;
    const path = stepInto(piece, fileName === null ? steps : [...steps, fileName]);
    const inner: Piece = { ...piece, bytes, path, fileName, promised: promisedBy(part, mail) };
    if (part.mediaType === "message/rfc822") yield* openContainer(inner, "mail", budget);
    else yield* findReports(inner, budget);
    if (budget.piecesLeft === 0) return;
  }
}

/** RFC 8460 §5.3. The words around a report are never promised to be one. */
function promisedBy({ mediaType, fileName }: MimePart, { announced }: EnclosingMail): Piece["promised"] {
  if (mediaType.startsWith("application/tlsrpt")) return "named";
  if (!announced || (mediaType.startsWith("text/") && fileName === null)) return "nothing";
  return "around";
}

/** A mail's logos and words are not worth a line each: what was passed over in it becomes one. */
async function* summed(piece: Piece, mail: EnclosingMail, all: AsyncIterable<Found>): AsyncGenerator<Found> {
  const passed: Skipped[] = [];
  let isEmpty = true;
  for await (const found of all) {
    if (found.kind === "skipped") passed.push(found);
    else {
      isEmpty = false;
      yield found;
    }
  }
  if (!isEmpty) return;
  const dmarc = passed.find(({ reason }) => reason === "dmarc-report");
  if (dmarc) yield skipOf(piece, "dmarc-report", dmarc.detail);
  else if (mail.announced) yield refusalOf(piece, { reason: "no-report-inside", detail: told(passed) });
  else yield skipOf(piece, "not-a-report", "a mail without a TLS report");
}

function told(passed: readonly Skipped[]): string {
  const details = passed.slice(0, 5).map(({ detail }) => detail);
  return details.length === 0 ? "no parts" : details.join("; ");
}
