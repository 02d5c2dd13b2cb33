import { type Answer, problem } from "./answer.ts";

/** The header fields of a delivery that say something about its body; `null` when absent. */
export type DeliveryHead = {
  contentType: string | null;
  contentEncoding: string | null;
  contentLength: string | null;
};

export type JudgedHead = { ok: true; coding: Coding; octets: number | null } | { ok: false; answer: Answer };

/** The content coding that is said to lie over the media type. */
export type Coding = "identity" | "gzip";

/**
 * Judges a delivery before its body is read. The media type is not trusted, for it is often wrong; but a form or a mail
 * of several parts is no report, whatever lies in it. `octets`: as declared.
 */
export function judgeHead(head: DeliveryHead, cap: number): JudgedHead {
  if (/^\s*multipart\//i.test(head.contentType ?? "")) return refused(severalParts());
  const coding = codingOf(head.contentEncoding);
  if (coding === null) return refused(unknownCoding());
  const octets = head.contentLength === null ? null : Number(head.contentLength);
  if (octets !== null && octets > cap) return refused(tooLarge(cap));
  return { ok: true, coding, octets };
}

export function tooLarge(cap: number): Answer {
  return problem(413, `The body is larger than ${cap} octets.`);
}

function refused(answer: Answer): JudgedHead {
  return { ok: false, answer };
}

/** RFC 9110 §8.4.1: `x-gzip` is `gzip`; names are case-insensitive. `null`: one that we do not take, or several. */
function codingOf(contentEncoding: string | null): Coding | null {
  const names = (contentEncoding ?? "").split(",").map((name) => name.trim().toLowerCase());
  const codings = names.filter((name) => name !== "" && name !== "identity");
  if (codings.length === 0) return "identity";
  return codings.length === 1 && /^(?:x-)?gzip$/.test(codings[0] ?? "") ? "gzip" : null;
}

const mediaTypes = "application/tlsrpt+gzip, application/tlsrpt+json";

/** RFC 9110 §15.5.16 has the answer name what would do. */
function severalParts(): Answer {
  const detail =
    "Send the report itself as the body, not a form or a mail of several parts (RFC 8460 §5.4), with the media type application/tlsrpt+gzip or application/tlsrpt+json.";
  return problem(415, detail, { headers: { Accept: mediaTypes } });
}

function unknownCoding(): Answer {
  const detail = "Of content codings, this address takes gzip alone, once.";
  return problem(415, detail, { headers: { "Accept-Encoding": "gzip, identity" } });
}
