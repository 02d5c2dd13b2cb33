import type { BundleCaps } from "../caps.ts";
import type { Fault } from "../fault.ts";
import type { Pace } from "../pace.ts";
import { decodeWords } from "./encoded-words.ts";
import { firstOf, type HeaderFields, readHeaderBlock } from "./header.ts";
import { parseStructured, type StructuredValue } from "./parameters.ts";
import { splitMultipart } from "./split-multipart.ts";
import { decodeBody } from "./transfer-encoding.ts";

/** A part that holds content itself. `section` numbers it as IMAP does (RFC 3501 §6.4.5), e.g. `2.1`. */
export type MimePart = {
  ok: true;
  section: string;
  mediaType: string;
  /** As the sender wrote it: text, never a path. */
  fileName: string | null;
  content: Uint8Array;
};

export type PartFault = { ok: false; section: string } & Fault;

/** For one mail. `partsLeft` counts the one that is refused, too. */
export type MimeBudget = { caps: BundleCaps; pace: Pace; partsLeft: number; headerLeft: number };

type Entity = {
  fields: HeaderFields;
  body: Uint8Array;
  section: string;
  depth: number;
  inDigest: boolean;
};

/**
 * The parts of a mail (RFC 2045, RFC 2046) whose header has been read, in order and each decoded only when it is asked for.
 * Attached mails are parts of type message/rfc822. A cap ends the look; what stood before it has been given.
 */
export async function* mimeParts(
  fields: HeaderFields,
  body: Uint8Array,
  budget: MimeBudget,
): AsyncGenerator<MimePart | PartFault> {
  yield* partsOf({ fields, body, section: "", depth: 0, inDigest: false }, budget);
}

async function* partsOf(entity: Entity, budget: MimeBudget): AsyncGenerator<MimePart | PartFault> {
  const type = parseStructured(firstOf(entity.fields, "content-type") ?? "");
  if (!type.value.startsWith("multipart/")) return yield await leaf(entity, type, budget.pace);
  const { caps } = budget;
  const section = entity.section;
  const boundary = type.parameters.get("boundary") ?? "";
  if (boundary === "") return yield refuse(section, "bad-boundary", "a multipart without a boundary");
  if (Buffer.byteLength(boundary) > caps.boundaryBytes) {
    const detail = `${Buffer.byteLength(boundary)} octets, more than ${caps.boundaryBytes}`;
    return yield refuse(section, "boundary-too-long", detail);
  }
  if (entity.depth >= caps.mimeDepth) {
    return yield refuse(
      section,
      "parts-too-deep",
      `more than ${caps.mimeDepth} multiparts inside each other`,
    );
  }
  yield* childrenOf(entity, type, boundary, budget);
}

async function* childrenOf(
  entity: Entity,
  type: StructuredValue,
  boundary: string,
  budget: MimeBudget,
): AsyncGenerator<MimePart | PartFault> {
  let number = 0;
  for await (const part of splitMultipart(entity.body, boundary, budget.pace)) {
    const section = entity.section === "" ? `${++number}` : `${entity.section}.${++number}`;
    if (budget.partsLeft === 0 || budget.headerLeft === 0) return;
    if (--budget.partsLeft === 0) {
      return yield refuse(section, "too-many-parts", `more than ${budget.caps.mimeParts} parts`);
    }
    const head = readHeaderBlock(part, budget.headerLeft);
    budget.headerLeft -= head.ok ? head.bodyStart : budget.headerLeft;
    if (!head.ok) {
      const detail = `more than ${budget.caps.headerBytes} octets of header fields`;
      return yield refuse(section, "headers-too-large", detail);
    }
    const body = part.subarray(head.bodyStart);
    const inDigest = type.value === "multipart/digest";
    yield* partsOf({ fields: head.fields, body, section, depth: entity.depth + 1, inDigest }, budget);
  }
}

async function leaf(
  { fields, body, section, inDigest }: Entity,
  type: StructuredValue,
  pace: Pace,
): Promise<MimePart> {
  const disposition = parseStructured(firstOf(fields, "content-disposition") ?? "");
  const fileName = disposition.parameters.get("filename") ?? type.parameters.get("name") ?? null;
  return {
    ok: true,
    section: section === "" ? "1" : section,
    // RFC 2046 §5.1.5, RFC 2045 §5.2.
    mediaType: type.value || (inDigest ? "message/rfc822" : "text/plain"),
    fileName: fileName === null ? null : decodeWords(fileName),
    content: await decodeBody(body, firstOf(fields, "content-transfer-encoding") ?? "", pace),
  };
}

function refuse(section: string, reason: Fault["reason"], detail: string): PartFault {
  return { ok: false, section: section === "" ? "1" : section, reason, detail };
}
