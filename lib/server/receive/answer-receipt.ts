import type { Finding } from "#lib/core/finding.ts";
import { logger } from "#lib/server/logger.ts";
import type { Receipt } from "#lib/services/reports/receipt.ts";
import { type Answer, errorsOf, json, problem, tooMany } from "./answer.ts";

/**
 * What the sender of a report hears. 2xx: it is stored, and need not come again; 4xx: sending it again would not
 * help; 429: not now.
 */
export function answerReceipt(receipt: Receipt): Answer {
  switch (receipt.kind) {
    case "stored":
    case "replaced":
      return json(201, { status: "stored", id: receipt.id });
    case "upgraded":
    case "duplicate":
      return json(200, { status: "duplicate", id: receipt.id });
    case "conflicting":
      return json(202, { status: "kept", reason: "conflicts-with-an-earlier-copy", id: receipt.id });
    case "unknown-address":
      return unknownAddress();
    case "too-many":
      return tooMany("This address takes no more reports from there today.", receipt.retryAfterSeconds);
    case "unstorable":
      logger().error({ findings: receipt.findings }, "the database refused a report");
      return quarantined(receipt);
    case "foreign-domain":
    case "too-old":
      return quarantined(receipt);
    case "unreadable":
      return problem(unreadableStatus(receipt.findings), "This is not a TLS report (RFC 8460 §4).", {
        findings: receipt.findings,
      });
    case "test":
      return json(200, { status: "test" });
    case "unknown-test":
      return problem(400, "This bears the mark of a test report of ours, and none is awaited.");
    default:
      return receipt satisfies never;
  }
}

export function unknownAddress(): Answer {
  return problem(404, "No domain receives reports at this address.");
}

function quarantined({ kind, kept, findings }: Extract<Receipt, { kept: boolean }>): Answer {
  if (kept) return json(202, { status: "quarantined", reason: kind, errors: errorsOf(findings) });
  const headers = { "Retry-After": "86400" };
  return problem(429, "Too much is waiting for a decision here.", { findings, headers });
}

const tooLarge = new Set([
  "report-too-large-compressed",
  "report-too-large-inflated",
  "report-too-large-total",
  "report-ratio",
  "report-too-large",
]);

function unreadableStatus(findings: Finding[]): 400 | 413 {
  return findings.some((finding) => tooLarge.has(finding.code)) ? 413 : 400;
}
