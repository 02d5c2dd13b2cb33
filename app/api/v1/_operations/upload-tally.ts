import { createTranslator } from "next-intl";
import type { z } from "zod";
import type { Finding } from "#lib/core/finding.ts";
import { messagesFor } from "#lib/i18n/catalog.ts";
import type { Receipt } from "#lib/services/reports/receipt.ts";
import type { Taken } from "#lib/services/reports/take-bundle.ts";
import type { outcome, upload } from "../_schemas/upload.ts";

type Uploaded = z.input<typeof upload>;
type Document = Uploaded["documents"][number];
type Outcome = z.output<typeof outcome>;

/** Adds up what became of a file's documents. */
export type Tally = {
  add: (taken: Taken) => void;
  /** How many were reports, whatever became of them. */
  reports: () => number;
  read: () => Omit<Uploaded, "domain">;
};

const listed = 1_000;
const namedFaults = 10;

export function createTally(): Tally {
  const outcomes = [
    "stored",
    "duplicate",
    "conflicting",
    "quarantined",
    "not-kept",
    "test",
    "skipped",
  ] as const;
  const counts = Object.fromEntries(outcomes.map((name) => [name, 0])) as Record<Outcome, number>;
  const documents: Document[] = [];
  let reports = 0;
  let all = 0;
  const add = (document: Document) => {
    counts[document.outcome] += 1;
    all += 1;
    if (documents.length < listed) documents.push(document);
  };
  return {
    add(taken) {
      for (const document of documentsOf(taken)) {
        if (isReport(document)) reports += 1;
        add(document);
      }
    },
    reports: () => reports,
    read: () => ({ counts, documents, moreDocuments: all - documents.length }),
  };
}

/** What could not be read at all is no report that anything became of. */
function isReport({ outcome: became, reason }: Document): boolean {
  return became !== "skipped" && reason !== "unreadable" && !reason?.startsWith("report-");
}

function documentsOf(taken: Taken): Document[] {
  const { path, fileName } = taken;
  const nothing = { path, fileName, domain: null, reportId: null, reason: null, cap: null, faults: [] };
  switch (taken.kind) {
    case "report":
      return taken.receipts.map((receipt) => ({ ...nothing, ...fromReceipt(receipt) }));
    case "refused": {
      const { cap, kept, detail } = taken;
      const reason = `report-${taken.reason}`;
      const faults = [{ code: reason, path: null, detail }];
      return [{ ...nothing, outcome: kept ? "quarantined" : "not-kept", reason, cap, faults }];
    }
    case "skipped":
      return [{ ...nothing, outcome: "skipped", reason: taken.reason }];
    default:
      return taken satisfies never;
  }
}

function fromReceipt(receipt: Receipt): Pick<Document, "outcome"> & Partial<Document> {
  switch (receipt.kind) {
    case "stored":
    case "replaced":
      return { outcome: "stored", domain: receipt.domain, reportId: receipt.id };
    case "duplicate":
    case "upgraded":
      return { outcome: "duplicate", domain: receipt.domain, reportId: receipt.id };
    case "conflicting":
      return {
        outcome: "conflicting",
        domain: receipt.domain,
        reportId: receipt.id,
        reason: "conflicts-with-an-earlier-copy",
      };
    case "test":
      return { outcome: "test", domain: receipt.domain };
    case "unknown-test":
    case "unknown-address":
    case "too-many":
      return { outcome: "not-kept", reason: receipt.kind };
    case "unreadable":
    case "foreign-domain":
    case "too-old":
    case "unstorable":
      return {
        outcome: receipt.kept ? "quarantined" : "not-kept",
        domain: receipt.domain,
        reason: receipt.kind,
        faults: faultsOf(receipt.findings),
      };
    default:
      return receipt satisfies never;
  }
}

function faultsOf(findings: Finding[]): Document["faults"] {
  const t = createTranslator({ locale: "en", messages: messagesFor("en") });
  return findings
    .filter(({ severity }) => severity === "error")
    .slice(0, namedFaults)
    .map(({ code, subject, data }) => {
      const key = `findings.${code}.title` as Parameters<typeof t>[0];
      return { code, path: subject, detail: t.has(key) ? t(key, data) : code };
    });
}
