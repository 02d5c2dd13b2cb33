import { createTranslator } from "next-intl";
import type { Finding } from "#lib/core/finding.ts";
import { messagesFor } from "#lib/i18n/catalog.ts";
import { defaultUnpackCaps } from "#lib/net/unpack/caps.ts";
import { logger } from "#lib/server/logger.ts";
import type { Context } from "#lib/services/context.ts";
import { openReportAddress } from "#lib/services/reports/open-report-address.ts";
import { type Receipt, receiveReport } from "#lib/services/reports/receive-report.ts";
import { createBodyStore } from "./body-store.ts";
import { readCapped } from "./read-capped.ts";

export type Delivery = {
  token: string;
  body: AsyncIterable<Uint8Array> | null;
  /** The sender's address, as far as we can believe it. */
  peer: string | null;
  userAgent: string | null;
};

export type Answer = { status: number; headers: Record<string, string>; body: string };

/** Plain JSON is the larger of the two forms; a gzip body meets its own, smaller cap when it is unpacked. */
const bodyCap = defaultUnpackCaps.inflatedBytes;

/** Larger than nearly every report. */
const ordinaryBody = 65_536;
const bodies = createBodyStore({ octets: 268_435_456, free: ordinaryBody });

/**
 * `POST /api/tlsrpt/{token}` (RFC 8460 §5.4), the same for Next and for the intake process. 2xx only once the report
 * is stored; 4xx as an RFC 9457 problem when sending it again would not help; 503 when our storage fails, so that the
 * sender tries again. A body is read only for an address of ours.
 */
export async function deliverReport(context: Context, delivery: Delivery): Promise<Answer> {
  const held = bodies.hold();
  try {
    const address = await openReportAddress(context, delivery.token);
    if (!address) return await refuseAddress(delivery.body);
    const read = await readCapped(delivery.body, bodyCap, held.take).catch(() => null);
    if (!read) return problem(400, "The body ended before it was complete.");
    if (!read.ok) return refuseBody(read.reason);
    const { token, peer } = delivery;
    const userAgent = delivery.userAgent?.slice(0, 300) ?? null;
    const arrival = { token, bytes: read.bytes, road: "https" as const, vouching: null, peer, userAgent };
    return answerTo(await receiveReport(context, arrival, address));
  } catch (error) {
    logger().error({ err: error, road: "https" }, "a report could not be stored");
    return tryLater("The report could not be stored. Please send it again later.");
  } finally {
    held.release();
  }
}

/** An ordinary body is read all the same: a sender that is cut off within its body may never see the answer. */
async function refuseAddress(body: Delivery["body"]): Promise<Answer> {
  await readCapped(body, ordinaryBody).catch(() => null);
  return problem(404, "No domain receives reports at this address.");
}

function refuseBody(reason: "too-large" | "no-room"): Answer {
  return reason === "too-large"
    ? problem(413, `The body is larger than ${bodyCap} octets.`)
    : tryLater("Too many large reports are coming in. Please send it again later.");
}

function tryLater(detail: string): Answer {
  return problem(503, detail, [], { "Retry-After": "300" });
}

/** For methods other than POST: says what the address is for. */
export function refuseMethod(): Answer {
  return problem(405, "This address takes TLS reports (RFC 8460) by POST, as gzip or JSON.", [], {
    Allow: "POST",
  });
}

function answerTo(receipt: Receipt): Answer {
  switch (receipt.kind) {
    case "stored":
    case "replaced":
      return answer(201, { status: "stored", id: receipt.id });
    case "upgraded":
    case "duplicate":
      return answer(200, { status: "duplicate", id: receipt.id });
    case "conflicting":
      return answer(202, { status: "kept", reason: "conflicts-with-an-earlier-copy", id: receipt.id });
    case "unknown-address":
      return problem(404, "No domain receives reports at this address.");
    case "too-many":
      return problem(429, "This address takes no more reports from there today.", [], {
        "Retry-After": String(receipt.retryAfterSeconds),
      });
    case "unstorable":
      logger().error({ findings: receipt.findings }, "the database refused a report");
      return quarantined(receipt);
    case "foreign-domain":
      return quarantined(receipt);
    case "unreadable":
      return problem(
        unreadableStatus(receipt.findings),
        "This is not a TLS report (RFC 8460 §4).",
        receipt.findings,
      );
    default:
      return receipt satisfies never;
  }
}

function quarantined({ kind, kept, findings }: Extract<Receipt, { kept: boolean }>): Answer {
  if (kept) return answer(202, { status: "quarantined", reason: kind, errors: errorsOf(findings) });
  return problem(429, "Too much is waiting for a decision here.", findings, { "Retry-After": "86400" });
}

const tooLarge = new Set([
  "report-too-large-compressed",
  "report-too-large-inflated",
  "report-too-large-total",
  "report-ratio",
  "report-too-large",
]);

function unreadableStatus(findings: Finding[]): number {
  return findings.some((finding) => tooLarge.has(finding.code)) ? 413 : 400;
}

const titles: Record<number, string> = {
  400: "Bad Request",
  404: "Not Found",
  405: "Method Not Allowed",
  413: "Content Too Large",
  429: "Too Many Requests",
  503: "Service Unavailable",
};

/** RFC 9457; `errors` names each fault with its JSON path. */
function problem(
  status: number,
  detail: string,
  findings: Finding[] = [],
  headers: Record<string, string> = {},
): Answer {
  const errors = errorsOf(findings);
  const body = {
    type: "about:blank",
    title: titles[status],
    status,
    detail,
    ...(errors.length > 0 ? { errors } : {}),
  };
  return {
    status,
    headers: { "Content-Type": "application/problem+json", ...headers },
    body: JSON.stringify(body),
  };
}

function answer(status: number, body: object): Answer {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

const namedErrors = 20;

function errorsOf(findings: Finding[]): { code: string; path: string | null; detail: string }[] {
  const t = createTranslator({ locale: "en", messages: messagesFor("en") });
  return findings
    .filter((finding) => finding.severity === "error")
    .slice(0, namedErrors)
    .map(({ code, subject, data }) => {
      const key = `findings.${code}.title` as Parameters<typeof t>[0];
      return { code, path: subject, detail: t.has(key) ? t(key, data) : code };
    });
}
