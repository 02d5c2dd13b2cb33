import { decodeWords } from "./encoded-words.ts";
import { firstOf, type HeaderFields, hasField, onlyOf } from "./header.ts";
import { parseStructured } from "./parameters.ts";

/** The mail that something was found in, as far as a receiver needs it. All of it is the sender's word. */
export type EnclosingMail = {
  /** The message's octets, which a DKIM signature is checked over; for a mail over its cap, only its beginning. A view. */
  raw: Uint8Array;
  /** It was attached to another mail: its own signature may still hold, that of the mail around it says nothing. */
  forwarded: boolean;
  /** It says that it carries a TLS report (RFC 8460 §5.3): by `report-type=tlsrpt`, or by a TLS-Report field. */
  announced: boolean;
  /** The address of the From field; `null` unless there is exactly one. */
  from: string | null;
  subject: string | null;
  date: string | null;
  messageId: string | null;
  /** `null` when absent or repeated. */
  tlsReportDomain: string | null;
  tlsReportSubmitter: string | null;
  /** It has a DKIM-Signature field. */
  signed: boolean;
};

export function describeMail(
  raw: Uint8Array,
  fields: HeaderFields,
  { forwarded }: { forwarded: boolean },
): EnclosingMail {
  const subject = firstOf(fields, "subject");
  const from = onlyOf(fields, "from");
  return {
    raw,
    forwarded,
    announced: isAnnounced(fields),
    from: from === null ? null : addressOf(from),
    subject: subject === null ? null : decodeWords(subject),
    date: firstOf(fields, "date"),
    messageId: onlyOf(fields, "message-id"),
    tlsReportDomain: onlyOf(fields, "tls-report-domain"),
    tlsReportSubmitter: onlyOf(fields, "tls-report-submitter"),
    signed: hasField(fields, "dkim-signature"),
  };
}

function isAnnounced(fields: HeaderFields): boolean {
  const { value, parameters } = parseStructured(firstOf(fields, "content-type") ?? "");
  if (value === "multipart/report" && parameters.get("report-type")?.toLowerCase() === "tlsrpt") return true;
  return value.startsWith("application/tlsrpt") || reportFields.some((name) => hasField(fields, name));
}

const reportFields = ["tls-report-domain", "tls-report-submitter"];

/** `Name <user@host>` or the bare address (RFC 5322 §3.4); `null` for several, or none. */
function addressOf(value: string): string | null {
  const bare = value
    .slice(0, 1_000)
    .replace(/"(?:[^"\\]|\\.)*"/g, "")
    .replace(/\([^()]*\)/g, "")
    .trim();
  const found = /^[^<>,]*<([^<>,\s]+@[^<>,\s]+)>$/.exec(bare) ?? /^([^<>,\s]+@[^<>,\s]+)$/.exec(bare);
  return found?.[1] ?? null;
}
