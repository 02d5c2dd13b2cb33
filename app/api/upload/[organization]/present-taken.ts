import { type Finding, finding } from "#lib/core/finding.ts";
import type { Receipt } from "#lib/services/reports/receipt.ts";
import type { Taken } from "#lib/services/reports/take-bundle.ts";
import { findingWording } from "../../../_ui/finding-wording.ts";
import type { Outcome, ResultLine } from "../../../(app)/o/[organization]/upload/_upload/upload-line.ts";

type Translate = Parameters<typeof findingWording>[0];

/** What became of one thing in a file, for its uploader: a line for each domain that it went to. */
export function presentTaken(t: Translate, taken: Taken): ResultLine[] {
  const { path } = taken;
  switch (taken.kind) {
    case "report":
      return taken.receipts.map((receipt) => ({ ...receiptLine(t, receipt), path }));
    case "refused": {
      const { reason, detail, kept, cap } = taken;
      const fault = finding(`report-${reason}`, "error", { data: { detail } });
      return [{ ...line(kept ? "aside" : "refused"), ...worded(t, fault), path, cap }];
    }
    case "skipped":
      return [
        {
          ...line("skipped"),
          path,
          ...(taken.reason === "dmarc-report" ? skippedDmarc(t, taken.detail) : {}),
        },
      ];
    default:
      return taken satisfies never;
  }
}

function receiptLine(t: Translate, receipt: Receipt): ResultLine {
  switch (receipt.kind) {
    case "stored":
    case "replaced":
    case "duplicate":
    case "upgraded":
    case "conflicting":
      return { ...line(receipt.kind), domain: receipt.domain, id: receipt.id };
    case "too-many":
      return line("too-many");
    case "unknown-address":
      return line("refused");
    case "test":
    case "unknown-test":
      return line("test");
    case "unreadable":
    case "foreign-domain":
    case "too-old":
    case "unstorable": {
      const [first] = receipt.findings;
      const outcome = receipt.kept ? "aside" : "full";
      const words = first ? worded(t, first) : {};
      // Where reports go to the domains that they name, the finding’s own advice would be beside the point.
      const remedy = receipt.kind === "foreign-domain" ? t("quarantine.reason.foreign-domain.remedy") : null;
      return { ...line(outcome), ...words, ...(remedy ? { remedy } : {}), domain: receipt.domain };
    }
    default:
      return receipt satisfies never;
  }
}

function line(outcome: Outcome): ResultLine {
  return { line: "result", outcome, path: "", domain: null, id: null, reason: null, remedy: null, cap: null };
}

/** The first finding is the one that kept it from being counted. */
function worded(t: Translate, fault: Finding): Pick<ResultLine, "reason" | "remedy"> {
  const { title, meaning, remedy } = findingWording(t, fault);
  const where = fault.subject === null ? "" : ` (${fault.subject})`;
  return { reason: `${title}${where}. ${meaning}`, remedy };
}

/** Otherwise what is skipped speaks for itself. */
function skippedDmarc(t: Translate, detail: string): Pick<ResultLine, "reason" | "remedy"> {
  return worded(t, finding("report-dmarc-report", "info", { data: { detail } }));
}
