import type { Finding } from "#lib/core/finding.ts";
import type { Imported } from "#lib/services/reports/import-reports.ts";
import type { Receipt } from "#lib/services/reports/receipt.ts";

export type NotTaken = { file: string; path: string; reason: string; detail: string; kept: boolean };

/** What an import came to. Reports that went to several domains are counted for each. */
export type ImportTally = {
  counts: Record<string, number>;
  notTaken: NotTaken[];
  add: (imported: Imported) => void;
};

/** What is in the database afterwards as it should be. */
export const takenKinds = ["stored", "duplicate", "upgraded", "replaced", "conflicting"] as const;

export function createImportTally(): ImportTally {
  const counts: Record<string, number> = {};
  const notTaken: NotTaken[] = [];
  const count = (kind: string) => {
    counts[kind] = (counts[kind] ?? 0) + 1;
  };
  const refuse = (imported: Imported, reason: string, detail: string, kept: boolean) => {
    const path = "path" in imported ? imported.path : "";
    notTaken.push({ file: imported.file, path, reason, detail, kept });
  };
  const add = (imported: Imported) => {
    switch (imported.kind) {
      case "report":
        for (const receipt of imported.receipts) {
          count(receipt.kind);
          const fault = faultOf(receipt);
          if (fault) refuse(imported, receipt.kind, fault.detail, fault.kept);
        }
        return;
      case "refused":
        count("unreadable");
        return refuse(imported, imported.reason, imported.detail, imported.kept);
      case "unread":
        count("unread");
        return refuse(imported, "unread", imported.detail, false);
      case "skipped":
        return count("skipped");
      default:
        return imported satisfies never;
    }
  };
  return { counts, notTaken, add };
}

function faultOf(receipt: Receipt): { detail: string; kept: boolean } | null {
  switch (receipt.kind) {
    case "stored":
    case "duplicate":
    case "upgraded":
    case "replaced":
    case "conflicting":
    case "test":
      return null;
    case "unreadable":
    case "foreign-domain":
    case "too-old":
    case "unstorable":
      return { detail: receipt.findings.map(sayFinding).join("; "), kept: receipt.kept };
    case "too-many":
      return { detail: `the domain takes more in ${receipt.retryAfterSeconds} s`, kept: false };
    case "unknown-address":
    case "unknown-test":
      return { detail: "", kept: false };
    default:
      return receipt satisfies never;
  }
}

function sayFinding({ code, data }: Finding): string {
  const values = Object.entries(data ?? {}).map(([name, value]) => `${name} ${value}`);
  return values.length === 0 ? code : `${code} (${values.join(", ")})`;
}
